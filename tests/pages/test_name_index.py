"""The order of names by their readings, as the fifty sounds have it."""

from __future__ import annotations

from dataclasses import replace

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Name
from kyoyaku.pages.name_index import name_index
from kyoyaku.problems import Place


def test_names_stand_in_the_order_of_the_fifty_sounds(sample: tuple[Agreement, ...]) -> None:
    readings = "んだ がっこう かつどう ぱーく はあく きゃく ぎょうせい あ".split()
    names = tuple(Name(reading, reading, "facility", Place("x", 1)) for reading in readings)
    index = name_index(replace(sample[0], names=names))
    assert [(row, [one.name.reading for one in found]) for row, found in index] == [
        ("あ", ["あ"]),
        ("か", ["がっこう", "かつどう", "きゃく", "ぎょうせい"]),
        ("は", ["はあく", "ぱーく"]),
        ("わ", ["んだ"]),
    ]


def test_each_name_leads_to_the_pages_that_hold_it(sample: tuple[Agreement, ...]) -> None:
    (agreement,) = (one for one in sample if one.names)
    index = [one for _, names in name_index(agreement) for one in names]
    found = {one.name.name: [page.title for page in one.pages] for one in index}
    assert found["バス"] == ["バスの運行"]
    assert found["地方自治法"] == ["前文"]
    assert all(found.values())
