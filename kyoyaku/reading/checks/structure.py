"""The rules about the order of the parts, their numbers, their permanent names and the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kyoyaku.language.numerals import Label, read_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_row
from kyoyaku.model.layers import COSTS
from kyoyaku.model.parts import Annex, Article, Initiative, Row, Section, article_name, walk
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Problem

ANNEX_BASES = ("別表", "別記", "別紙")


def article_sequence(agreement: Agreement) -> Iterator[Problem]:
    """Articles run 第1条, 第2条, …; after 第12条 may follow 第12条の2."""
    before: tuple[int, ...] = (0,)
    for article in agreement.articles:
        # The successor at each depth, and a first branch, which is always の2.
        allowed = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
        allowed += [(*before, 2)] if before != (0,) else []
        if article.number not in allowed:
            after = "最初" if before == (0,) else f"{article_name(before)}の次"
            printed = re.split("[ （(]", article.text.edited)[0]
            message = f"{after}は{article_name(allowed[0])}のはずですが「{printed}」とあります"
            yield Problem(article.text.place, message, "article-sequence")
        before = article.number if 0 not in article.number else allowed[0]


def label_sequence(agreement: Agreement) -> Iterator[Problem]:
    """The printed labels of sister headings run 1, 2, 3 or ア, イ, ウ, all or none of them labelled."""
    for part in agreement.parts:
        if isinstance(part, Article | Annex):
            for above in (part, *(one for one, _ in walk(part) if isinstance(one, Section))):
                yield from _sisters(above.children)


def _sisters(children: tuple[Section | Initiative, ...]) -> Iterator[Problem]:
    readings = [read_label(one.label) for one in children if one.label]
    if not readings:
        return
    # The series that most readings belong to: ア is in アイウ and in イロハ.
    kinds = Counter(label.kind for several in readings for label in several)
    firsts = [label.kind for label in readings[0] if label.ordinal == 1]
    series, bracketed = max(firsts or kinds, key=lambda kind: kinds[kind])
    for ordinal, one in enumerate(children, start=1):
        right = Label(series, bracketed, ordinal)
        if right not in read_label(one.label):
            shown = f"「{one.label}」" if one.label else "番号のない見出し"
            message = f"見出しの番号は「{right}」のはずですが、{shown}とあります: {one.text.edited}"
            message += "。備考及び注の見出しは、まだ書けません" if one.text.edited in ("備考", "注") else ""
            yield Problem(one.text.place, message, "section-sequence")
            return


def annex_sequence(agreement: Agreement) -> Iterator[Problem]:
    """One annex is 別表 or 別表第1; several are 別表第1, 別表第2, …; 別記 and 別紙 are counted apart."""
    for base in ANNEX_BASES:
        annexes = [annex for annex in agreement.annexes if annex.name.startswith(base)]
        for ordinal, annex in enumerate(annexes, start=1):
            if annex.number != ordinal and (len(annexes) > 1 or annex.number is not None):
                right = f"{ordinal}番目の{base}は「{base}第{ordinal}」のはずですが"
                yield Problem(annex.text.place, f"{right}「{annex.name}」とあります", "annex-sequence")


def one_closing(agreement: Agreement) -> Iterator[Problem]:
    """締結 and 附則 stand once."""
    places = [("締結", closing.place) for closing in agreement.closings[1:]]
    places += [("附則", supplement.text.place) for supplement in agreement.supplements[1:]]
    for name, place in places:
        message = f"「## {name}」は一つだけ書きます。二つ以上の{name}は、まだ書けません"
        yield Problem(place, message, "heading-doubled")


def slugs(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has a slug of its own: ASCII, readable, no path."""
    taken = {party.slug: "当事者の名" for party in agreement.parties}
    for number, entry in enumerate(agreement.entries, start=1):
        slug, place = entry.initiative.slug, entry.initiative.text.place
        if not slug:
            steps = (*(entry.sections[-1].position if entry.sections else ()), number)
            proposal = "initiative-" + "-".join(map(str, steps))
            message = (
                f"取組「{entry.initiative.name}」に固定の識別名がありません。見出しの終わりに"
                f"「 {{#{proposal}}}」のように付けてください（内容を表す英語の名がよい）"
            )
            yield Problem(place, message, "slug-missing")
        elif fault := "費用の負担のページが使う名なので使えません" if slug == COSTS else slug_fault(slug):
            yield Problem(place, f"取組の識別名「{slug}」は{fault}", "slug-form")
        elif slug in taken:
            yield Problem(place, f"取組の識別名「{slug}」は{taken[slug]}と重なっています", "slug-duplicate")
        taken.setdefault(slug, f"{place.line}行目")


def rows(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has its content and the role of each party, each once."""
    wanted = ("取組の内容", *(f"{party.key}の役割" for party in agreement.parties))
    for initiative in (entry.initiative for entry in agreement.entries):
        if not all(row.is_content or row.parties for row in initiative.rows):
            continue  # a row whose name is not known is reported, and may be the one that is missing
        named = Counter("取組の内容" for row in initiative.rows if row.is_content)
        named.update(f"{party.key}の役割" for row in initiative.rows for party in row.parties)
        for label in wanted:
            place, of_row = initiative.text.place, f"取組「{initiative.name}」に「{label}」の欄が"
            if named[label] == 0:
                yield Problem(place, f"{of_row}ありません", "row-missing")
            elif named[label] > 1:
                yield Problem(place, f"{of_row}{named[label]}回あります", "row-doubled")


def row_addresses(agreement: Agreement) -> Iterator[Problem]:
    """No two rows of an initiative have one address: 甲及び乙 has `role-a-b`, as has a party `a-b`."""
    for initiative in (entry.initiative for entry in agreement.entries):
        placed: dict[str, Row] = {}
        for row in initiative.rows:
            other = placed.setdefault(of_row(row), row)
            if other.parties != row.parties:
                both = f"欄「{other.label.edited}」と欄「{row.label.edited}」のアドレス（{of_row(row)}）"
                message = f"{both}が重なります。当事者のslugを改めてください"
                yield Problem(row.label.place, message, "slug-duplicate")


RULES = (article_sequence, label_sequence, annex_sequence, one_closing, slugs, rows, row_addresses)
