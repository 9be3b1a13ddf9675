"""Agreements as the papers of town halls: printed from the source form in a layout.

    ## 第1条（目的）                  （目的）
                                      第１条　この協約は、…
    この協約は、…
    ### 1 産業                        取組   取組の内容  甲の役割
    #### (1) 観光 {#tourism}          １　産業
    **取組の内容**                    ⑴　観光  整える。  案内する。

They have what is usual there: full-width digits, numbers of several forms, captions above, merged cells.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import takewhile
from random import Random

from kyoyaku.importing.paper import Block, Cell, Paper, Paragraph, Row, Table

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
# ## 第3条の2（目的）, ### 第四条 削除.
ARTICLE = re.compile(r"#+ (第[^条]+条[^（ ]*)(?:（(.*)）)?( 削除)?")
# #### (1) 観光 {#tourism}: the depth, the words, the slug.
NODE = re.compile(r"(###+) (.*?)( \{#.*\})?")
LABEL = re.compile(r"\(?(?:[0-9]{1,2}|[ア-ンa-zⅠ-Ⅻ①-⑳一二三四五六七八九十イ-ヲ])\)? ")
MARKS = re.compile(r"\{--.*?--\}|\{\+\+|\+\+\}|\{>>(?!note).*?<<\}| \{#[^}]*\}|\\(?=[!-/:-@\[-`{-~])")
FRONT = re.compile(r"title: .*|concluded: .*| *- \{key: [^,]*, name: [^,]*")


def bare(source: str) -> list[str]:
    """The lines of a source without identifiers, marks and what the forms of writing change."""
    _, front, body = source.split("---\n", 2)
    lines = [*FRONT.findall(front), *(MARKS.sub("", line) for line in body.split("\n"))]
    folded = (re.sub(r"\s", "", unicodedata.normalize("NFKC", line)).replace(",", "、") for line in lines)
    return [line for line in folded if line not in ("", "***", "|---|---|")]


@dataclass
class Node:
    """A section, or an initiative, whose rows have a label and texts."""

    depth: int
    words: str
    is_initiative: bool
    rows: list[tuple[str, list[str]]] = field(default_factory=list)


class Printer:
    """Prints a source. Each choice is drawn at random or, without a `random`, the first; or it is given."""

    def __init__(self, source: str, random: Random | None = None, **choices: str) -> None:
        self._random, self._choices, self._blocks, self._tree = random, choices, list[Block](), list[Node]()
        self._wide = WIDE if self._pick("digits", "wide", "narrow") == "wide" else {}
        self._gap, self._part = self._pick("gap", "\u3000", " ", "\u3000\u3000"), ""
        self._brackets = self._pick("brackets", "⑴", "(1)", "（1）")
        self._caption = self._pick("caption", "above", "line")
        self._keys = re.findall("key: (.)", source)
        self._units = re.split("\n{2,}", source.split("---\n", 2)[2].strip())

    def _pick(self, what: str, *options: str) -> str:
        return self._random.choice(options) if self._random else self._choices.get(what, options[0])

    def _coin(self, chance: float) -> bool:
        return bool(self._random and self._random.random() < chance)

    def _say(self, text: str) -> None:
        self._blocks.append(Paragraph(text.translate(self._wide), f"段落{len(self._blocks) + 1}"))

    def _printed(self, text: str) -> str:
        """A text with its number as an office prints it: ⑴, a full-width blank behind it."""
        if not (match := LABEL.match(text)):
            return text.translate(self._wide)
        label, rest = match[0].strip(), text[match.end() :]
        if label.startswith("(") and self._brackets != "(1)":
            label = label.replace("(", "（").replace(")", "）")
            if self._brackets == "⑴" and label[1:-1].isdecimal():
                label = chr(0x2473 + int(label[1:-1]))
        return f"{label}{self._gap}{rest}".translate(self._wide)

    def _cell(self, *texts: str, columns: int = 1, rows: int = 1) -> Cell:
        found = (Paragraph(self._printed(one), f"表{len(self._blocks)}") for one in texts if one)
        return Cell(tuple(found), columns, rows)

    def paper(self) -> Paper:
        """The paper."""
        units = iter(self._units)
        for unit in units:
            if self._is_below_heading(unit):
                continue
            self._end()
            if unit.startswith("# "):
                self._title(unit[2:])
            elif match := ARTICLE.fullmatch(unit):
                self._part = self._part if self._part == "附" else "条"
                self._article(match, "" if match[3] else next(units))
            elif unit.startswith("#"):
                self._part = unit.lstrip("# ")[0]
                self._heading(unit.lstrip("# "))
            else:
                self._text(unit)
        self._end()
        return Paper("Word文書", tuple(self._blocks))

    def _is_below_heading(self, unit: str) -> bool:
        """Whether it is a section, or belongs to an initiative; it is kept until all of them are read."""
        node = None if ARTICLE.fullmatch(unit) or unit == "### 備考" else NODE.fullmatch(unit)
        if node and self._part in ("条", "別"):
            self._tree.append(Node(len(node[1]), node[2], bool(node[3])))
            return True
        if not self._tree or unit.startswith("#") or unit == "***":
            return False
        rows = self._tree[-1].rows
        if unit.startswith("**"):
            rows.append((unit.strip("*"), []))
        else:
            rows[-1][1].append(unit)
        return True

    def _text(self, unit: str) -> None:
        """A paragraph, a note or a table."""
        if unit.startswith("|"):
            rows = (one.strip("| ").split(" | ") for one in unit.split("\n") if "---" not in one)
            self._blocks.append(Table(tuple(tuple(self._cell(one) for one in row) for row in rows)))
        elif self._part == "締":
            self._say("　" * self._coin(0.5) + unit.replace(" ", self._gap))
        elif unit.startswith("{>>"):
            self._say(f"（{unit.removeprefix('{>>note: ').removesuffix('<<}')}）")
        elif unit != "***":
            is_bare = self._part == "条" and re.match("[0-9] 前", unit) and self._coin(0.3)
            self._say(unit.replace(" ", "", 1) if is_bare else self._printed(unit))

    def _title(self, title: str) -> None:
        for line in ("議案第５号", "別紙", "（案）"):
            if self._coin(0.15):
                self._say(line)
        if "における" in title and self._coin(0.5):
            one, two = title.split("における")
            self._say(f"{one}における")
            self._say(two)
        else:
            self._say(self._pick("title", "", "　　", "○") + title)

    def _article(self, match: re.Match[str], text: str) -> None:
        name, caption, gone = match.groups()
        if gone:
            self._say(f"{name}　削除")
            return
        if caption and self._caption == "above":
            self._say(f"（{caption}）")
        elif caption:
            name = f"{name}（{caption}）"
            if text.startswith("1 ") and self._coin(0.5):
                self._say(name)
                name = ""
        gap = "" if name.endswith("）") and not text.startswith("1 ") and self._coin(0.5) else self._gap
        self._say(f"{name}{gap}{self._printed(text)}" if name else self._printed(text))

    def _heading(self, words: str) -> None:
        name, sign, relation = words.partition("（")
        if name == "締結":
            return
        if name == "附則":
            self._say("　　　附　則")
        elif sign and name.startswith("別表") and self._coin(0.2):
            self._say(name)
            self._say(sign + relation)
        else:
            self._say("　　" * name.endswith("章") + words.replace(" ", "\u3000"))

    # Initiatives.

    def _end(self) -> None:
        """Print the sections and initiatives that were read."""
        if self._tree:
            layouts = {"columns": self._columns, "rows": self._rows, "lines": self._lines}
            has_numbers = any(LABEL.match(label) for one in self._tree for label, _ in one.rows)
            names = [*layouts][has_numbers:]  # the numbers of rows are in no head row
            layouts[self._pick("annex", *names)]()
            self._tree = []

    def _flush(self, table: list[Row]) -> None:
        if table:
            self._blocks.append(Table(tuple(table)))

    def _columns(self) -> None:
        """A row an initiative, labels in the head row; sections across, to the left, or between tables."""
        top, deepest = (way(one.depth for one in self._tree) for way in (min, max))
        where = self._pick("sections", "across", "left", "single", "between") if top < deepest else ""
        left = deepest - top if where == "left" else 0
        labels = next([label for label, _ in one.rows] for one in self._tree if one.rows)
        named = ["区分", "分野", "細目"][:left]
        name = self._pick("name", "取組", "連携する取組", "事業名", "")
        head: list[Row] = [tuple(self._cell(one) for one in (*named, name, *labels))]
        if len(labels) == 1 + len(self._keys) and self._coin(0.2):
            upper = [self._cell(one, rows=2) for one in (*named, name, labels[0])]
            roles = len(labels) - 1
            over = self._cell("役割分担", columns=roles)
            below = (*[None] * len(upper), *(self._cell(one) for one in labels[1:]))
            head = [(*upper, over, *[None] * (roles - 1)), below]
        width, table, pending = len(head[0]), [*head], dict[int, Cell]()
        for at, one in enumerate(self._tree):
            if one.is_initiative:
                sections = [pending.pop(top + level, None) for level in range(left)]
                table += self._row(one, sections, labels)
            elif where == "left":
                deeper = takewhile(lambda each: each.depth > one.depth, self._tree[at + 1 :])  # noqa: B023
                inside = [each for each in deeper if each.is_initiative]
                pending[one.depth] = self._cell(one.words, rows=len(inside))
            elif where == "between":
                self._flush(table if len(table) > len(head) else [])
                is_again = len(table) <= len(head) or not self._coin(0.3)
                table = [_fresh(row) for row in head] if is_again else []
                self._say(self._printed(one.words))
            else:
                wide = where != "single"
                rest = [None if wide else self._cell()] * (width - 1)
                table.append((self._cell(one.words, columns=width if wide else 1), *rest))
        self._flush(table)

    def _row(self, one: Node, sections: list[Cell | None], labels: list[str]) -> list[Row]:
        """The row of an initiative; several, if each paragraph of a cell has a row of its own."""
        found = dict(one.rows)
        if sections or not self._coin(0.2):
            return [(*sections, self._cell(one.words), *(self._cell(*found[label]) for label in labels))]
        high = max(len(texts) for texts in found.values())
        name = [self._cell(one.words, rows=high), *[None] * (high - 1)]
        torn = ([self._cell(*found[label][at : at + 1]) for label in labels] for at in range(high))
        return [(first, *rest) for first, rest in zip(name, torn, strict=True)]

    def _rows(self) -> None:
        """Several rows an initiative, with labels in a column."""
        is_above, is_between = self._coin(0.3), self._pick("sections", "across", "between") == "between"
        in_cell, signs = not is_above and self._coin(0.3), self._pick("signs", r"\1", r"\1", r"【\1】")
        width, table = 3 - is_above - in_cell, list[Row]()
        for one in self._tree:
            if not one.is_initiative and is_between:
                self._flush(table)
                table = []
                self._say(self._printed(one.words))
            elif is_above or not one.is_initiative:
                table.append((self._cell(one.words, columns=width), *[None] * (width - 1)))
            for at, (label, texts) in enumerate(one.rows):
                printed = re.sub(r"([^ ]+)$", signs, label)
                name = [] if is_above else [None if at else self._cell(one.words, rows=len(one.rows))]
                cells = (
                    [self._cell(printed, *texts)] if in_cell else [self._cell(printed), self._cell(*texts)]
                )
                table.append((*name, *cells))
        self._flush(table)

    def _lines(self) -> None:
        """No table: labels as paragraphs, or before their text."""
        style = self._pick("labels", "alone", "line", "brackets")
        for one in self._tree:
            self._say("　" * (one.depth - 3) + self._printed(one.words))
            for at, (label, texts) in enumerate(one.rows):
                if at == 1 and style == "alone" and label.endswith("の役割") and self._coin(0.3):
                    self._say("役割分担")
                sign = r"【\1】" if style == "brackets" else r"\1"
                printed = self._printed(re.sub(r"([^ ]+)$", sign, label))
                is_one = style == "line"
                self._say(f"{printed}\u3000{texts[0]}" if is_one else printed)
                for text in texts[is_one:]:
                    self._say(f"　{self._printed(text)}")


def _fresh(row: Row) -> Row:
    """The same once more; a paragraph stands in one place of a paper."""
    texts = [cell and tuple(Paragraph(one.text, one.at) for one in cell.paragraphs) for cell in row]
    return tuple(cell and Cell(texts[at] or (), cell.columns, cell.rows) for at, cell in enumerate(row))
