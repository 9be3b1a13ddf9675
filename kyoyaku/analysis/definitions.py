"""The words that an agreement defines, as in 以下「連携」という。, and the labels of its parties (甲)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kyoyaku.language.characters import any_of, unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import HeadedBody, headed_bodies
from kyoyaku.model.parts import Annex, Initiative, Part, Remarks
from kyoyaku.model.text import Text
from kyoyaku.model.walking import texts

# A kanji behind a label makes it part of a word (甲板), but not the 及 of 甲及び乙 or the 又 of 甲又は乙.
# A kanji before a label is allowed: その都度甲及び乙が.
JOINING = "及又並若"
# The scope of a definition: 以下この条において, 以下本項及び次項において; 以下この協定において sets none.
WITHIN = r"、?(?:[こ本]の?(?P<within>条|項|号|表|欄|取組|)[^「」（）、。]{0,20}において)?、?"
# 以下「甲」という。, 以下単に「町」という。, 以下これらを総称して「市町」という。, 以下「市町」と総称する。
CALLED = re.compile(
    rf"以下{WITHIN}(?:単に|(?:これらを)?総称して)?「(?P<term>[^「」]+)」と(?:い[うい]|言う|する|呼ぶ|総称|略)[^「」（）、。]*。?"
)
# この表において「圏域」とは、…をいう。
MEANS = re.compile(rf"(?:{WITHIN.removeprefix('、?')})?「(?P<term>[^「」]+)」とは、")
# 以下同じ。 and 以下この条において同じ。
SAME = re.compile(rf"以下{WITHIN}同じ。")
LETTER = r"[々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z0-9]"
LONGEST = 40
"""Characters of the longest word; a longer run of kanji and katakana is not taken for a word."""
LAST = 10**9
"""A line number greater than any other: the definition holds to the end of the document."""
# The last run of kanji, katakana, letters and digits: 生活機能 of 圏域の生活機能.
WORD = re.compile(rf"(?<!{LETTER}){LETTER}{{1,{LONGEST}}}$")
KANJI = rf"[々\u3400-\u4dbf\u4e00-\u9fff](?<![{JOINING}])"
# What may stand before and behind a defined word: 当該協議会, 協議会等. 医療協議会 is another word.
BEFORE = r"(?<![「々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z](?<![各本該同両全]))"
BEHIND = rf"(?![」々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z](?<![{JOINING}等内外間中]))"


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """A word and the text that defines it; `part` (None is the preamble) and `anchor` say where it stands.

    It holds from `since`, the line and the position behind the definition, to the last line `until`.
    """

    term: str
    text: Text
    part: Part | Initiative | None
    anchor: str
    since: tuple[int, int]
    until: int


def definitions(agreement: Agreement) -> tuple[Definition, ...]:
    """The definitions of the text outside headings, in the order of the document."""
    found = (one for headed in headed_bodies(agreement) for one in _defined_in(headed))
    return tuple(sorted(found, key=lambda one: one.since))


def _defined_in(headed: HeadedBody) -> Iterator[Definition]:
    part, prefix, printed = headed.subject, headed.prefix, tuple(headed.lines)
    for line in printed:
        for term, end, within in defined(line.text.edited):
            since, until = (line.text.place.line, end), LAST
            if isinstance(part, Annex) and (within == "表" or isinstance(headed.part, Remarks)):
                since = (part.text.place.line, 0)  # 備考 come after the text whose words they define
                until = max(text.place.line for text in texts(part))
            elif within in ("条", "取組") and part:
                whole = part if isinstance(part, Initiative) else headed.part
                until = max(text.place.line for text in texts(whole))
            elif within and within != "表":  # a 項, or a paragraph in the row of an initiative
                paragraph = prefix + line.anchor.removeprefix(prefix).split("-")[0]
                own = (one for one in printed if f"{one.anchor}-".startswith(f"{paragraph}-"))
                until = max(one.text.place.line for one in own)
            yield Definition(term, line.text, part, line.anchor, since, until)


def uses(text: str, terms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    """(Term, start, end) of each use of a term as a whole word; of several at one start, the longest."""
    plain = unvaried(text)
    there = [term for term in terms if term in plain]
    for match in re.finditer(f"{BEFORE}(?:{any_of(there)}){BEHIND}", text) if there else ():
        yield unvaried(match.group()), match.start(), match.end()


def defined(text: str) -> Iterator[tuple[str, int, str]]:
    """Yield (word, end of the definition, scope) for each word that a text defines; scope: 条, 表, ….

    以下「連携」という。 gives 連携. 宣言（…をいう。以下同じ。） gives 宣言: the word before the bracket that
    has 以下同じ。 in it, also when other brackets are inside it.
    """
    for match in (*CALLED.finditer(text), *MEANS.finditer(text)):
        yield match["term"], match.end(), match["within"] or ""
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
            yield word.group(), match.end(), match["within"] or ""


@dataclass(frozen=True, slots=True)
class PartyLabel:
    """A label in the edited reading, from `start` to `end`, and the name of the party."""

    start: int
    end: int
    label: str
    name: str


def party_labels(text: str, names: Mapping[str, str]) -> Iterator[PartyLabel]:
    """The labels in a text in order; `names` maps each label to the name of the party.

    No label is found in 甲板 and 乙女, nor in 「甲」, which defines the label.
    """
    either = any_of(names)
    plain = {unvaried(label): name for label, name in names.items()}
    for match in re.finditer(rf"(?<!「)(?:{either})(?=(?:{either})|(?!{KANJI}))(?!」)", text):
        yield PartyLabel(match.start(), match.end(), match.group(), plain[unvaried(match.group())])
