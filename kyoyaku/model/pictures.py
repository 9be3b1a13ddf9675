"""The files of the images that a text shows: of which kind they are, and how many pixels they have."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

# A PNG and a GIF begin with their size.
PNG = re.compile(rb"\x89PNG\r\n\x1a\n.{8}(.{4})(.{4})", re.DOTALL)
GIF = re.compile(rb"GIF8[79]a(..)(..)", re.DOTALL)
# A JPEG is a row of segments; one of C0 to CF, but for C4, C8 and CC, has height and width.
SEGMENT = re.compile(rb"\xff+([^\xff\x00])(..).(..)(..)", re.DOTALL)
SIZES_IN = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
SVG = "{http://www.w3.org/2000/svg}svg"
PIXELS = re.compile(r"([0-9]+)(?:\.[0-9]+)?(?:px)?")


@dataclass(frozen=True, slots=True)
class Picture:
    """A file beside the version, by its name, and its bytes."""

    file: str
    data: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """png, gif, jpg or svg, whatever the file is called; '' for any other."""
        starts = {"png": PNG, "gif": GIF, "jpg": re.compile(b"\xff\xd8\xff")}
        is_svg = self.svg is not None
        return next((kind for kind, start in starts.items() if start.match(self.data)), "svg" * is_svg)

    @property
    def svg(self) -> etree.Element | None:
        """The root of an SVG; None of any other file, and of one that is not in a code like ASCII."""
        with suppress(etree.ParseError, ValueError, LookupError):
            root = etree.fromstring(self.data)
            return root if root.tag == SVG and b"\0" not in self.data else None
        return None

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels; None where the file does not say them."""
        if match := PNG.match(self.data):
            return int.from_bytes(match[1], "big"), int.from_bytes(match[2], "big")
        if match := GIF.match(self.data):
            return int.from_bytes(match[1], "little"), int.from_bytes(match[2], "little")
        if (root := self.svg) is not None:
            own = [PIXELS.fullmatch(root.get(side, "")) for side in ("width", "height")]
            box = [PIXELS.fullmatch(side) for side in re.split(r"[\s,]+", root.get("viewBox", ""))[2:]]
            found = [int(one[1]) for one in (own if all(own) else box) if one]
            return (found[0], found[1]) if len(found) == 2 else None
        at = 2
        while match := SEGMENT.match(self.data, at):
            if match[1][0] in SIZES_IN:
                return int.from_bytes(match[4], "big"), int.from_bytes(match[3], "big")
            at = match.start(2) + int.from_bytes(match[2], "big")
        return None
