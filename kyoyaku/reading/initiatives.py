"""Headings below an article or an annex: sections, 備考, and initiatives with their rows.

An initiative is a heading with a bold row label below it (**取組の内容**), at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise, takewhile

from kyoyaku.language.characters import unvaried
from kyoyaku.language.numerals import read_label, split_label
from kyoyaku.language.wording import is_near, quoted
from kyoyaku.model.facts import Facts, Organisation, Party
from kyoyaku.model.parts import Body, Child, Initiative, Remarks, Row, Section
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Matter, Node, RowLabel
from kyoyaku.reading.body import Level, check_order, levels, read_body

# 取組の内容, 取組内容, 事業の概要, 内容.
CONTENT = re.compile(r"(?:(?:取組|事業|連携|事務|施策)の?)?(?:内容|概要)")
# 甲の役割, 甲及び乙の役割分担, 甲の役割及び費用分担.
ROLE = re.compile(r"(.+)の役割(?:分担)?(?:(?:及び|・)(?:費用|経費)の?(?:分担|負担))?")
NOTE = re.compile(r"[（(][^（）()]*[）)]|[【】]")
"""What is no part of the name of a row: （旭川市） of 甲の役割（旭川市）, the brackets of 【甲の役割】."""
# 乙の費用分担, 甲の経費.
OF = re.compile(r"(.+?)の.+")
JOINT = "並びに|及び|と|、|・"
REMARKS = re.compile(r"備考|注記?")
LABELS = ("取組の内容", "取組内容", "事業の内容", "役割分担")
"""Known labels without a party; a label that differs from one by a character is a typing error."""
NEEDED = "下に**取組の内容**などの欄を書きます"
Bearer = Party | Organisation
Bearers = dict[str, tuple[Bearer, ...]]


def read_children(node: Node, facts: Facts, problems: Problems, name: str) -> tuple[Child, ...]:
    """The sections and initiatives under an article or an annex of that name, in order."""
    bearers: Bearers = {unvaried(facts.short): facts.parties} if facts.short else {}
    bearers |= {unvaried(one.name): (one,) for one in facts.bodies}
    for party in facts.parties:
        names = filter(None, (party.key, party.name, party.short))
        bearers |= dict.fromkeys(map(unvaried, names), (party,))
    return _Reader(facts, problems, bearers).children(node, name)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what is below one article or annex; `numbers` counts its 備考 and 注."""

    facts: Facts
    problems: Problems
    bearers: Bearers
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def children(self, node: Node, name: str, above: tuple[int, ...] = ()) -> tuple[Child, ...]:
        """What stands under a heading of that name, whose sections have positions that begin with `above`."""
        found: list[Child] = []
        sisters = unnamed = 0
        for child in node.children:
            text = child.heading.text
            label, rest = split_label(text.edited)
            is_initiative = any(isinstance(block, RowLabel) for block in child.body)
            if is_initiative:
                label = text.edited if read_label(text.edited) else label  # (1) {#er}
                unnamed += not text.spans
                given = "" if text.spans else f"{name} {unnamed}"
                found.append(self.initiative(child, label, given, (*above, sisters)))
            elif REMARKS.fullmatch(text.edited) and child.heading.slug is None:
                found.append(Remarks(next(self.numbers), text, read_body(child.body, self.problems)))
                for inner in child.children:
                    message = f"「{text.edited}」の下には見出しを置けません"
                    self.problems.add(inner.heading.text.place, message, "heading-place")
            else:
                self._check_section(child)
                sisters += 1
                position = (*above, sisters)
                body, children = read_body(child.body, self.problems), self.children(child, rest, position)
                found.append(Section(label, text, position, body, children))
        return tuple(found)

    def _check_section(self, node: Node) -> None:
        heading = node.heading.text
        if not heading.spans:
            message = f"見出しの文字がありません。名のない取組であれば、「{{#…}}」を付け、{NEEDED}"
            self.problems.add(heading.place, message, "heading-form")
        elif node.heading.slug is not None:
            message = "「{#…}」は取組の名に付けます。この見出しの下に**取組の内容**などの欄がありません"
            self.problems.add(heading.place, message, "slug-place")
        elif not node.body and not node.children:
            message = f"「{heading.edited}」の下に何もありません"
            self.problems.add(heading.place, message, "empty-heading")

    def initiative(self, node: Node, label: str, given: str, above: tuple[int, ...]) -> Initiative:
        text, slug = node.heading.text, node.heading.slug or ""
        lead = list(takewhile(lambda block: not isinstance(block, RowLabel), node.body))
        rows = tuple(self.rows(node.body[len(lead) :]))
        name = given or split_label(text.edited)[1]
        children = self.children(node, name, above)
        for child, inner in zip(children, node.children, strict=True):
            heading = inner.heading.text
            if not isinstance(child, Initiative) and (inner.body or inner.children):
                message = f"取組「{name}」の下の見出し「{heading.edited}」に、欄がありません。"
                message += f"下の取組であれば、「{{#…}}」を付け、{NEEDED}。"
                message += f"見出しが欄の名であれば、「**{heading.edited}**」と書きます"
                self.problems.add(heading.place, message, "empty-heading")
        body = read_body(lead, self.problems)
        return Initiative(slug, label, text.as_name(label), given, body, rows, children)

    def rows(self, blocks: Sequence[Matter | RowLabel]) -> list[Row]:
        """The rows; one with a deeper label, or a role below an empty 役割分担, is inside the one before."""
        starts = [at for at, block in enumerate(blocks) if isinstance(block, RowLabel)]
        made = [
            self.row(head.text, read_body(blocks[start + 1 : end], self.problems))
            for start, end in pairwise([*starts, len(blocks)])
            if isinstance(head := blocks[start], RowLabel)
        ]
        steps = levels(row.number for row in made if row.number)
        rows: list[Row] = []
        for row in made:
            if not rows and row.kind == "other" and row.name.endswith(("内容", "概要")):  # 応援の内容
                row = replace(row, kind="content", parties=())
            level = next(steps) if row.number else Level(0)
            check_order(level, f"欄の番号「{row.number}」", row.label.place, self.problems)
            is_below = not row.number and row.kind == "role" and rows and rows[-1].holds_roles
            if rows and (level.depth or is_below):
                rows[-1] = replace(rows[-1], rows=(*rows[-1].rows, row))
            else:
                rows.append(row)
        for one in (one for row in rows for one in (row, *row.rows) if not one.body and not one.rows):
            message = f"「{one.label.edited}」の欄に本文がありません。"
            message += "失われているときは「{??}{>>certain: 理由<<}」と書きます"
            self.problems.add(one.label.place, message, "row-empty")
        return rows

    def row(self, label: Text, body: Body) -> Row:
        """A row: of the parties and bodies that its label names, or of all parties."""
        number, name = split_label(label.edited)
        name = NOTE.sub("", name)
        if CONTENT.fullmatch(name):
            return Row(label, number, "content", (), (), body)
        role = ROLE.fullmatch(name) or (None if self._named(name)[1] else re.fullmatch("(.+)", name))
        match = role or OF.fullmatch(name)
        who, unknown = self._named(match[1]) if match else ([], [])
        known = (*LABELS, *(f"{one}の役割" for one in self.bearers))
        if role and unknown and self.facts.parties:
            right = "、".join(f"「{party.key}の役割」" for party in self.facts.parties)
            message = (
                f"欄「{label.edited}」の{quoted(unknown)}は、当事者にありません。当事者の欄は、{right}です。"
                "当事者でない団体の役割であれば、基本情報に"
                f"「bodies: [{{name: {unknown[0]}, slug: 識別名}}]」、"
                f"全ての当事者の総称であれば、「short: {unknown[0]}」と書きます"
            )
            self.problems.add(label.place, message, "role-party")
        elif not role and (right := next((one for one in known if is_near(one, name)), "")):
            message = f"「{name}」は、「{right}」の書き誤りではありませんか。紙面のとおりに書いてください"
            message += "（誤りが底本にあるときは、校訂の印を付けます）"
            self.problems.add(label.place, message, "role-party")
        if (unknown and not role) or not (who or unknown):
            return Row(label, number, "other", self.facts.parties, (), body)
        parties = tuple(one for one in who if isinstance(one, Party))
        bodies = tuple(one for one in who if isinstance(one, Organisation))
        return Row(label, number, "role" if role else "other", parties, bodies, body)

    def _named(self, who: str) -> tuple[list[Bearer], list[str]]:
        """The parties and bodies of 甲, 甲及び乙, 甲乙, and the names that are not known."""
        names = "|".join(map(re.escape, sorted(self.bearers, key=len, reverse=True))) or "(?!)"
        found: list[Bearer] = []
        unknown: list[str] = []
        for one in re.findall(rf"((?:{names})++(?={JOINT}|$)|.+?)(?:{JOINT}|$)", unvaried(who)):
            own = re.findall(names, one)
            if "".join(own) == one:
                found += [bearer for name in own for bearer in self.bearers[name]]
            else:
                unknown.append(one)
        return found, unknown
