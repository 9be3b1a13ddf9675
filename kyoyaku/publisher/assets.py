"""Scripts, style sheets and icons: the same whatever the content."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import material

from ..slim import slim

THEME = Path(material.__file__).parent / "templates"


def slimmed(files: Mapping[str, bytes], frame: str, root: Path) -> dict[str, str]:
    """The scripts and style sheets of a site's files anew; `frame` is a page without content."""
    return slim(files, frame, root / "templates", THEME)
