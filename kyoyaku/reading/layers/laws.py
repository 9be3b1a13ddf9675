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

from kyoyaku.model.layers import Law, LawPlace
from kyoyaku.reading.layers.side_file import SideFile

LAW_ID = re.compile(r"[1-5][0-9]{2}[0-9A-Z]{12}")
ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def read_laws(file: SideFile) -> tuple[Law, ...]:
    """The laws of the file. The text names each of them and cites each place; none is there twice."""
    return tuple(_laws(file))


def _laws(file: SideFile) -> Iterator[Law]:
    for node in file.nodes:
        fields = file.mapping(node, "一覧", ("name", "id", "as_of"), ("places",))
        name, identifier = file.string(fields, "name"), file.string(fields, "id")
        as_of = file.date(fields, "as_of")
        listed = file.sequence(fields["places"], "places") if "places" in fields else []
        places = tuple(place for one in listed if (place := _law_place(file, one)))
        if identifier and not LAW_ID.fullmatch(identifier):
            message = f"idは「322AC0000000067」のような15字の法令IDですが「{identifier}」とあります"
            file.add(fields["id"], message, "field-value")
        elif name and identifier and as_of:
            file.in_text(node, name, "name-in-text")
            file.once(node, f"「{name}」", "name-twice")
            yield Law(name, identifier, as_of, places, file.place(node))


def _law_place(file: SideFile, node: yaml.Node) -> LawPlace | None:
    """A provision of a law; a problem if the text does not cite it."""
    fields = file.mapping(node, "places", ("cited", "anchor"))
    cited, anchor = file.string(fields, "cited"), file.string(fields, "anchor")
    if anchor and not ANCHOR.fullmatch(anchor):
        message = f"anchorは「Mp-At_1-Pr_1」のような英数字ですが「{anchor}」とあります"
        file.add(fields["anchor"], message, "field-value")
        return None
    if not (cited and anchor):
        return None
    file.in_text(node, cited, "name-in-text")
    return LawPlace(cited, anchor, file.place(node))
