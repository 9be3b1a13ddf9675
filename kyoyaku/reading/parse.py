"""The bytes of one version to an Agreement.

A fault is added to the problems and the rest is still read, so that the editor sees all faults at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kyoyaku import limits
from kyoyaku.language.numerals import NUMBER, read_number
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Facts, Party
from kyoyaku.model.parts import Annex, Article, Closing, Part, Supplement
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.blocks import Node, Prose, RowLabel, read_blocks, read_outline
from kyoyaku.reading.body import read_body
from kyoyaku.reading.front_matter import read_front_matter, split_front_matter
from kyoyaku.reading.initiatives import read_children
from kyoyaku.reading.mark_ids import identified
from kyoyaku.reading.source_text import check_lines, read_text

# 第4条（費用の負担）, 第12条の2, 第四条 （費用の負担）.
ARTICLE = re.compile(rf"第({NUMBER})条((?:の{NUMBER})*) ?(?:[（(](.+)[）)])?")
# 別表, 別表第2（第3条関係）, 別記（第5条関係）.
ANNEX = re.compile(rf"((?:別表|別記|別紙)(?:第?({NUMBER}))?) ?(?:[（(](.+)[）)])?")
# A paragraph that is only a caption: （費用の負担）.
CAPTION = re.compile(r"[（(][^（）()。]{1,60}[）)]")
CLOSING = "締結"
SUPPLEMENT = "附則"
USABLE = "使える見出しは、「第4条（見出し）」「別表（第3条関係）」「締結」「附則」です"
HEADINGS = (
    (re.compile(r"前文"), "前文は、見出しを付けずに題名の下に書きます"),
    (re.compile(r"(?:署|記)名.*|末文|後文"), "締結の文、日付及び署名は、「## 締結」の下に書きます"),
    # 附則（平成4年規約第2号）
    (re.compile(r"附則.+"), "附則の見出しは「附則」だけです。題のある附則は、まだ書けません"),
    # 第1章 総則, 第1編
    (re.compile(rf"第{NUMBER}[編章節款](?:\s.*)?"), "編、章及び節の見出しは、まだ書けません"),
    (re.compile(rf"第{NUMBER}条 ?削除"), "「第2条」のように条名だけを書き、その下に「削除」と書きます"),
    # 第2条及び第3条 削除
    (re.compile(r"第.+条.*削除"), "二つ以上の条をまとめた見出しは、まだ書けません"),
    # 別図, 様式第1号, 別表第1の1
    (re.compile(r"別図.*|.*様式.*|別[表記紙]第?.+の.+"), "別図、様式及び枝番号のある別表は、まだ書けません"),
    # 記, 1 処理の対象
    (re.compile(r"記|[0-9]+ .+"), "条のない文書の見出しは、まだ書けません"),
)
"""Headings of real documents that cannot be used, and what can be done."""


def parse(data: bytes, path: str, slug: str, problems: Problems) -> Agreement | None:
    """The agreement in the bytes of a source file; None, with a problem, when there is no text to read.

    `path` is the name of the file in problems, `slug` the agreement's name in addresses.
    """
    text = read_text(data, path, problems)
    if (headings := len(re.findall("^#", text, re.MULTILINE))) > limits.HEADINGS:
        message = (
            f"見出しが{headings:,}個あります（上限{limits.HEADINGS:,}個）。"
            "余分なものを消すか、協約を分けてください"
        )
        problems.add(Place(path, 1), message, "heading-count")
        return None
    if not text:
        return None
    head, body, first_line = split_front_matter(text, path, problems)
    if head is None and not body.strip():
        return None
    problems.extend(check_lines(body, path, first_line))
    facts = read_front_matter(head, path, problems) if head is not None else Facts()
    blocks = read_blocks(body, path, first_line, problems, facts.source)
    root = read_outline(blocks, path, first_line, problems)
    if root is None:
        return None
    _check_headings(root, problems)
    preamble = read_body(_prose(root.body, problems), problems)
    parts = tuple(p for node in root.children if (p := _part(node, facts.parties, problems)))
    if not problems.found and not any(isinstance(part, Article | Annex) for part in parts):
        message = "「## 第1条（見出し）」のような条も、別表もありません。条のない文書は、まだ掲載できません"
        problems.add(root.heading.text.place, message, "no-article")
    return identified(Agreement(slug, path, facts, root.heading.text, preamble, parts))


def _part(node: Node, parties: tuple[Party, ...], problems: Problems) -> Part | None:
    text = node.heading.text
    heading = text.edited
    article, annex = ARTICLE.fullmatch(heading), ANNEX.fullmatch(heading)
    if not (article or annex or heading in (CLOSING, SUPPLEMENT)):
        message = f"「{heading}」は使えない見出しです。{_advice(heading)}"
        problems.add(text.place, message, "unknown-heading")
        return None
    prose = _prose(node.body, problems)
    if not prose and not node.children:
        problems.add(text.place, f"「{heading}」の下に何もありません", "empty-heading")
    if article:
        number = tuple(read_number(n) for n in (article[1], *re.findall(NUMBER, article[2])))
        body = read_body(prose, problems, numbered=True)
        return Article(number, article[3] or "", text, body, read_children(node, parties, problems))
    if annex:
        ordinal = read_number(annex[2]) if annex[2] else None
        children = read_children(node, parties, problems)
        return Annex(annex[1], ordinal, annex[3] or "", text, read_body(prose, problems), children)
    for child in node.children:
        message = f"「{heading}」の下には見出しを置けません"
        problems.add(child.heading.text.place, message, "heading-place")
    if heading == CLOSING:
        return Closing(tuple(block.text for block in prose), text.place)
    return Supplement(text, read_body(prose, problems, numbered=True))


def _advice(heading: str) -> str:
    """What to write in place of a heading that cannot be used, or that it cannot be written yet."""
    joined = re.sub(r"\s", "", heading)
    if joined in (CLOSING, SUPPLEMENT) or ARTICLE.fullmatch(joined) or ANNEX.fullmatch(joined):
        return f"「{joined}」と、空白を入れずに書きます"
    return next((advice for form, advice in HEADINGS if form.fullmatch(heading)), USABLE)


def _prose(blocks: Sequence[Prose | RowLabel], problems: Problems) -> list[Prose]:
    """The paragraphs; a problem for each row label, for here is no initiative."""
    for block in blocks:
        if isinstance(block, RowLabel):
            message = f"「{block.text.edited}」は取組の見出しの下に書きます"
            problems.add(block.text.place, message, "row-place")
    return [block for block in blocks if isinstance(block, Prose)]


def _check_headings(root: Node, problems: Problems) -> None:
    """Problems of the title and the headings under it: a slug, a caption above its 第N条 as on paper."""
    above, before = root, None
    if not (root.body or root.children):
        message = f"「{root.heading.text.edited}」の下に何もありません"
        problems.add(root.heading.text.place, message, "empty-heading")
    for node in (root, *root.children):
        heading = node.heading.text
        if node.heading.slug is not None:
            message = f"「{{#…}}」は取組の名に付けます。「{heading.edited}」には付けません"
            problems.add(heading.place, message, "slug-place")
        if before and ARTICLE.fullmatch(heading.edited) and CAPTION.fullmatch(before.edited):
            name = heading.edited.partition("（")[0]
            right = f"「## {name}{before.edited}」"
            message = (
                f"条の見出し「{before.edited}」は、{right}のように条名の後に書きます。"
                "例規集の改正の注は、まだ書けません"
            )
            problems.add(before.place, message, "caption-place")
            above.body.pop()  # it is no 項 without a number, too
        above, before = node, node.body[-1].text if node.body else None
