"""The scripts as they are fetched: readers on a phone pay for every byte."""

from __future__ import annotations

from collections.abc import Mapping

from rjsmin import jsmin

MADE = {"engine.js": ("fold", "variants", "matcher", "results"), "large.js": ("grams", "large")}
"""The scripts that the worker fetches as one file: made of these, each of which may need those before it."""


def published(scripts: Mapping[str, str]) -> dict[str, str]:
    """The scripts of the search by file name, and those that are made of several."""
    slim = without_comments(scripts)
    return {**slim, **{made: "\n".join(slim[f"{one}.js"] for one in parts) for made, parts in MADE.items()}}


def without_comments(scripts: Mapping[str, str]) -> dict[str, str]:
    """Scripts by file name, without comments and blanks."""
    return {name: str(jsmin(script)) for name, script in scripts.items()}
