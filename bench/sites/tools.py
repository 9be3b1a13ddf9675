"""Ours and its peers: how each is laid out over the same docs/, run, and brought back to a cold start.

Every tool has a folder of its own. `prepare` puts there what it reads; `commands` publish it.
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
from bench.sites import hugo
from kyoyaku.pages.navigation import navigation
from kyoyaku.reading.load import load
from testing.project import ROOT

# The whole way from content/ to site/.
OURS: Command = (sys.executable, "build.py", "--site")
PAGEFIND = "pagefind_bin_extended/pagefind_extended"
"""The programs in the wheels are started as they are: what starts them would cost more than they do."""
Prepare = Callable[[Path, Path], None]


@dataclass(frozen=True, slots=True)
class Tool:
    """One that makes a site: from the project's `content/` (ours) or from a copy of its `docs/`."""

    name: str
    packages: tuple[str, ...]
    """Those whose versions tell what was measured."""
    prepare: Prepare
    commands: tuple[Command, ...]
    site: str
    """Where the site stands in the tool's folder."""
    source: str = "docs"
    """What is edited there."""
    made: tuple[str, ...] = ()
    """What else a cold start has not."""
    keeps: bool = False
    """Whether a rebuild takes what has not changed from an earlier build."""

    def versions(self) -> str:
        """What was measured, for the head of a table."""
        return ", ".join(f"{name} {version(name)}" for name in self.packages)

    def clear(self, folder: Path) -> None:
        """Take away all that an earlier run has left."""
        for name in (self.site, *self.made):
            shutil.rmtree(folder / name, ignore_errors=True)
        # mkdocs wants the folder of its pages to be there before our hook fills it.
        (folder / "docs").mkdir(exist_ok=True)


def _program(path: str) -> str:
    """A program that a wheel has brought along."""
    return str(Path(yaml.__file__).parent.parent / path)


def _nothing(project: Path, folder: Path) -> None:
    """Ours is built where it stands, from content/."""


def _copy(project: Path, folder: Path) -> None:
    shutil.copytree(project / "docs", folder / "docs")


def _plain(project: Path, folder: Path, *features: str) -> None:
    """docs/ with the theme as it comes, and of its features the one that makes large sites smaller."""
    _copy(project, folder)
    settings = {
        "site_name": "連携協約・協定集",
        "nav": navigation(load(project)),
        "theme": {
            "name": "material",
            "language": "ja",
            "font": False,
            "features": ["navigation.prune", *features],
        },
        "plugins": [{"search": {"lang": "ja"}}],
        "markdown_extensions": ["attr_list", "md_in_html", {"toc": {"permalink": False}}],
    }
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def _featured(project: Path, folder: Path) -> None:
    _plain(project, folder, "navigation.sections", "navigation.tabs")


def _hugo(project: Path, folder: Path) -> None:
    hugo.prepare(project / "docs", folder)


def _bare(processes: int) -> Tool:
    command = (sys.executable, str(ROOT / "bench" / "bare.py"), "docs", "site", str(processes))
    name = f"bare script, {processes} process{'es' if processes > 1 else ''}"
    return Tool(name, ("markdown-it-py", "jinja2"), _copy, (command,), "site")


HERE = Tool(
    "here",
    ("mkdocs", "mkdocs-material", "markdown-it-py"),
    _nothing,
    (OURS,),
    "site",
    source="content",
    made=(".cache", "docs"),
    keeps=True,
)
MATERIAL = Tool(
    "mkdocs + Material",
    ("mkdocs", "mkdocs-material"),
    _plain,
    ((sys.executable, "-m", "mkdocs", "build", "--quiet"),),
    "site",
)
FEATURED = replace(MATERIAL, name=f"{MATERIAL.name}, sections and tabs", prepare=_featured)
"""As many sites have it."""
ZENSICAL = Tool(
    "Zensical",
    ("zensical",),
    _plain,
    ((sys.executable, "-m", "zensical", "build"),),
    "site",
    made=(".cache",),
    keeps=True,
)
HUGO = Tool(
    "Hugo + Pagefind",
    ("hugo", "pagefind"),
    _hugo,
    (
        (_program("hugo/binaries/hugo"), "--quiet"),
        (_program(PAGEFIND), "--site", "public", "--quiet"),
    ),
    "public",
    source="content",
    made=("resources",),
)
BARE, BARE_TWO = _bare(1), _bare(2)
TOOLS = (HERE, MATERIAL, FEATURED, ZENSICAL, HUGO, BARE, BARE_TWO)
LARGE = (HERE, HUGO, BARE, BARE_TWO)
"""Those that are asked for a whole country as well."""
