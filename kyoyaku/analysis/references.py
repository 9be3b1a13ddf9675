"""References in the text to articles, 項, 号 and annexes of the same agreement.

第N条 belongs to another instrument when a law, an ordinance or the like is named just before it, with or
without the number of the law in brackets: 地方自治法（昭和22年法律第67号）第252条の2. What is joined to
such a reference (及び第3項) is foreign, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kyoyaku.language.numerals import NUMBER, read_number

# The branch of an article or 号: の2 of 第3条の2, の二 of 第三条の二; not 第三条の一部, 第3条の三者,
# 第3条の一つ, 第1号の2分の1.
BRANCH = rf"の{NUMBER}(?!{NUMBER}|(?<![0-9０-９])[部者つ個人種方点件]|分の)"
# At the start of a word (no kanji, katakana, letter or digit before it): not in 総行市第200号, 駅前三条.
ALONE = r"(?<![々\u3400-\u4dbf\u4e00-\u9fffァ-ヺーA-Za-z0-9０-９）)])"
# 第2号及び, 第2号中; not 第2号様式, 第1号被保険者, 第3号線.
KANJI_ENDS = r"(?![々\u3400-\u4dbf\u4e00-\u9fff](?<![及又並若中本前後]))"
ENDS = rf"(?:{BRANCH})*+{KANJI_ENDS}"
# 前条, 前々条, 次条; not what begins with 事前, 以前, 従前 or 直前.
RELATIVE = "(?<![事以従直])(?:前[々前]|[前次])"
# 前3条, 前二項, 前各号.
SEVERAL = rf"{ALONE}前(?:{NUMBER}|各)"
# What stands below 第4条 or 前項: 第2項, の第2項, 中第2項 or 各項; 第1号, の第1号, 各号 or の各号.
PARAGRAPHS = rf"[の中]?(?:第{NUMBER}|各)項(?!目)"
ITEMS = rf"[の中]?(?:第{NUMBER}|各)号{ENDS}"
# What shows that 別表第1の2 is a place in 別表第1: 別表第1の2の項, 別表第1の2(1).
ROW = r"の[項部款欄]|\("
REFERENCE = re.compile(
    # 第4条, 第12条の2, 前条, 前3条, 同条, 第4条第2項第1号; not 第1条例, 前条件.
    rf"(?:(?:第{NUMBER}条(?:{BRANCH})*|(?:{RELATIVE}|{SEVERAL}|同)条)(?![例件])(?:{PARAGRAPHS})?"
    # 附則第2項, 附則第2項第1号, 附則第3条の2第1項.
    rf"|附則(?:第{NUMBER}条(?:{BRANCH})*(?:{PARAGRAPHS})?|{PARAGRAPHS})"
    # 第2項 of the article in which it stands, 次項, 前二項, 前項各号; not 第2項目.
    rf"|(?:第{NUMBER}|{RELATIVE}|{SEVERAL}|同)項(?!目))(?:{ITEMS})?"
    # 第2号 of the 項 in which it stands, 次の各号, 前各号, 前々号.
    rf"|{ALONE}(?:第{NUMBER}|前[々前]?|次|前(?:{NUMBER}|各)|同|次の?各|各)号{ENDS}"
    # 別表, 別表第2, 別表第1の2; not within 特別表示, 個別表, 性別表, 種別表, 類別表, 級別表, 別表記.
    rf"|(?<![特個性種類級])別表(?![示記現彰題])(?:第{NUMBER}(?:{BRANCH}(?!\d|{ROW}))?)?"
    # 別図, 別図第2, 別記1, 様式第1号; not 別紙様式, 別記事項.
    rf"|{ALONE}(?P<attachment>別図|別記様式|様式|別記|別紙)(?:第?{NUMBER}号?(?:の{NUMBER})*)?{KANJI_ENDS}"
    # 第1号様式, 別記第2号様式の2.
    rf"|{ALONE}(?:別記)?第{NUMBER}号(?P<form>様式)(?:の{NUMBER})*{KANJI_ENDS}"
)
STEP = re.compile(
    rf"(?P<how>[第前次同各])(?P<number>{NUMBER}|の?各|[々前])?(?P<unit>[条項号])(?P<branch>(?:{BRANCH})*)"
)
UNITS = ("附則", "条", "項", "号")
"""The levels of a provision, the outermost first. 別表 and other attachments are in none of them."""
EVERY = 10_000
"""More 項 than any article has: the offset of 前各項 is -EVERY."""
# A provision of a law as the text cites it: 第252条の2第1項, 第3条第2号.
CITED = rf"第{NUMBER}条(?:{BRANCH})*(?:第{NUMBER}項)?(?:第{NUMBER}号)?"
# A bracket, with at most one more level of brackets in it: （昭和22年法律第67号（改正を含む。））.
BRACKETED = r"(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)])"
# The end of the name of another instrument: 地方自治法, 上川町個人情報保護条例, 「ビジョン」.
NAMED = re.compile(
    r"(?:法律?|政令|省令|府令|令|規則|規程|条例|要綱|要領|指針|憲法|協約|協定|規約|附則|告示|通知|法典|書|号|備考|別[表図記紙]|」)$"
)
# The document itself: この協約, 本協定, この連携協約, この協定書; not 基本協定.
OURS = re.compile(r"(?:この|(?<![\u4e00-\u9fff])本)[^、。「」（）及又並若の]{0,8}$")
LONGEST = 12
"""How many characters before a reference NAMED and OURS look at."""
NESTED = 2
"""Levels of brackets that BRACKETED has."""
# What joins two references: 第1条及び第2条, 第1条第1号又は第2項, 前項（第2号を除く。）.
JOINT = re.compile(
    rf"(?:(?:第{NUMBER}[項号]|[（(][^（）()]*[）)]|、|，|・|及び|並びに|又は|若しくは|から|まで|ただし書|本文|前段|後段|各号)+（?|（)"
)


# から of 第4条（議会）から第6条まで, before the second reference and behind it.
FROM = re.compile(r"(?:[（(][^（）()]*[）)])?から")
UNTIL = re.compile(r"(?:[（(][^（）()]*[）)])?まで")


@dataclass(frozen=True, slots=True)
class ReferenceLevel:
    """One level of a reference: number (12, 2) for 第12条の2; offset 1 for 次項, -1 for 前条, -3 for 前3条.

    各号 has neither: it means all. 前2条 and 前々条 have the offset -2, but 前々条 is a single article.
    """

    unit: str
    number: tuple[int, ...] = ()
    offset: int = 0
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: where it starts in the text, how it is written, and what it points to, level by level.

    第4条第2項 has two steps; 第2項 has one, and is of the article in which the reference stands. `until` are
    the steps of 第6条 in 第4条から第6条まで.
    """

    start: int
    written: str
    steps: tuple[ReferenceLevel, ...]
    until: tuple[ReferenceLevel, ...] = ()
    is_loose: bool = False
    """A missing target is no fault: 各号, 別表第2項, 第2号の2, 第2号 after 前項 in 前項（第2号を除く。）.

    In 「」 may be the words of another text: 「第9条」とあるのは「第8条」と読み替える.
    """

    @property
    def end(self) -> int:
        return self.start + len(self.written)


def find_references(text: str, others: Iterable[str] = ()) -> list[Reference]:
    """The references in an edited text, in order, without those to other instruments.

    第4条から第6条まで is one reference. What is joined to a reference is of the same article (第4条第2項及び
    第3項); what is joined to a foreign one is foreign. 同条 and 同項 are the article and 項 mentioned last,
    ours or not. `others` are names of instruments that NAMED does not recognise (基本契約 of 基本契約第9条).
    """
    instruments = tuple(others)
    found: list[Reference] = []
    # The end and the steps of the last reference, and of the last one with a bracket behind it.
    last = outer = (len(text), tuple[ReferenceLevel, ...]())
    mentioned: tuple[ReferenceLevel, ...] = ()
    is_behind = False
    for match in REFERENCE.finditer(text):
        start, end = match.span()
        joint = next((steps for at, steps in (last, outer) if JOINT.fullmatch(text, at, start)), None)
        is_foreign = _is_foreign(text, start, instruments) or joint == ()
        steps = () if is_foreign else _steps(match, mentioned)
        # 附則第2項、第1条: a 条 is of the 附則 only behind another 条 of it.
        is_sister = bool(steps) and (steps[0].unit != "条" or any(one.unit == "条" for one in joint or ()))
        if joint and is_sister and steps[0].unit in UNITS and not steps[0].offset:
            # 第4条 of 第4条第2項, for a 項.
            steps = (*(one for one in joint if one.unit in UNITS[: UNITS.index(steps[0].unit)]), *steps)
        last = end, steps
        outer = last if text.startswith(("（", "("), end) else outer
        was_behind, is_behind = is_behind, is_behind or bool(re.search("[条項]", match.group()))
        if not steps:
            mentioned = ()
            continue
        mentioned = steps if steps[0].unit in UNITS else mentioned
        until = UNTIL.match(text, end)
        if found and until and FROM.fullmatch(text, found[-1].end, start):
            found[-1] = replace(found[-1], written=text[found[-1].start : until.end()], until=steps)
            continue
        behind = match.group() == "各号" or (was_behind and bool(steps[0].number))
        # 別表第2項 is the second 項 of 別表.
        in_annex = steps[0].unit == "別表" and text.startswith(("項", "号", "欄"), end)
        is_loose = in_annex or (steps[0].unit == "号" and behind)
        is_loose |= steps[-1].unit == "号" and len(steps[-1].number) > 1
        is_loose |= text.count("「", 0, start) > text.count("」", 0, start)
        found.append(Reference(start, match.group(), steps, is_loose=is_loose))
    return found


def _steps(match: re.Match[str], mentioned: tuple[ReferenceLevel, ...]) -> tuple[ReferenceLevel, ...]:
    """The steps of a reference; none for 同条 or 同項 if what was mentioned last has no such level."""
    kind = match["attachment"] or match["form"] or ("別表" if match.group().startswith("別表") else "")
    if kind:
        return (ReferenceLevel(kind, tuple(map(read_number, re.findall(NUMBER, match.group())))),)
    steps = [ReferenceLevel("附則")] if match.group().startswith("附則") else []
    for one in STEP.finditer(match.group()):
        number = one["number"] or ""
        match one["how"]:
            case "同":
                units = [step.unit for step in mentioned]
                if one["unit"] not in units:
                    return ()
                steps += mentioned[: units.index(one["unit"]) + 1]
            case "第":
                branches = re.findall(NUMBER, one["branch"])
                steps.append(ReferenceLevel(one["unit"], tuple(map(read_number, (number, *branches)))))
            case "前" if number in ("々", "前"):
                steps.append(ReferenceLevel(one["unit"], offset=-2, is_single=True))
            case "前":
                offset = -(read_number(number) or EVERY) if number else -1
                steps.append(ReferenceLevel(one["unit"], offset=offset))
            case "次" if not number:
                steps.append(ReferenceLevel(one["unit"], offset=1))
            case _:  # 各号, 次の各号
                steps.append(ReferenceLevel(one["unit"]))
    return tuple(steps)


def _is_foreign(text: str, at: int, others: tuple[str, ...]) -> bool:
    """Whether the name of another instrument ends at a place, or before the bracket that ends there."""
    end = bracket_start(text, at)
    named = text[max(0, end - LONGEST) : end]
    return text.endswith(others, 0, end) or (bool(NAMED.search(named)) and not OURS.search(named))


def bracket_start(text: str, at: int) -> int:
    """Where the bracket opens that ends at a place, as BRACKETED would match it; `at` when there is none.

    It reads this bracket only, so all references of a text together take linear time.
    """
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += {"）": 1, ")": 1, "（": -1, "(": -1}.get(text[place], 0)
        if not 0 < depth <= NESTED:
            return at if depth or place == at - 1 else place
    return at
