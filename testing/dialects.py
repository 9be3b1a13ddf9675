"""The pages as Python-Markdown reads them, with the extensions that mkdocs.yml names."""

from __future__ import annotations

import re
from functools import cache

import markdown
import yaml

from kyoyaku.program import TEMPLATES

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def extensions() -> list[str]:
    """The names of the Markdown extensions of mkdocs.yml."""
    settings = yaml.safe_load((TEMPLATES / "mkdocs.yml").read_text(encoding="utf-8").replace("!ENV ", ""))
    return [next(iter(one)) if isinstance(one, dict) else one for one in settings["markdown_extensions"]]


@cache
def _reader() -> markdown.Markdown:
    return markdown.Markdown(extensions=[*extensions(), "tables", "fenced_code"])


def python_markdown(source: str) -> str:
    """The HTML of a page's Markdown."""
    return _reader().reset().convert(source)
