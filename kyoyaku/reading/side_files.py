"""The kinds of file that may stand beside a version, and their readers.

To add one: a reader, a row in LAYERS, and a field of `Layers` in `kyoyaku/model/layers.py`. A reader gives
what stands in the file, entry by entry, and reports what is wrong. Its docstring shows an entry. What else a
new kind of file needs (schema, template, guide, sample) is in `guide/developing.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import chain

import yaml

from kyoyaku.analysis.duties import costs, duties
from kyoyaku.language.characters import unvaried
from kyoyaku.language.wording import sentences
from kyoyaku.model import layers
from kyoyaku.model.account import DEBRIS_KINDS, Treatment
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.anchors import bearings
from kyoyaku.model.parts import Row
from kyoyaku.pages.addresses import text_places
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.marks import read_ref
from kyoyaku.reading.yaml_reader import Fields, YamlReader

BRACED = re.compile(r"\{([^{}]+)\}")
READING = re.compile(r"[ぁ-ゖー]+")
KINDS = {kind: kind for kind in layers.NAME_KINDS}
ICONS = {icon: icon for icon in layers.ICONS}
TELEPHONE = re.compile(
    r"(0(?=(?:-?[0-9]){9,10}(?!-?[0-9]))[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|1[0-9]{2}|#[0-9]{4})"
    r"(（内線[0-9]{1,6}）)?"
)
DIALLED = "telephoneは「000-000-0000」又は「000-000-0000（内線123）」の形です"
WEB = re.compile(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(/[^\s<>\"'`\\]*)?")
LAW_ID = re.compile(r"[1-5][0-9]{2}[0-9A-Z]{12}")
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
MOST = 6
"""At most 6 kinds of duties: the style sheet has six rules for filters."""


class SideFile(YamlReader):
    """Reads the file at `path`, whose content is `text`, and compares it with the agreement."""

    def __init__(self, text: str, path: str, agreement: Agreement, problems: Problems) -> None:
        super().__init__(path, 1, problems)
        self.text = text
        self.path = path
        self.agreement = agreement
        self._words = unvaried(agreement.edited)
        self._ever = unvaried("\n".join(one.edited for one in agreement.versions))
        self._seen: set[str] = set()

    def nodes(self) -> list[yaml.Node]:
        """The members of the list that the file is."""
        return self.sequence(self.root(self.text), "ファイル")

    def entries(self, *names: Sequence[str]) -> Iterator[tuple[yaml.Node, Fields]]:
        """The members of a file that is a list of mappings, each with its fields."""
        return self.mappings(self.root(self.text), "ファイル", "一覧", *names)

    def has(self, words: str) -> bool:
        """Whether a version contains the words, be it with other shapes of their characters.

        It need not be the current one: on the day on which the next one is in force nobody edits the file.
        """
        return unvaried(words) in self._ever

    def in_text(self, node: yaml.Node | None, words: str, rule: str) -> bool:
        """Whether the text contains the words; a problem if no version does."""
        if not self.has(words):
            self.add(node, f"「{words}」は{self.agreement.facts.kind}の文にありません", rule)
        return unvaried(words) in self._words

    def once(self, node: yaml.Node, shown: str, rule: str) -> None:
        """Report what an earlier entry has, too; `shown` is how the problem names it."""
        if shown in self._seen:
            self.add(node, f"{shown}は、前にも書かれています", rule)
        self._seen.add(shown)


def read_debris(file: SideFile) -> Iterator[layers.Debris]:
    """The cells of a transcript that are not read where they stand, each with its text and why.

    - {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}

    `text` is what the cell has; a passage of it that a mark has moved elsewhere stands in braces.
    """
    for node, fields in file.entries(("at", "kind", "text", "reason")):
        ref = file.parsed(fields, "at", read_ref, "atは「行.欄」又は「行」で書きます")
        kind = file.choice(fields, "kind", DEBRIS_KINDS)
        text, reason = file.string(fields, "text", is_witness=True), file.string(fields, "reason")
        if re.search(r"[{}]", BRACED.sub("", text)):
            message = "textの{ }が対になっていません。移した文を{と}で囲みます"
            file.add(fields["text"], message, "field-value")
        if ref and kind:
            yield layers.Debris(ref, kind, _pieces(text, kind), reason, file.place(fields.get("text", node)))


def _pieces(text: str, kind: Treatment) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd; a cell of the kind `moved` needs no braces."""
    if kind is Treatment.MOVED and not BRACED.search(text):
        return ((text, True),)
    pieces = enumerate(BRACED.split(text))
    return tuple((piece, index % 2 == 1) for index, piece in pieces if piece)


def read_vocabulary(file: SideFile) -> Iterator[tuple[str, ...]]:
    """Words that a search takes for the same, two or more, of which one stands in the text.

    - [子ども, こども, 子供]
    """
    for node in file.nodes():
        words = tuple(file.line(word, "語") for word in file.sequence(node, "語の組"))
        if words and all(words):
            shown = "、".join(words)
            if len(set(words)) < max(2, len(words)):
                file.add(node, f"異なる語を二つ以上並べてください: {shown}", "vocabulary")
            elif not any(map(file.has, words)):
                file.add(node, f"どの語も{file.agreement.facts.kind}の文にありません: {shown}", "vocabulary")
            yield words


def read_names(file: SideFile) -> Iterator[layers.Name]:
    """Names for the index page. Each stands in the text, and once in the list.

    - {name: 旭川空港, reading: あさひかわくうこう, kind: facility}
    """
    for node, fields in file.entries(("name", "reading", "kind")):
        name, kind = file.string(fields, "name"), file.choice(fields, "kind", KINDS)
        reading = file.parsed(fields, "reading", READING.fullmatch, "readingは平仮名で書きます")
        if name and reading and kind:
            file.once(node, f"「{name}」", "name-twice")
            if file.in_text(node, name, "name-in-text"):
                yield layers.Name(name, reading[0], kind, file.place(node))


def read_duty_kinds(file: SideFile) -> Iterator[layers.DutyKind]:
    """Kinds of duties, each once; each phrase stands in a sentence of a role or of an article.

    - {key: costs, name: 費用を負担する, phrases: [経費を負担, 補助金を支出]}
    """
    every = (one for version in file.agreement.versions for one in bearings(version))
    own = (one for one in every if not (isinstance(one.part, Row) and one.part.is_content))
    printed = (line.text.without(line.label).edited for one in own for line in one.lines)
    words = unvaried("\n".join(chain.from_iterable(map(sentences, printed))))
    for count, (node, fields) in enumerate(file.entries(("key", "name", "phrases")), start=1):
        key, name = file.slug(fields, "key", "役割の種別のkey"), file.string(fields, "name")
        phrases = file.lines(fields, "phrases")
        if count > MOST:
            file.add(node, f"役割の種別は{MOST}個までです", "duty-kind")
        if not (key and name and phrases and all(phrases)):
            continue
        for phrase in phrases:
            if unvaried(phrase) not in words:
                message = f"「{phrase}」は、当事者の役割の文にも条文の文にもありません"
                file.add(node, message, "phrase-in-text")
        file.once(node, f"役割の種別「{key}」", "duty-kind")
        yield layers.DutyKind(key, name, phrases, file.place(node))


def read_laws(file: SideFile) -> Iterator[layers.Law]:
    """The laws that the text cites, with what e-Gov法令検索 calls them. None is there twice.

    - name: 地方自治法
      id: 322AC0000000067
      as_of: 2026-04-01
      places:
        - {cited: 第252条の2第1項, anchor: Mp-Pa_2-Ch_12-Se_3-Ss_1-At_252_2-Pr_1}

    `id` is the 法令ID, `as_of` the day of the version against which the anchors were checked. An anchor holds
    the chapter, so it changes when chapters move; a place without one leads to the beginning of the law.
    """
    for node, fields in file.entries(("name", "id", "as_of"), ("places",)):
        name, as_of = file.string(fields, "name"), file.date(fields, "as_of")
        right = "idは「322AC0000000067」のような15字の法令IDです"
        identifier = file.parsed(fields, "id", LAW_ID.fullmatch, right)
        places = tuple(_law_places(file, fields.get("places")))
        if name and identifier and as_of:
            file.once(node, f"「{name}」", "name-twice")
            if file.in_text(node, name, "name-in-text"):
                yield layers.Law(name, identifier[0], as_of, places, file.place(node))


def _law_places(file: SideFile, listed: yaml.Node | None) -> Iterator[layers.LawPlace]:
    """The provisions of a law that have all their fields; a problem if the text does not cite one."""
    right = "anchorは「Mp-At_1-Pr_1」のような英数字です"
    for node, fields in file.mappings(listed, "項目「places」", "places", ("cited", "anchor")):
        cited, anchor = file.string(fields, "cited"), file.parsed(fields, "anchor", ANCHOR.fullmatch, right)
        if cited and anchor and file.in_text(node, cited, "name-in-text"):
            yield layers.LawPlace(cited, anchor[0], file.place(node))


def read_life(file: SideFile) -> Iterator[layers.LifeTopic]:
    """Headings of everyday life, in the order of the page; the agreement does not have them.

    Every initiative stands under one, also those of versions to come, nothing stands in one twice.

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
    if missing := [slug for slug in due if slug not in placed]:
        file.add(None, f"どの見出しにもない取組があります：{'、'.join(missing)}", "life-topic")


def read_plain(file: SideFile) -> Iterator[layers.Plain]:
    """What each initiative means, and, if wanted, other pages of the text, in plain words, each once.

    - at: initiatives/libraries
      plain: 隣の町の図書館でも、本を借りることができます。
      words: [本, 読書]

    `words` are what people type who look for it; they need not stand in the text.
    """
    agreement, said = file.agreement, set[str]()
    own, ever = _pages(agreement), {at for one in agreement.versions for at in _pages(one)}
    for node, fields in file.entries(("at",), ("plain", "words")):
        at, plain = file.string(fields, "at"), file.string(fields, "plain")
        words = _words(file, fields, "words")
        if not at:
            continue
        file.once(node, f"at「{at}」", "plain-place")
        if at not in ever:
            right = "「initiatives/libraries」、「articles/6」のように書きます"
            file.add(fields["at"], f"「{at}」というページはありません。{right}", "plain-place")
        if plain:
            said.add(at)
        if at in own:
            yield layers.Plain(at, plain, words, file.place(node))
    due = {at: None for one in (agreement, *agreement.coming) for at in _pages(one) if at not in said}
    if missing := [at for at in due if at.startswith("initiatives/")]:
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
    known, own = (
        {entry.initiative.slug for one in several for entry in one.entries}
        for several in (file.agreement.versions, [file.agreement])
    )
    parties, ever = (
        {party.slug for one in several for party in one.parties}
        for several in ([file.agreement], file.agreement.versions)
    )
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


def read_errata(file: SideFile) -> Iterator[layers.Erratum]:
    """Mistakes of ours in the published text that were mended later (正誤), in the order of their days.

    - {on: 2026-11-27, at: articles/4/#p2, was: 協議する, now: 協議して定める}

    `at` is the address of the text under the agreement, in the version that was current on that day; else
    versions/2021-03-25/#article-4-p2. `was` and `now` have as many words around the change as it takes to see
    it. What a place has now is what its last correction says: so each is taken back before the one before it
    is looked at.
    """
    own, found = file.agreement, []
    texts = {place.address: text.edited for text, place in text_places(own).items()}
    frozen = {f"versions/{own.version}/#{one.whole}": one.address for one in text_places(own).values()}
    version = own.facts.concluded
    for node, fields in file.entries(("on", "at", "was", "now")):
        on, at = file.date(fields, "on"), file.string(fields, "at")
        was, now = file.string(fields, "was"), file.string(fields, "now")
        if not (on and at and was and now and _is_about(own, at, on)):
            continue
        at = frozen.get(at, at)
        if version and str(on) < str(version):
            file.add(node, f"訂正の日は{on}とありますが、版の日は{version}です", "erratum-day")
        if at not in texts:
            right = (
                "概要のページのアドレスに続く部分を、「articles/4/#p2」"
                "（前の版では「versions/2021-03-25/#article-4-p2」）のように書きます"
            )
            of = f"{own.version}の版の" if own.facts.changed_by or own.replaced_on else ""
            file.add(node, f"「{at}」に当たる箇所は{of}本文にありません。{right}", "erratum-place")
        elif was == now:
            file.add(node, "wasとnowが同じです", "erratum-text")
        else:
            found.append((layers.Erratum(on, at, was, now, file.place(node)), node))
    found.sort(key=lambda one: one[0].on)
    taken_back = set[str]()
    for one, node in reversed(found):
        if one.now not in texts[one.at]:
            message = f"「{one.now}」は{one.at}の文にありません"
            if one.at in taken_back:
                message += (
                    "（後の訂正をする前の文）。同じ箇所の訂正は古い順に並べ、前のnowと次のwasをそろえます"
                )
            file.add(node, message, "erratum-text")
        texts[one.at] = texts[one.at].replace(one.now, one.was, 1)
        taken_back.add(one.at)
    yield from (one for one, _ in found)


def _is_about(version: Agreement, at: str, on: date) -> bool:
    """Whether a correction is one of a version: of the one that it names, or that was current on its day."""
    if match := re.match("versions/([^/]*)/", at):
        is_known = any(match[1] == one.version for one in version.versions)
        return match[1] == version.version or (version.state is State.CURRENT and not is_known)
    is_begun = not (version.facts.changed_by and version.begins) or version.begins <= on
    return is_begun and (not version.replaced_on or on < version.replaced_on)


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


def read_addresses(file: SideFile) -> Iterator[layers.Address]:
    """The addresses that were ever published, a line each. It is no YAML.

    asahikawa-kamikawa/articles/4/
    """
    for number, line in enumerate(file.text.split("\n"), start=1):
        if address := line.strip():
            yield layers.Address(address, Place(file.path, number))


def check_expected(file: SideFile) -> None:
    """What one agreement is known to have, as data beside it. Reports what is not so; it fills no field.

    articles: 7
    costs:                                      # the initiatives in which a party bears costs
      甲: [secondary-emergency-care, lifelong-learning]
    """
    agreement, kind = file.agreement, costs(file.agreement)
    found = {
        "articles": len(agreement.articles),
        "initiatives": len(agreement.entries),
        "lacunae": sum(mark.is_lost for mark in agreement.marks),
        "witness_sha256": agreement.transcript.sha256 if agreement.transcript else "",
    }
    bearing = {
        party.key: tuple(one.entry.initiative.slug for one in own if kind and one.quotes(kind))
        for party in agreement.parties
        for own in [duties(agreement, party)]
    }
    fields = file.mapping(file.root(file.text), "expected.yml", (), (*found, "costs"))
    for name in found.keys() & fields.keys():
        expected = file.string(fields, name)
        if expected and expected != (real := str(found[name])):
            message = f"{name}は{expected}とされていますが、実際は{real or 'なし'}です"
            file.add(fields[name], message, "expected")
    listed = file.mapping(fields.get("costs"), "costs", (), tuple(bearing))
    for key in listed.keys() & bearing.keys():
        slugs, own = file.lines(listed, key), bearing[key]
        if slugs != own and agreement.state is State.CURRENT:  # whose duties.yml has the phrases
            real = f"「{'、'.join(own)}」" if own else "なし"
            message = f"costsの{key}は「{'、'.join(slugs)}」とされていますが、実際は{real}です"
            file.add(listed[key], message, "expected")


class Of(Enum):
    """The version of an agreement that a side file belongs to."""

    CURRENT = "the current one"
    READING = "the one whose front matter names it; without a name, the first"
    FIRST = "the first"
    EVERY = "each, as far as it is about it"


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of side file: its name, the field of `Layers` that it fills, its reader, and its version."""

    file: str
    field: str
    read: Callable[[SideFile], Iterator[object]]
    of: Of = Of.CURRENT


LAYERS = (
    Layer("debris.yml", "debris", read_debris, Of.READING),
    Layer("vocabulary.yml", "vocabulary", read_vocabulary),
    Layer("names.yml", "names", read_names),
    Layer("duties.yml", "duty_kinds", read_duty_kinds),
    Layer("laws.yml", "laws", read_laws),
    Layer("life.yml", "life", read_life),
    Layer("plain.yml", "plain", read_plain),
    Layer("glossary.yml", "glossary", read_glossary),
    Layer("contacts.yml", "contacts", read_contacts),
    Layer("corrections.yml", "errata", read_errata, Of.EVERY),
    Layer("addresses.txt", "addresses", read_addresses),
    Layer("former-marks.yml", "former_marks", read_former_marks, Of.FIRST),
)
EXPECTED = "expected.yml"
