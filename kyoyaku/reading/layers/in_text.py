"""Words that stand in the text: vocabulary, names, phrases of duties, laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import yaml

from kyoyaku.language.characters import unvaried
from kyoyaku.language.wording import sentences
from kyoyaku.model import layers
from kyoyaku.model.anchors import headed_bodies
from kyoyaku.model.parts import Row
from kyoyaku.reading.layers.side_file import READING, Layer, SideFile

KINDS = {kind: kind for kind in layers.NAME_KINDS}
LAW_ID = re.compile(r"[1-5][0-9]{2}[0-9A-Z]{12}")
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
MOST = 6
"""At most 6 kinds of duties: the style sheet has six rules for filters."""


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
    every = (one for version in file.agreement.versions for one in headed_bodies(version))
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


LAYERS = (
    Layer("vocabulary.yml", "vocabulary", read_vocabulary),
    Layer("names.yml", "names", read_names),
    Layer("duties.yml", "duty_kinds", read_duty_kinds),
    Layer("laws.yml", "laws", read_laws),
)
