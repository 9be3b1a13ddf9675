"""A document of Word as a Japanese office writes it: A4, 明朝 10.5 pt, page numbers, nothing of a template.

python-docx begins with a template of 800 kB of styles, in English. Here all is left out that a plain text
does not need, and the file has no time of its own: the same text gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Length, Mm, Pt

from kyoyaku.forms.provenance import Provenance

FONT = "ＭＳ 明朝"
"""For Latin letters and digits, too; who has it not sees another 明朝."""
SIZE = Pt(10.5)
A4 = (Mm(210), Mm(297))
MARGIN = Mm(20)
TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time of the ZIP format."""
KEPT = {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.FONT_TABLE}
STYLES = {"Normal", "Normal Table", "Default Paragraph Font"}
DEFAULTS = f"""<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="ja-JP" w:eastAsia="ja-JP" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault></w:docDefaults>"""


def new_document(title: str, provenance: Provenance) -> Docx:
    """An empty document, A4 on its side."""
    made = Document()
    for one in [one for one in made.styles if one.name not in STYLES]:
        one.delete()
    styles = made.styles.element
    for name in ("w:docDefaults", "w:latentStyles"):
        styles.remove(styles.find(qn(name)))
    styles.insert(0, parse_xml(DEFAULTS))
    package = made.part.package
    for part, kept in ((made.part, KEPT), (package, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT})):
        for key in [key for key, one in part.rels.items() if one.reltype not in kept]:
            del part.rels[key]
    about = made.core_properties  # made anew, without those of the template
    about.title, about.author, about.last_modified_by = title, provenance.generator, provenance.generator
    about.subject = f"{provenance.agreement} {provenance.version}"
    about.comments, about.language = provenance.notice, "ja-JP"
    about.created = about.modified = datetime(*TIME)
    lay_out(made.sections[0], is_wide=True)
    return made


def lay_out(section: Section, is_wide: bool) -> None:
    """Make the pages of a section A4, on its side or upright, and number them."""
    section.page_width, section.page_height = A4[::-1] if is_wide else A4
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", MARGIN)
    section.footer_distance = Mm(10)
    if not section.footer.is_linked_to_previous:
        return
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.style, paragraph.alignment = None, WD_ALIGN_PARAGRAPH.CENTER
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)


def width(section: Section) -> Length:
    """The width of the text of a section."""
    return Length((section.page_width or 0) - 2 * MARGIN)


def saved(document: Docx) -> bytes:
    """The bytes of a document. They are the same everywhere: stored, in order, without a time."""
    written, made = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(made, "w") as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name, TIME), source.read(name))
    return made.getvalue()
