"""Parses the headings of a document into parts: 条, 章, 別表, 附則, 締結, numbered headings for 条."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kyoyaku.language.numerals import NUMBER, provision, read_number, split_label
from kyoyaku.model.facts import Facts
from kyoyaku.model.parts import Annex, Article, Chapter, Closing, DatabaseNote, Part, Supplement
from kyoyaku.model.text import Plain, Text
from kyoyaku.problems import Problems
from kyoyaku.reading.blocks import Node, Prose
from kyoyaku.reading.body import CAPTION, read_body
from kyoyaku.reading.initiatives import read_children

# 第4条（費用の負担）, 第12条の2, 第四条 （費用の負担）.
ARTICLE = re.compile(rf"第({NUMBER})条((?:の{NUMBER})*) ?(?:[（(](.+)[）)])?")
ONE = rf"第{NUMBER}条(?:の{NUMBER})*"
# 第8条 削除, 第2条及び第3条 削除, 第5条から第7条まで 削除.
DELETED = re.compile(rf"({ONE}(?:(?:、{ONE})*及び{ONE}|から{ONE}まで)?) ?削除")
# 別表, 別表第2（第3条関係）, 別表第1の2, 様式第1号, 第1号様式の2, 別記（第5条関係）.
ANNEX = re.compile(
    rf"((?:(?:別記)?第({NUMBER})号(?=様式))?(別表|別図|別記様式|様式|別記|別紙)"
    rf"(?:第?({NUMBER})号?)?((?:(?<![表図記紙])の{NUMBER})*)) ?(?:[（(](.+)[）)])?"
)
# 第1章 総則, 第2節 運営.
CHAPTER = re.compile(rf"(第({NUMBER})([編章節款目]))(?: (.+))?")
# 附則, 附則（平成4年規約第2号）, 附則 抄, 付則.
SUPPLEMENT = re.compile(r"[附付]則 ?(?:[（(].+[）)])? ?抄?")
CLOSING = "締結"
LIST = "記"
"""The heading above numbered headings."""
NOT_IN_ANNEX = (ANNEX, SUPPLEMENT, re.compile(CLOSING))
PARTS = (ARTICLE, DELETED, CHAPTER, re.compile(LIST), *NOT_IN_ANNEX)
# A note of an ordinance database, （平17告示9・一部改正）, and no caption.
AMENDED = re.compile("改正|追加|全改|繰上げ?|繰下げ?|告示|規約|条例")
USABLE = (
    "使える見出しは、「第4条（見出し）」「第1章 総則」「別表（第3条関係）」「別図」「様式第1号」「別記」"
    "「別紙」「附則」「締結」「記」及び「1 見出し」です"
)
HEADINGS = (
    (re.compile(r"前文"), "前文は、見出しを付けずに題名の下に書きます"),
    (re.compile(r"(?:署|記)名.*|末文|後文"), "締結の文、日付及び署名は、「## 締結」の下に書きます"),
    (re.compile(r"備考|注記?"), "備考及び注は、別表の下に「### 備考」のように一段深く書きます"),
    (re.compile(r"目次"), "目次は、見出しから作られるので、書きません"),
    (
        re.compile(rf"{ONE}.+"),
        "条の見出しは、「第1条（目的）」の形とし、条の文は、その下に書きます。"
        "削除は、「第2条 削除」と書きます",
    ),
)
"""Headings of real documents that cannot be used, each with the advice of its problem."""


def is_part(heading: str) -> bool:
    """Whether a heading is one of a part: 第4条（協議）, 別表, 附則."""
    return any(form.fullmatch(heading) for form in PARTS)


def is_article(heading: str) -> bool:
    """Whether a heading is that of an article, also of a numbered one: 第4条（協議）, 1 処理の対象."""
    return bool(ARTICLE.fullmatch(heading) or DELETED.fullmatch(heading) or _numbered(heading))


def _numbered(heading: str) -> int:
    """The number of a heading without 条: 2 for 2 使用の期間 and 二 使用の期間; 0 for any other."""
    label = split_label(heading)[0]
    return read_number(label) if label else 0


def read_part(node: Node, facts: Facts, problems: Problems) -> Part | None:
    """The part under a heading; None, with a problem, if the heading cannot be used."""
    text = node.heading.text
    heading = text.edited
    if not is_part(heading) and (right := as_part(heading)):
        problems.add(
            text.place, f"「{heading}」は使えない見出しです。「{right}」と書きます", "unknown-heading"
        )
        # Read as it is meant, so that no reference to what is below it is a further problem.
        meant = replace(node.heading, text=Text((Plain(right),), text.place))
        return read_part(replace(node, heading=meant), facts, problems)
    if is_article(heading):
        return _article(node, facts, problems)
    is_chapter = CHAPTER.fullmatch(heading) or heading == LIST
    if not node.body and not node.children:
        deeper = f"。その条及び節は、一段深く「{'#' * (node.heading.level + 1)}」で書きます"
        message = f"「{heading}」の下に何もありません{deeper if is_chapter else ''}"
        problems.add(text.place, message, "empty-heading")
    if is_chapter:
        return _chapter(node, facts, problems)
    if match := ANNEX.fullmatch(heading):
        numbers = re.findall(NUMBER, " ".join(filter(None, match.group(2, 4, 5))))
        children = read_children(node, facts, problems, match[1])
        body, slug = read_body(node.body, problems), node.heading.slug or ""
        number = tuple(map(read_number, numbers))
        _check_below(node, NOT_IN_ANNEX, problems)
        return Annex(match[1], match[3], number, match[6] or "", text, body, children, slug)
    if SUPPLEMENT.fullmatch(heading):
        articles = tuple(one for one in _inside(node, facts, problems) if isinstance(one, Article))
        for place in (one.text.place for one in articles if one.children):
            problems.add(place, "附則の条の下には、取組を置けません", "heading-place")
        without = tuple(replace(one, children=(), tail=()) for one in articles)
        return Supplement(text, read_body(node.body, problems, numbered=True), without)
    if heading == CLOSING:
        return _closing(node, problems)
    advice = next((one for form, one in HEADINGS if form.fullmatch(heading)), USABLE)
    problems.add(text.place, f"「{heading}」は使えない見出しです。{advice}", "unknown-heading")
    return None


def _closing(node: Node, problems: Problems) -> Closing:
    for child in node.children:
        _refuse(child.heading.text, node, "「#」を付けずに、1行の文とします", problems)
    for block in node.body:
        if not isinstance(block, Prose) or block.colons:
            message = "「## 締結」の下には、文、日付及び署名だけを、1行に一つずつ書きます"
            problems.add(block.place, message, "closing-form")
    lines = tuple(one.text for one in node.body if isinstance(one, Prose))
    return Closing(lines, node.heading.text.place)


def _article(node: Node, facts: Facts, problems: Problems, list_name: str = "") -> Article:
    """An article; `list_name` is 記 for the numbered headings below it."""
    text = node.heading.text
    heading = text.edited
    caption = ""
    deleted = DELETED.fullmatch(heading)
    if deleted and (node.children or not all(isinstance(one, DatabaseNote) for one in node.body)):
        message = f"「{heading}」は、削除された条の見出しです。下には何も書きません"
        problems.add(text.place, message, "heading-place")
    elif not (deleted or node.body or node.children):
        message = f"「{heading}」の下に何もありません。削除された条は、「第2条 削除」のように書きます"
        problems.add(text.place, message, "empty-heading")
    if deleted:
        numbers = _numbers(deleted[1]) or ((0,),)
        name = re.sub(NUMBER, lambda one: str(read_number(one[0])), deleted[1])
    elif match := ARTICLE.fullmatch(heading):
        numbers = (tuple(map(read_number, (match[1], *re.findall(NUMBER, match[2])))),)
        name, caption = provision(numbers[0], "条"), match[3] or ""
    else:
        numbers = ((_numbered(heading),),)
        name, caption = f"{list_name}{numbers[0][0]}", split_label(heading)[1]
    _check_below(node, PARTS, problems)
    body = read_body(node.body, problems, numbered=True)
    children = read_children(node, facts, problems, name)
    last = max((block.number for block in body if hasattr(block, "number")), default=0)
    tail = read_body(node.tail, problems, numbered=True, after=last)
    return Article(name, numbers, caption, text, body, children, tail)


def _check_below(node: Node, forms: Sequence[re.Pattern[str]], problems: Problems) -> None:
    """A problem for each part that stands below an article or an annex, where it would be a section."""
    for inner in (child.heading.text for child in node.children):
        if any(form.fullmatch(inner.edited) for form in forms):
            _refuse(inner, node, f"「{'#' * node.heading.level} {inner.edited}」と書きます", problems)


def _refuse(inner: Text, above: Node, right: str, problems: Problems) -> None:
    message = f"「{inner.edited}」は「{above.heading.text.edited}」の下には置けません。{right}"
    problems.add(inner.place, message, "heading-place")


def _numbers(written: str) -> tuple[tuple[int, ...], ...]:
    """The numbers of 第2条及び第3条, or all from 第5条 to 第7条; none if they run backwards."""
    found = [tuple(map(read_number, re.findall(NUMBER, one))) for one in re.findall(ONE, written)]
    ordered = all(one < other for one, other in pairwise(found))
    if ordered and "から" in written:
        (*above, first), (*also, last) = found
        found = [(*above, number) for number in range(first, last + 1)] if above == also else []
    return tuple(found) if ordered else ()


def _chapter(node: Node, facts: Facts, problems: Problems, above: tuple[int, ...] = ()) -> Chapter:
    text = node.heading.text
    match = CHAPTER.fullmatch(text.edited)
    position = (*above, read_number(match[2]) if match else 1)
    body = read_body(node.body, problems)
    parts = tuple(_inside(node, facts, problems, position))
    return Chapter(match[1] if match else "", text, position, body, parts)


def _inside(
    node: Node, facts: Facts, problems: Problems, above: tuple[int, ...] = ()
) -> Iterator[Chapter | Article]:
    """The 節 and articles in a chapter, whose position is `above`; the articles in an 附則."""
    heading = node.heading.text.edited
    for child in node.children:
        inner = child.heading.text
        if above and CHAPTER.fullmatch(inner.edited):
            yield _chapter(child, facts, problems, above)
        elif is_article(inner.edited):
            yield _article(child, facts, problems, LIST if heading == LIST else "")
        elif is_part(inner.edited):
            _refuse(inner, node, f"「## {inner.edited}」と書きます", problems)
        else:
            usable = "「第1条（見出し）」「第2条 削除」のような条" + "及び節" * bool(above)
            usable = "「1 見出し」のような番号" if heading == LIST else usable
            advice = f"置けるのは、{usable}の見出しです"
            is_caption = CAPTION.fullmatch(inner.edited)
            _refuse(inner, node, "「#」を付けずに、1行の段落とします" if is_caption else advice, problems)


def as_part(heading: str) -> str:
    """How a heading that means a part is written: 附則 for 附 則, 第1章 総則 for 第1章総則; '' for others."""
    # Not 第1 目的 nor 第1章の2 会議.
    _, unit, rest = re.split(rf"^(第{NUMBER}[編章節款目](?!の{NUMBER})|)", heading, maxsplit=1)
    words = re.sub("(?<=.)(?=削除$)", " ", re.sub(r"\s", "", rest))
    right = f"{unit} {words}".strip()
    return right if is_part(right) else ""


def check_headings(root: Node, problems: Problems) -> None:
    """Problems of the title and the headings under it: a slug, a caption above its 第N条 as on paper."""
    nodes = [root, *_under(root)]
    for heading in (node.heading for node in nodes):
        if heading.slug is not None and not ANNEX.fullmatch(heading.text.edited):
            message = f"「{{#…}}」は取組の名に付けます。「{heading.text.edited}」には付けません"
            problems.add(heading.text.place, message, "slug-place")
    for above, below in pairwise(nodes):
        last, name = above.body[-1] if above.body else None, below.heading.text.edited
        article = ARTICLE.fullmatch(name)
        if not article or not isinstance(last, Prose):
            continue
        caption = last.text.edited
        # A line in brackets can be text, too: （単位は、千円とする）.
        if CAPTION.fullmatch(caption) and (not article[3] or AMENDED.search(caption)):
            message = (
                f"「{caption}」の行を改めてください。条の見出しは、「"
                f"{name if article[3] else f'{name}（{caption[1:-1]}）'}」のように条名の後に書きます。"
                f"例規集の改正の注であれば、「{{>>note: {caption[1:-1]}<<}}」と書きます"
            )
            problems.add(last.place, message, "caption-place")
            above.body.pop()  # it is no paragraph of the article before, too


def _under(node: Node) -> Iterator[Node]:
    """The headings under a title, and those under its chapters and 附則."""
    for child in node.children:
        yield child
        heading = child.heading.text.edited
        if CHAPTER.fullmatch(heading) or SUPPLEMENT.fullmatch(heading) or heading == LIST:
            yield from _under(child)
