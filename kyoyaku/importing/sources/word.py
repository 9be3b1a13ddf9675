"""A document of Word (.docx): paragraphs and tables in order, with the numbers that Word writes by itself.

    <w:p>…<w:numId w:val="7"/>…この連携協約は、    第１条　この連携協約は、

A line break (Shift + Enter) ends a paragraph, because most offices mean that, but not inside a sentence. Text
outside the flow is left out, each kind by a rule: ruby, notes, comments, hidden text, text boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree
from lxml.etree import _Element as Element

from kyoyaku.importing.paper import Block, LeftOut, Paper, Paragraph, Placed, RefusedError, Table
from kyoyaku.importing.sources.numbering import Numbering, W, first, value, whole
from kyoyaku.importing.sources.office import Package

CHANGES = [W + one for one in "ins del moveFrom moveTo cellIns cellDel cellMerge".split()]
PROPERTIES = set("pPr rPr sdtPr sdtEndPr tblPr trPr tcPr sectPr".split())
SIGNS = {"tab": "\u3000", "ptab": "\u3000", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
HEADS = {"header": "ヘッダー", "footer": "フッター"}
NOTES = {"footnotes": "脚注", "endnotes": "文末脚注", "comments": "コメント"}
REFERENCES = {"footnote reference", "endnote reference", "annotation reference"}
WITHOUT_RESULT = re.compile(r"(EQ|LISTNUM|AUTONUM\w*|SYMBOL)\b")
"""Fields whose characters Word makes when it shows them."""
ELSEWHERE = "本文の文字として読みません。本文であれば、書き加えてください"


def read_word(data: bytes) -> Paper:
    """The paper in a document. Raises RefusedError if a person must first decide how to read it."""
    package = Package(data)
    main = first(name for kind, name in package.links() if kind == "officeDocument") or ""
    root = package.xml(main)
    if root is None or root.tag != f"{W}document":
        raise RefusedError("Word文書（.docx）の形式ではありません")
    found = [(kind, package.xml(name)) for kind, name in package.links(main) if kind in _READ]
    parts = [(kind, part) for kind, part in found if part is not None]
    _refuse([root, *(part for kind, part in parts if kind in NOTES)])
    reader = _Reader(Numbering(dict(parts).get("styles"), dict(parts).get("numbering")))
    reader.read(root)
    for kind, part in parts:
        reader.read_beside(kind, part)
    if not reader.blocks:
        raise RefusedError("本文の文字がありません（画像やテキストボックスの中の文字は、読みません）")
    return Paper("Word文書", tuple(reader.blocks), tuple(reader.left_out))


_READ = {"styles", "numbering", *HEADS, *NOTES}


def _refuse(parts: list[Element]) -> None:
    """Tracked changes hold two texts; what Word takes in from other files is not in this one."""
    if any(True for part in parts for _ in part.iter(*CHANGES)):
        way = "Wordの「校閲」で変更を全て承諾するか、元に戻すかして、保存し直してください"
        raise RefusedError(f"変更履歴が残っていて、どちらの文を採るか決められませんので、{way}")
    if any(True for part in parts for _ in part.iter(f"{W}altChunk", f"{W}subDoc")):
        raise RefusedError("別のファイルの文を表示する箇所がありますので、文を写し入れて保存し直してください")


class _Reader:
    """The state of reading: what was read, the text of the open paragraph, the open fields."""

    def __init__(self, numbering: Numbering) -> None:
        self.blocks, self.left_out = list[Block](), list[LeftOut]()
        self._numbering, self._at, self._why, self._tables = numbering, "", "", 0
        self._text, self._styles, self._asked = list[str](), list[Element](), set[str]()
        self._fields = list[list[str]]()
        """The instruction of each open field, and a second string once its result has begun."""
        self._notes = dict[str, str]()
        """Where the sign of each note stands."""

    def read(self, root: Element) -> None:
        """The body of the document."""
        count = 0
        for one in self._flow(root, "p", "tbl"):
            if one.tag == f"{W}tbl":
                self.blocks.append(self._table(one))
            else:
                count += 1
                self.blocks += self._paragraphs(one, f"段落{count}")

    def read_beside(self, kind: str, part: Iterable[Element]) -> None:
        """The paragraphs of a running head or foot, or notes."""
        self._styles = []
        for one in part if kind in HEADS or kind in NOTES else ():
            usual = HEADS.get(kind) or NOTES[kind]
            self._at = self._notes.get(f"{kind[:-1]}{one.get(f'{W}id')}", usual)
            text = self._inside(one)
            in_head = "欄外の文字" if re.search(r"[^\W\d]", text) else "ページ番号"
            self._leave(text, NOTES.get(kind, in_head))

    def _flow(self, node: Element, *wanted: str) -> Iterator[Element]:
        """The elements of these names in order, through whatever wraps them; no table of contents."""
        for one in _children(node):
            if one.tag in {W + name for name in wanted}:
                yield one
            elif value(one, "sdtPr", "docPartObj", "docPartGallery") == "Table of Contents":
                self._leave(self._inside(one), "目次")
            else:
                yield from self._flow(one, *wanted)

    def _table(self, node: Element) -> Table:
        """A table; a cell merged with the one above is part of that, and Word shows no text in it."""
        self._tables += 1
        table, cells, above = self._tables, list[Placed](), dict[int, int]()
        for number, row in enumerate(self._flow(node, "tr")):
            column, at = whole(value(row, "trPr", "gridBefore"), 0), f"表{table}の{number + 1}行目"
            going = dict[int, int]()
            for one in self._flow(row, "tc"):
                across = range(column, column + max(1, whole(value(one, "tcPr", "gridSpan"), 1)))
                column, merged = across.stop, value(one, "tcPr", "vMerge")
                upper = above.get(across.start, -1) if merged in ("", "continue") else -1
                if upper >= 0 and cells[upper][1] == across:
                    cells[upper] = (range(cells[upper][0].start, number + 1), *cells[upper][1:])
                    self._at = at
                    self._leave(self._inside(one), "結合したセルに隠れた文字")
                else:
                    upper = len(cells)
                    cells.append((range(number, number + 1), across, [*self._cell(one, at)]))
                going |= {} if merged is None else {across.start: upper}
            above = going
        return Table.of(cells)

    def _cell(self, node: Element, at: str) -> Iterator[Paragraph]:
        """The paragraphs of a cell, those of a table inside it row by row."""
        for one in self._flow(node, "p", "tbl"):
            if one.tag == f"{W}p":
                yield from self._paragraphs(one, at)
                continue
            self._at, words = at, "の表の中の表は、段落として読みました。位置を確かめてください"
            self._leave("", "表の中の表", f"{at}{words}")
            for inner in self._flow(one, "tc"):
                yield from self._cell(inner, at)

    def _paragraphs(self, node: Element, at: str) -> list[Paragraph]:
        """A paragraph, or several where lines end inside it; none if it is blank."""
        self._styles, self._at, self._text = self._numbering.styles_of(node), at, []
        title = next((_name(one) for one in self._styles), "")
        if title.startswith("toc ") or title == "編者の注記":
            # The latter are sentences that kyoyaku writes between those of an agreement.
            self._leave(self._inside(node), "目次" if title.startswith("toc ") else title)
            return []
        self._walk(node)
        number = self._numbering.next(node, at)
        if any(unicodedata.category(sign) == "Co" for sign in number):
            self._leave(number, "記号用の書体の行頭の記号")
            number = ""
        text = "".join(self._text).lstrip("\n")
        return [*Paragraph.several(number + text if text.strip() else number.strip(), at)]

    def _walk(self, node: Element) -> None:
        """All in a paragraph in order: each element by the method of its name, others by what is in them."""
        for one in _children(node):
            name = etree.QName(one).localname
            if name in SIGNS:
                self._put(SIGNS[name])
            elif name not in PROPERTIES:
                getattr(self, f"_on_{name}", self._walk)(one)

    def _inside(self, node: Element) -> str:
        """The text in what stands beside the flow, on one line."""
        before, self._text = self._text, []
        self._walk(node)
        text, self._text = " ".join("".join(self._text).split()), before
        return text

    def _put(self, text: str) -> None:
        """Text of the paragraph, or of what is left out here."""
        is_code = any(len(one) == 1 for one in self._fields)
        is_list = any(one[0].strip().startswith("TOC") for one in self._fields)
        if why := "フィールドの命令" if is_code else "目次" if is_list else self._why:
            self._leave(text, why)
        else:
            self._text.append(text)

    def _leave(self, text: str, why: str, ask: str = "") -> None:
        """Note text as left out, joined to the last one of the same kind; no question is asked twice."""
        ask = "" if ask in self._asked else ask
        self._asked.add(ask)
        last = self.left_out[-1] if self.left_out else LeftOut("", "", "")
        if text and (last.at, last.why, last.ask, ask) == (self._at, why, "", "") and len(last.text) < 1_000:
            self.left_out[-1] = replace(last, text=last.text + text)
        elif text.strip() or ask or why == "画像":
            self.left_out.append(LeftOut(text.strip(), self._at, why, ask))

    def _on_drawing(self, node: Element) -> None:
        """A text box, or a picture with what is said of it; a watermark is one of letters."""
        if text := self._inside(node):
            self._leave(text, "テキストボックス", f"テキストボックス「{text[:30]}」は、{ELSEWHERE}")
        else:
            said = (one.get("descr") or one.get("string") or None for one in islice(node.iter(), 1_000))
            self._leave(first(said) or "", "画像")

    _on_pict = _on_object = _on_drawing

    def _on_oMath(self, node: Element) -> None:
        text = self._inside(node)
        self._leave(text, "数式", f"数式「{text[:30]}」は、{ELSEWHERE}")

    def _on_sym(self, node: Element) -> None:
        """A sign of a font of signs, whose number says nothing elsewhere."""
        sign = f"書体「{node.get(f'{W}font')}」の記号（{node.get(f'{W}char')}）"
        self._leave("", "記号用の書体の文字", f"{sign}は、{ELSEWHERE}")

    def _on_p(self, node: Element) -> None:
        """A paragraph of what stands beside the flow."""
        self._walk(node)
        self._put("\n")

    def _on_r(self, node: Element) -> None:
        """Characters of one look; the signs of notes are no text, nor what is hidden."""
        before, own = self._why, self._numbering.styles(value(node, "rPr", "rStyle"))
        hidden = first(value(one, "rPr", "vanish") for one in (node, *own, *self._styles))
        if hidden not in (None, "0", "false", "off"):
            self._why = "隠し文字"
        elif any(_name(one) in REFERENCES for one in own) or any(_is_reference(one) for one in node):
            self._why = "注の印"
        self._walk(node)
        self._why = before

    def _on_t(self, node: Element) -> None:
        self._put(re.sub(r"[\t\r\n]", " ", node.text or ""))

    def _on_footnoteReference(self, node: Element) -> None:
        name = etree.QName(node).localname.removesuffix("Reference")
        self._notes[f"{name}{node.get(f'{W}id')}"] = self._at

    _on_endnoteReference = _on_commentReference = _on_footnoteReference

    def _on_fldChar(self, node: Element) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            self._begin_field([""])
        elif kind == "end":
            self._end_field()
        elif self._fields:
            self._fields[-1].append("")

    def _on_instrText(self, node: Element) -> None:
        for one in self._fields[-1:]:
            one[0] += (node.text or "")[: 1_000 - len(one[0])]

    def _on_fldSimple(self, node: Element) -> None:
        self._begin_field([node.get(f"{W}instr", ""), ""])
        self._walk(node)
        self._end_field()

    def _begin_field(self, field: list[str]) -> None:
        if len(self._fields) == 20:
            raise RefusedError("フィールドが深く重なっていますので、文字に直して保存し直してください")
        self._fields.append(field)

    def _end_field(self) -> None:
        code = self._fields.pop()[0].strip() if self._fields else ""
        ask = f"フィールド「{code[:30]}」が表す文字を読めません。Wordの表示を見て、書き加えてください"
        self._leave(code, "フィールドの命令", ask if WITHOUT_RESULT.match(code) else "")

    def _on_ruby(self, node: Element) -> None:
        """The base stays in the text."""
        before, reading = len(self._text), "".join(self._inside(one) for one in node.iterfind(f"{W}rt"))
        for one in node.iterfind(f"{W}rubyBase"):
            self._walk(one)
        base, way = "".join(self._text[before:]), "読みとして控えるのであれば、names.ymlに書いてください"
        ask = f"ルビ「{reading}」（「{base}」）は、本文の文字ではありません。{way}"
        self._leave(reading, "ルビ", ask if reading and base else "")


def _name(style: Element) -> str:
    return (value(style, "name") or "").lower()


def _is_reference(node: Element) -> bool:
    return etree.QName(node).localname in ("footnoteReference", "endnoteReference", "commentReference")


def _children(node: Element) -> list[Element]:
    """What is in an element; of a new form and its substitute for older programs, only one is shown."""
    return [*node][: 1 if etree.QName(node).localname == "AlternateContent" else None]
