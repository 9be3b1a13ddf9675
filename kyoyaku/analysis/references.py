"""References in the text to articles, paragraphs and annexes of the same agreement.

第N条 belongs to another instrument when a law, an ordinance or the like is named just before it, with
or without its number in brackets; so does what is joined to it by 及び and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kyoyaku.language.numerals import NUMBER, read_number

# 第3条の2 and 第三条の二, but not 第三条の一部, 第3条の三者 or 第3条の一つ.
BRANCH = r"の(?:[0-9０-９]+|[一二三四五六七八九十百千]+(?![一二三四五六七八九十百千部者つ個人種方点件]))"
REFERENCE = re.compile(
    rf"第(?P<article>{NUMBER})条(?!例)(?P<branch>(?:{BRANCH})*)"
    rf"(?:第(?P<its_paragraph>{NUMBER})項)?"
    rf"|第(?P<paragraph>{NUMBER})項(?!目)"
    rf"|(?<![事以従])(?P<relative>前条(?!件)|次条(?!件)|前項(?!目)|次項(?!目))"
    rf"(?:第(?P<relative_paragraph>{NUMBER})項)?"
    rf"|(?P<same>同条(?!例)|同項(?!目))(?:(?<=条)第(?P<same_paragraph>{NUMBER})項)?"
    rf"|(?<![特個性種類級])別表(?![示記現彰題])(?:第(?P<annex>{NUMBER}))?"
)
CITED = rf"第{NUMBER}条(?:{BRANCH})*(?:第{NUMBER}項)?(?:第{NUMBER}号)?"
"""A provision as it is cited: 第252条の2第1項."""
BRACKETED = r"(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])"
NAMED = re.compile(
    r"(?:法律?|政令|省令|府令|令|規則|規程|条例|要綱|要領|指針|憲法|協約|協定|規約|附則|告示|通知|法典|書|号|」)$"
)
OURS = re.compile(r"(?:この|本)(?:連携)?(?:協約|協定|規約)$")
LONGEST = 12
"""More characters than NAMED and OURS can match."""
NESTED = 2
"""Brackets within brackets, as BRACKETED has them."""
JOINT = re.compile(
    rf"(?:第{NUMBER}[項号]|[（(][^（）()]*[）)]|、|，|・|及び|並びに|又は|若しくは|から|まで|ただし書|本文|前段|後段|各号)+"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it is written, and what it points to within the agreement.

    `kind` is article, paragraph or annex. `number` is the article's; for a reference without one
    (第2項) it is empty and the paragraph is of the article in which the reference stands.
    """

    start: int
    written: str
    kind: str
    number: tuple[int, ...] = ()
    paragraph: int | None = None
    relative: str = ""
    annex: int | None = None


def find_references(text: str, others: Iterable[str] = ()) -> Iterator[Reference]:
    """The references in an edited text, in order, without those to other instruments.

    `others` are names of instruments that no rule would tell for one. What is joined to a reference
    (及び第3項) is of the same article, and what is joined to a foreign one is foreign. 同条 and 同項 are
    the article and paragraph mentioned last in the text, in ours or in another instrument.
    """
    instruments = tuple(others)
    last: Reference | None = None
    mentioned: Reference | None = None
    end = -1
    for match in REFERENCE.finditer(text):
        is_joined = end >= 0 and bool(JOINT.fullmatch(text, end, match.start()))
        is_foreign = _is_foreign(text, match.start(), instruments) or (is_joined and last is None)
        found = None if is_foreign else _same(match, mentioned) if match["same"] else _reference(match)
        if found is None:
            last, mentioned, end = None, None, match.end()
            continue
        if is_joined and last and last.kind == "article" and found.kind == "paragraph" and not found.relative:
            found = replace(found, kind="article", number=last.number, relative=last.relative)
        last, end = found, match.end()
        mentioned = found if found.kind != "annex" else mentioned
        yield found


def _is_foreign(text: str, at: int, others: tuple[str, ...]) -> bool:
    """Whether another instrument is named right before a place, or before the bracket that ends there."""
    end = bracket_start(text, at)
    named = text[max(0, end - LONGEST) : end]
    return text.endswith(others, 0, end) or (bool(NAMED.search(named)) and not OURS.search(named))


def bracket_start(text: str, at: int) -> int:
    """Where the bracket opens that ends at a place; the place itself when there is none.

    Goes back over that bracket only, so that all the references of a text cost no more than its length.
    """
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += {"）": 1, ")": 1, "（": -1, "(": -1}.get(text[place], 0)
        if not 0 < depth <= NESTED:
            return at if depth or place == at - 1 else place
    return at


def _reference(match: re.Match[str]) -> Reference:
    start, written = match.start(), match.group()
    if match["article"]:
        branches = re.findall(NUMBER, match["branch"])
        number = tuple(read_number(n) for n in (match["article"], *branches))
        return Reference(start, written, "article", number, _number(match["its_paragraph"]))
    if match["paragraph"]:
        return Reference(start, written, "paragraph", paragraph=_number(match["paragraph"]))
    if relative := match["relative"]:
        kind = "article" if relative.endswith("条") else "paragraph"
        paragraph = _number(match["relative_paragraph"])
        return Reference(start, written, kind, paragraph=paragraph, relative=relative)
    return Reference(start, written, "annex", annex=_number(match["annex"]))


def _same(match: re.Match[str], mentioned: Reference | None) -> Reference | None:
    """同条 or 同項 of what was mentioned; None where that has none or is not of this agreement."""
    if mentioned is None:
        return None
    here = replace(mentioned, start=match.start(), written=match.group())
    if match["same"] == "同条":
        paragraph = _number(match["same_paragraph"])
        return replace(here, paragraph=paragraph) if mentioned.kind == "article" else None
    return here if mentioned.kind == "paragraph" or mentioned.paragraph else None


def _number(written: str | None) -> int | None:
    return read_number(written) if written else None
