"""agreement.docx: what Word makes of the whole agreement. Its texts are read back in `read_back.py`."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.document import Document as Docx
from docx.shared import Mm
from lxml import etree

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.word.whole import write_agreement
from kyoyaku.model.agreement import Agreement
from testing.project import RICH
from tests.forms.read_back import W


def _word(one: Agreement) -> Docx:
    return Document(io.BytesIO(write_agreement(one)))


def _named(sample: tuple[Agreement, ...], slug: str) -> Agreement:
    return next(one for one in sample if one.slug == slug)


def test_headings_are_headings_and_numbers_hang_as_on_paper(sample: tuple[Agreement, ...]) -> None:
    document = _word(_named(sample, RICH))
    styles = {one.text: one.style.name for one in document.paragraphs if one.style}
    assert styles["広域連携に関する協約"] == "Title"
    assert styles["第1条（目的）"] == "Heading 1"
    assert styles["別表第1（第2条関係）"] == "Heading 1"
    assert styles["(2) 福祉"] == "Heading 3"
    edges = {
        one.text[:10]: (one.paragraph_format.left_indent or 0, one.paragraph_format.first_line_indent or 0)
        for one in document.paragraphs
    }
    one = edges["(1) 圏域 甲、乙"][0] // 2
    assert edges["甲、乙及び丙は、次の"] == (0, one)
    assert edges["2 前項第2号の取組"] == (one, -one)
    assert edges["ア 第3条に定めるも"] == (3 * one, -one)
    assert edges["(ア) 福祉に関する"] == (4 * one, -one)


def test_roles_and_tables_are_tables(sample: tuple[Agreement, ...]) -> None:
    roles = [[cell.text for cell in row.cells] for row in _word(_named(sample, RICH)).tables[-1].rows]
    assert roles[:2] == [["取組の内容", "バスを運行する。"], ["甲の役割", "運行する。"]]
    (joined, _) = _word(_named(sample, "takamine-tanikage")).tables
    grid = [[cell.text for cell in row.cells] for row in joined.rows]
    assert grid[:2] == [["事務の区分", "処理する市町", "処理する市町"], ["事務の区分", "収集", "処分"]]
    head = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in joined.rows]
    assert head == [True, True, False, False]


def test_an_image_has_its_words(sample: tuple[Agreement, ...]) -> None:
    agreement = _named(sample, "shioji")
    (shape,) = _word(agreement).inline_shapes
    assert shape._inline.docPr.get("descr") == agreement.images[0].words
    assert 0 < shape.width <= Mm(170)


def test_it_says_what_it_is_and_is_the_same_each_time(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        made = write_agreement(agreement)
        document, told = Document(io.BytesIO(made)), provenance(agreement)
        first, second, title = document.paragraphs[:3]
        assert first.text.startswith(told.notice)
        assert f"{agreement.slug}/versions/{agreement.version}/" in second.text
        assert title.text.startswith(agreement.title.edited[:4])
        assert document.core_properties.comments == told.notice
        assert document.core_properties.author == told.generator
        section = document.sections[0]
        assert (section.page_width, section.page_height) == (Mm(210).twips * 635, Mm(297).twips * 635)
        assert made == write_agreement(agreement)
        with zipfile.ZipFile(io.BytesIO(made)) as opened:
            for one in opened.infolist():
                assert one.date_time[:3] == (1980, 1, 1)
                assert (
                    not one.filename.endswith((".xml", ".rels"))
                    or etree.fromstring(opened.read(one)) is not None
                )
