"""HTML pages, as ordinance databases and municipalities have them, read by structure alone.

Blocks are paragraphs, <br> ends one, a table that only arranges the page is no table. Lists of links,
notices of the system, controls and hidden text are no text of the agreement; each is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element as Element

from kyoyaku.importing.paper import Block, Cell, LeftOut, Paper, Paragraph, RefusedError, Table
from kyoyaku.importing.sources.numbering import SIGNS, whole
from kyoyaku.importing.sources.opening import text_of

CELLS, SPAN = 300_000, 1_000
"""Fields of a table, and what one cell may span."""
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figure "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset("head script style noscript template title".split())
WHY = {
    "": "ページの枠",
    "button select textarea datalist input label": "入力欄及びボタン",
    "nav navigation search menubar": "ナビゲーション",
    "footer address banner contentinfo": "ページの枠",
    "iframe frame frameset object embed applet audio video canvas svg math": "埋め込まれたもの",
    "del s strike": "取消線の文字",
    "rp": "ルビの括弧",
    "rt": "ルビ",
    "img": "画像",
}
ASKS = {
    "埋め込まれたもの": "ページに埋め込まれたものがあります。本文であれば、書き足してください",
    "取消線の文字": "取消線の「{text}」は除きました。本文かどうか確かめてください",
    "ルビ": "ルビ「{text}」（「{base}」）は、本文の文字ではありません。"
    "読みとして控えるのであれば、names.ymlに書いてください",
    "画像": "画像に本文の文字（外字等）があれば、書き足してください",
}
WHY_OF = {name: why for names, why in WHY.items() for name in names.split()}
"""Why an element of this name or role is no text, and what a person is asked about it."""
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
GAP = re.compile("[ \t\n\r\f]+")
# 先頭へ, このページを閉じる, ［条文目次］, 改正履歴, 前へ | 次へ.
WORD = (
    "(?:この)?(?:ページ|画面|ウィンドウ)?(?:の|を)?(?:先頭|トップ|上)(?:へ|に)(?:戻る|移動)?|(?:条文|体系)?目次"
    "|(?:この)?(?:ページ|画面|ウィンドウ)?を?(?:閉じる|印刷(?:する)?)|(?:改正|沿革)(?:履歴|情報)|戻る"
    "|(?:前|次)の?(?:ページ)?へ|検索|ホーム|トップページ|ヘルプ|本文へ(?:移動)?"
)
# トップ > 例規集 > 連携協約.
NAVIGATION = re.compile(rf"[\W_]*(?:(?:{WORD})[\W_]*)+|[^。<>]{{1,40}}(?:[>＞»›][^。<>]{{1,60}})+")
CONTACT = re.compile(r"(?:.{1,12}に関する)?お?問い?合わ?せ(?:先|は|$)")
"""What begins the last lines of a page, up to nine: お問い合わせ先, the office, its telephone."""
NOTICE = re.compile(
    r"[\W_]*(?:この|当|本)(?:システム|サイト|ウェブ|ホームページ|ページ|データベース|例規集)|copyright|©"
    r"|.*(?:公布原本|無断(?:転載|複製)|all rights reserved)",
    re.IGNORECASE,
)
# An article in a cell: such a table arranges the page.
ARTICLE = re.compile(r"[\s（]*第[0-9０-９一二三四五六七八九十百]+条.*。")
# 第１条, ２, (１), ア: a cell or <dt> of its own, to which the text beside it belongs.
LABEL = re.compile(
    r"第[0-9０-９一二三四五六七八九十百]+条|[(（]?(?:[0-9０-９]{1,2}|[ア-ンa-z一二三四五六七八九十⑴-⒇①-⑳])[)）]?"
)
FORMS = {
    r"^[aA]$|(?:lower|upper)-(?:alpha|latin)": "lowerLetter",
    r"^[iI]$|(?:lower|upper)-roman": "lowerRoman",
    "katakana-iroha": "irohaFullWidth",
    "katakana": "aiueoFullWidth",
    "cjk-ideographic|japanese": "japaneseCounting",
    "none|disc|circle|square": "none",
}
"""The attribute type or the style of a list, and the format of Word that writes the same signs."""


def read_html(data: bytes) -> Paper:
    """The paper in a page, in whatever encoding; what the page says of its encoding is not believed."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(text_of(data).encode("utf-8", "replace"), parser)
    page = _Page()
    for body in () if root is None else root.iterfind("body"):
        mains = (one for one in body.iter() if "main" in (one.tag, one.get("role")))
        main = next((one for one in mains if _text(one)), None)
        page.is_framed = main is None
        page.read(body if main is None else main)
        if main is not None and (text := _text(main, "preceding::text()|following::text()")):
            page.left_out.append(LeftOut(text, "本文の外", "ページの枠"))
    blocks = [*page.without_navigation()]
    if not blocks:
        way = "枠（フレーム）の中又はスクリプトで表示するページは、本文だけを開いて保存し直してください"
        raise RefusedError(f"本文の文字がありません（{way}）")
    return Paper("HTMLのページ", tuple(blocks), tuple(page.left_out))


class _Page:
    """The walk through a page: the paragraph that is open, the table that is open, and what is found."""

    def __init__(self) -> None:
        self.found, self.left_out, self.is_framed = list[Block](), list[LeftOut](), True
        self._links = set[Paragraph]()  # all of whose words lead somewhere
        self._runs = list[tuple[str, bool]]()
        self._rows: list[list[tuple[Element, list[Block]]]] | None = None
        self._count, self._tables, self._where, self._label = 0, 0, "", ""

    def read(self, node: Element, link: bool = False, pre: bool = False) -> None:
        """An element with what is in it, but not what is behind it."""
        tag = str(node.tag)
        if why := self._why(node, tag):
            self._leave(node, why)
            return
        if tag in SILENT:
            return
        if tag in BLOCKS:
            self._end(tag if tag == "table" else "")
        outer, where, rows = self.found, self._where, self._rows
        if tag == "table" and not _is_layout(node):
            self._tables, self._rows = self._tables + 1, []
        elif tag == "tr" and rows is not None:
            rows.append([])
        elif tag in ("td", "th") and rows is not None:
            rows += [] if rows else [[]]
            self.found, self._where = [], f"表{self._tables}の{len(rows)}行目"
            rows[-1].append((node, self.found))
        link, pre = link or (tag == "a" and bool(node.get("href"))), pre or tag == "pre"
        self._add(_number(node), link, False)
        self._add(node.text, link, pre)
        for one in node:
            self.read(one, link, pre)
            self._add(one.tail, link, pre)
        if tag in BLOCKS:
            self._end("label" if tag in ("td", "th", "dt") and rows is None else tag)
        made, self.found, self._where = self._rows, outer, where
        self._rows = rows
        if tag == "table" and made is not rows and made:
            self.found += _grid(made)

    def _why(self, node: Element, tag: str) -> str:
        """Why an element is no text; blank if it may be."""
        if node.get("data-search-exclude") is not None or tag == "aside":
            return "編者の説明その他、本文でないもの"
        if (
            "hidden" in node.attrib
            or HIDDEN.search(node.get("style", ""))
            or node.get("aria-hidden") == "true"
        ):
            return "画面に出ない文字"
        if tag == "form" and len(text := _text(node)) < 100 and "。" not in text:
            return "入力欄及びボタン"
        if tag == "header" and self.is_framed and node.find(".//h1") is None:
            return "ページの枠"
        return WHY_OF.get(tag, "") or WHY_OF.get(node.get("role", ""), "")

    def _leave(self, node: Element, why: str) -> None:
        text, parent = _text(node) or node.get("alt", "").strip(), node.getparent()
        is_plain = why == "画像" and (node.get("alt") == "" or node.get("width") in ("0", "1", "2"))
        base = "" if parent is None else _text(parent, "text()|*[not(self::rt or self::rp)]//text()")
        ask = "" if is_plain else ASKS.get(why, "").format(text=text, base=base)
        if text or ask:
            self.left_out.append(LeftOut(text, self._where or f"段落{self._count + 1}", why, ask))

    def _add(self, text: str | None, link: bool, pre: bool) -> None:
        for number, line in enumerate((text or "").split("\n") if pre else [text or ""]):
            if number:
                self._end()
            self._runs.append((line, link))

    def _end(self, tag: str = "") -> None:
        """The open paragraph ends. A line end between Japanese signs is nothing, else it is a blank.

        A label alone stays open for what stands beside it.
        """
        text = "".join(run for run, _ in self._runs).strip(" \t\n\r\f")

        def gap(match: re.Match[str]) -> str:
            sides = text[match.start() - 1] + text[match.end()]
            return " " if "\n" not in match[0] or min(sides) < "\u0250" else ""

        text, link = (
            GAP.sub(gap, text),
            not any(re.search(r"\w", run) for run, link in self._runs if not link),
        )
        self._runs = []
        if self._label and (text.strip() or tag in ("tr", "dl", "table", "body", "main")):
            joined = f"{self._label}\u3000{text.lstrip(chr(0x3000))}" if text.strip() else self._label
            text, self._label = joined, ""
        if tag == "label" and LABEL.fullmatch(text):
            self._label = text
        elif text.strip():
            self._count += not self._where
            found = Paragraph(text, self._where or f"段落{self._count}")
            self.found.append(found)
            self._links |= {found} if link else set()

    def without_navigation(self) -> Iterator[Block]:
        """The blocks without words like 先頭へ, three links or more in succession, notices at both ends.

        Such a notice is the title once more, and what a database says of the text, in no sentence.
        """
        marks = [self._mark(one) for one in self.found]
        texts = [one.text.lstrip("○\u3000") if isinstance(one, Paragraph) else "" for one in self.found]
        end = max((at for at, text in enumerate(texts) if "。" in text), default=0)
        above = texts[: next((at for at, text in enumerate(texts) if ARTICLE.match(text)), 0)]
        again = next((at for at in range(end, len(texts)) if texts[at] and texts[at] in above), len(texts))
        marks[again:] = "o" * (len(texts) - again)
        line = "".join(marks)
        out = {at for run in re.finditer("[nl]{3,}|n", line) for at in range(*run.span())}
        out |= {at for run in re.finditer("^[nlo]*o|(?:o|c.{,8})[nlo]*$", line) for at in range(*run.span())}
        for at, block in enumerate(self.found):
            if at in out:
                why = "ナビゲーション" if marks[at] in "nl" else "ページの案内"
                self.left_out += [LeftOut(one.text, one.at, why) for one in Paper("", (block,)).paragraphs()]
            else:
                yield block

    def _mark(self, block: Block) -> str:
        """n for words of navigation, l for links, o for a notice, c for the contact, t for text."""
        texts = [*Paper("", (block,)).paragraphs()]
        if all(NAVIGATION.fullmatch(one.text) for one in texts):
            return "n"
        if all(one in self._links for one in texts):
            return "l" if isinstance(block, Paragraph) else "n"
        if isinstance(block, Paragraph) and CONTACT.match(block.text):
            return "c"
        return "o" if isinstance(block, Paragraph) and NOTICE.match(block.text) else "t"


def _is_layout(table: Element) -> bool:
    """Whether a table arranges the page: one column, or tables, headings or articles in its cells."""
    inner = any(True for one in table.iterdescendants("table", "h1", "h2", "h3", "form"))
    cells = [_text(one) for one in table.iter("td", "th")]
    rows = [[*row.iterchildren("td", "th")] for row in table.iter("tr")]
    is_list = all(len(row) == 2 and re.fullmatch(f"(?:{LABEL.pattern})?", _text(row[0])) for row in rows)
    return inner or is_list or max(map(len, rows), default=0) < 2 or any(ARTICLE.match(one) for one in cells)


def _grid(rows: list[list[tuple[Element, list[Block]]]]) -> Iterator[Table]:
    """The cells with what they span. A column in which no cell begins is none."""
    placed, taken = list[tuple[int, int, int, int, list[Block]]](), dict[int, int]()
    for number, row in enumerate(rows):
        at = 0
        for node, found in row:
            while taken.get(at, 0) > number:
                at += 1
            wide, high = (node.get(name, "1").strip() for name in ("colspan", "rowspan"))
            last = min(number + (whole(high, 1 if high in ("", "1") else len(rows)) or len(rows)), len(rows))
            end = at + max(min(whole(wide, SPAN if wide.isdigit() else 1), SPAN), 1)
            taken.update(dict.fromkeys(range(at, end), last))
            placed.append((number, last, at, end, found))
            at = end
    columns = sorted({at for _, _, at, _, _ in placed})
    if len(columns) * len(rows) > CELLS:
        raise RefusedError("表が異常に大きいので、読みません")
    fields: list[list[Cell | None]] = [[Cell() for _ in columns] for _ in rows]
    for number, last, at, end, found in placed:
        spanned = [place for place, column in enumerate(columns) if at <= column < end]
        for row_at in range(number, last):
            for place in spanned:
                fields[row_at][place] = None
        texts = tuple(one for one in found if isinstance(one, Paragraph))
        fields[number][spanned[0]] = Cell(texts, len(spanned), last - number)
    made = tuple(tuple(row) for row in fields)
    if any(cell and cell.paragraphs for row in made for cell in row):
        yield Table(made)


def _number(node: Element) -> str:
    """What a browser writes before an item of <ol>, without its full stop: 1, a, ア."""
    parent = node.getparent()
    if parent is None or (node.tag, parent.tag) != ("li", "ol"):
        return ""
    count = _counted(parent)[node]
    styles = (node.get("style"), node.get("type"), parent.get("style"), parent.get("type"))
    style = next((re.sub(r".*list-style(?:-type)?\s*:\s*", "", one) for one in styles if one), "")
    form = next((form for pattern, form in FORMS.items() if re.search(pattern, style)), "")
    signs = SIGNS.get(form, ())
    shown = signs[count - 1] if 0 < count <= len(signs) else str(count)
    is_capital = style in ("A", "I") or "upper" in style
    return "" if form == "none" else f"{shown.upper() if is_capital else shown}\u3000"


@lru_cache(maxsize=64)
def _counted(parent: Element) -> dict[Element, int]:
    """The numbers of all items of a list."""
    items, step = parent.findall("li"), -1 if "reversed" in parent.attrib else 1
    count, counted = _integer(parent.get("start"), 1 if step > 0 else len(items)), dict[Element, int]()
    for one in items:
        counted[one] = _integer(one.get("value"), count)
        count = counted[one] + step
    return counted


def _integer(text: str | None, usual: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,6}", text.strip()) else usual


def _text(node: Element, path: str = ".//text()") -> str:
    """The text of an element, but for scripts and the like."""
    parts, found = list[str](), cast(list[Any], node.xpath(path))
    for one in found:
        parent = one.getparent()
        inside = {up.tag for up in parent.iterancestors()} | {"" if one.is_tail else parent.tag}
        parts += [] if SILENT & inside else [str(one)]
    return GAP.sub(" ", "".join(parts)).strip(" ")
