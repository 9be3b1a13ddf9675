"""References in the text to articles, paragraphs and annexes of the same agreement.

第N条 belongs to another instrument when a law, an ordinance or the like is named just before it, with
or without its number in brackets; so does what is joined to it by 及び and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numerals import read_number

NUMBER = "[0-9０-９一二三四五六七八九十百千]+"
# 第3条の2, but not 第3条の一部 or 第3条の三者: what follows a branch is no noun of one more sign.
BRANCH_ENDS = "(?![0-9０-９一二三四五六七八九十百千つ])(?=[^一-龥]|[第及又並若]|$)"
REFERENCE = re.compile(
    rf"第(?P<article>{NUMBER})条(?!例)(?P<branch>(?:の{NUMBER}{BRANCH_ENDS})*)"
    rf"(?:第(?P<its_paragraph>{NUMBER})項)?"
    rf"|第(?P<paragraph>{NUMBER})項(?!目)"
    rf"|(?<![事以従])(?P<relative>前条(?!件)|次条(?!件)|前項(?!目)|次項(?!目))"
    rf"(?:第(?P<relative_paragraph>{NUMBER})項)?"
    rf"|(?<![特個性種類級])別表(?![示記現彰題])(?:第(?P<annex>{NUMBER}))?"
)
NAMED = re.compile(
    r"(?:法律?|政令|省令|府令|令|規則|規程|条例|要綱|要領|指針|憲法|協約|協定|規約|附則|告示|通知|同条|法典)$"
)
OURS = re.compile(r"(?:この|本)(?:連携)?(?:協約|協定|規約)$")
BRACKETS = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]$")
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


def find_references(text: str) -> Iterator[Reference]:
    """The references in an edited text, in order, without those to other instruments."""
    foreign_until = -1
    for match in REFERENCE.finditer(text):
        before = text[: match.start()]
        joined = foreign_until >= 0 and JOINT.fullmatch(before[foreign_until:])
        if _is_foreign(before) or joined:
            foreign_until = match.end()
            continue
        yield _reference(match)


def _is_foreign(before: str) -> bool:
    named = BRACKETS.sub("", before)
    return bool(NAMED.search(named)) and not OURS.search(named)


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


def _number(written: str | None) -> int | None:
    return read_number(written) if written else None
