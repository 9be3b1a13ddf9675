"""Both readings of a text with marks, and the text without its label."""

from __future__ import annotations

import pytest

from kyoyaku.model.text import Supplied, Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Prose, read_blocks
from tests.dump import show

NOTE = "{>>certain: 例<<}"


def _text(source: str) -> Text:
    (block,) = read_blocks(source.replace("$", NOTE), "x.md", 1, Problems())
    assert isinstance(block, Prose)
    return block.text


def test_what_the_witness_has_at_the_place_a_restoration_names() -> None:
    (restored,) = _text("{++{~~園~>圏~~}$域++}{>>certain @171.1: 欄<<}").spans
    assert isinstance(restored, Supplied)
    assert (restored.edited, restored.witness, restored.moved) == ("圏域", "", "園域")


@pytest.mark.parametrize(
    ("whole", "label", "rest"),
    [
        ("観光", "", "観光"),
        ("(1) 観光", "(1)", "観光"),
        ("{~~工~>エ~~}$ 観光", "エ", "観光"),
        ("({~~l~>1~~}$) 観光", "(1)", "観光"),
        ("ア 大{--・--}$雪山", "ア", "大[削除 ・]雪山"),
        ("{++カ++}$ {??}$", "カ", "[底本欠落]"),
        ("{++ア 大雪山++}$国立公園", "ア", "[補記 大雪山]国立公園"),
    ],
)
def test_text_without_its_label(whole: str, label: str, rest: str) -> None:
    assert show(_text(whole).without(label)) == rest


@pytest.mark.parametrize(
    ("whole", "name"),
    [
        ("{?-14?}$", "〔名称欠落〕"),
        ("{??}$森林", "〔底本欠落〕森林"),
        ("森林{??}$", "森林〔底本欠落〕"),
        ("森林{??}{>>unsure: 例<<}", "森林"),
    ],
)
def test_a_text_that_is_wholly_lost_is_a_lost_name(whole: str, name: str) -> None:
    assert _text(whole).as_name("").edited == name
