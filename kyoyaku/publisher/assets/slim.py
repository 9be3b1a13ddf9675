"""Scripts and style sheets of a site without what no reader's browser needs; their addresses stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kyoyaku.publisher.assets.page_names import page_names
from kyoyaku.publisher.assets.search_scripts import published, without_comments
from kyoyaku.publisher.assets.style_sheets import pared

STYLES = "assets/stylesheets/"
SCRIPTS = "assets/javascripts/"
SEARCH = f"{SCRIPTS}search/"
READER = f"{SCRIPTS}reader.js"
"""All that helps on a page, in one file."""
MARKDOWN = "h1 h2 h3 h4 h5 h6 p ol ul li a em strong code pre"
"""The elements that Markdown may become."""
COMMENT = re.compile(r"\{#.*?#\}|\{%-? (?:end|if|for|elif|import|from|macro)\b.*?%\}", re.DOTALL)
"""What of a template is never written."""
MAP = re.compile(r"^//# sourceMappingURL=.*\s*\Z", re.MULTILINE)
"""The way to a file that helps to debug a script and is not on the site."""
PREFIXED = re.compile(r"\b(?:ky|data)-[\w-]*")
"""The names of ours in a program: classes and attributes."""


def slim(files: Mapping[str, bytes], templates: Path, scripts: Iterable[str]) -> dict[str, str]:
    """Scripts and style sheets anew, by their paths.

    `files` are those of the theme, ours among them, by their paths under the site; `scripts` those of ours
    that each page asks for, which become one. The names in pages are those in our templates; so what the
    style sheets hold is the same whatever the content.
    """
    search = published(_texts(files, SEARCH, r"[^/]+\.js"))
    own = without_comments(_texts(files, SCRIPTS, r"[^/]+(?<!\.min)\.js"))
    own[READER.removeprefix(SCRIPTS)] = _joined(templates / "theme" / path for path in scripts)
    theirs = {name: MAP.sub("", text) for name, text in _texts(files, SCRIPTS, r"[^/]+\.min\.js").items()}
    written = [*_sources(templates), MARKDOWN]
    names = page_names(written, [*theirs.values(), *own.values(), *search.values()])
    styles = pared(_texts(files, STYLES, r"[^/]+\.css"), names)
    folders = ((SEARCH, search), (SCRIPTS, own), (SCRIPTS, theirs), (STYLES, styles))
    return {folder + name: text for folder, texts in folders for name, text in texts.items()}


def _joined(scripts: Iterable[Path]) -> str:
    texts = {file.name: file.read_text(encoding="utf-8") for file in scripts}
    return "\n".join(without_comments(texts).values())


def _sources(templates: Path) -> list[str]:
    """What may put names into a page: the templates, and programs, whose names have a prefix."""
    ours = [*templates.rglob("*.j2"), *templates.glob("theme/**/*.html")]
    programs = Path(__file__).parents[2].rglob("*.py")
    prefixed = (" ".join(PREFIXED.findall(file.read_text(encoding="utf-8"))) for file in programs)
    written = (COMMENT.sub("", file.read_text(encoding="utf-8")) for file in ours)
    return [*written, *prefixed]


def _texts(files: Mapping[str, bytes], folder: str, name: str) -> dict[str, str]:
    """The files of a folder whose names are as asked, by these names."""
    wanted = re.compile(re.escape(folder) + f"({name})")
    return {match[1]: data.decode() for path, data in files.items() if (match := wanted.fullmatch(path))}
