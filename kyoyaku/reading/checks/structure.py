"""The rules about the order of the parts, their numbers, their permanent names and the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kyoyaku.language.numerals import Label, read_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import COSTS
from kyoyaku.model.parts import (
    Annex,
    Article,
    Chapter,
    Closing,
    Host,
    Initiative,
    Part,
    Remarks,
    Section,
    Supplement,
    article_name,
    standing,
    walk,
)
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Problem


def _documents(agreement: Agreement) -> Iterator[tuple[Part, ...]]:
    """The parts of each document: of the agreement, and of each second one."""
    yield agreement.parts
    yield from (one.parts for one in agreement.attached)


def article_sequence(agreement: Agreement) -> Iterator[Problem]:
    """Articles run 第1条, 第2条, … in each document and each 附則; after 第12条 may follow 第12条の2."""
    for parts in _documents(agreement):
        inside = [one.part for one in standing(parts) if one.document is None]
        yield from _articles([one for one in inside if isinstance(one, Article)])
        for supplement in inside:
            if isinstance(supplement, Supplement):
                yield from _articles(supplement.articles)


def _articles(articles: Sequence[Article]) -> Iterator[Problem]:
    before: tuple[int, ...] = (0,)
    for article in articles:
        for number in article.numbers:
            # The successor at each depth, and a first branch, which is always の2.
            allowed = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
            allowed += [(*before, 2)] if before != (0,) else []
            if number not in allowed:
                named = _numbered_name if article.is_numbered_heading else article_name
                after = "最初" if before == (0,) else f"{named(before)}の次"
                printed = re.split("[ （(]", article.text.edited)[0]
                message = f"{after}は{named(allowed[0])}のはずですが「{printed}」とあります"
                yield Problem(article.text.place, message, "article-sequence")
            before = number if 0 not in number else allowed[0]


def _numbered_name(number: tuple[int, ...]) -> str:
    return f"「{number[0]}」"


def chapter_sequence(agreement: Agreement) -> Iterator[Problem]:
    """章 run 第1章, 第2章, …, and so do the 節 of a 章; 編 may hold 章 that run on from those before."""
    for parts in _documents(agreement):
        yield from _chapters(parts, {})


def _chapters(parts: Sequence[Part], last: dict[str, int]) -> Iterator[Problem]:
    """The chapters side by side, and those in each; `last` has the last number of each unit."""
    for part in parts:
        if not isinstance(part, Chapter) or not part.label:
            continue
        unit, number, before = part.label[-1], part.position[-1], last.get(part.label[-1], 0)
        if number != before + 1:
            after = f"第{before}{unit}の次" if before else "最初"
            message = f"{after}は第{before + 1}{unit}のはずですが「{part.label}」とあります"
            yield Problem(part.text.place, message, "chapter-sequence")
        last[unit] = number
        # 章 can run on through the 編 or begin anew in each; 節 begin anew in each 章.
        inner = next((one for one in part.parts if isinstance(one, Chapter)), None)
        goes_on = inner and unit == "編" and inner.position[-1] != 1
        below = {inner.label[-1]: last.get(f"in {unit}", 0)} if inner and goes_on else {}
        yield from _chapters(part.parts, below)
        last[f"in {unit}"] = max(below.values(), default=0)


def label_sequence(agreement: Agreement) -> Iterator[Problem]:
    """The printed labels of sister headings run 1, 2, 3 or ア, イ, ウ, all or none of them labelled."""
    for host in (one.part for one in agreement.standing if isinstance(one.part, Host)):
        inside = (one for one, _ in walk(host) if not isinstance(one, Remarks))
        for above in (host, *inside):
            yield from _sisters([one for one in above.children if not isinstance(one, Remarks)])


def _sisters(children: Sequence[Section | Initiative]) -> Iterator[Problem]:
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
            yield Problem(one.text.place, message, "section-sequence")
            return


def annex_sequence(agreement: Agreement) -> Iterator[Problem]:
    """One annex is 別表 or 別表第1; several are 別表第1, 別表第2, …; 別図 and 様式 are counted apart."""
    for parts in _documents(agreement):
        annexes = [one for one in parts if isinstance(one, Annex)]
        for kind in dict.fromkeys(one.kind for one in annexes):
            yield from _annexes([one for one in annexes if one.kind == kind])


def _annexes(annexes: list[Annex]) -> Iterator[Problem]:
    before: tuple[int, ...] = (0,)
    for annex in annexes:
        # 別表第1の1 follows 別表第1 or the last branch of the number before.
        allowed = [(*before[:depth], before[depth] + 1) for depth in range(len(before))]
        allowed += [(*before, 1), (*before, 2), (before[0] + 1, 1)]
        if annex.numbers not in allowed and (len(annexes) > 1 or annex.numbers):
            right = f"{annex.kind}第{allowed[0][0]}"
            message = f"{annex.kind}の番号は「{right}」のはずですが「{annex.name}」とあります"
            yield Problem(annex.text.place, message, "annex-sequence")
        before = annex.numbers or (before[0] + 1,)


def one_closing(agreement: Agreement) -> Iterator[Problem]:
    """締結 stands once in a document."""
    for parts in _documents(agreement):
        for closing in [one for one in parts if isinstance(one, Closing)][1:]:
            message = (
                "「## 締結」は、一つの文書に一つだけ書きます。後の文は、前の「## 締結」の下に続けて書きます"
            )
            yield Problem(closing.place, message, "heading-doubled")


def slugs(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has a slug of its own: ASCII, readable, no path."""
    taken = {party.slug: "当事者の名" for party in agreement.parties}
    for number, entry in enumerate(agreement.entries, start=1):
        slug, place = entry.initiative.slug, entry.initiative.text.place
        if not slug:
            sections = [one for one in entry.sections if isinstance(one, Section)]
            steps = (*(sections[-1].position if sections else ()), number)
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
    """Every initiative has its content once, and the role of each party.

    A role of all parties is that of each, and `no_role` declares the one that the paper does not have.
    """
    for initiative in (entry.initiative for entry in agreement.entries):
        place, name = initiative.text.place, f"取組「{initiative.name}」に"
        contents = sum(row.is_content for row in initiative.all_rows)
        if contents != 1:
            problem = (
                ("欄がありません", "row-missing")
                if not contents
                else (f"欄が{contents}回あります", "row-doubled")
            )
            yield Problem(place, f"{name}「取組の内容」の{problem[0]}", problem[1])
        yield from _roles(agreement, initiative)
        seen: set[str] = set()
        for row in initiative.all_rows:
            if row.label.edited in seen and not row.is_content:
                yield Problem(row.label.place, f"{name}欄「{row.label.edited}」が2回あります", "row-doubled")
            seen.add(row.label.edited)


def _roles(agreement: Agreement, initiative: Initiative) -> Iterator[Problem]:
    parties = agreement.parties
    borne = [row for row in initiative.all_rows if row.body and row.parties]
    own = [row for row in borne if row.kind == "role" and len(row.parties) < len(parties)]
    of_all = [row for row in borne if len(row.parties) == len(parties)]
    absent = agreement.facts.no_role.get(initiative.slug, ())
    for party in parties if own or not of_all else ():
        has = any(party in row.parties for row in borne if row.kind == "role")
        if has == (party.key in absent):
            what = f"取組「{initiative.name}」に「{party.key}の役割」の欄が"
            declared = f"no_role: {{{initiative.slug}: [{party.key}]}}"
            right = f"紙面にないときは、基本情報に「{declared}」と書きます"
            message = f"{what}あります。no_roleから消してください" if has else f"{what}ありません。{right}"
            yield Problem(initiative.text.place, message, "role-absent" if has else "row-missing")


def declared(agreement: Agreement) -> Iterator[Problem]:
    """What the front matter declares is in the text: initiatives and parties of `no_role`, `bodies`."""
    places, facts = agreement.facts.places, agreement.facts
    slugs_, keys = {entry.initiative.slug for entry in agreement.entries}, {one.key for one in facts.parties}
    for slug, absent in facts.no_role.items():
        if slug not in slugs_:
            message = f"no_roleの「{slug}」という識別名の取組はありません"
            yield Problem(places["no_role"], message, "role-absent")
        for key in absent:
            if key not in keys:
                message = f"no_roleの「{key}」は、当事者のkeyにありません"
                yield Problem(places["no_role"], message, "role-absent")
    rows_ = [row for entry in agreement.entries for row in entry.initiative.all_rows]
    taken = {party.slug for party in facts.parties}
    for body in facts.bodies:
        if not any(body in row.bodies for row in rows_):
            message = f"bodiesの「{body.name}」の役割の欄がありません。役割のない団体は書きません"
            yield Problem(body.place, message, "body-without-role")
        if body.slug in taken:
            message = f"bodiesの識別名「{body.slug}」は、当事者又は他の団体と重なっています"
            yield Problem(body.place, message, "slug-duplicate")
        taken.add(body.slug)


RULES = (
    article_sequence,
    chapter_sequence,
    label_sequence,
    annex_sequence,
    one_closing,
    slugs,
    rows,
    declared,
)
