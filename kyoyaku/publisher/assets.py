"""Scripts, style sheets and icons: the same whatever the content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import material

from .. import policy
from ..slim import slim

THEME = Path(material.__file__).parent / "templates"


@cache
def theme_scripts() -> frozenset[str]:
    """The scripts that the theme writes into pages."""
    found = (THEME / policy.PARTIALS).glob("*.html")
    return policy.theme_scripts(file.read_text(encoding="utf-8") for file in found)


def slimmed(files: Mapping[str, bytes], frame: str, root: Path) -> dict[str, str]:
    """The scripts and style sheets of a site's files anew; `frame` is a page without content."""
    return slim(files, frame, root / "templates", THEME)
