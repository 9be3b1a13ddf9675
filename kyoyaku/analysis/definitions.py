"""The words that an agreement defines: 以下「甲」という。 and 宣言（…をいう。以下同じ。）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines
from kyoyaku.model.parts import Article, Part, Supplement
from kyoyaku.model.text import Text

# 以下「甲」という。 and 以下単に「町」という。
CALLED = re.compile(r"以下(?:単に)?「([^「」]+)」という。")
# 以下同じ。 and 以下この条において同じ。
SAME = re.compile(r"以下(?:この[条項]において)?同じ。")
LETTER = r"[々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z0-9]"
LONGEST = 40
"""Characters of the longest word; a longer run of kanji and katakana is no word."""
# The last run of kanji, katakana, letters and digits: 生活機能 of 圏域の生活機能.
WORD = re.compile(rf"(?<!{LETTER}){LETTER}{{1,{LONGEST}}}$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A word, the text that defines it, and the position in the text where the definition ends.

    `part` (None is the preamble) and `anchor` say where the text stands.
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
    """The words that a text defines, each with the position where the definition ends.

    以下「連携」という。 gives 連携. 宣言（…をいう。以下同じ。） gives 宣言: the word before the bracket that
    has 以下同じ。 in it, also when other brackets are inside it.
    """
    for match in CALLED.finditer(text):
        yield match[1], match.end()
    opened: list[int] = []
    """The positions of the brackets that are open."""
    done = 0
    for match in SAME.finditer(text):
        for place in range(done, match.start()):
            if text[place] == "（":
                opened.append(place)
            elif text[place] == "）" and opened:
                opened.pop()
        done = match.start()
        end = opened[-1] if opened else 0
        if word := WORD.search(text[max(0, end - LONGEST - 1) : end]):
            yield word.group(), match.end()
