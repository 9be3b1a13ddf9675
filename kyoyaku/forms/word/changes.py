"""changes.docx: a step as 新旧対照表, and behind it the draft of an instrument (案) where there is none.

So a council gets it: A4 on its side, 明朝 10.5 pt, what differs underlined, no colour. The draft is of ours
and was never agreed; it is a section by itself, upright, so that it is easily taken out. python-docx begins
with a template of 800 kB in English; a frame of it is kept, and the same text gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.zipped import stored
from kyoyaku.history.drafting import draft, printed
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import Step
from kyoyaku.pages.compared import Compared, compared
from kyoyaku.pages.words import instruments

REMARK = "備考　下線部分は、変更部分である。"
OURS = "二つの版の文からプログラムが作成した案で、合意された文ではありません。附則及び経過措置は含みません。"
SIZE, LARGE = Pt(10.5), Pt(14)
INDENTS = {"title": (3, 0), "opening": (0, 1), "sentence": (0, 1), "heading": (2, -1), "quoted": (2, -1)}
"""The left edge of a paragraph of a draft, and of its first line from there, in characters."""
KEPT = {TYPE.STYLES, TYPE.SETTINGS, TYPE.FONT_TABLE, TYPE.OFFICE_DOCUMENT}
STYLES = {"Normal", "Normal Table", "Default Paragraph Font"}
NAMES, LINE = nsdecls("w"), 'w:val="single" w:sz="4"'
FONT = " ".join(f'w:{one}="ＭＳ 明朝"' for one in ("ascii", "hAnsi", "eastAsia", "cs"))
DEFAULTS = f"""<w:docDefaults {NAMES}><w:rPrDefault><w:rPr><w:rFonts {FONT}/><w:sz w:val="21"/>
<w:szCs w:val="21"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault></w:docDefaults>"""
NUMBER, HEAD = f'<w:fldSimple {NAMES} w:instr="PAGE"/>', f"<w:tblHeader {NAMES}/>"
AROUND = "".join(f"<w:{side} {LINE}/>" for side in ("top", "left", "bottom", "right", "insideV"))
BORDERS = f"<w:tblBorders {NAMES}>{AROUND}</w:tblBorders>"
ABOVE = f"<w:tcBorders {NAMES}><w:top {LINE}/></w:tcBorders>"


def write_docx(step: Step) -> bytes:
    """The document of a step."""
    title, told = f"{step.after.title.edited}新旧対照表", provenance(step.after)
    document = Document(io.BytesIO(_frame()))
    own = document.core_properties
    own.title, own.subject, own.comments = title, f"{told.agreement} {told.version}", told.notice
    own.author, own.last_modified_by, own.language = told.generator, told.generator, "ja-JP"
    own.created = own.modified = datetime(1980, 1, 1)
    _middle(document.add_paragraph(title), LARGE)
    _middle(document.add_paragraph(f"{instruments(step.after.facts.changed_by)}による変更"))
    _table(document, compared(step), -1 if step.after.facts.is_old_first else 1)
    sentences = draft(step) if step.proof.outcome is Outcome.WITHOUT else ()
    if sentences:
        _lay_out(document.add_section(), is_wide=False)
    # In the paragraph that ends the section, so that the few words hardly ever get a page of their own.
    last = document.paragraphs[-1] if sentences else document.add_paragraph()
    last.add_run(f"{REMARK}（{told.notice}）")
    if sentences:
        document.add_paragraph(f"（{OURS}）")
        for kind, text in printed(step, sentences):
            _indented(document.add_paragraph(text), *INDENTS[kind])
    return _saved(document)


@cache
def _frame() -> bytes:
    """An empty document, A4 on its side, with numbers of pages; to make it takes longer than to fill it."""
    made = Document()
    for style in [one for one in made.styles if one.name not in STYLES]:
        style.delete()
    styles = made.styles.element
    for name in ("w:docDefaults", "w:latentStyles"):
        styles.remove(styles.find(qn(name)))
    styles.insert(0, parse_xml(DEFAULTS))
    for several in (made.part.rels, made.part.package.rels):
        for key in [key for key, one in several.items() if one.reltype not in KEPT]:
            del several[key]
    _lay_out(made.sections[0], is_wide=True)
    number = made.sections[0].footer.paragraphs[0]
    number.style, number.alignment = None, WD_ALIGN_PARAGRAPH.CENTER
    number._p.append(parse_xml(NUMBER))
    return _saved(made)


def _lay_out(section: Section, is_wide: bool) -> None:
    sides = Mm(210), Mm(297)
    section.page_width, section.page_height = sides[::-1] if is_wide else sides
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _table(document: Docx, rows: tuple[Compared, ...], order: int) -> None:
    """The rows in two columns of equal width under a head that each page repeats; a line parts provisions.

    The new text is at the left; with -1 as `order`, the old one.
    """
    table = document.add_table(1 + len(rows), 2)
    table.autofit = False
    table._tblPr.insert(1, parse_xml(BORDERS))
    head, *others = table.rows
    head._tr.get_or_add_trPr().append(parse_xml(HEAD))
    for cell, words in zip(head.cells, ("変更後", "変更前")[::order], strict=True):
        cell.text = words
        cell._tc.get_or_add_tcPr().append(parse_xml(ABOVE.replace("w:top", "w:bottom")))  # on each page
        _middle(cell.paragraphs[0])
    for line, row in zip(others, rows, strict=True):
        for cell, side in zip(line.cells, (row.new, row.old)[::order], strict=True):
            _indented(cell.paragraphs[0], 1, -1)
            for text, is_marked in side.pieces or ((row.missing, False),):
                cell.paragraphs[0].add_run(text).underline = is_marked or None
            if row.is_first:
                cell._tc.get_or_add_tcPr().append(parse_xml(ABOVE))


def _indented(paragraph: Paragraph, left: int, first: int) -> None:
    paragraph.paragraph_format.left_indent = left * SIZE
    paragraph.paragraph_format.first_line_indent = first * SIZE


def _middle(paragraph: Paragraph, size: Pt = SIZE) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.size = size


def _saved(document: Docx) -> bytes:
    """The bytes of a document."""
    written = io.BytesIO()
    document.save(written)
    return stored(written.getvalue())
