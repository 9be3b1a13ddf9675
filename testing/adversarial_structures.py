"""Hostile agreements by what they are made of: articles, initiatives, headings, items, as many as may be."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from kyoyaku.limits import HEADINGS, LINE
from testing.adversarial_texts import (
    BLOCKS,
    INITIATIVE,
    SIZE,
    UNITS,
    Case,
    counted,
    full,
    parts,
    random,
    text,
)


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


def _random_words(words: tuple[str, ...] | list[str], seed: int) -> str:
    return "".join(Random(seed).choices(words, k=SIZE // 12)).encode()[:SIZE].decode(errors="ignore")
