"""The style sheet of what a municipality sets: its colour and its logo. A site without them has none."""

from __future__ import annotations

from jinja2 import Template

from kyoyaku import program
from kyoyaku.model.facts import Publisher
from kyoyaku.reading.settings import COLOURS

SHEET = "assets/stylesheets/own.css"


def own_sheet(own: Publisher) -> dict[str, bytes]:
    """The sheet by its path under site/, which is made smaller with the others (minify.py)."""
    if not (own.colour or own.logo):
        return {}
    template = Template((program.TEMPLATES / "own.css").read_text(encoding="utf-8"))
    return {SHEET: template.render(colour=COLOURS.get(own.colour), logo=own.logo).encode()}
