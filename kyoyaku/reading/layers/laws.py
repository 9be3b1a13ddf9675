"""laws.yml: the laws that the text cites, with what e-Gov法令検索 calls them, so that they can be linked.

- name: 地方自治法
  id: 322AC0000000067
  as_of: 2026-04-01
  places:
    - {cited: 第252条の2第1項, anchor: Mp-Pa_2-Ch_12-Se_3-Ss_1-At_252_2-Pr_1}

`id` is the 法令ID, `as_of` the day of the version against which the anchors were checked. An anchor holds
the chapter, so it changes when chapters move; a place without one leads to the beginning of the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Law, LawPlace
from kyoyaku.problems import Problem, Problems
from kyoyaku.reading.yaml_reader import YamlReader

LAW_ID = re.compile(r"[1-5][0-9]{2}[0-9A-Z]{12}")
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def read_laws(text: str, path: str, problems: Problems) -> tuple[Law, ...]:
    """The laws of the file; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    return tuple(law for node in reader.entries(text) if (law := _law(reader, node)))


def _law(reader: YamlReader, node: yaml.Node) -> Law | None:
    fields = reader.mapping(node, "一覧", ("name", "id", "as_of"), ("places",))
    name, identifier = reader.word(fields.get("name"), "name"), reader.string(fields, "id")
    as_of = reader.date(fields, "as_of")
    if identifier and not LAW_ID.fullmatch(identifier):
        message = f"idは「322AC0000000067」のような15字の法令IDですが「{identifier}」とあります"
        reader.add(fields["id"], message, "field-value")
    listed = reader.sequence(fields["places"], "places") if "places" in fields else []
    places = tuple(place for one in listed if (place := _place(reader, one)))
    if not (name and LAW_ID.fullmatch(identifier) and as_of):
        return None
    return Law(name, identifier, as_of, places, reader.place(node))


def _place(reader: YamlReader, node: yaml.Node) -> LawPlace | None:
    fields = reader.mapping(node, "places", ("cited", "anchor"))
    cited, anchor = reader.word(fields.get("cited"), "cited"), reader.string(fields, "anchor")
    if anchor and not ANCHOR.fullmatch(anchor):
        message = f"anchorは「Mp-At_1-Pr_1」のような英数字ですが「{anchor}」とあります"
        reader.add(fields["anchor"], message, "field-value")
        return None
    return LawPlace(cited, anchor, reader.place(node)) if cited and anchor else None


def check_laws(agreement: Agreement) -> Iterator[Problem]:
    """Each law is named in the text, each place is cited there, and each is there once."""
    held = "\n".join(text.edited for text in agreement.texts)
    seen: set[str] = set()
    for law in agreement.laws:
        if law.name in seen:
            yield Problem(law.place, f"「{law.name}」は、前にも書かれています", "name-twice")
        seen.add(law.name)
        for name, place in ((law.name, law.place), *((one.cited, one.place) for one in law.places)):
            if name not in held:
                yield Problem(place, f"「{name}」は協約の文にありません", "name-in-text")
