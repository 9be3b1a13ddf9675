"""Agreements that nobody would write, about a megabyte each: what costs a careless program most.

Each case is the files of one agreement folder, by name. Most hold one unit over and over: in one line,
in lines as long as they may be, and each in a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kyoyaku.limits import HEADINGS, LINE

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


def structures() -> Iterator[Case]:
    """Many articles, initiatives, headings, items, and what refers to them."""
    stairs = "".join(f"{'#' * depth} {depth}\n\n" for depth in (2, 3, 4, 5, 6, 5, 4, 3))
    whole = "".join(INITIATIVE.format(number) for number in range(1, HEADINGS - 10))
    article = (
        "## 第{0}条（目的）\n\n前条、第1条第2項及び次条により、以下「語{0}」という。\n\n2 前項の語{0}。\n\n"
    )
    yield "stairs of headings", text(full(stairs))
    yield "many articles", parts(counted("## 第{}条\n\n甲\n\n", start=2))
    yield "articles that refer", parts(counted(article, start=2))
    yield (
        "as many articles as may be",
        parts("".join(article.format(n) for n in range(2, HEADINGS - 2)) + "## 第9条\n\n甲\n"),
    )
    yield "many initiatives", parts("## 別表\n\n" + counted(INITIATIVE))
    yield "as many initiatives as may be", parts(f"## 別表\n\n{whole}")
    yield (
        "initiatives without slugs",
        parts("## 別表\n\n" + full("### 取組\n\n**内容**\n\n甲\n\n")),
    )
    yield "sections", parts("## 別表\n\n" + counted("### {} 節\n\n甲\n\n"))
    yield "items", parts(counted("({}) 甲\n\n", 200_000))
    yield "definitions", parts(counted("{0} 以下「語{0}」という。語{0}\n\n", start=2))
    yield "definitions in long lines", text(_definitions())
    yield "numbers of articles", text(counted("第{}条、"))
    yield "a ladder of every label", text(_ladder())
    yield "deep lists", text("".join(" " * 2 * n + "- 甲\n" for n in range(900)))
    yield "one deep list", text("- " * 300_000)
    yield "one deep quotation", text("> " * 300_000)
    yield "branches of an article", parts("## 第2条" + full("の2", SIZE - 1000) + "\n\n甲")
    yield "long heading", parts("## 第2条（" + full("目的", SIZE - 1000) + "）\n\n甲")
    yield "long slug", parts("## 別表\n\n### 取組 {#" + "a-" * 400_000 + "}\n\n**内容**\n\n甲")
    yield "marks in headings", text(full("## 第1条（{++目++}{>>certain: 例<<}）\n\n甲\n\n"))
    yield "every private character", text("".join(map(chr, range(0xF0000, 0xFFFFE))) * 3)
    yield "random signs", text(random("{}~+->?#[]()<>*_`!&;\\甲 第1条（）「」。\n", 400_000))
    yield "random words", text(_random_words(UNITS, 1))
    yield "random blocks", text(_random_words([f"{one}\n\n" for one in (*BLOCKS, *UNITS)], 2))


def _definitions() -> str:
    words = [f"以下「語{n}」という。" for n in range(30_000)]
    lines = ["".join(words[at : at + 500])[:LINE] for at in range(0, len(words), 500)]
    return "\n\n".join(lines)


def _ladder() -> str:
    labels = [
        "1",
        "(1)",
        "ア",
        "(ア)",
        "イ",
        "a",
        "(a)",
        "A",
        "i",
        "(i)",
        "I",
        "①",
        "一",
        "(一)",
        "ロ",
        "(ロ)",
    ]
    return full("".join(f"{label} 甲\n\n" for label in labels))


def random(signs: str, length: int, seed: int = 1) -> str:
    return "".join(Random(seed).choices(signs, k=length))


def _random_words(words: tuple[str, ...] | list[str], seed: int) -> str:
    return "".join(Random(seed).choices(words, k=SIZE // 12)).encode()[:SIZE].decode(errors="ignore")
