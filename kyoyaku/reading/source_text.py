"""The source file as bytes and characters, before Markdown reads it.

The Markdown parser repairs and drops things in silence (NUL, blanks at the edges of a paragraph,
a heading with a full-width blank), so what may not stand in the file is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kyoyaku import limits
from kyoyaku.language.characters import invisible
from kyoyaku.problems import Place, Problem, Problems

BOM = b"\xef\xbb\xbf"
MAX_BYTES = 1_000_000
MARK = re.compile(r"\{(?:~~|\+\+|--|\?)")

UNSPACED_LABEL = re.compile(
    r"[（(](?:[0-9０-９]{1,2}|[ア-ンa-z一二三四五六七八九十])[）)](?! )\u3000?"
    r"|(?:[0-9０-９]{1,2}|[ア-ン]|[①-⑳])\u3000"
)
HALF_WIDTH = str.maketrans("０１２３４５６７８９（）", "0123456789()")
BARE_ROW_LABEL = re.compile(r"[＊【「]*(取組の?内容|[^*＊【「。、（）]{1,12}の役割(?:分担)?)[＊】」]*")
Finding = tuple[str, str]
LineRule = Callable[[str], Iterator[Finding]]


def read_text(data: bytes, path: str, problems: Problems) -> str:
    """The text of a file: UTF-8, a byte order mark and CRLF accepted; '' when it cannot be read."""
    first = Place(path, 1)
    if len(data) > MAX_BYTES:
        problems.add(first, f"大きすぎます（上限{MAX_BYTES:,}バイト）", "file-size")
        return ""
    try:
        text = data.removeprefix(BOM).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        problems.add(place, "UTF-8として読めません。UTF-8で保存してください", "encoding")
        return ""
    if not text.strip():
        problems.add(first, "中身がありません", "empty-file")
        return ""
    too_long = list(_long_lines(text, path, limits.LINE))
    problems.extend(too_long)
    return "" if too_long else text


def _long_lines(text: str, path: str, most: int) -> Iterator[Problem]:
    """A line is a paragraph, a heading or a row: nobody writes one of many pages."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > most:
            message = f"1行が{len(line):,}字あります（上限{most:,}字）。行を分けてください"
            yield Problem(Place(path, number), message, "line-length")


def check_size(text: str, path: str) -> Iterator[Problem]:
    """A version holds no more than may be: what is far beyond any agreement is a mishap, or malice."""
    headings = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.startswith("#")]
    for number, line in headings:
        if len(line) > limits.HEADING:
            message = f"見出しの行が{len(line):,}字あります（上限{limits.HEADING:,}字）"
            yield Problem(Place(path, number), message, "heading-length")
    for message, name in _counts(text, len(headings)):
        yield Problem(Place(path, 1), f"{message}。余分なものを消すか、協約を分けてください", name)


def _counts(text: str, headings: int) -> Iterator[Finding]:
    if (lines := text.count("\n")) > limits.LINES:
        yield f"{lines:,}行あります（上限{limits.LINES:,}行）", "line-count"
    if headings > limits.HEADINGS:
        yield f"見出しが{headings:,}個あります（上限{limits.HEADINGS:,}個）", "heading-count"
    if (marks := len(MARK.findall(text))) > limits.MARKS:
        yield f"校訂の印が{marks:,}個あります（上限{limits.MARKS:,}個）", "mark-count"


def check_cells(text: str, path: str) -> Iterator[Problem]:
    """A line of a transcript has no more cells than a table has columns."""
    for number, line in enumerate(text.split("\n"), start=1):
        if (cells := line.count("\t") + 1) > limits.CELLS:
            message = (
                f"1行に{cells:,}の欄があります（上限{limits.CELLS:,}）。欄の区切り（タブ）を確かめてください"
            )
            yield Problem(Place(path, number), message, "cell-count")


def check_lines(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """Problems of the body that can be seen line by line; it begins on `first_line` of the file."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        for rule in LINE_RULES:
            for message, name in rule(line):
                yield Problem(Place(path, number), message, name)


def _tab(line: str) -> Iterator[Finding]:
    """A tab is a blank of unknown width."""
    if "\t" in line:
        yield "タブがあります。半角の空白にしてください", "tab"


def _control_character(line: str) -> Iterator[Finding]:
    """Characters that cannot be seen change the text without showing it."""
    for sign in invisible(line):
        yield f"目に見えない文字U+{ord(sign):04X}があります。消してください", "control-character"


def _edge_blank(line: str) -> Iterator[Finding]:
    """Markdown drops blanks at the edges of a line, or takes four of them for a block of code."""
    if "\t" not in line and line.strip(" ") and line != line.strip():
        yield "行の始め又は終わりに空白があります。消してください", "edge-blank"


def _heading_form(line: str) -> Iterator[Finding]:
    """`#` needs one half-width blank after it, and Markdown drops a `#` at the end."""
    match = re.match(r"(#+)(.*)", line)
    if not match:
        return
    marks, rest = match.groups()
    if len(marks) > 6:
        yield f"見出しの「#」は6個までですが、{len(marks)}個あります", "heading-form"
    elif rest.startswith("\u3000"):
        yield "「#」の後が全角の空白です。半角の空白1個にしてください", "heading-blank"
    elif not re.match(r" \S", rest):
        yield "「#」の後に半角の空白1個と見出しの文字が必要です", "heading-form"
    elif re.search(r" #+$", rest):
        yield "見出しの終わりに「#」があります。消してください", "heading-form"


def _full_width_sign(line: str) -> Iterator[Finding]:
    """Signs of the source that an input method makes full-width read as text."""
    for sign, right in (("＃", "#"), ("＊＊", "**"), ("｛", "{")):
        if line.startswith(sign) or f"｛{sign}" in line:
            yield f"「{sign}」は、半角の「{right}」で書きます", "full-width-sign"
            return


def _label_blank(line: str) -> Iterator[Finding]:
    """A number without one half-width blank after it is no number of a 項 or 号."""
    if match := UNSPACED_LABEL.match(line):
        shown = match[0].strip("\u3000")
        right = shown.translate(HALF_WIDTH)
        yield f"番号「{shown}」の後には、半角の空白を1個置きます（例：「{right} …」）", "label-blank"


def _row_label(line: str) -> Iterator[Finding]:
    """A label of a row is bold, or it is a paragraph."""
    if match := BARE_ROW_LABEL.fullmatch(line):
        yield f"欄の名は、前後に半角の「**」を付けて「**{match[1]}**」と書きます", "row-label-form"


def _table(line: str) -> Iterator[Finding]:
    """A cell of a table holds one line; a row of an initiative holds paragraphs."""
    if line.startswith("|"):
        yield "表は使えません。取組の名を見出しに、欄の名を「**甲の役割**」のように書いてください", "table"


LINE_RULES: tuple[LineRule, ...] = (
    _tab,
    _control_character,
    _edge_blank,
    _heading_form,
    _full_width_sign,
    _label_blank,
    _row_label,
    _table,
)
