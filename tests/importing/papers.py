"""Agreements of our own invention in layouts drawn at random: papers, and the outlines of their drafts.

    maker = Maker(Random(7)).make()
    maker.blocks, maker.outline, maker.questions

The outline has a line for each thing: 条 第1条|目的, 節 1(1)|福祉, 取 1(1)ア|健康相談, 欄 甲の役割, - a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

from kyoyaku.importing.paper import Block, Cell, Paper, Paragraph, Row, Table
from kyoyaku.language.numerals import KANJI
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.grid import Table as Grid
from kyoyaku.model.parts import (
    Annex,
    Article,
    Chapter,
    Closing,
    DatabaseNote,
    Remarks,
    Section,
    Supplement,
)

TOWNS = ("霧原市", "白樺町", "みなもと村", "さかえ野市", "海ヶ崎町")
THINGS = (
    "救急医療",
    "路線バス",
    "ごみ処理",
    "観光",
    "図書館",
    "防災",
    "水道",
    "農産物",
    "空き家",
    "子育て",
    "移住",
)
ACTS = ("の充実", "の共同利用", "に関する連携", "支援体制の構築", "推進事業", "ネットワーク化（共同事業）")
FIELDS = ("産業の振興", "医療", "高次の都市機能の集積・強化", "福祉及び保健", "ICT、教育・文化", "環境")
TEXTS = (
    "圏域の住民が安心して暮らすため、{}に関する事業を行う。",
    "甲が行う{}の事務に要する費用の一部を、年２回に分けて負担する。",
    "{}に関する協議会（以下「協議会」という。）を設け、運営に当たる。",
    "第１条に規定する目的のため、{}の情報を*発信*する。",
    "{}の利用を認め、その周知を図る",
    "１市２町の職員を{}の研修に派遣し、ＩＣＴの活用に努める。",
)
SERIES: tuple[tuple[str, ...], ...] = (
    ("１", "(1)", "ア", "(ア)"),
    ("第１", "１", "(1)", "ア"),
    ("Ⅰ", "１", "(1)"),
    ("(1)", "ア", "(ア)"),
    ("一", "(一)", "イ"),
    ("１", "①", "ア"),
    ("", "(1)", "ア"),
    ("",),
)


def fold(text: str) -> str:
    """A text without what the forms of writing change."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace(",", "、")


class Maker:
    """Draws values and layouts. What it prints goes to `blocks`, what must come of it to `outline`."""

    def __init__(self, random: Random) -> None:
        self.random, self.count = random, 0
        self.blocks: list[Block] = []
        self.outline: list[str] = []
        self.questions: list[str] = []
        self.wide, self.gap = self.coin(), self.pick("\u3000", "\u3000", " ", "\u3000\u3000")
        self.brackets = self.pick("⑴", "(1)", "（1）")
        self.parties = dict(zip(self.pick("甲乙丙丁戊", "甲乙", "甲乙丙"), TOWNS, strict=False))

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def coin(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def say(self, text: str, *expected: str) -> None:
        """A paragraph of the paper, and the lines of the outline that it makes."""
        self.blocks.append(Paragraph(text, f"段落{len(self.blocks) + 1}"))
        self.outline += expected

    def text(self) -> str:
        self.count += 1
        return str(self.pick(*TEXTS)).format(f"{self.pick(*THINGS)}{self.number(self.count)}期計画")

    def texts(self, chance: float = 0.3) -> list[str]:
        return [self.text() for _ in range(1 + self.coin(chance) + self.coin(chance))]

    def number(self, number: int) -> str:
        return (
            str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
            if self.wide
            else str(number)
        )

    def label(self, series: str, number: int) -> str:
        """The printed label of a series, which is given by its first: (2) of (1), イ of ア."""
        if not series:
            return ""
        if series == "(1)" and self.brackets == "⑴":
            return chr(0x2474 + number - 1)
        signs = {
            "１": self.number(number),
            "1": self.number(number),
            "ア": "アイウエオカキクケコサ"[number - 1],
        }
        signs |= {
            "a": "abcdefghijk"[number - 1],
            "Ⅰ": chr(0x2160 + number - 1),
            "①": chr(0x2460 + number - 1),
        }
        signs |= {"一": KANJI[number], "イ": "イロハニホヘトチリヌル"[number - 1]}
        bare = series.strip("()第")
        sign = signs[bare]
        if series.startswith("("):
            return f"（{sign}）" if self.brackets == "（1）" else f"({sign})"
        return f"第{sign}" if series.startswith("第") else sign

    # The parts of an agreement.

    def make(self) -> Maker:
        self.title()
        self.preamble()
        places = self.random.sample(("annex", "article", "none"), 1)
        self.articles("article" in places)
        self.day = False
        closing = self.random.sample(("closing", "supplement", "annex"), 3)
        for part in closing:
            if part == "closing":
                self.closing()
            elif part == "supplement" and self.coin(0.4):
                self.supplement()
            elif part == "annex" and "annex" in places:
                several = self.pick(1, 1, 2)
                for number in range(1, several + 1):
                    self.annex(number if several > 1 else 0)
        return self

    def title(self) -> None:
        for line in ("議案第５号", "別紙", "（案）"):
            if self.coin(0.15):
                self.say(line)
        one, two = f"{TOWNS[0]}と{TOWNS[1]}との間における", "連携中枢都市圏の形成に係る連携協約"
        if self.coin(0.15):
            self.say(one)
            self.say(two, f"題 {one}{two}")
        else:
            self.say(self.pick("　　", "", "○") + two, f"題 {two}")

    def preamble(self) -> None:
        how = self.pick("defined", "defined", "as", "short", "signed", "article")
        pairs = [*self.parties.items()]
        self.outline += [f"者 {key} {name}" for key, name in pairs]
        if how in ("signed", "article"):
            self.where = how
            return
        self.where = ""
        if how == "defined":
            named = [f"{name}（以下「{key}」という。）" for key, name in pairs]
            joined = self.pick("と", "及び").join([self.pick("、", "、").join(named[:-1]), named[-1]])
            text = f"{joined}は、地方自治法第252条の２第１項の規定に基づき、次のとおり連携協約を締結する。"
        elif how == "as":
            text = "、".join(f"{name}を{key}とし" for key, name in pairs) + "、次のとおり連携協約を締結する。"
        else:
            text = "、".join(f"{name}を「{key}」" for key, name in pairs) + "とし、次のとおり協約を締結する。"
        self.say(f"　{text}", f"0 {fold(text)}")

    def articles(self, holds: bool) -> None:
        style, caption = self.pick("digits", "digits", "kanji"), self.pick("above", "line", "none")
        chapters = self.coin(0.2)
        count = self.pick(3, 5, 11)
        at = self.random.randrange(2, count)
        for number in range(1, count + 1):
            if chapters and number % 2:
                chapter = (number + 1) // 2
                self.say(f"　　第{self.number(chapter)}章　総則", f"章 第{chapter}章総則")
            name = KANJI[number] if style == "kanji" else self.number(number)
            name = f"第{name}条"
            if number > 2 and self.coin(0.07):
                self.say(f"{name}　削除", f"条 {fold(name)}|")
                continue
            self.article(name, caption, number == 1, holds and number == at)
            if self.coin(0.07):
                also = f"{name}の{'二' if style == 'kanji' else self.number(2)}"
                self.article(also, caption, False, False)

    def article(self, name: str, caption: str, is_first: bool, holds: bool) -> None:
        words = self.pick(
            "目的", "事務の執行に当たっての連携（共同処理を含む。）及び費用", "協議", "取組の内容及び甲の役割"
        )
        words = "" if caption == "none" else words
        if caption == "above":
            self.say(f"（{words}）")
        behind = f"（{words}）" if caption == "line" else ""
        self.outline.append(f"条 {fold(name)}|{fold(words)}")
        prints_one = self.coin(0.1)
        text = self.text()
        if is_first and self.where == "article":
            named = [f"{town}（以下「{key}」という。）" for key, town in self.parties.items()]
            text = (
                "この協約は、" + "及び".join(["、".join(named[:-1]), named[-1]]) + "が連携することを定める。"
            )
        own = self.gap if not behind else self.pick("", self.gap)
        if prints_one and behind and self.coin():
            self.say(f"{name}{behind}")
            self.say(f"{self.number(1)}{self.gap}{text}", f"0 {fold('1' + text)}")
        else:
            own = self.gap if prints_one else own
            one = f"{self.number(1)}{self.gap}" if prints_one else ""
            self.say(f"{name}{behind}{own}{one}{text}", f"0 {fold(one + text)}")
        if holds:
            self.initiatives(
                self.pick(self.inline, self.inline, self.columns, self.rows), ("(1)", "ア", "(ア)")
            )
        style = self.pick("plain", "tight")
        if not holds:
            self.items()
        last = self.pick(1, 1, 2, 3) if not prints_one or holds else 2
        for number in range(2, last + 1):
            printed = self.number(number)
            text = self.text()
            text = f"前項の{text}" if style == "tight" else text
            gap = "" if style == "tight" else self.gap
            self.say(f"{printed}{gap}{text}", f"0 {fold(printed + text)}")
            self.items()
        if self.coin(0.1) and not holds:
            self.table()
        if self.coin(0.1):
            self.say("（令３告示７・一部改正）", "注 令3告示7・一部改正")

    def items(self) -> None:
        if not self.coin(0.3):
            return
        one, two = self.pick(
            ("(1)", "ア"), ("①", "ア"), ("一", "イ"), ("(1)", "(ア)"), ("ア", "(ア)"), ("一", "(1)")
        )
        for number in range(1, self.pick(2, 3, 11) + 1 if one in ("(1)", "一", "①") else 3):
            label, text = self.label(one, number), self.text()
            self.say(f"　{label}{self.gap}{text}", f"1 {fold(label + text)}")
            for inner in range(1, self.pick(0, 0, 2) + 1):
                label, text = self.label(two, inner), self.text()
                self.say(f"　　{label}{self.gap}{text}", f"2 {fold(label + text)}")

    def table(self) -> None:
        rows = [("区分", "負担割合"), (TOWNS[0], f"{self.number(3)}分の2"), (TOWNS[1], "残額")]
        self.blocks.append(Table(tuple(tuple(self.cell(one) for one in row) for row in rows)))
        self.outline += ["格 " + "|".join(map(fold, row)) for row in rows]

    def closing(self) -> None:
        lines = ["この協約の締結を証するため、本書２通を作成し、甲及び乙が記名押印の上、各自１通を保有する。"]
        days = self.pick(
            ["令和４年１月12日"],
            ["令和４年１月12日"],
            ["令和　　年　　月　　日"],
            [],
            ["令和４年１月12日", "令和４年１月13日"],
        )
        lines += days
        for key, name in self.parties.items():
            lines += (
                [f"　{key}　{name}長　　山田　太郎"]
                if self.where == "signed" and self.coin()
                else [f"{key}　{name}本町１丁目２番３号", f"　　{name}長　山田太郎"]
            )
        day = "2022-01-12" if days == ["令和４年１月12日"] else "unknown"
        self.outline += [f"日 {day}", *(f"結 {fold(one)}" for one in lines)]
        for line in lines:
            self.say(line)

    def supplement(self) -> None:
        self.say("　　　附　則", "附 附則")
        if self.coin():
            text = "この協約は、令和４年４月１日から施行する。"
            self.say(text, f"0 {fold(text)}")
            return
        if self.coin(0.3):
            for number in (1, 2):
                text, name = self.text(), f"第{self.number(number)}条"
                self.say("（施行期日）")
                self.say(f"{name}{self.gap}{text}", f"条 第{number}条|施行期日", f"0 {fold(text)}")
            return
        caption = self.coin()
        for number in (1, 2):
            if caption:
                words = self.pick("施行期日", "経過措置")
                self.say(f"（{words}）", f"0 ({words})")
            text = self.text()
            self.say(f"{self.number(number)}{self.gap}{text}", f"0 {fold(str(number) + text)}")

    def annex(self, number: int) -> None:
        name = "別表" + (f"第{self.number(number)}" if number else "")
        relation = self.pick("（第３条関係）", "", "（第３条関係）")
        if relation and self.coin(0.2):
            self.say(name)
            self.say(relation, f"表 {fold(name + relation)}")
        else:
            self.say(name + relation, f"表 {fold(name + relation)}")
        self.initiatives(self.pick(self.columns, self.columns, self.rows, self.inline), self.pick(*SERIES))
        if self.coin(0.2):
            text = self.text()
            self.say("備考", "節 備考")
            self.say(text, f"0 {fold(text)}")

    # Initiatives.

    def initiatives(self, layout: Any, series: tuple[str, ...]) -> None:
        """The sections and initiatives below an annex or an article, in a layout."""
        self.has_number = self.coin(0.4)
        depth = self.pick(*range(len(series)))
        self.series = series[: depth + 1] if self.has_number else (*series[:depth], "")
        self.words = {
            key: self.pick("{key}の役割", "{key}の役割分担", "{key}", "{name}の役割", "{name}") for key in "x"
        }["x"]
        self.content = self.pick("取組の内容", "内容", "事業の概要", "取組内容")
        self.costs = self.coin(0.2)
        tree = [*self.tree(0, depth, "")]
        layout(tree, depth)

    def role(self, key: str) -> str:
        return str(self.words).format(key=key, name=self.parties[key])

    def tree(self, level: int, depth: int, place: str) -> Iterator[tuple[Any, ...]]:
        """Sections (level, label, name, place) and initiatives, which have rows: (label, texts)."""
        for number in range(1, self.pick(1, 2, 3) + 1):
            label = self.label(self.series[level], number)
            above = place + ("" if label.startswith("第") else fold(label))
            if level < depth:
                self.count += 1
                yield level, label, f"{self.pick(*FIELDS)}{self.number(self.count)}", above, None
                yield from self.tree(level + 1, depth, above)
            else:
                self.count += 1
                name = f"{self.pick(*THINGS)}{self.pick(*ACTS)}{self.number(self.count)}"
                rows = [
                    (self.content, self.texts()),
                    *((self.role(key), self.texts()) for key in self.parties),
                ]
                rows += [("費用負担", self.texts(0))] if self.costs else []
                yield level, label, name, above, rows

    def head(self, one: tuple[Any, ...]) -> str:
        """A heading as it is printed."""
        return f"{one[1]}{self.pick(self.gap, self.gap) if one[1] else ''}{one[2]}"

    def expect(self, one: tuple[Any, ...]) -> None:
        label = one[1] if one[1].startswith("第") else ""
        self.outline.append(f"{'取' if one[4] else '節'} {one[3]}|{fold(label + one[2])}")

    def cell(self, *texts: str, columns: int = 1, rows: int = 1) -> Cell:
        at = f"表{len(self.blocks)}"
        return Cell(tuple(Paragraph(one, at) for one in texts if one), columns, rows)

    def columns(self, tree: list[tuple[Any, ...]], depth: int) -> None:
        """A row an initiative, labels in the head row; sections to the left, across, or between tables."""
        where = self.pick("left", "across", "single", "between") if depth else ""
        keys = [*self.parties]
        labels = [self.content, *map(self.role, keys), *["費用負担"] * self.costs]
        left = depth if where == "left" else 0
        named = [*self.pick(["大分野", "分野", "区分", "施策"], ["区分", "項目", "細目", "細目２"])[:left]]
        name = self.pick("取組", "連携する取組", "事業名", "取組項目", "")
        table: list[Row] = []
        head: list[Row] = [tuple(self.cell(one) for one in (*named, name, *labels))]
        if self.coin(0.2) and not self.costs:
            upper = [self.cell(one, rows=2) for one in (*named, name, self.content)]
            over = self.cell(self.pick("役割分担", "役割"), columns=len(keys))
            head = [
                (*upper, over, *[None] * (len(keys) - 1)),
                (*[None] * len(upper), *(self.cell(self.role(key)) for key in keys)),
            ]
        table += head
        width = len(named) + 1 + len(labels)
        pending: list[str] = []
        spans: dict[int, int] = {}
        for at, one in enumerate(tree):
            if one[4] is None:
                self.expect(one)
                if where == "left":
                    pending = (
                        [*[""] * one[0], self.head(one)]
                        if len(pending) <= one[0]
                        else [*pending[: one[0]], self.head(one)]
                    )
                    pending = [*pending, *[""] * (left - len(pending))]
                    spans[one[0]] = self.below(tree, at)
                elif where == "between":
                    if any(row not in head for row in table):
                        self.blocks.append(Table(tuple(table)))
                        table = [] if self.coin(0.3) else [*head]
                    self.say(self.head(one))
                elif where == "across":
                    table.append((self.cell(self.head(one), columns=width), *[None] * (width - 1)))
                else:
                    table.append((self.cell(self.head(one)), *[self.cell() for _ in range(width - 1)]))
                continue
            sections: list[Cell | None] = []
            for level in range(left):
                words = pending[level] if level < len(pending) else ""
                sections.append(self.cell(words, rows=spans.pop(level, 1)) if words else None)
            pending = [""] * left
            table += self.row(one, sections, keys)
        if table and len(table) > 0:
            self.blocks.append(Table(tuple(table)))

    def below(self, tree: list[tuple[Any, ...]], at: int) -> int:
        """How many initiatives are in a section."""
        count = 0
        for one in tree[at + 1 :]:
            if one[4] is None and one[0] <= tree[at][0]:
                break
            count += one[4] is not None
        return max(1, count)

    def row(self, one: tuple[Any, ...], sections: list[Cell | None], keys: list[str]) -> list[Row]:
        rows = [(label, texts) for label, texts in one[4]]
        self.expect(one)
        cells: list[Cell | None] = []
        joint = len(keys) == 2 and self.coin(0.1)
        blank = not joint and self.coin(0.05)
        for at, (label, texts) in enumerate(rows):
            if joint and at == 2:
                cells.append(None)
                continue
            if blank and at == 2:
                cells.append(self.cell("－"))
                self.outline += [f"欄 {fold(label)}", "- -"]
                continue
            if joint and at == 1:
                bearer = label.partition("の")
                label = fold(bearer[0] + "及び" + rows[2][0].partition("の")[0] + "".join(bearer[1:]))
                self.questions.append("一つに合わさっています")
            cells.append(self.cell(*texts, columns=2 if joint and at == 1 else 1))
            self.outline += [f"欄 {fold(label)}", *(f"- {fold(text)}" for text in texts)]
        if self.coin(0.2) and not joint and not sections:
            return [
                (
                    self.cell(self.head(one), rows=3) if not at else None,
                    *(
                        self.cell(*[text.text for text in cell.paragraphs][at : at + 1])
                        for cell in cells
                        if cell
                    ),
                )
                for at in range(max(len(cell.paragraphs) for cell in cells if cell))
            ]
        return [(*sections, self.cell(self.head(one)), *cells)]

    def rows(self, tree: list[tuple[Any, ...]], depth: int) -> None:
        """Several rows an initiative, with labels in a column."""
        numbers = self.pick("", "", "ａ", "(ア)")
        is_above = self.coin(0.3)
        signs = self.pick("{}", "{}", "【{}】")
        table: list[Row] = []
        width = 2 if is_above else 3
        between = self.coin()
        in_cell = not is_above and self.coin(0.3)
        width -= in_cell
        for one in tree:
            self.expect(one)
            if one[4] is None and between:
                if table:
                    self.blocks.append(Table(tuple(table)))
                    table = []
                self.say(self.head(one))
                continue
            if one[4] is None or is_above:
                table.append((self.cell(self.head(one), columns=width), *[None] * (width - 1)))
            for at, (label, texts) in enumerate(one[4] or ()):
                name = (
                    [self.cell(self.head(one), rows=len(one[4])) if not at else None] if not is_above else []
                )
                number = (
                    self.label("(ア)" if numbers == "(ア)" else "a", at + 1) + self.gap if numbers else ""
                )
                printed = number + signs.format(label)
                self.outline += [f"欄 {fold(number + label)}", *(f"- {fold(text)}" for text in texts)]
                is_one = in_cell
                table.append(
                    (*name, self.cell(printed, *texts))
                    if is_one
                    else (*name, self.cell(printed), self.cell(*texts))
                )
        if table:
            self.blocks.append(Table(tuple(table)))

    def inline(self, tree: list[tuple[Any, ...]], depth: int) -> None:
        """No table: labels as paragraphs, or before their text."""
        numbers = self.pick("", "(ア)", "a") if "(ア)" not in self.series and "a" not in self.series else ""
        style = self.pick("alone", "line", "brackets")
        over = style == "alone" and not numbers and str(self.words).endswith("の役割") and self.coin(0.3)
        for one in tree:
            self.say("　" * one[0] + self.head(one))
            self.expect(one)
            for at, (label, texts) in enumerate(one[4] or ()):
                number = self.label(numbers, at + 1) + self.gap if numbers else ""
                if over and at == 1:
                    self.say("役割分担", "欄 役割分担")
                self.outline += [f"欄 {fold(number + label)}", *(f"- {fold(text)}" for text in texts)]
                if style == "line":
                    self.say(f"{number}{label}　{texts[0]}")
                else:
                    self.say(number + (f"【{label}】" if style == "brackets" else label))
                for text in texts[style == "line" :]:
                    self.say(f"　{text}")

    @property
    def ordered(self) -> list[str]:
        """The outline with title, parties and day first."""
        first = [one for kind in "題者日" for one in self.outline if one.startswith(kind)]
        return [*first, *(one for one in self.outline if one[0] not in "題者日")]

    @property
    def paper(self) -> Paper:
        return Paper("Word文書", tuple(self.blocks))


def outline(agreement: Agreement, day: str) -> Iterator[str]:
    """The outline of an agreement that was read, in the order of the text."""
    yield f"題 {fold(agreement.title.edited)}"
    yield from (f"者 {one.key} {one.name}" for one in agreement.facts.parties)
    yield f"日 {day}"
    yield from _body(agreement.preamble, 0)
    for part in agreement.parts:
        yield from _part(part)


def _part(part: Any) -> Iterator[str]:
    if isinstance(part, Article):
        yield f"条 {fold(part.text.edited.partition('（')[0].removesuffix(' 削除'))}|{fold(part.caption)}"
        yield from _body(part.body, 0)
    elif isinstance(part, Chapter):
        yield f"章 {fold(part.text.edited)}"
        for one in part.parts:
            yield from _part(one)
    elif isinstance(part, Annex):
        yield f"表 {fold(part.text.edited)}"
        yield from _body(part.body, 0)
    elif isinstance(part, Supplement):
        yield f"附 {fold(part.text.edited)}"
        yield from _body(part.body, 0)
        for one in part.articles:
            yield from _part(one)
    elif isinstance(part, Closing):
        yield from (f"結 {fold(one.edited)}" for one in part.lines)
    else:
        yield f"? {type(part)}"
    for one in getattr(part, "children", ()):
        yield from _child(one, "")
    yield from _body(getattr(part, "tail", ()), 0)


def _child(one: Any, place: str) -> Iterator[str]:
    if isinstance(one, Remarks):
        yield f"節 {fold(one.text.edited)}"
        yield from _body(one.body, 0)
        return
    place += fold(one.label)
    name = fold(one.text.without(one.label).edited if one.label else one.text.edited)
    if isinstance(one, Section):
        yield f"節 {place}|{name}"
        yield from _body(one.body, 0)
    else:
        yield f"取 {place}|{name}"
        yield from _body(one.lead, 0)
        for row in one.all_rows:
            yield f"欄 {fold(row.label.edited)}"
            yield from _body(row.body, None)
    for child in one.children:
        yield from _child(child, place)


def _body(body: Any, depth: int | None) -> Iterator[str]:
    for one in body:
        if isinstance(one, DatabaseNote):
            yield f"注 {fold(one.words)}"
        elif isinstance(one, Grid):
            yield from ("格 " + "|".join(fold(cell.edited) for cell in row) for row in one.grid)
        else:
            yield f"{'-' if depth is None else depth} {fold(one.text.edited)}"
            yield from _body(getattr(one, "inside", ()), None if depth is None else depth + 1)
