"""changes.docx: a step as 新旧対照表, and behind it the draft of an instrument (案) where there is none.

So a council gets it: A4 on its side, what differs underlined, black on white. The draft is of ours and was
never agreed; it stands in a section of its own, upright, which is easily taken out.
"""

from __future__ import annotations

from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from kyoyaku.forms.docx.package import SIZE, lay_out, new_document, saved, width
from kyoyaku.forms.provenance import provenance
from kyoyaku.history.drafting import draft, printed
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import Step
from kyoyaku.history.words import Pieces
from kyoyaku.pages.compared import Compared, compared
from kyoyaku.pages.words import instruments

REMARK = "備考　下線部分は、変更部分である。"
OURS = "この改め文は、二つの版の文からプログラムが作成した案であり、合意された文ではありません。"
INDENTS = {"title": (3, 0), "opening": (0, 1), "sentence": (0, 1), "heading": (2, -1), "quoted": (2, -1)}
"""The left edge of a paragraph of a draft, and of its first line from there, in characters."""
LINE = 'w:val="single" w:sz="4"'
AROUND = "".join(f"<w:{side} {LINE}/>" for side in ("top", "left", "bottom", "right", "insideV"))
BORDERS = f"<w:tblBorders {nsdecls('w')}>{AROUND}</w:tblBorders>"
ABOVE = f"<w:tcBorders {nsdecls('w')}><w:top {LINE}/></w:tcBorders>"


def write_docx(step: Step) -> bytes:
    """The document of a step."""
    title = f"{step.after.title.edited}新旧対照表"
    told = provenance(step.after)
    document = new_document(title, told)
    _middle(document.add_paragraph(title), Pt(14))
    _middle(document.add_paragraph(instruments(step.after)))
    _table(document, compared(step), -1 if step.after.facts.is_old_first else 1)
    document.add_paragraph(REMARK)
    document.add_paragraph(f"（{told.notice}）")
    if step.proof.outcome is Outcome.WITHOUT and (sentences := draft(step)):
        lay_out(document.add_section(WD_SECTION.NEW_PAGE), is_wide=False)
        document.add_paragraph(f"（{OURS}）")
        for kind, text in printed(step, sentences):
            _indented(document.add_paragraph(text), *INDENTS[kind])
    return saved(document)


def _table(document: Docx, rows: tuple[Compared, ...], order: int) -> None:
    """The rows in two columns of equal width under a head that each page repeats; a line parts provisions.

    The new text is at the left; with -1 as `order`, the old one.
    """
    table = document.add_table(1 + len(rows), 2)
    table.autofit = False
    table._tblPr.insert(1, parse_xml(BORDERS))
    half = width(document.sections[0]) // 2
    for column in table.columns:
        column.width = half
    head, *others = table.rows
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, words in zip(head.cells, ("変更後", "変更前")[::order], strict=True):
        _middle(cell.paragraphs[0])
        cell.paragraphs[0].add_run(words)
    last: tuple[object, str] = (None, "")
    for line, row in zip(others, rows, strict=True):
        group, kind = last
        is_new = row.line.group is not group
        # （新設） stands once for all that is new of a provision.
        words = "" if not is_new and row.kind == kind else "（新設）" if row.new else "（削る）"
        for cell, pieces in zip(line.cells, (row.new, row.old)[::order], strict=True):
            _write(cell.paragraphs[0], pieces or ((words, False),))
            if is_new:
                cell._tc.get_or_add_tcPr().append(parse_xml(ABOVE))
        last = row.line.group, row.kind


def _write(paragraph: Paragraph, pieces: Pieces) -> None:
    _indented(paragraph, 1, -1)
    for text, is_marked in pieces:
        paragraph.add_run(text).underline = is_marked or None


def _indented(paragraph: Paragraph, left: int, first: int) -> None:
    paragraph.paragraph_format.left_indent = left * SIZE
    paragraph.paragraph_format.first_line_indent = first * SIZE


def _middle(paragraph: Paragraph, size: Pt = SIZE) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for run in paragraph.runs:
        run.font.size = size
