"""Ours and its peers: how each is laid out over the same docs/, and run.

Every tool has a folder for itself. `prepare` writes there what the tool reads; `commands` publish it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import yaml

from bench.measure import Command
from bench.sites import bare, hugo
from kyoyaku.pages.navigation import navigation
from kyoyaku.reading.load import load

PACKAGES = Path(yaml.__file__).parent.parent
"""Where the wheels are unpacked. Their programs are started directly: a Python wrapper would cost more."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that makes a site: from the project's `content/` (ours) or from a copy of its `docs/`."""

    name: str
    packages: tuple[str, ...]
    """Packages whose versions say what was measured."""
    prepare: Callable[[Path, Path], None]
    """Takes the project and the tool's folder."""
    commands: tuple[Command, ...]
    site: str = "site"
    """Where the site is in the tool's folder."""
    source: str = "docs"
    """What is edited there."""
    made: tuple[str, ...] = ()
    """Folders besides the site that a cold start does not have."""
    keeps: bool = False
    """Whether a rebuild reuses what has not changed since an earlier build."""

    def versions(self) -> str:
        """The versions of the packages, for the head of a table."""
        return ", ".join(f"{name} {version(name)}" for name in self.packages)

    def clear(self, folder: Path) -> None:
        """Remove everything that an earlier run has left."""
        for name in (self.site, *self.made):
            shutil.rmtree(folder / name, ignore_errors=True)
        # mkdocs stops when the folder of its pages is missing, before our hook can fill it.
        (folder / "docs").mkdir(exist_ok=True)


def copy_docs(project: Path, folder: Path) -> None:
    """The docs/ of a project, as they are."""
    shutil.copytree(project / "docs", folder / "docs")


def write_plain_settings(project: Path, file: Path, *features: str) -> None:
    """Settings of mkdocs with the theme as it comes: its search in Japanese, no hook, no override of ours."""
    settings = {
        "site_name": "連携協約・協定集",
        "nav": navigation(load(project)),
        "site_dir": "plain",
        "theme": {"name": "material", "language": "ja", "font": False, "features": list(features)},
        "plugins": [{"search": {"lang": "ja"}}],
        "markdown_extensions": ["attr_list", "md_in_html", {"toc": {"permalink": False}}],
    }
    file.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _with_features(*features: str) -> Callable[[Path, Path], None]:
    """Lays out docs/ and the plain theme with some features, pruning first: it makes large sites smaller."""

    def prepare(project: Path, folder: Path) -> None:
        copy_docs(project, folder)
        write_plain_settings(project, folder / "mkdocs.yml", "navigation.prune", *features)

    return prepare


def _bare(processes: int) -> Tool:
    command = (sys.executable, bare.__file__, "docs", "site", str(processes))
    name = f"bare script, {processes} process{'es' if processes > 1 else ''}"
    return Tool(name, ("markdown-it-py", "jinja2"), copy_docs, (command,))


HERE = Tool(
    "here",
    ("mkdocs", "mkdocs-material", "markdown-it-py"),
    lambda _project, _folder: None,  # ours is built where it is
    ((sys.executable, "build.py", "--site"),),
    source="content",
    made=(".cache", "docs"),
    keeps=True,
)
MATERIAL = Tool(
    "mkdocs + Material",
    ("mkdocs", "mkdocs-material"),
    _with_features(),
    ((sys.executable, "-m", "mkdocs", "build", "--quiet"),),
    site="plain",
)
FEATURED = replace(
    MATERIAL,
    name=f"{MATERIAL.name}, sections and tabs",
    prepare=_with_features("navigation.sections", "navigation.tabs"),
)
"""As many sites have it."""
ZENSICAL = Tool(
    "Zensical",
    ("zensical",),
    _with_features(),
    ((sys.executable, "-m", "zensical", "build"),),
    site="plain",
    made=(".cache",),
    keeps=True,
)
HUGO = Tool(
    "Hugo + Pagefind",
    ("hugo", "pagefind"),
    lambda project, folder: hugo.prepare(project / "docs", folder),
    (
        (str(PACKAGES / "hugo" / "binaries" / "hugo"), "--quiet"),
        (str(PACKAGES / "pagefind_bin_extended" / "pagefind_extended"), "--site", "public", "--quiet"),
    ),
    site="public",
    source="content",
    made=("resources",),
)
BARE = (_bare(1), _bare(2))
TOOLS = (HERE, MATERIAL, FEATURED, ZENSICAL, HUGO, *BARE)
LARGE = (HERE, HUGO, *BARE)
"""Those that are run for a whole country as well."""
