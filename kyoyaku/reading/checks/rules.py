"""The rules that an agreement must keep before it is published.

A rule takes an agreement and yields a problem for every place that breaks it; its docstring is the
rule. The faults of form that keep a text from being read are found while it is read (`parse`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from kyoyaku.language.dates import dates_in, wareki
from kyoyaku.language.numerals import Label, read_label, split_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import (
    Annex,
    Article,
    Closing,
    Initiative,
    Part,
    Section,
    article_name,
)
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Place, Problem
from kyoyaku.reading.checks.limits import few_definitions, few_quotations
from kyoyaku.reading.checks.references import references_exist

LABEL_SIGN = re.compile(r"\((?:[0-9]+|[ア-ン]|[a-z]+|[一二三四五六七八九十百]+)\)|[0-9],(?=[0-9]{3})")
OTHER_FORMS = re.compile(r"[０-９，,､｡()]")
RIGHT_FORMS = str.maketrans("０１２３４５６７８９，,､｡()", "0123456789、、、。（）")
DEFINITION = re.compile(r"。?以下(?:、)?「[^「」]*」という。?")
ANNEX_BASES = ("別表", "別記", "別紙")

Rule = Callable[[Agreement], Iterator[Problem]]


def check(agreement: Agreement) -> Iterator[Problem]:
    """Every problem of an agreement that was read."""
    for rule in RULES:
        yield from rule(agreement)


def title_agrees(agreement: Agreement) -> Iterator[Problem]:
    """`title` of the front matter is the title of the text."""
    given, printed = agreement.facts.title, agreement.title.edited
    if given and given != printed:
        message = f"題名は「{printed}」ですが、基本情報のtitleは「{given}」です"
        yield Problem(agreement.facts.places["title"], message, "title-agrees")


def version_date(agreement: Agreement) -> Iterator[Problem]:
    """The file is named by the date on which the version was concluded."""
    name = agreement.path.rsplit("/", 1)[-1].removesuffix(".md")
    day = agreement.facts.concluded
    if day and name != day.isoformat():
        message = f"ファイルの名は{name}ですが、concludedは{day}です。正しい方にそろえてください"
        yield Problem(agreement.facts.places["concluded"], message, "version-date")


def date_in_text(agreement: Agreement) -> Iterator[Problem]:
    """The date under 締結 is the date on which the version was concluded."""
    for text in (line for closing in agreement.closings for line in closing.lines):
        for written, day in dates_in(text.edited):
            agreed = agreement.facts.concluded
            if agreed and text.edited == written and day != agreed:
                message = (
                    f"締結の日は、基本情報では{wareki(agreed)}ですが「{written}」とあります。"
                    "正しい方にそろえてください"
                )
                yield Problem(text.place, message, "date-agrees")


def basis_in_text(agreement: Agreement) -> Iterator[Problem]:
    """`basis` quotes the text."""
    basis = agreement.facts.basis
    if basis and not any(basis in DEFINITION.sub("", text.edited) for text in agreement.texts):
        message = (
            f"basis「{basis}」は協約の文にありません。文のとおり（定義の括弧書きは除く）に書いてください"
        )
        yield Problem(agreement.facts.places["basis"], message, "basis-in-text")


def article_sequence(agreement: Agreement) -> Iterator[Problem]:
    """Articles run 第1条, 第2条, …; after 第12条 may follow 第12条の2."""
    before: tuple[int, ...] = (0,)
    for article in agreement.articles:
        allowed = _next_articles(before)
        if article.number not in allowed:
            after = "最初" if before == (0,) else f"{article_name(before)}の次"
            message = f"{after}は{article_name(allowed[0])}のはずですが「{article.name}」とあります"
            yield Problem(article.text.place, message, "article-sequence")
        before = article.number


def _next_articles(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The numbers that may follow: the successor at each depth, and a first branch (always の2)."""
    successors = [(*number[:depth], number[depth] + 1) for depth in range(len(number))]
    return successors + ([(*number, 2)] if number != (0,) else [])


def label_sequence(agreement: Agreement) -> Iterator[Problem]:
    """The printed labels of sister headings run 1, 2, 3 or ア, イ, ウ, all or none of them labelled."""
    for part in agreement.parts:
        if isinstance(part, Article | Annex):
            yield from _sisters(part.children)


def _sisters(children: tuple[Section | Initiative, ...]) -> Iterator[Problem]:
    for one in children:
        if isinstance(one, Section):
            yield from _sisters(one.children)
    labels = [one.label for one in children if one.label]
    if not labels:
        return
    series, bracketed = _series(labels)
    for ordinal, one in enumerate(children, start=1):
        right = Label(series, bracketed, ordinal)
        if right not in read_label(one.label):
            shown = f"「{one.label}」" if one.label else "番号のない見出し"
            message = f"見出しの番号は「{right}」のはずですが、{shown}とあります: {one.text.edited}"
            yield Problem(one.text.place, message, "section-sequence")
            return


def _series(labels: list[str]) -> tuple[str, bool]:
    """The series that most readings of the labels belong to: ア is in アイウ and in イロハ."""
    kinds = Counter(label.kind for printed in labels for label in read_label(printed))
    firsts = [label.kind for label in read_label(labels[0]) if label.ordinal == 1]
    return max(firsts or kinds, key=lambda kind: kinds[kind])


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
    for parts, name in ((agreement.closings, "締結"), (agreement.supplements, "附則")):
        for part in parts[1:]:
            yield Problem(_place(part), f"「## {name}」が重複しています", "heading-doubled")


def _place(part: Part) -> Place:
    return part.place if isinstance(part, Closing) else part.text.place


def slugs(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has a slug of its own: ASCII, readable, no path."""
    seen: dict[str, Place] = {}
    for entry in agreement.entries:
        slug, place = entry.initiative.slug, entry.initiative.text.place
        if not slug:
            steps = (*(entry.sections[-1].position if entry.sections else ()), len(seen) + 1)
            proposal = "initiative-" + "-".join(map(str, steps))
            message = (
                f"取組「{entry.initiative.name}」に固定の識別名がありません。見出しの終わりに"
                f"「 {{#{proposal}}}」のように付けてください（内容を表す英語の名がよい）"
            )
            yield Problem(place, message, "slug-missing")
        elif fault := slug_fault(slug):
            yield Problem(place, f"取組の識別名「{slug}」は{fault}", "slug-form")
        elif slug in {party.slug for party in agreement.parties}:
            yield Problem(place, f"取組の識別名「{slug}」は当事者の名と重なっています", "slug-duplicate")
        elif slug in seen:
            message = f"取組の識別名「{slug}」は{seen[slug].line}行目と重なっています"
            yield Problem(place, message, "slug-duplicate")
        seen.setdefault(slug or f"?{place.line}", place)


def rows(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has its content and the role of each party, each once."""
    for entry in agreement.entries:
        yield from _rows(agreement, entry.initiative)


def _rows(agreement: Agreement, initiative: Initiative) -> Iterator[Problem]:
    named = Counter("取組の内容" for row in initiative.rows if row.is_content)
    named.update(f"{party.key}の役割" for row in initiative.rows for party in row.parties)
    for label in ("取組の内容", *(f"{party.key}の役割" for party in agreement.parties)):
        if named[label] == 0:
            message = f"取組「{initiative.name}」に「{label}」の欄がありません"
            yield Problem(initiative.text.place, message, "row-missing")
        elif named[label] > 1:
            message = f"取組「{initiative.name}」に「{label}」の欄が{named[label]}回あります"
            yield Problem(initiative.text.place, message, "row-doubled")


def notation(agreement: Agreement) -> Iterator[Problem]:
    """Digits are half-width, commas 、 and brackets （）; (1) and (ア) are labels and stay."""
    for text in agreement.texts:
        bare = LABEL_SIGN.sub("", text.edited)
        label = split_label(text.edited)[0]
        if label.startswith("（"):
            right = label.translate(str.maketrans("（）", "()"))
            yield Problem(text.place, f"番号「{label}」は「{right}」と書きます", "notation")
        for sign in sorted(set(OTHER_FORMS.findall(bare))):
            right = sign.translate(RIGHT_FORMS)
            message = f"「{sign}」は「{right}」と書きます（数字は半角、読点と括弧は全角）"
            yield Problem(text.place, message, "notation")


def witness_named(agreement: Agreement) -> Iterator[Problem]:
    """A place of the transcript is cited only where the front matter names a transcript."""
    if agreement.facts.witness:
        return
    for text in agreement.texts:
        if any(mark.note.refs for mark in text.marks()):
            message = "「@」で底本の箇所を示すには、基本情報のwitnessが必要です"
            yield Problem(text.place, message, "witness-missing")
    for debris in agreement.debris[:1]:
        message = "底本のない原稿に、本文に置かない箇所の一覧があります"
        yield Problem(debris.place, message, "witness-missing")


def descriptions(agreement: Agreement) -> Iterator[Problem]:
    """A description is of an initiative that is there."""
    known = {entry.initiative.slug for entry in agreement.entries}
    for slug in agreement.facts.descriptions:
        if slug not in known:
            message = f"descriptionsの「{slug}」という名の取組はありません"
            yield Problem(agreement.facts.places["descriptions"], message, "description-of-nothing")


RULES: tuple[Rule, ...] = (
    title_agrees,
    version_date,
    date_in_text,
    basis_in_text,
    article_sequence,
    label_sequence,
    annex_sequence,
    one_closing,
    slugs,
    rows,
    descriptions,
    notation,
    witness_named,
    references_exist,
    few_definitions,
    few_quotations,
)
