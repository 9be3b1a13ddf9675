"""Parses the file of an instrument, changes/2025-03-20.md.

# 連携協約の一部を変更する連携協約

山田市と川上町は、…連携協約の一部を次のように変更する。

第2条に次の1項を加える。            a paragraph is a 改正規定

> 2 甲及び乙は、…                   what it puts in, in the forms of a version, without {#slug}

| 変更後 | 変更前 |                 or a 新旧対照表, a paragraph a row; <u> is an underline and no part
|---|---|                           of the text
| 2 <u>2年ごとに</u>定める。 | 2 <u>毎年度</u>定める。 |

## 附則
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Any

from kyoyaku.language.numerals import NUMBER, split_label
from kyoyaku.model.change import ComparedRow, Instrument, InstrumentArticle, Provision
from kyoyaku.model.facts import Facts
from kyoyaku.model.text import DOCUMENT
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Heading, Node, Prose, RowLabel, read_blocks, read_outline
from kyoyaku.reading.body import read_body
from kyoyaku.reading.initiatives import read_children
from kyoyaku.reading.parts import ARTICLE, is_article, read_part
from kyoyaku.reading.source_text import check_lines, read_text
from kyoyaku.reading.tables import PARAGRAPHS, RULE

# 次のように改める。 次の1項を加える。
FOLLOWED = re.compile(rf"次の(?:ように(?:改め|加え)|(?:{NUMBER}[条項号章節表]|ただし書)を加え)")
# A 改正規定, and no opening: 連携協約の一部を次のように変更する。
COMMAND = re.compile("^(?:第|別|様式|題名|前文|本則|附則|目次)|(?:改める|加える|削る|とする|げる|付する)。$")
UNDERLINED = re.compile(r"<u>(.*?)</u>")
OF_EXTRACTS = {"label-sequence", "empty-heading"}
"""Rules that a piece of a version need not keep: it may begin with (3), or be the heading of a chapter."""
FORMER = re.compile("前|現行|旧")
"""In the head of the column with the old text: 変更前, 現行, 旧."""


def read_instrument(data: bytes, path: str, facts: Facts, problems: Problems) -> Instrument | None:
    """The instrument in the bytes of a file; None, with a problem, if it has no title.

    `facts` are those of the version that it made, whose parties have the roles that it puts in.
    """
    text = read_text(data, path, problems)
    if not text.startswith("# "):
        message = "変更を定める文書は、基本情報を置かずに、「# 題名」の行で始めます"
        if text:
            problems.add(Place(path, 1), message, "instrument-form")
        return None
    lines = text.split("\n")
    outer = "\n".join("" if line.startswith((">", "|")) else line for line in lines)
    problems.extend(check_lines(outer, path, 1))
    blocks = read_blocks(outer, path, 1, problems, DOCUMENT)
    roots = read_outline(blocks, problems, is_article)
    for other in roots[1:]:
        message = (
            "変更を定める文書のファイルには、「# 題名」を一つだけ書きます。条の見出しは、「## 」で書きます"
        )
        problems.add(other.heading.text.place, message, "instrument-form")
    starts = [one.text.place.line if isinstance(one, Heading) else one.place.line for one in blocks]
    root, reader = roots[0], _Reader(facts, lines, starts, problems)
    articles = [node for node in root.children if ARTICLE.fullmatch(node.heading.text.edited)]
    others = [node for node in root.children if node not in articles]
    found = [reader.article(root.body, None), *(reader.article(one.body, one) for one in articles)]
    if not problems.found and not any(one.provisions for one in found):
        message = "改正規定がありません。「第4条中「A」を「B」に改める。」のような文を、1行に一つずつ書きます"
        problems.add(root.heading.text.place, message, "instrument-form")
    parts = tuple(part for node in others if (part := read_part(node, facts, problems)))
    return Instrument(path, root.heading.text, tuple(found), parts)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what stands under a title or an article of an instrument."""

    facts: Facts
    lines: Sequence[str]
    """All lines of the file."""
    starts: Sequence[int]
    """The lines of its headings and sentences."""
    problems: Problems

    def article(self, body: Sequence[Any], node: Node | None) -> InstrumentArticle:
        prose = [one for one in body if isinstance(one, Prose)]
        provisions = [self.provision(one) for one in prose]
        bare = [one.text for one in provisions if FOLLOWED.search(one.text.edited) and not one.below]
        for place in (one.place for one in (*bare, *(other for other in body if other not in prose))):
            message = "改正規定は1行の段落とし、改めた後の文は、そのすぐ下に「> 」を付けて書きます"
            self.problems.add(place, message, "instrument-form")
        opening = [
            *takewhile(lambda one: not (one.below or one.rows or COMMAND.search(one.text.edited)), provisions)
        ]
        heading = node.heading.text if node else None
        texts = tuple(one.text for one in opening)
        return InstrumentArticle(heading, texts, tuple(provisions[len(opening) :]))

    def provision(self, one: Prose) -> Provision:
        """A sentence with what stands between it and the next sentence or heading."""
        start = one.place.line
        end = min((at for at in self.starts if at > start), default=len(self.lines) + 1)
        below: list[str] = []
        rows: list[ComparedRow] = []
        own = enumerate(self.lines[start : end - 1], start=start + 1)
        for is_row, run in groupby(own, key=lambda line: line[1].startswith("|")):
            (first, _), *_ = several = list(run)
            if is_row:
                rows += self.rows([line for _, line in several], replace(one.place, line=first))
            below += ["" if is_row else line.removeprefix(">").removeprefix(" ") for _, line in several]
        return Provision(one.text, tuple(self.blocks("\n".join(below), one.place)), tuple(rows))

    def blocks(self, quoted: str, above: Place) -> list[Any]:
        """The blocks of the model in the quotations below a line, which are read as one."""
        if not quoted.strip():
            return []
        path, first = above.path, above.line + 1
        found = Problems()
        found.extend(check_lines(quoted, path, first))
        made = self._made(read_blocks(quoted, path, first, found, DOCUMENT), found)
        self.problems.extend(one for one in found.found if one.rule not in OF_EXTRACTS)
        return made

    def _made(self, blocks: Sequence[Any], found: Problems) -> list[Any]:
        levels = [one.level for one in blocks if isinstance(one, Heading)]
        rows = [at for at, one in enumerate(blocks) if isinstance(one, RowLabel)]
        if rows:
            name = next((one for one in reversed(blocks[: rows[0]]) if isinstance(one, Heading)), blocks[0])
            if isinstance(name, Prose) or (isinstance(name, Heading) and name.level < 3):
                words = name.text.edited
                message = f"取組の名は、「#」を四つ付けて「#### {words}」と、見出しの形で書きます"
                found.add(name.text.place, message, "instrument-form")
                return [name.text]
        if not levels and rows:
            above = Node(Heading(4, blocks[0].text, None), list(blocks))
            return [row for one in self._children([above], found) for row in one.rows]
        if not levels:
            first = next((one.text.edited for one in blocks if isinstance(one, Prose)), "")
            before = int(label) - 1 if (label := split_label(first)[0]).isdigit() else 0
            return list(read_body(list(blocks), found, numbered=True, after=before))
        if min(levels) == 1:
            return [blocks[0].text]
        top = Node(Heading(min(levels) - 1, blocks[0].text, None))
        for node in read_outline(
            [replace(top.heading, level=1), *_raised(blocks, min(levels) - 2)], found, is_article
        ):
            top.children += node.children
        if min(levels) == 2 or ARTICLE.fullmatch(top.children[0].heading.text.edited):
            return [part for one in top.children if (part := read_part(one, self.facts, found))]
        return list(self._children(top.children, found))

    def _children(self, nodes: list[Node], found: Problems) -> tuple[Any, ...]:
        above = Node(Heading(2, nodes[0].heading.text, None), children=nodes)
        return read_children(above, self.facts, found, "")

    def rows(self, lines: Sequence[str], place: Place) -> Iterator[ComparedRow]:
        """The rows of a 新旧対照表, whose head says which column is which."""
        cells = [[one.strip() for one in line.strip().strip("|").split("|")] for line in lines]
        former = [at for at, one in enumerate(cells[0]) if FORMER.search(one)]
        if len(lines) < 2 or not RULE.fullmatch(lines[1]) or len(former) != 1 or len(cells[0]) < 2:
            message = "新旧対照表は、「| 変更後 | 変更前 |」の行と「|---|---|」の行で始めます"
            self.problems.add(place, message, "instrument-form")
            return
        old, new = former[0], 1 - min(1, former[0])
        for at, row in enumerate(cells[2:], start=2):
            here = replace(place, line=place.line + at)
            both = [PARAGRAPHS.split(cell) for cell in row]
            if len(row) != len(cells[0]):
                message = (
                    f"表の欄の数が合いません。見出しの行は{len(cells[0])}欄ですが、この行は{len(row)}欄です"
                )
            elif len(both[new]) != len(both[old]):
                message = "新旧対照表の行で、二つの欄の段落の数が合いません。1段落ずつの行に分けてください"
            else:
                pairs = zip(both[new], both[old], strict=True)
                yield from (ComparedRow(_pieces(one), _pieces(other), here) for one, other in pairs)
                continue
            self.problems.add(here, message, "instrument-form")


def _pieces(cell: str) -> tuple[tuple[str, bool], ...]:
    """The pieces of a cell, each with whether it is underlined."""
    parts = enumerate(UNDERLINED.split(cell))
    return tuple((one, bool(at % 2)) for at, one in parts if one)


def _raised(blocks: Sequence[Any], by: int) -> list[Any]:
    """Blocks with headings that many levels higher."""
    return [replace(one, level=one.level - by) if isinstance(one, Heading) else one for one in blocks]
