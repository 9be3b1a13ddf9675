"""agreement.docx and changes.docx: what Word makes of them. Their texts are read back in `read_back.py`."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import partial

from docx import Document
from docx.document import Document as Docx
from docx.shared import Length, Mm
from docx.table import Table
from lxml import etree

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.word.changes import write_docx
from kyoyaku.forms.word.whole import write_agreement
from kyoyaku.history.drafting import draft, printed
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.text import Plain
from kyoyaku.pages.compared import compared
from testing.project import RICH
from tests.forms.read_back import W
from tests.history.cases import FUTURE, step


def _word(data: bytes) -> Docx:
    return Document(io.BytesIO(data))


def _of(sample: tuple[Agreement, ...], slug: str) -> Docx:
    return _word(write_agreement(next(one for one in sample if one.slug == slug)))


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _heads(table: Table) -> list[bool]:
    """Whether each row is repeated on every page."""
    return [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]


def _mm(length: Length | None) -> int:
    return round(length.mm) if length else 0


def test_a_document_is_what_an_office_expects(agreements: tuple[Agreement, ...]) -> None:
    changed = step("07-annex-replaced")
    whole = [(one, partial(write_agreement, one), (210, 297)) for one in agreements]
    for of, write, size in (*whole, (changed.after, partial(write_docx, changed), (297, 210))):
        made, told = write(), provenance(of)
        document = _word(made)
        (section,), about = document.sections, document.core_properties
        assert (_mm(section.page_width), _mm(section.page_height)) == size
        assert (about.subject, about.language) == (f"{of.slug} {of.version}", "ja-JP")
        assert (about.comments, about.author) == (told.notice, told.generator)
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            parts = {name: packed.read(name) for name in packed.namelist() if "media" not in name}
        assert all(etree.fromstring(part) is not None for part in parts.values())
        styles, footer = (parts[f"word/{name}.xml"].decode() for name in ("styles", "footer"))
        assert 'w:eastAsia="ＭＳ 明朝"' in styles
        assert 'w:eastAsia="ja-JP"' in styles
        assert 'w:instr="PAGE"' in footer
        assert not re.search(rb"<w:(ins|del|color)\b", parts["word/document.xml"])
        assert write() == made


def test_an_agreement_says_what_it_is(agreements: tuple[Agreement, ...]) -> None:
    for agreement in agreements:
        first, second, title = _word(write_agreement(agreement)).paragraphs[:3]
        assert first.text.startswith(provenance(agreement).notice)
        assert f"{agreement.slug}/versions/{agreement.version}/" in second.text
        assert title.text.startswith(agreement.title.edited[:4])


def test_headings_are_headings_and_numbers_hang_as_on_paper(sample: tuple[Agreement, ...]) -> None:
    document = _of(sample, RICH)
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
    roles = _cells(_of(sample, RICH).tables[-1])
    assert roles[:2] == [["取組の内容", "バスを運行する。"], ["甲の役割", "運行する。"]]
    (joined, _) = _of(sample, "takamine-tanikage").tables
    head = [["事務の区分", "処理する市町", "処理する市町"], ["事務の区分", "収集", "処分"]]
    assert _cells(joined)[:2] == head
    assert _heads(joined) == [True, True, False, False]


def test_an_image_has_its_words(sample: tuple[Agreement, ...]) -> None:
    (shape,) = _of(sample, "shioji").inline_shapes
    (image,) = (one for agreement in sample if agreement.slug == "shioji" for one in agreement.images[:1])
    assert shape._inline.docPr.get("descr") == image.words
    assert 0 < shape.width <= Mm(170)


def test_a_step_is_a_table_of_two_columns() -> None:
    one = step("07-annex-replaced")
    made = write_docx(one)
    document = _word(made)
    (table,) = document.tables
    assert len({cell.width for row in table.rows for cell in row.cells}) == 1
    assert _heads(table) == [True, *[False] * len(compared(one))]
    assert [paragraph.text for paragraph in document.paragraphs] == [
        "霧峰市及び瀬音町における連携協約新旧対照表",
        "「霧峰市及び瀬音町における連携協約の一部を変更する連携協約」（令和7年3月20日締結）による変更",
        f"備考　下線部分は、変更部分である。（{document.core_properties.comments}）",
    ]
    assert len(made) < 40_000


def test_signs_of_xml_are_text_and_the_old_text_may_stand_at_the_left() -> None:
    one = step("01-phrase")
    title = replace(one.after.title, spans=(Plain("<w:t>&\"'"),))
    facts = replace(one.after.facts, is_old_first=True)
    strange = _word(write_docx(replace(one, after=replace(one.after, title=title, facts=facts))))
    assert strange.paragraphs[0].text == "<w:t>&\"'新旧対照表"
    (turned,), (usual,) = strange.tables, _word(write_docx(one)).tables
    assert _cells(turned)[0] == ["変更前", "変更後"]
    assert _cells(turned) == [line[::-1] for line in _cells(usual)]


def test_a_step_without_an_instrument_has_a_draft_behind_the_table() -> None:
    one, other = step(FUTURE, "2024-04-01"), step(FUTURE, "2027-04-01")
    made, sentences = _word(write_docx(one)), draft(one)
    assert sentences
    texts = [text for _, text in printed(one, sentences)]
    paragraphs = [paragraph.text for paragraph in made.paragraphs]
    assert paragraphs[-len(texts) :] == texts
    assert "（案）" in texts[0]
    assert "" not in paragraphs  # an empty one that ends the section could get a page of its own
    assert "合意された文ではありません" in paragraphs[-len(texts) - 1]
    assert [_mm(one.page_width) for one in made.sections] == [297, 210]
    assert len(_word(write_docx(other)).sections) == 1
