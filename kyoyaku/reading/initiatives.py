"""Headings below an article or an annex: sections, and initiatives with their rows.

An initiative is a heading with a bold row label below it (**取組の内容**), at any depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.language.characters import unvaried
from kyoyaku.language.numerals import split_label
from kyoyaku.language.wording import quoted
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Initiative, Row, Section
from kyoyaku.model.text import Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Node, Prose, RowLabel
from kyoyaku.reading.body import read_body

# 取組の内容, 取組内容, 事業の内容, 内容.
CONTENT = re.compile(r"(?:取組|事業)の?内容|内容")
# 甲の役割, 甲及び乙の役割分担, 甲の役割及び費用分担, 乙の費用分担.
ROLE = re.compile(r"(.+?)(?:の役割(?:分担)?(?:及び費用分担)?|の費用分担)")
JOINT = re.compile(r"並びに|及び|、|・")


def read_children(
    node: Node, parties: tuple[Party, ...], problems: Problems, above: tuple[int, ...] = ()
) -> tuple[Section | Initiative, ...]:
    """The sections and initiatives under a heading, in order."""
    found: list[Section | Initiative] = []
    sisters = 0
    for child in node.children:
        text, slug = child.heading.text, child.heading.slug
        label = split_label(text.edited)[0]
        if any(isinstance(block, RowLabel) for block in child.body):
            for inner in child.children:
                right = "欄の名は「**甲の役割**」のように書きます"
                message = f"取組「{text.edited}」の下には、まだ見出しを置けません。{right}"
                problems.add(inner.heading.text.place, message, "heading-place")
            rows = tuple(_rows(child.body, parties, problems))
            found.append(Initiative(slug or "", label, text.as_name(label), rows))
            continue
        if slug is not None:
            message = "「{#…}」は取組の名に付けます。この見出しの下に**取組の内容**などの欄がありません"
            problems.add(text.place, message, "slug-place")
        elif not child.body and not child.children:
            problems.add(text.place, f"「{text.edited}」の下に何もありません", "empty-heading")
        sisters += 1
        position = (*above, sisters)
        body = read_body([block for block in child.body if isinstance(block, Prose)], problems)
        children = read_children(child, parties, problems, position)
        found.append(Section(label, text, position, body, children))
    return tuple(found)


def _rows(blocks: list[Prose | RowLabel], parties: tuple[Party, ...], problems: Problems) -> Iterator[Row]:
    groups: list[tuple[Text, list[Prose]]] = []
    for block in blocks:
        if isinstance(block, RowLabel):
            groups.append((block.text, []))
        elif groups:
            groups[-1][1].append(block)
        else:
            message = "取組の本文は、**取組の内容**などの欄の下に書きます。欄の前の文は、まだ書けません"
            problems.add(block.text.place, message, "row-place")
    for label, body in groups:
        if not body:
            message = (
                f"「{label.edited}」の欄に本文がありません。"
                "失われているときは「{??}{>>certain: 理由<<}」と書きます"
            )
            problems.add(label.place, message, "row-empty")
        is_content = bool(CONTENT.fullmatch(label.edited))
        bearers = () if is_content else _bearers(label, parties, problems)
        yield Row(label, is_content, bearers, read_body(body, problems))


def _bearers(label: Text, parties: tuple[Party, ...], problems: Problems) -> tuple[Party, ...]:
    """The parties whose role the row is: two for 甲及び乙の役割. A problem if one of them is unknown."""
    printed = label.edited
    known = {unvaried(name): party for party in parties for name in (party.key, party.name)}
    match = ROLE.fullmatch(printed)
    who = unvaried(match[1] if match else printed)
    names = [who] if who in known else JOINT.split(who)
    if parties and (not match or not known.keys() >= {*names}):
        right = "、".join(f"「{party.key}の役割」" for party in parties)
        if match:
            unknown = quoted([name for name in names if name not in known])
            fault = f"欄「{printed}」の{unknown}は、当事者にありません"
        else:
            fault = f"「{printed}」は使えない欄の名です"
        message = (
            f"{fault}。使えるのは「取組の内容」、{right}です。ほかの欄及び番号の付いた欄は、まだ書けません"
        )
        problems.add(label.place, message, "role-party")
    return tuple(known[name] for name in names if name in known)
