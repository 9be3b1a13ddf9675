"""The files of the images that a text shows: of which kind they are, and how many pixels they have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

STARTS = {
    "png": re.compile(rb"(?s)\x89PNG\r\n\x1a\n.{8}(.{4})(.{4})"),
    "jpg": re.compile(rb"\xff\xd8(?=\xff)"),
    "svg": re.compile(
        rb"(?s)(?:\xef\xbb\xbf)?\s*(?:(?:<!--(?:(?!-->).)*-->|<[?!](?!--)[^>\[]*(?:\[[^\]]*\]\s*)?>)\s*)*<svg\s[^>]*>"
    ),
}
"""How files of each kind begin: a PNG with its size, an SVG with <svg …>, or after <?xml …?> or <!-- -->."""
# A JPEG is a row of segments; one of C0 to CF, but for C4, C8 and CC, has height and width.
SEGMENT = re.compile(rb"(?s)\xff+(?:([\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf])|[^\xff\x00])(..).(..)(..)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A file beside the version, by its name, and its bytes."""

    file: str
    data: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """png, jpg or svg, whatever the file is called; '' for any other."""
        return next((kind for kind, start in STARTS.items() if start.match(self.data)), "")

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in pixels; None of an SVG, which need not have them, and of a file that is cut."""
        if match := STARTS["png"].match(self.data):
            return int.from_bytes(match[1], "big"), int.from_bytes(match[2], "big")
        at = 2
        while match := SEGMENT.match(self.data, at):
            if match[1]:
                return int.from_bytes(match[4], "big"), int.from_bytes(match[3], "big")
            at = match.start(2) + int.from_bytes(match[2], "big")
        return None
