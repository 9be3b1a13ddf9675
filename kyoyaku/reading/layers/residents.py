"""The readers of the side files for residents: topics, plain words, a glossary, contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model import layers
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import text_places
from kyoyaku.reading.layers.plain_words import form_faults, unknown
from kyoyaku.reading.layers.side_file import READING, Layer, SideFile
from kyoyaku.reading.yaml_reader import Fields

ICONS = {icon: icon for icon in layers.ICONS}
# 03-1234-5678, 0166-12-3456（内線123）, 188, #7119.
TELEPHONE = re.compile(
    r"(0(?=(?:-?[0-9]){9,10}(?!-?[0-9]))[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|1[0-9]{2}|#[0-9]{4})"
    r"(（内線[0-9]{1,6}）)?"
)
DIALLED = "telephoneは「000-000-0000」又は「000-000-0000（内線123）」の形です"
WEB = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[^\s<>\"'`\\]*)?")


def read_life(file: SideFile) -> Iterator[layers.LifeTopic]:
    """Headings of everyday life, in the order of the page; the agreement does not have them.

    Every initiative, also of versions to come, stands under one heading or more, under none twice.

    - {key: childcare, name: 子育て, initiatives: [child-rearing-support], words: [保育園], icon: family}
    """
    own, *others = (
        dict.fromkeys(entry.initiative.slug for entry in one.entries)
        for one in (file.agreement, *file.agreement.coming, *file.agreement.earlier)
    )
    placed: set[str] = set()
    for node, fields in file.entries(("key", "name", "initiatives"), ("words", "icon")):
        key, name = file.slug(fields, "key", "見出しのkey"), file.string(fields, "name")
        slugs, words = file.lines(fields, "initiatives"), _words(file, fields, "words")
        icon = file.choice(fields, "icon", ICONS) or ""
        if not (key and name and slugs and all(slugs)):
            continue
        file.once(node, f"見出しのkey「{key}」", "life-topic")
        for at, slug in enumerate(slugs):
            if not any(slug in known for known in (own, *others)):
                file.add(node, f"「{slug}」という取組はありません", "life-topic")
            elif slug in slugs[:at]:
                file.add(node, f"「{slug}」は、同じ見出しの前にも書かれています", "life-topic")
        placed.update(slugs)
        if current := tuple(slug for slug in slugs if slug in own):
            yield layers.LifeTopic(key, name, current, words, icon, file.place(node))
    due = own | dict.fromkeys(slug for known in others[: len(file.agreement.coming)] for slug in known)
    if file.is_read and (missing := [slug for slug in due if slug not in placed]):
        file.add(None, f"どの見出しにもない取組があります：{'、'.join(missing)}", "life-topic")


def read_plain(file: SideFile) -> Iterator[layers.Explanation]:
    """What each initiative means, and, if wanted, other pages of the text, in plain words, each once.

    - at: initiatives/libraries
      plain: 隣の町の図書館でも、本を借りることができます。
      words: [本, 読書]                          # need not stand in the text
    """
    agreement, said = file.agreement, set[str]()
    own, *others = map(_pages, (agreement, *agreement.coming, *agreement.earlier))
    parties = (party for one in agreement.versions for party in one.parties)
    places = tuple({name: None for one in parties for name in (one.name, *one.members)})
    for node, fields in file.entries(("at",), ("plain", "words")):
        at, plain = file.string(fields, "at"), file.string(fields, "plain")
        words = _words(file, fields, "words")
        if not at:
            continue
        file.once(node, f"at「{at}」", "plain-place")
        texts = [pages[at] for pages in (own, *others) if at in pages]
        if not texts:
            right = "「initiatives/libraries」、「articles/6」のように書きます"
            file.add(fields["at"], f"「{at}」というページはありません。{right}", "plain-place")
        elif plain:
            said.add(at)
            for fault in form_faults(plain):
                file.add(fields["plain"], fault, "plain-form")
            for name in unknown(plain, "\n".join(texts), places):
                right = "名と数は、文にあるとおりに書き、名でない語は、「夜の病院」のように分けて書きます"
                file.add(fields["plain"], f"「{name}」は、説明する文にありません。{right}", "plain-name")
        if at in own:
            yield layers.Explanation(at, plain, words, file.place(node))
    due = {at: None for pages in (own, *others[: len(agreement.coming)]) for at in pages if at not in said}
    if file.is_read and (missing := [at for at in due if at.startswith("initiatives/")]):
        file.add(None, f"plainの説明がない取組があります：{'、'.join(missing)}", "plain-missing")


def _pages(version: Agreement) -> dict[str, str]:
    """The text of each page, by the address under that of the agreement: preamble, initiatives/libraries."""
    pages: dict[str, str] = {}
    for text, place in text_places(version).items():
        at = place.page.removesuffix("/")
        pages[at] = f"{pages.get(at, '')}\n{text.edited}"
    return pages


def _words(file: SideFile, fields: Fields, name: str) -> tuple[str, ...]:
    """The words of a list, none twice."""
    words = file.lines(fields, name)
    for word in dict.fromkeys(one for at, one in enumerate(words) if one in words[:at]):
        file.add(fields[name], f"「{word}」は、同じ{name}の前にも書かれています", "word-twice")
    return words


def read_glossary(file: SideFile) -> Iterator[layers.Term]:
    """The words of the text that are explained, each once.

    - {term: 応分, reading: おうぶん, meaning: それぞれの立場に見合っていること。}
    """
    for node, fields in file.entries(("term", "reading", "meaning")):
        term, meaning = file.string(fields, "term"), file.string(fields, "meaning")
        reading = file.parsed(fields, "reading", READING.fullmatch, "readingは平仮名で書きます")
        for fault in form_faults(meaning):
            file.add(fields["meaning"], fault, "plain-form")
        if term and reading and meaning:
            file.once(node, f"「{term}」", "name-twice")
            if file.in_text(node, term, "name-in-text"):
                yield layers.Term(term, reading[0], meaning, file.place(node))


def read_contacts(file: SideFile) -> Iterator[layers.Contact]:
    """Whom to ask: an office of a party, about the initiatives that are named, or about all.

    - {party: kamikawa, initiatives: [libraries], office: 教育委員会, telephone: 000-000-0000,
       url: "https://example.org/", checked_on: 2026-11-01}

    There is a telephone, an address of a page, or both.
    """
    (own, parties), (known, ever) = map(_slugs, ((file.agreement,), file.agreement.versions))
    required, optional = ("party", "office", "checked_on"), ("initiatives", "telephone", "url")
    for node, fields in file.entries(required, optional):
        party, office = file.string(fields, "party"), file.string(fields, "office")
        checked_on, named = file.date(fields, "checked_on"), _words(file, fields, "initiatives")
        telephone = file.parsed(fields, "telephone", TELEPHONE.fullmatch, DIALLED)
        url = file.parsed(fields, "url", WEB.fullmatch, "urlは「https://」で始まるアドレスです")
        if party and party not in ever:
            file.add(fields["party"], f"「{party}」という識別名の当事者はありません", "contact")
        for slug in (one for one in named if one and one not in known):
            file.add(fields["initiatives"], f"「{slug}」という取組はありません", "contact")
        if "telephone" not in fields and "url" not in fields:
            file.add(node, "telephone若しくはurl又はその両方を書きます", "contact")
        number, page = (found[0] if found else "" for found in (telephone, url))
        if not (party and office and checked_on and (number or page)):
            continue
        file.once(node, f"「{' '.join(filter(None, (party, office, number, page)))}」", "contact")
        current = tuple(slug for slug in named if slug in own)
        if party in parties and (current or not named):
            yield layers.Contact(party, current, office, number, page, checked_on, file.place(node))


def _slugs(versions: tuple[Agreement, ...]) -> tuple[set[str], set[str]]:
    """The slugs of the initiatives and of the parties."""
    initiatives = {entry.initiative.slug for one in versions for entry in one.entries}
    return initiatives, {party.slug for one in versions for party in one.parties}


LAYERS = (
    Layer("life.yml", "life", read_life),
    Layer("plain.yml", "plain", read_plain),
    Layer("glossary.yml", "glossary", read_glossary),
    Layer("contacts.yml", "contacts", read_contacts),
)
