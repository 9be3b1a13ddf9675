"""The order of names by their readings, as the fifty sounds have it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import Name
from kyoyaku.pages.name_index import name_index
from kyoyaku.problems import Place
from kyoyaku.reading.load import load
from testing.project import rendered, two_agreements, write_content


def test_names_stand_in_the_order_of_the_fifty_sounds(sample: tuple[Agreement, ...]) -> None:
    readings = "んだ がっこう かつどう ぱーく はいく はあく きゃく ぎょうせい あ".split()
    names = tuple(Name(reading, reading, "facility", Place("x", 1)) for reading in readings)
    index = name_index(replace(sample[0], names=names))
    assert [(row, [one.reading for one in found]) for row, found in index] == [
        ("あ", ["あ"]),
        ("か", ["がっこう", "かつどう", "きゃく", "ぎょうせい"]),
        ("は", ["はあく", "ぱーく", "はいく"]),
        ("わ", ["んだ"]),
    ]


def test_words_beside_the_text_are_found_in_it_whatever_the_shape_of_their_characters(tmp_path: Path) -> None:
    """With a variation selector behind each ideograph of these files the pages say the same."""

    def pages(selector: str) -> dict[str, str]:
        files = two_agreements()
        beside = {path for path in files if path.endswith(("names.yml", "duties.yml", "vocabulary.yml"))}
        assert len(beside) == 3
        varied = {path: re.sub("([一-鿿])", rf"\1{selector}", files[path]) for path in beside}
        write_content(tmp_path, {**files, **varied})
        made = rendered(load(tmp_path))
        return {path: page for path, page in made.items() if path.endswith(".md") and "/data/" not in path}

    plain, varied = pages(""), pages("\U000e0100")
    assert varied != plain
    assert {path: unvaried(page) for path, page in varied.items()} == plain
