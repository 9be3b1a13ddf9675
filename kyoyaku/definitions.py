"""The words that an agreement defines, and where: 以下「甲」という。 and 宣言（…をいう。以下同じ。）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .anchors import lines
from .model import Agreement
from .parts import Article, Part, Supplement
from .text import Text

CALLED = re.compile(r"以下(?:単に)?「([^「」]+)」という。")
SAME = re.compile(r"以下(?:この[条項]において)?同じ。")
WORD = re.compile(r"[々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z0-9]+$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A word, the text that defines it, where in that it is defined, and where the text stands.

    `part` is None for the preamble.
    """

    term: str
    text: Text
    end: int
    part: Part | None
    anchor: str


def definitions(agreement: Agreement) -> tuple[Definition, ...]:
    """The definitions of preamble, articles and supplements, in the order of the document."""
    parts = [part for part in agreement.parts if isinstance(part, Article | Supplement)]
    bodies = [(None, agreement.preamble), *((part, part.body) for part in parts)]
    return tuple(
        Definition(term, line.text, end, part, line.anchor)
        for part, body in bodies
        for line in lines(body)
        for term, end in defined(line.text.edited)
    )


def defined(text: str) -> Iterator[tuple[str, int]]:
    """The words that a text defines for all that follows, each with the place where it has done so."""
    for match in CALLED.finditer(text):
        yield match[1], match.end()
    for match in SAME.finditer(text):
        if word := WORD.search(text[: _opening(text, match.start())]):
            yield word.group(), match.end()


def _opening(text: str, at: int) -> int:
    """Where the bracket opens that a place stands in; 0 where it stands in none."""
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += {"）": 1, "（": -1}.get(text[place], 0)
        if depth < 0:
            return place
    return 0
