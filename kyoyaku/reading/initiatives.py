"""Headings below an article or an annex: sections, 備考, and initiatives with their rows.

An initiative is a heading with a bold row label below it (**取組の内容**), at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile

from kyoyaku.language.characters import unvaried
from kyoyaku.language.numerals import split_label
from kyoyaku.language.wording import is_near, quoted
from kyoyaku.model.facts import Facts, Organisation, Party
from kyoyaku.model.parts import Child, Initiative, Remarks, Row, Section
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Matter, Node, RowLabel
from kyoyaku.reading.body import levels, read_body

# 取組の内容, 取組内容, 事業の内容, 内容.
CONTENT = re.compile(r"(?:取組|事業)の?内容|内容")
# 甲の役割, 甲及び乙の役割分担, 甲の役割及び費用分担.
ROLE = re.compile(r"(.+)の役割(?:分担)?(?:及び費用分担)?")
# 乙の費用分担, 甲の経費.
OF = re.compile(r"(.+?)の.+")
JOINT = re.compile(r"並びに|及び|、|・")
REMARKS = re.compile(r"備考|注記?")
CONTENT_LABELS = ("取組の内容", "取組内容", "事業の内容")
ALL_ROLES = "役割分担"


def read_children(
    node: Node,
    facts: Facts,
    problems: Problems,
    name: str,
    above: tuple[int, ...] = (),
    remarks: Iterator[int] | None = None,
) -> tuple[Child, ...]:
    """The sections and initiatives under a heading, in order.

    `name` is that of the article, annex or section; `remarks` numbers 備考 and 注.
    """
    numbers = remarks or count(1)
    found: list[Child] = []
    sisters = unnamed = 0
    for child in node.children:
        text, slug = child.heading.text, child.heading.slug
        label, rest = split_label(text.edited)
        is_initiative = any(isinstance(block, RowLabel) for block in child.body)
        if REMARKS.fullmatch(text.edited) and slug is None and not is_initiative:
            found.append(Remarks(next(numbers), text, read_body(_matter(child.body), problems)))
            for inner in child.children:
                message = f"「{text.edited}」の下には見出しを置けません"
                problems.add(inner.heading.text.place, message, "heading-place")
        elif is_initiative:
            unnamed += not text.spans
            given = "" if text.spans else f"{name} {unnamed}"
            found.append(_initiative(child, label, given, facts, problems, (*above, sisters), numbers))
        else:
            _check_section(child, problems)
            sisters += 1
            position = (*above, sisters)
            body = read_body(_matter(child.body), problems)
            children = read_children(child, facts, problems, rest, position, numbers)
            found.append(Section(label, text, position, body, children))
    return tuple(found)


def _matter(blocks: Iterable[Matter | RowLabel]) -> list[Matter]:
    return [block for block in blocks if not isinstance(block, RowLabel)]


def _check_section(node: Node, problems: Problems) -> None:
    heading = node.heading.text
    if not heading.spans:
        message = (
            "見出しの文字がありません。"
            "名のない取組であれば、「{#…}」を付け、下に**取組の内容**などの欄を書きます"
        )
        problems.add(heading.place, message, "heading-form")
    elif node.heading.slug is not None:
        message = "「{#…}」は取組の名に付けます。この見出しの下に**取組の内容**などの欄がありません"
        problems.add(heading.place, message, "slug-place")
    elif not node.body and not node.children:
        problems.add(heading.place, f"「{heading.edited}」の下に何もありません", "empty-heading")


def _initiative(
    node: Node,
    label: str,
    given: str,
    facts: Facts,
    problems: Problems,
    above: tuple[int, ...],
    remarks: Iterator[int],
) -> Initiative:
    text = node.heading.text
    lead = list(takewhile(lambda block: not isinstance(block, RowLabel), node.body))
    rows = tuple(_rows(node.body[len(lead) :], facts, problems))
    name = given or split_label(text.edited)[1]
    children = read_children(node, facts, problems, name, above, remarks)
    for child, inner in zip(children, node.children, strict=True):
        if not _holds_initiative(child) and (inner.body or inner.children):
            message = (
                f"取組「{name}」の下の見出し「{inner.heading.text.edited}」に、取組がありません。"
                "下の取組であれば、「{#…}」を付け、**取組の内容**などの欄を書きます"
            )
            problems.add(inner.heading.text.place, message, "empty-heading")
    return Initiative(
        node.heading.slug or "",
        label,
        text.as_name(label),
        given,
        read_body(_matter(lead), problems),
        rows,
        children,
    )


def _holds_initiative(child: Child) -> bool:
    if isinstance(child, Section):
        return any(map(_holds_initiative, child.children))
    return isinstance(child, Initiative)


def _rows(blocks: Sequence[Matter | RowLabel], facts: Facts, problems: Problems) -> list[Row]:
    """The rows; one that is deeper by its label, or follows an empty 役割分担, is inside the one before."""
    groups: list[tuple[Text, list[Matter]]] = []
    for block in blocks:
        if isinstance(block, RowLabel):
            groups.append((block.text, []))
        else:
            groups[-1][1].append(block)
    numbers = [split_label(label.edited)[0] for label, _ in groups]
    steps = levels(number for number in numbers if number)
    rows: list[Row] = []
    bearers = _Bearers(facts, problems)
    for number, (label, matter) in zip(numbers, groups, strict=True):
        row = replace(bearers.row(label, number), body=read_body(matter, problems))
        depth = 0
        if number:
            level = next(steps)
            depth = level.depth
            if level.expected:
                message = f"欄の番号「{number}」は順序が合いません。{quoted(level.expected)}のはずです"
                problems.add(label.place, message, "label-sequence")
        elif rows and row.kind == "role" and not (rows[-1].body or rows[-1].number):
            depth = int(rows[-1].label.edited == ALL_ROLES)
        if depth and rows:
            rows[-1] = replace(rows[-1], rows=(*rows[-1].rows, row))
        else:
            rows.append(row)
    for one in (one for row in rows for one in (row, *row.rows)):
        if not one.body and not one.rows:
            message = (
                f"「{one.label.edited}」の欄に本文がありません。"
                "失われているときは「{??}{>>certain: 理由<<}」と書きます"
            )
            problems.add(one.label.place, message, "row-empty")
    return rows


@dataclass(frozen=True, slots=True)
class _Bearers:
    """Finds whose role a row is, among the parties and bodies of the front matter."""

    facts: Facts
    problems: Problems

    def row(self, label: Text, number: str) -> Row:
        """The row of a label, without its body. A problem if a role is of somebody who is not declared."""
        name = label.without(number).edited
        if CONTENT.fullmatch(name):
            return Row(label, number, "content", (), (), ())
        if role := ROLE.fullmatch(name):
            who = self._named(role[1])
            if any(isinstance(one, str) for one in who):
                self._unknown(label, [one for one in who if isinstance(one, str)])
        else:
            if right := next((one for one in self._labels() if is_near(one, name)), ""):
                message = f"「{name}」は、「{right}」の書き誤りではありませんか。紙面のとおりに書いてください"
                self.problems.add(
                    label.place, f"{message}（誤りが底本にあるときは、校訂の印を付けます）", "role-party"
                )
            match = OF.fullmatch(name)
            who = self._named(match[1]) if match else []
            who = [] if any(isinstance(one, str) for one in who) else who
        parties = tuple(one for one in who if isinstance(one, Party))
        bodies = tuple(one for one in who if isinstance(one, Organisation))
        kind = "role" if role else "other"
        return Row(label, number, kind, parties if who else self.facts.parties, bodies, ())

    def _named(self, who: str) -> list[Party | Organisation | str]:
        """The parties and bodies of 甲, 甲及び乙, 甲乙; a string for one that is not known."""
        found: list[Party | Organisation | str] = []
        known = self._known()
        for name in [who] if unvaried(who) in known else JOINT.split(who):
            rest = unvaried(name)
            own: list[Party | Organisation] = []
            while key := max((one for one in known if rest.startswith(one)), key=len, default=""):
                own.append(known[key])
                rest = rest.removeprefix(key)
            found += [name] if rest else own
        return found

    def _known(self) -> dict[str, Party | Organisation]:
        known: dict[str, Party | Organisation] = {unvaried(one.name): one for one in self.facts.bodies}
        for party in self.facts.parties:
            names = filter(None, (party.key, party.name, party.short))
            known |= dict.fromkeys(map(unvaried, names), party)
        return known

    def _labels(self) -> Iterator[str]:
        yield from CONTENT_LABELS
        yield ALL_ROLES
        yield from (f"{who}の役割" for who in self._known())

    def _unknown(self, label: Text, unknown: list[str]) -> None:
        if not self.facts.parties:
            return  # they are reported already
        right = "、".join(f"「{party.key}の役割」" for party in self.facts.parties)
        message = (
            f"欄「{label.edited}」の{quoted(unknown)}は、当事者にありません。当事者の欄は、{right}です。"
            "当事者でない団体の役割であれば、基本情報に"
            f"「bodies: [{{name: {unknown[0]}, slug: 識別名}}]」と書きます"
        )
        self.problems.add(label.place, message, "role-party")
