"""Agreements that nobody would write, about a megabyte each: what costs a careless program most.

Each case is the files of one agreement folder, by name. Most hold one unit over and over: in one line,
in lines as long as they may be, and each in a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kyoyaku.limits import LINE

SIZE = 1_000_000
"""Bytes of each case."""
Files = dict[str, str]
VERSION = "2022-01-12.md"
HEAD = """---
title: 例の連携協約
concluded: 2022-01-12
status: unknown
parties:
  - {key: 甲, name: 甲市, slug: ko, code: "000001"}
  - {key: 乙, name: 乙町, slug: otsu, code: "000019"}
"""
BODY = "---\n\n# 例の連携協約\n\n"
ARTICLE = "## 第1条（目的）\n\n甲\n\n2 甲"
INITIATIVE = "### 取組 {{#i-{0}}}\n\n**取組の内容**\n\n甲\n\n**甲の役割**\n\n乙\n\n**乙の役割**\n\n甲{0}\n\n"
UNITS = (
    *("{~~", "{++", "{--", "{?", "{>>", "{#", "~~}", "{~~甲~>", "{--甲--}{>>", "{++{~~甲~>乙~~}"),
    *("{~~{++{--{?{>>", "{~~甲~>乙~~}{>>certain: 例<<}", "{++甲++}{>>certain @1.1,2.2: 例<<}", "{?24?}"),
    *(
        "[",
        "[甲](",
        "![",
        "]",
        "[甲][",
        "(",
        "（",
        "（甲）",
        "（甲（乙）",
        "<",
        "<!--",
        "<a ",
        "<a b=",
        "<?",
        "<!A ",
    ),
    *("`", "`甲``", "*", "*甲", "**甲", "_甲*", "***甲_", "\\", "&amp;", "&#", "~", "<https://例.jp/"),
    *(
        "第1条",
        "第1条第2項",
        "第1条及び",
        "第1条（",
        "第1条（甲）",
        "（第1条）",
        "法第1条",
        "同条",
        "同項",
        "前項",
    ),
    *("次条第1項、", "別表第1", "第", "第1", "第1条の", "第1条の一", "千", "第千", "九百九十九", "9", "第9"),
    *(
        "以下同じ。",
        "（漢字以下同じ。",
        "漢",
        "漢以下同じ。",
        "以下「",
        "以下「甲」という。",
        "「",
        "甲",
        "甲及び乙は、",
    ),
    *(
        "甲 ",
        "甲　",
        "甲。",
        "。",
        "、",
        ",",
        "（1）",
        "(1) ",
        "1 ",
        "ア ",
        "i ",
        "x",
        "ab-",
        "地方自治法第1条",
    ),
    *(
        "の役割",
        "【",
        "取組の内容",
        "令和4年1月12日",
        "0",
        "\u0301",
        "\ufdfa",
        "𠮷",
        "\ue000",
        "\u200b",
        "\t",
        "\r",
        "\x00",
    ),
)
BLOCKS = (
    *(
        "",
        "#",
        "##",
        "## 第1条",
        "## 第1条（目的）",
        "## 別表",
        "## 締結",
        "## 附則",
        "### 節",
        "### 節 {#a}",
        "#### (1) 節",
    ),
    *(
        "**取組の内容**",
        "**甲の役割**",
        "- 甲",
        "-",
        "* 甲",
        "1. 甲",
        "1) 甲",
        "> 甲",
        ">",
        "    甲",
        "```",
        "~~~",
    ),
    *(
        "<div>",
        "<!--",
        "<?",
        "<script>",
        "***",
        "---",
        "===",
        "甲\n===",
        "甲\n甲",
        "[甲]: 乙",
        "| 甲 |",
        "|-|",
        "\\",
    ),
    *("2 甲", "(1) 甲", "ア 甲", "(ア) 甲", "a 甲", "i 甲", "① 甲", "一 甲", "3 甲", "イ 甲"),
)
Case = tuple[str, Files]


def units() -> Iterator[Case]:
    """Units over and over."""
    for unit in UNITS:
        yield f"long lines of {unit!a}", text(_lines(unit))
    for block in BLOCKS:
        yield f"lines of {block!a}", text(full(f"{block}\n"))
    for block in (*UNITS, *BLOCKS):
        yield f"paragraphs of {block!a}", text(full(f"{block}\n\n"))


def text(body: str) -> Files:
    """An agreement with that preamble, and two articles."""
    return {VERSION: f"{HEAD}{BODY}{body}\n\n{ARTICLE}\n\n## 第2条\n\n甲\n"}


def parts(body: str) -> Files:
    """An agreement whose parts are those of the body; the first is an article with two paragraphs."""
    return {VERSION: f"{HEAD}{BODY}甲\n\n{ARTICLE}\n\n{body}\n"}


def full(unit: str, size: int = SIZE) -> str:
    return unit * (size // len(unit.encode()))


def _lines(unit: str) -> str:
    """Paragraphs as long as a line may be."""
    line = unit * (LINE // len(unit))
    return full(f"{line}\n\n")


def counted(form: str, size: int = SIZE, start: int = 1) -> str:
    """The form with 1, 2, 3 … in it, until there is enough."""
    found: list[str] = []
    length = 0
    for number in range(start, size):
        found.append(form.format(number))
        length += len(found[-1].encode())
        if length > size:
            break
    return "".join(found[:-1])


def random(signs: str, length: int, seed: int = 1) -> str:
    return "".join(Random(seed).choices(signs, k=length))
