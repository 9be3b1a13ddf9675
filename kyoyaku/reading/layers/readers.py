"""The kinds of file that may stand beside a version, and the readers of the short ones.

To add one: a reader, a row in LAYERS, and a field of `Layers` in `kyoyaku/model/layers.py`. A reader gives
what stands in the file, entry by entry, and reports what is wrong; a long one has a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kyoyaku.language.characters import unvaried
from kyoyaku.model.layers import NAME_KINDS, Address, DutyKind, LifeTopic, Name
from kyoyaku.model.parts import texts
from kyoyaku.problems import Place
from kyoyaku.reading.layers.debris import read_debris
from kyoyaku.reading.layers.errata import read_errata
from kyoyaku.reading.layers.laws import read_laws
from kyoyaku.reading.layers.side_file import SideFile

READING = re.compile(r"[ぁ-ゖー]+")
KINDS = {kind: kind for kind in NAME_KINDS}
MOST = 6
"""At most 6 kinds of duties: the style sheet has six rules for filters."""


def read_vocabulary(file: SideFile) -> Iterator[tuple[str, ...]]:
    """Words that a search takes for the same, two or more, of which one stands in the text.

    - [子ども, こども, 子供]
    """
    for node in file.nodes():
        words = tuple(file.line(word, "語") for word in file.sequence(node, "語の組"))
        shown = "、".join(words)
        if not words or not all(words):
            pass
        elif len(set(words)) < max(2, len(words)):
            file.add(node, f"異なる語を二つ以上並べてください: {shown}", "vocabulary")
        elif not any(map(file.has, words)):
            file.add(node, f"どの語も協約の文にありません: {shown}", "vocabulary")
        yield words


def read_names(file: SideFile) -> Iterator[Name]:
    """Names for the index page. Each stands in the text, and once in the list.

    - {name: 旭川空港, reading: あさひかわくうこう, kind: facility}
    """
    for node, fields in file.entries(("name", "reading", "kind")):
        name, kind = file.string(fields, "name"), file.choice(fields, "kind", KINDS)
        reading = file.parsed(fields, "reading", READING.fullmatch, "readingは平仮名で書きます")
        if name and reading and kind:
            file.in_text(node, name, "name-in-text")
            file.once(node, f"「{name}」", "name-twice")
            yield Name(name, reading[0], kind, file.place(node))


def read_duty_kinds(file: SideFile) -> Iterator[DutyKind]:
    """Kinds of duties, each once; each phrase stands in the role of a party or in an article.

    - {key: costs, name: 費用を負担する, phrases: [経費を負担, 補助金を支出]}
    """
    rows = (row for entry in file.agreement.entries for row in entry.initiative.rows)
    bodies = [row.body for row in rows if not row.is_content]
    bodies += [article.body for article in file.agreement.articles]
    words = unvaried("\n".join(text.edited for text in texts(tuple(bodies))))
    for count, (node, fields) in enumerate(file.entries(("key", "name", "phrases")), start=1):
        key, name = file.slug(fields, "key", "役割の種別のkey"), file.string(fields, "name")
        phrases = file.lines(fields, "phrases")
        if count > MOST:
            file.add(node, f"役割の種別は{MOST}個までです", "duty-kind")
        if not (key and name and phrases and all(phrases)):
            continue
        for phrase in phrases:
            if unvaried(phrase) not in words:
                file.add(node, f"「{phrase}」は、当事者の役割にも条文にもありません", "phrase-in-text")
        file.once(node, f"役割の種別「{key}」", "duty-kind")
        yield DutyKind(key, name, phrases, file.place(node))


def read_life(file: SideFile) -> Iterator[LifeTopic]:
    """Headings of everyday life, in the order of the page; the agreement does not have them.

    Every initiative stands under one, nothing stands in one twice.

    - {key: childcare, name: 子育て, initiatives: [child-rearing-support, childcare-supporters]}
    """
    known = dict.fromkeys(entry.initiative.slug for entry in file.agreement.entries)
    placed: set[str] = set()
    for node, fields in file.entries(("key", "name", "initiatives")):
        key, name = file.slug(fields, "key", "見出しのkey"), file.string(fields, "name")
        slugs = file.lines(fields, "initiatives")
        if not (key and name and slugs and all(slugs)):
            continue
        file.once(node, f"見出しのkey「{key}」", "life-topic")
        for at, slug in enumerate(slugs):
            if slug not in known:
                file.add(node, f"「{slug}」という取組はありません", "life-topic")
            elif slug in slugs[:at]:
                file.add(node, f"「{slug}」は、同じ見出しの前にも書かれています", "life-topic")
        placed.update(slugs)
        yield LifeTopic(key, name, slugs, file.place(node))
    if missing := [slug for slug in known if slug not in placed]:
        file.add(None, f"どの見出しにもない取組があります：{'、'.join(missing)}", "life-topic")


def read_former_marks(file: SideFile) -> Iterator[str]:
    """The ids of marks that were published by a number, in the order of these numbers.

    - article-4-p2-c17
    """
    known = {mark.id for mark in file.agreement.marks}
    for node in file.nodes():
        if (mark := file.line(node, "印のid")) not in known:
            message = f"「{mark}」という校訂の印はありません。印を除いたときは、近くの印のidを書きます"
            file.add(node, message, "former-mark")
        yield mark


def read_addresses(file: SideFile) -> Iterator[Address]:
    """The addresses that were ever published, a line each. It is no YAML.

    asahikawa-kamikawa/articles/4/
    """
    for number, line in enumerate(file.text.split("\n"), start=1):
        if address := line.strip():
            yield Address(address, Place(file.path, number))


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of side file: its name, the field of `Layers` that it fills, and its reader."""

    file: str
    field: str
    read: Callable[[SideFile], Iterator[object]]


LAYERS = (
    Layer("debris.yml", "debris", read_debris),
    Layer("vocabulary.yml", "vocabulary", read_vocabulary),
    Layer("names.yml", "names", read_names),
    Layer("duties.yml", "duty_kinds", read_duty_kinds),
    Layer("laws.yml", "laws", read_laws),
    Layer("life.yml", "life", read_life),
    Layer("corrections.yml", "errata", read_errata),
    Layer("addresses.txt", "addresses", read_addresses),
    Layer("former-marks.yml", "former_marks", read_former_marks),
)
EXPECTED = "expected.yml"
"""Fills no field: it says what must be true of the agreement with all its layers."""
