"""References in the text to articles, paragraphs and annexes of the same agreement.

第N条 belongs to another instrument when a law, an ordinance or the like is named just before it, with or
without the number of the law in brackets: 地方自治法（昭和22年法律第67号）第252条の2. What is joined to
such a reference (及び第3項) is foreign, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kyoyaku.language.numerals import NUMBER, read_number

# The branch of an article: の2 of 第3条の2, の二 of 第三条の二; not 第三条の一部, 第3条の三者, 第3条の一つ.
BRANCH = r"の(?:[0-9０-９]+|[一二三四五六七八九十百千]+(?![一二三四五六七八九十百千部者つ個人種方点件]))"
REFERENCE = re.compile(
    # 第4条, 第12条の2, 第4条第2項; not 第1条例.
    rf"第(?P<article>{NUMBER})条(?!例)(?P<branch>(?:{BRANCH})*)"
    rf"(?:第(?P<its_paragraph>{NUMBER})項)?"
    # 第2項 of the article in which it stands; not 第2項目.
    rf"|第(?P<paragraph>{NUMBER})項(?!目)"
    # 前条, 次条, 前項, 次項, 前条第2項; not 前条件, 前項目, nor what begins with 事前, 以前 or 従前.
    rf"|(?<![事以従])(?P<relative>前条(?!件)|次条(?!件)|前項(?!目)|次項(?!目))"
    rf"(?:第(?P<relative_paragraph>{NUMBER})項)?"
    # 同条, 同項, and 同条第2項, where the look-behind lets 第2項 follow 条 only; not 同条例, 同項目.
    rf"|(?P<same>同条(?!例)|同項(?!目))(?:(?<=条)第(?P<same_paragraph>{NUMBER})項)?"
    # 別表, 別表第2; not within 特別表示, 個別表, 性別表, 種別表, 類別表, 級別表, 別表記.
    rf"|(?<![特個性種類級])別表(?![示記現彰題])(?:第(?P<annex>{NUMBER}))?"
)
# A provision of a law as the text cites it: 第252条の2第1項, 第3条第2号.
CITED = rf"第{NUMBER}条(?:{BRANCH})*(?:第{NUMBER}項)?(?:第{NUMBER}号)?"
# A bracket, with at most one more level of brackets in it: （昭和22年法律第67号（改正を含む。））.
BRACKETED = r"(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])"
# The end of the name of another instrument: 地方自治法, 上川町個人情報保護条例, 「ビジョン」.
NAMED = re.compile(
    r"(?:法律?|政令|省令|府令|令|規則|規程|条例|要綱|要領|指針|憲法|協約|協定|規約|附則|告示|通知|法典|書|号|」)$"
)
# The agreement itself: この協約, 本協定, この連携協約.
OURS = re.compile(r"(?:この|本)(?:連携)?(?:協約|協定|規約)$")
LONGEST = 12
"""Characters before a reference that are enough for NAMED and OURS."""
NESTED = 2
"""Levels of brackets that BRACKETED has."""
# What joins two references: 第1条及び第2条, 第1条第1号又は第2項, 第2条（定義）から第4条まで.
JOINT = re.compile(
    rf"(?:第{NUMBER}[項号]|[（(][^（）()]*[）)]|、|，|・|及び|並びに|又は|若しくは|から|まで|ただし書|本文|前段|後段|各号)+"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: where it starts in the text, how it is written, and what it points to.

    `kind` is article, paragraph or annex. `number` is the article's: (12, 2) for 第12条の2. For a reference
    without one (第2項) it is empty, and the paragraph is of the article in which the reference stands.
    `relative` is 前条, 次条, 前項 or 次項 if it is written so.
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

    `others` are names of instruments that NAMED does not recognise (基本契約 of 基本契約第9条). What is
    joined to a reference is of the same article (第4条第2項及び第3項); what is joined to a foreign one is
    foreign. 同条 and 同項 are the article and paragraph mentioned last in the text, ours or not.
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
    """Whether the name of another instrument ends at a place, or before the bracket that ends there."""
    end = bracket_start(text, at)
    named = text[max(0, end - LONGEST) : end]
    return text.endswith(others, 0, end) or (bool(NAMED.search(named)) and not OURS.search(named))


def bracket_start(text: str, at: int) -> int:
    """Where the bracket opens that ends at a place, as BRACKETED would match it; `at` when there is none.

    It looks back over this bracket only, so all references of a text together cost no more than its length.
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
        article = tuple(read_number(n) for n in (match["article"], *branches))
        return Reference(start, written, "article", article, _number(match["its_paragraph"]))
    if match["paragraph"]:
        return Reference(start, written, "paragraph", paragraph=_number(match["paragraph"]))
    if relative := match["relative"]:
        kind = "article" if relative.endswith("条") else "paragraph"
        return Reference(
            start, written, kind, paragraph=_number(match["relative_paragraph"]), relative=relative
        )
    return Reference(start, written, "annex", annex=_number(match["annex"]))


def _same(match: re.Match[str], mentioned: Reference | None) -> Reference | None:
    """What 同条 or 同項 points to; None if what was mentioned last is foreign or has no such number."""
    if mentioned is None:
        return None
    here = replace(mentioned, start=match.start(), written=match.group())
    if match["same"] == "同項":
        return here if mentioned.paragraph or mentioned.kind == "paragraph" else None
    return replace(here, paragraph=_number(match["same_paragraph"])) if mentioned.kind == "article" else None


def _number(written: str | None) -> int | None:
    return read_number(written) if written else None
