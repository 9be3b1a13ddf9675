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


def read_laws(file: SideFile) -> Iterator[Law]:
    """The laws of the file. The text names each of them and cites each place; none is there twice."""
    for node, fields in file.entries(("name", "id", "as_of"), ("places",)):
        name, as_of = file.string(fields, "name"), file.date(fields, "as_of")
        right = "idは「322AC0000000067」のような15字の法令IDです"
        identifier = file.parsed(fields, "id", LAW_ID.fullmatch, right)
        listed = file.sequence(fields["places"], "places") if "places" in fields else []
        places = tuple(place for one in listed for place in _law_places(file, one))
        if name and identifier and as_of:
            file.in_text(node, name, "name-in-text")
            file.once(node, f"「{name}」", "name-twice")
            yield Law(name, identifier[0], as_of, places, file.place(node))


def _law_places(file: SideFile, node: yaml.Node) -> Iterator[LawPlace]:
    """A provision of a law, if it has all its fields; a problem if the text does not cite it."""
    fields = file.mapping(node, "places", ("cited", "anchor"))
    cited = file.string(fields, "cited")
    right = "anchorは「Mp-At_1-Pr_1」のような英数字です"
    anchor = file.parsed(fields, "anchor", ANCHOR.fullmatch, right)
    if cited and anchor:
        file.in_text(node, cited, "name-in-text")
        yield LawPlace(cited, anchor[0], file.place(node))
