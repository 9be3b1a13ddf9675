"""Smaller scripts and style sheets: without comments, blanks and the rules that no page needs.

The addresses of the files stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from rjsmin import jsmin

from kyoyaku.publisher.assets.style_sheets import page_names, purged

STYLES = "assets/stylesheets/"
SCRIPTS = "assets/javascripts/"
SEARCH = f"{SCRIPTS}search/"
READER = f"{SCRIPTS}reader.js"
"""The scripts of every page (`extra_javascript` in mkdocs.yml) as one file."""
BUNDLES = {
    "engine.js": ("fold", "variants", "matcher", "results", "related"),
    "large.js": ("ngrams", "large"),
}
"""The scripts that the search worker fetches as one file, with their parts in the order of loading."""
PARTS = rf"{SEARCH}(?:{'|'.join(part for parts in BUNDLES.values() for part in parts if part != 'fold')})\.js"
"""The scripts that readers fetch only as parts of bundles; fold.js is fetched by itself, too."""
MARKDOWN = "h1 h2 h3 h4 h5 h6 p ol ul li a em strong code pre"
"""The elements that a Markdown text may become."""
COMMENT = re.compile(r"\{#.*?#\}|\{%-? (?:end|if|for|elif|import|from|macro)\b.*?%\}", re.DOTALL)
"""The parts of a template that it never writes into a page, such as `{# a remark #}` and `{% if x %}`."""
MAP = re.compile(r"^//# sourceMappingURL=.*\s*\Z", re.MULTILINE)
"""The last line of the theme's scripts; it names a debugging file that is not on the site."""
COPYING = re.compile(r"(\(\(\w+,(\w+)\)=>\{)/\*!\s+\* clipboard\.js\b.*?\.default\}\)(?=\}\);)", re.DOTALL)
"""The module of the theme's script that copies code at a button, which no page has."""
POLYFILL = re.compile(
    r'(=\w+\(\(\w+,\w+\)=>\{)\(function\(.{,3000}?"focus-visible-polyfill-ready".*?(?=\}\);)'
)
"""The one that stands in for `:focus-visible`. Both go, 4 kB of each first visit; if not found, they stay."""
PREFIXED = re.compile(r"\b(?:ky|data)-[\w-]*")
"""The classes and attributes that our programs write, such as `ky-mark` and `data-search-exclude`."""


def minify(files: Mapping[str, bytes], templates: Path, scripts: Iterable[str]) -> dict[str, str]:
    """The scripts and style sheets of a site as readers fetch them, by their paths under site/.

    `files` are the files of the theme and of templates/theme by these paths; `scripts` are the paths of
    `extra_javascript`. The names that a rule may ask for come from the templates, not from the pages. So
    the style sheets do not depend on the content.
    """
    theme = templates / "theme"
    made = {path: _script(path, text) for path, text in _texts(files, SCRIPTS, ".js").items()}
    for name, parts in BUNDLES.items():
        made[SEARCH + name] = _joined(theme / SEARCH / f"{part}.js" for part in parts)
    made[READER] = _joined(theme / path for path in scripts)
    names = page_names([*_sources(templates), MARKDOWN], made.values())
    return made | _styles(tuple(_texts(files, STYLES, ".css").items()), names)


def _texts(files: Mapping[str, bytes], folder: str, suffix: str) -> dict[str, str]:
    return {
        path: data.decode()
        for path, data in files.items()
        if path.startswith(folder) and path.endswith(suffix)
    }


def _script(path: str, text: str) -> str:
    """A script without comments and blanks; one of the theme is so already, and goes without some modules."""
    if not path.endswith(".min.js"):
        return str(jsmin(text))
    text = COPYING.sub(r"\1\2.exports={isSupported:()=>!1}", text)
    return MAP.sub("", POLYFILL.sub(r"\1", text))


def _joined(scripts: Iterable[Path]) -> str:
    return "\n".join(_script(file.name, file.read_text(encoding="utf-8")) for file in scripts)


@lru_cache(maxsize=1)
def _styles(sheets: tuple[tuple[str, str], ...], names: frozenset[str]) -> dict[str, str]:
    """The purged style sheets; cached, so that an edit under `mkdocs serve` does not purge again."""
    return purged(dict(sheets), names)


def _sources(templates: Path) -> list[str]:
    """The texts that names in a page can come from: the templates, and the prefixed names of our programs."""
    # The report of an import is no page.
    pages = (one for one in templates.rglob("*.j2") if not one.name.startswith("import-report"))
    ours = [*pages, *templates.glob("theme/**/*.html")]
    programs = Path(__file__).parents[2].rglob("*.py")
    prefixed = (" ".join(PREFIXED.findall(file.read_text(encoding="utf-8"))) for file in programs)
    written = (COMMENT.sub("", file.read_text(encoding="utf-8")) for file in ours)
    return [*written, *prefixed]
