"""HTML pages, as ordinance databases and municipalities have them, read by structure alone.

Blocks are paragraphs, <br> ends one, a table that only arranges the page is no table. Lists of links,
notices of the system, controls and hidden text are no text of the agreement; each is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element as Element

from kyoyaku.importing.paper import Block, LeftOut, Paper, Paragraph, Placed, RefusedError, Table
from kyoyaku.importing.sources.numbering import written
from kyoyaku.importing.sources.opening import text_of

SPAN = 1_000
"""The most columns that a cell may span."""
BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figure "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
CLOSING = frozenset("tr dl table body main".split())
"""Blocks at whose end a label has nothing beside it."""
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
EDITORS = "編者の説明その他、本文でないもの"
ASKS = {
    "埋め込まれたもの": "ページに埋め込まれたものがあります。本文であれば、書き足してください",
    "取消線の文字": "取消線の「{text}」は除きました。本文かどうか確かめてください",
    "ルビ": "ルビ「{text}」（「{base}」）は、本文の文字ではありません。"
    "読みとして控えるのであれば、names.ymlに書いてください",
    "画像": "画像に本文の文字（外字等）があれば、書き足してください",
}
WHY_OF = {name: why for names, why in WHY.items() for name in names.split()}
"""Why an element of this name or role is no text, and what a person is asked about it."""
SHOWN = "{0}::text(){1}|{0}::input[not(@type='hidden')]{1}/@value"
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
TITLE = re.compile("協約|協定|規約|契約|覚書|宣言|要綱")
# An article in a cell: such a table arranges the page.
ARTICLE = re.compile(r"[\s（]*第[0-9０-９一二三四五六七八九十百]+条.*。")
# 第１条, ２, (１), ア: a block or a cell of its own, to which the text behind it belongs.
LABEL = re.compile(
    r"第[0-9０-９一二三四五六七八九十百]+条|[(（]?(?:[0-9０-９]{1,2}|[ア-ンa-z一二三四五六七八九十⑴-⒇①-⑳])[)）]?"
)
LISTS = {"none|disc|circle|square": "none", "1|decimal": "decimal", "katakana": "aiueoFullWidth"}
LISTS |= {"a|lower-(?:alpha|latin)": "lowerLetter", "A|upper-(?:alpha|latin)": "upperLetter"}
"""The attribute type or the style of a list, and the format of Word with the same signs."""
# 第２条　…する。 or 甲の役割 in what is left out: perhaps it is no frame of the page.
DOUBT = re.compile(r"第[0-9０-９一二三四五六七八九十百]+条[^第]{0,300}。|別表|の役割")
DOUBTFUL = (
    "本文でないもの（{why}）として除いた文字に、条、別表又は役割があります。本文であれば、書き足してください"
)


def read_html(data: bytes) -> Paper:
    """The paper in a page; its encoding is found by its characters, whatever the page states."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = etree.fromstring(text_of(data).encode("utf-8", "replace"), parser)
    page = _Page()
    for body in () if root is None else root.iterfind("body"):
        mains = (one for one in body.iter() if "main" in (one.tag, one.get("role")))
        main = next((one for one in mains if _text(one)), None)
        page.is_framed = main is None
        page.read(body if main is None else main)
        for why, test in () if main is None else (("ナビゲーション", ""), ("ページの枠", "not")):
            paths = (SHOWN.format(axis, f"[{test}(ancestor::nav)]") for axis in ("preceding", "following"))
            page.leave(_text(cast(Element, main), "|".join(paths)), "本文の外", why)
    blocks = [*page.without_navigation()]
    if not blocks:
        way = "枠（フレーム）の中又はスクリプトで表示するページは、本文だけを開いて保存し直してください"
        raise RefusedError(f"本文の文字がありません（{way}）")
    return Paper("HTMLのページ", tuple(blocks), tuple(page.left_out))


class _Page:
    """The state of a walk through a page: the open paragraph, the open table, and the blocks found."""

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
        self._add(self._number(node), link, False)
        self._add(node.text, link, pre)
        for one in node:
            self.read(one, link, pre)
            self._add(one.tail, link, pre)
        if tag in BLOCKS:
            self._end(tag if rows is not None or tag in CLOSING else "label")
        made, self.found, self._where = self._rows, outer, where
        self._rows = rows
        if tag == "table" and made is not rows and made:
            table = Table.of(_placed(made))
            self.found += [table] if any(True for _ in Paper("", (table,)).paragraphs()) else []

    def _why(self, node: Element, tag: str) -> str:
        """Why an element is no text; blank if it may be."""
        if node.get("data-search-exclude") is not None or tag == "aside":
            return EDITORS
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
        parent = cast(Element, node.getparent())
        is_plain = why == "画像" and (node.get("alt") == "" or node.get("width") in ("0", "1", "2"))
        base = _text(parent, "text()|*[not(self::rt or self::rp)]//text()")
        text = _text(node) or node.get("alt", "").strip()
        ask = "" if is_plain else ASKS.get(why, "").format(text=text, base=base)
        self.leave(text, self._where or f"段落{self._count + 1}", why, ask)

    def leave(self, text: str, at: str, why: str, ask: str = "") -> None:
        """Something is no text of the agreement; asked about if it looks like one."""
        is_doubtful = not ask and why not in (EDITORS, "ナビゲーション") and DOUBT.search(text)
        ask = DOUBTFUL.format(why=why) if is_doubtful else ask
        self.left_out += [LeftOut(text, at, why, ask)] if text or ask else []

    def _add(self, text: str | None, link: bool, pre: bool) -> None:
        for number, line in enumerate((text or "").split("\n") if pre else [text or ""]):
            if number:
                self._end()
            self._runs.append((line, link))

    def _end(self, tag: str = "") -> None:
        """The open paragraph ends. A line end between Japanese signs is nothing, else it is a blank.

        A label alone stays open for what stands beside it.
        """
        text = GAP.sub(_gap, "".join(run for run, _ in self._runs).strip(" \t\n\r\f"))
        link = not any(re.search(r"\w", run) for run, link in self._runs if not link)
        self._runs = []
        if self._label and (text.strip() or tag in CLOSING):
            joined = f"{self._label}\u3000{text.lstrip(chr(0x3000))}" if text.strip() else self._label
            text, self._label = joined, ""
        if tag == "label" and LABEL.fullmatch(text):
            self._label = text
        elif text.strip():
            self._count += not self._where
            found = Paragraph(text, self._where or f"段落{self._count}")
            self.found.append(found)
            self._links |= {found} if link else set()

    def _number(self, node: Element) -> str:
        """What a browser writes before an item of <ol>, without its full stop: 1, a, ア."""
        parent = node.getparent()
        if parent is None or (node.tag, parent.tag) != ("li", "ol"):
            return ""
        count = int(_whole(parent.get("start")) or 1) - 1
        for one in parent.iterchildren("li"):
            count = int(_whole(one.get("value")) or count + 1)
            if one is node:
                break
        own = f"{node.get('style')} {parent.get('style')}"
        style = re.search(r"list-style[\w-]*\s*:\s*([\w-]+)", own)
        kind = style[1] if style else node.get("type") or parent.get("type") or "1"
        form = next((form for pattern, form in LISTS.items() if re.fullmatch(pattern, kind)), "")
        try:
            number = written(count, "" if "reversed" in parent.attrib else form, "")
        except RefusedError:
            ask = f"一覧の{count}番目の番号（{kind}）は、文字に直せません。画面を見て、書き加えてください"
            self.leave("", self._where or f"段落{self._count + 1}", "一覧の番号", ask)
            number = ""
        return f"{number}\u3000" if number else ""

    def without_navigation(self) -> Iterator[Block]:
        """The blocks without words like 先頭へ, three links or more in succession, notices at both ends.

        Such a notice is the title once more, and what a database says of the text, in no sentence.
        By the letters of `_mark`, nlllottttlto loses nlllo at its beginning and o at its end.
        """
        marks = [self._mark(one) for one in self.found]
        several = (Paper("", (block,)).paragraphs() for block in self.found)
        texts = ["".join(one.text for one in words).lstrip("○\u3000") for words in several]
        end = max((at for at, text in enumerate(texts) if "。" in text), default=0)
        above = texts[: next((at for at, text in enumerate(texts) if ARTICLE.match(text)), 0)]
        titles = [text for text in above if TITLE.search(text)]
        again = next((at for at in range(end, len(texts)) if texts[at] in titles), len(texts))
        marks[again:] = "o" * (len(texts) - again)
        line = "".join(marks)
        out = {at for run in re.finditer("[nl]{3,}|n", line) for at in range(*run.span())}
        out |= {at for run in re.finditer("^[nlo]*o|(?:o|c.{,8})[nlo]*$", line) for at in range(*run.span())}
        for at, block in enumerate(self.found):
            if at in out:
                why = "ナビゲーション" if marks[at] in "nl" else "ページの案内"
                for one in Paper("", (block,)).paragraphs():
                    self.leave(one.text, one.at, why)
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
    """Whether a table arranges the page: one column, labels before the last, or tables or articles in it."""
    inner = any(True for one in table.iterdescendants("table", "h1", "h2", "h3", "form"))
    cells = [_text(one) for one in table.iter("td", "th")]
    rows = [[*row.iterchildren("td", "th")] for row in table.iter("tr")]
    before = [_text(cell) for row in rows for cell in row[:-1]]
    is_list = all(re.fullmatch(f"(?:{LABEL.pattern})?", one) for one in before)
    return inner or is_list or max(map(len, rows), default=0) < 2 or any(ARTICLE.match(one) for one in cells)


def _placed(rows: list[list[tuple[Element, list[Block]]]]) -> list[Placed]:
    """The cells with the rows and columns that they span, each behind what comes down from above."""
    placed, taken = list[Placed](), dict[int, int]()
    for number, row in enumerate(rows):
        at = 0
        for node, found in row:
            while taken.get(at, 0) > number:
                at += 1
            wide, high = (_whole(node.get(name)) for name in ("colspan", "rowspan"))
            last = len(rows) if high == "0" else min(number + int(high or 1), len(rows))
            across = range(at, at + max(min(int(wide or 1), SPAN), 1))
            taken.update(dict.fromkeys(across, last))
            texts = [one for one in found if isinstance(one, Paragraph)]
            placed.append((range(number, last), across, texts))
            at = across.stop
    return placed


def _whole(text: str | None) -> str:
    """The digits of an attribute; blank if it is no number."""
    return found[0] if (found := re.fullmatch(r"[0-9]{1,9}", (text or "").strip())) else ""


def _gap(found: re.Match[str]) -> str:
    """A line end between Japanese signs is nothing, other blanks are one."""
    sides = found.string[found.start() - 1] + found.string[found.end()]
    return " " if "\n" not in found[0] or min(sides) < "\u0250" else ""


def _text(node: Element, path: str = SHOWN.format("descendant-or-self", "")) -> str:
    """The text of an element, form fields included, scripts and the like not."""
    parts, found = list[str](), cast(list[Any], node.xpath(path))
    for one in found:
        parent = one.getparent()
        inside = {up.tag for up in parent.iterancestors()} | {"" if one.is_tail else parent.tag}
        parts += [] if SILENT & inside else [str(one)]
    return GAP.sub(" ", "".join(parts)).strip(" ")
