"""A source file as bytes, characters and lines, before Markdown reads it.

The Markdown parser repairs and drops things silently (NUL, blanks at the edges of a paragraph, a heading
with a full-width blank). So the rules here look at the file before the parser does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku import limits
from kyoyaku.language.characters import GETA, HALF_WIDTH, code_points, mended, slips
from kyoyaku.problems import Place, Problem, Problems

BOM = b"\xef\xbb\xbf"
ADVICE = {
    "": "目に見えない文字{}があります。消してください",
    " ": "特別な空白{}があります。半角の空白に直すか、消してください",
    GETA: "正しく表示されるとは限らない文字{}があります。別の文字に直してください",
}
"""Messages by the right character for a slip (`characters.slips`)."""
# A label without one half-width blank behind it: （1）甲, ⑴甲, 2　甲, ①　甲, 1．甲, ### 1　観光, **a　内容**.
UNSPACED_LABEL = re.compile(
    r"(?:#+ |\*\*)?((?:[（(](?:[0-9０-９]{1,2}|[ア-ンa-z一二三四五六七八九十])[）)]|[⑴-⒇])"
    r"(?!(?:の[0-9０-９]+)* )|(?:[0-9０-９]{1,2}|[ア-ンa-z]|[①-⑳]|[一二三四五六七八九十]{1,3})(?=\u3000)"
    r"|[0-9０-９]{1,2}．(?![0-9０-９]))"
)
# {>>ask: 甲の識別名は「ko」でよいか。<<}; without an end, all of the line.
QUESTION = re.compile(r"(?<! ) *\{>>ask(?::(?P<ask>(?:(?!<<\}|\{>>).)*)<<\}|.*)")
ROW = r"(【?(?:\(?[a-z]\)?[ \u3000])?(?:取組の?内容|[^*＊【「。、（）# \u3000]{1,12}の役割(?:分担)?)】?)"
# The name of a row without its bold signs: 取組の内容, 【甲の役割】, ＊＊乙の役割分担＊＊, ** 甲の役割 **;
# or with its text on one line: **甲の役割** 連絡調整を行う。 甲の役割　連絡調整を行う。
ROW_LABEL = re.compile(rf"(?:\*\* |[＊「])*{ROW}(?: \*\*|[＊」])*(?:$|[\u3000：])|\*\*{ROW}\*\*.")


def read_text(data: bytes, path: str, problems: Problems) -> str:
    """The text of a file that an editor writes; a problem for each of its `slips`, and the text without them.

    So no later message compares two strings that look the same.
    """
    text = decoded(data, path, problems)
    for number, line in enumerate(text.split("\n"), start=1):
        problems.extend(character_problems(line, Place(path, number)))
    return mended(text)


def character_problems(text: str, place: Place) -> Iterator[Problem]:
    """A problem for each kind of slip in a text."""
    for written, right in slips(text).items():
        if right in ADVICE:
            message = ADVICE[right].format(code_points(written))
            yield Problem(place, message, "control-character")
        else:
            message = f"「{written}」は、見た目の似た別の文字です。「{right}」に直してください"
            yield Problem(place, message, "look-alike")


def decoded(data: bytes, path: str, problems: Problems) -> str:
    """The text of a file in UTF-8, without byte order mark and with LF; '' with a problem if it has none."""
    first = Place(path, 1)
    if len(data) > limits.FILE:
        problems.add(first, f"大きすぎます（上限{limits.FILE:,}バイト）", "file-size")
        return ""
    try:
        text = data.removeprefix(BOM).decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Place(path, data.count(b"\n", 0, error.start) + 1)
        problems.add(place, "UTF-8として読めません。UTF-8で保存してください", "encoding")
        return ""
    if "\r" in text:
        message = "改行のうち、CRだけのものがあります。LF又はCRLFにして保存してください"
        problems.add(Place(path, text.count("\n", 0, text.index("\r")) + 1), message, "line-end")
        return ""
    if not text.strip():
        problems.add(first, "中身がありません", "empty-file")
        return ""
    is_fit = True
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > limits.LINE:
            message = f"1行が{len(line):,}字あります（上限{limits.LINE:,}字）。行を分けてください"
            problems.add(Place(path, number), message, "line-length")
            is_fit = False
    return text if is_fit else ""


def without_questions(text: str, path: str, problems: Problems) -> str:
    """The text without the open questions that `import` has left in it; a problem for each of them.

    A line of only a question becomes an empty one, so that the others keep their numbers.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        for match in QUESTION.finditer(line):
            place = Place(path, number)
            if ask := (match["ask"] or "").strip(" 。"):
                way = "決めて原稿を直したら、この印を消してください"
                problems.add(place, f"決めていない問いがあります：{ask}。{way}", "open-question")
            else:
                message = f"問いの印は「{{>>ask: 問い<<}}」の形で、1行の中で閉じます: {match[0].strip()[:30]}"
                problems.add(place, message, "mark-form")
    return QUESTION.sub("", text)


def check_lines(text: str, path: str, first_line: int) -> Iterator[Problem]:
    """The problems of a body that begins on `first_line` of the file, line by line."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        if line:
            yield from _signs(line, Place(path, number))
            yield from _form(line, Place(path, number))


def _signs(line: str, place: Place) -> Iterator[Problem]:
    """The characters that a line may not have, or not at this place."""
    if "\t" in line:
        message = "タブがあります。表であれば「| 欄 | 欄 |」の形とし、文であれば半角の空白にしてください"
        yield Problem(place, message, "tab")
    elif line.strip(" ") and line != line.strip():
        # Markdown drops a blank at an edge, or takes four of them for a block of code.
        yield Problem(place, "行の始め又は終わりに空白があります。消してください", "edge-blank")
    # An input method makes ＃ of #.
    for sign, right in (("＃", "#"), ("＊＊", "**"), ("｛", "{"), ("：", ": "), ("｜", "|")):
        if line.startswith(sign) or f"｛{sign}" in line:
            yield Problem(place, f"「{sign}」は、半角の「{right}」で書きます", "full-width-sign")
            break


def _form(line: str, place: Place) -> Iterator[Problem]:
    """The forms that a line may not have, since Markdown would read them as something else."""
    if match := UNSPACED_LABEL.match(line):
        right = match[1].translate(HALF_WIDTH).rstrip("．")
        message = f"番号「{match[1]}」の後には、半角の空白を1個置きます（例：「{right} …」）"
        yield Problem(place, message, "label-blank")
    if match := ROW_LABEL.match(line):
        right = (match[1] or match[2]).replace("\u3000", " ")
        message = f"欄の名は、前後に半角の「**」を付けて「**{right}**」と、1行に単独で書きます"
        yield Problem(place, message, "row-label-form")
    marks = line[: len(line) - len(line.lstrip("#"))]
    rest = line.removeprefix(marks)
    if len(marks) > 6:
        yield Problem(place, f"見出しの「#」は6個までですが、{len(marks)}個あります", "heading-form")
    elif marks and rest and not re.match(r" \S", rest):
        yield Problem(place, "「#」の後に半角の空白1個と見出しの文字が必要です", "heading-form")
    elif marks and re.search(r" #+$", rest):
        # Markdown drops a # at the end.
        yield Problem(place, "見出しの終わりに「#」があります。消してください", "heading-form")
