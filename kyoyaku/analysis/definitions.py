"""The words that an agreement defines, and where: 以下「甲」という。 and 宣言（…をいう。以下同じ。）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.parts import Article, Part, Supplement
from kyoyaku.model.text import Text

CALLED = re.compile(r"以下(?:単に)?「([^「」]+)」という。")
SAME = re.compile(r"以下(?:この[条項]において)?同じ。")
LETTER = r"[々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z0-9]"
LONGEST = 40
"""Characters of a word; a longer run of letters is none."""
WORD = re.compile(rf"(?<!{LETTER}){LETTER}{{1,{LONGEST}}}$")


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
    opened: list[int] = []
    done = 0
    for match in SAME.finditer(text):
        _follow(opened, text, done, match.start())
        done = match.start()
        end = opened[-1] if opened else 0
        if word := WORD.search(text[max(0, end - LONGEST - 1) : end]):
            yield word.group(), match.end()


def _follow(opened: list[int], text: str, start: int, end: int) -> None:
    """Keep the places of the brackets that are open, over a stretch of the text."""
    for place in range(start, end):
        if text[place] == "（":
            opened.append(place)
        elif text[place] == "）" and opened:
            opened.pop()
