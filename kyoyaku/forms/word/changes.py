"""changes.docx: a step as 新旧対照表, followed by the draft of an instrument (案) if there is none.

The form is that of council papers: A4 landscape, 明朝 10.5 pt, differences underlined, no colour. The draft
is made by the program and was never agreed; it is a portrait section of its own, easy to remove.
"""

from __future__ import annotations

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.word.package import UNDERLINED, cell, package, paragraph, run, section, table
from kyoyaku.history.drafting import draft, printed
from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import Step
from kyoyaku.history.words import Pieces
from kyoyaku.pages.compared import compared
from kyoyaku.pages.words import instruments

REMARK = "備考　下線部分は、変更部分である。"
OURS = "二つの版の文からプログラムが作成した案で、合意された文ではありません。附則及び経過措置は含みません。"
INDENTS = {"title": (3, 0), "opening": (0, 1), "sentence": (0, 1), "heading": (2, -1), "quoted": (2, -1)}
"""The left edge of a paragraph of a draft, and of its first line from there, in characters."""
COLUMN = 7285
"""Half of the width of the text on a landscape page, in twentieths of a point."""
LINE = '<w:tcBorders><w:{} w:val="single" w:sz="4"/></w:tcBorders>'


def write_docx(step: Step) -> bytes:
    """The document of a step."""
    title, told = f"{step.after.title.edited}新旧対照表", provenance(step.after)
    sentences = draft(step) if step.proof.outcome is Outcome.WITHOUT else ()
    written = [
        paragraph(run(title), "CentredTitle"),
        paragraph(run(f"{instruments(step.after.facts.changed_by)}による変更"), "Centred"),
        _table(step),
        # In the paragraph that ends the section, so that these few words seldom need another page.
        paragraph(run(f"{REMARK}（{told.notice}）"), more=section("wide") if sentences else ""),
    ]
    if sentences:
        written.append(paragraph(run(f"（{OURS}）")))
        for kind, text in printed(step, sentences):
            written.append(paragraph(run(text), "", *INDENTS[kind]))
    return package(told, title, "".join((*written, section("upright" if sentences else "wide"))))


def _table(step: Step) -> str:
    """The rows in two columns of equal width under a head that each page repeats; a line parts provisions.

    The new text is at the left, or the old one where the front matter asks for it.
    """
    order = -1 if step.after.facts.is_old_first else 1
    heads = (paragraph(run(words), "Centred") for words in ("変更後", "変更前")[::order])
    # The line below the head is on each page.
    rows = ["".join(cell(head, COLUMN, more=LINE.format("bottom")) for head in heads)]
    for row in compared(step):
        line = LINE.format("top") if row.is_first else ""
        sides = (side.pieces or ((row.missing, False),) for side in (row.new, row.old)[::order])
        rows.append("".join(cell(_side(side), COLUMN, more=line) for side in sides))
    return table((COLUMN, COLUMN), rows, 1, "TwoColumns")


def _side(pieces: Pieces) -> str:
    return paragraph("".join(run(text, UNDERLINED * is_marked) for text, is_marked in pieces), "", 1, -1)
