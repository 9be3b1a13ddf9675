"""The rules about the order of the parts, their numbers, their permanent names and the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from kyoyaku.language.numerals import Label, numbers_after, provision, read_label
from kyoyaku.model import parts, walking
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import COSTS
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Problem

FOLDERS = "attached body changes costs data glossary names versions".split()
"""Names of pages beside those of annexes."""


def sequences(agreement: Agreement) -> Iterator[Problem]:
    """The parts of the agreement, and those of each second document, are in order; 締結 is there once."""
    for several in (agreement.parts, *(one.parts for one in agreement.attached)):
        inside = [one.part for one in walking.standing(several) if one.document is None]
        yield from _articles([one for one in inside if isinstance(one, parts.Article)])
        for supplement in (one for one in inside if isinstance(one, parts.Supplement)):
            yield from _articles(supplement.articles)
        yield from _chapters(several, {})
        annexes = [one for one in several if isinstance(one, parts.Annex)]
        for kind in dict.fromkeys(one.kind for one in annexes):
            yield from _annexes([one for one in annexes if one.kind == kind])
        for closing in [one for one in several if isinstance(one, parts.Closing)][1:]:
            message = (
                "「## 締結」は、一つの文書に一つだけ書きます。後の文は、前の「## 締結」の下に続けて書きます"
            )
            yield Problem(closing.place, message, "heading-doubled")


def _articles(articles: Sequence[parts.Article]) -> Iterator[Problem]:
    """Articles run 第1条, 第2条, …, those of a 附則 by themselves; after 第12条 may follow 第12条の2."""
    before: tuple[int, ...] = (0,)
    for article in articles:
        printed = re.split("[ （(]", article.text.edited)[0]
        named = "「{0[0]}」".format if article.is_numbered_heading else partial(provision, unit="条")
        if article.is_numbered_heading != articles[0].is_numbered_heading:
            message = f"「{article.text.edited}」は、{articles[0].name}と並べられません。"
            message += "条の項は「#」のない段落とし、別表の見出しは別表の下に一段深く書きます"
            yield Problem(article.text.place, message, "heading-place")
            continue
        for number in article.numbers:
            allowed = numbers_after(before)
            if number not in allowed:
                after = "最初" if before == (0,) else f"{named(before)}の次"
                message = f"{after}は{named(allowed[0])}のはずですが「{printed}」とあります"
                if number == (0,) and article.is_deleted:
                    right = "「第5条から第7条まで 削除」のように、小さい番号から大きい番号へ書きます"
                    message = f"「{article.text.edited}」の範囲が正しくありません。{right}"
                yield Problem(article.text.place, message, "article-sequence")
            before = number if 0 not in number else allowed[0]


def _chapters(several: Sequence[parts.Part], last: dict[str, int]) -> Iterator[Problem]:
    """編, 章 and 節 run from 1 in what they stand in; 章 can also run on through the 編.

    `last` has the last number of each unit.
    """
    before: dict[str, int] = {}
    for above, part in pairwise((None, *several)):
        chapter = above if isinstance(above, parts.Chapter) and above.label and above.parts else None
        if chapter and isinstance(part, parts.Article):
            message = (
                f"「{part.text.edited}」が{chapter.label}の外にあります。条は、章又は節の下に一段深く書きます"
            )
            yield Problem(part.text.place, message, "heading-place")
        if not isinstance(part, parts.Chapter):
            continue
        unit, number = part.label[-1:], part.position[-1]
        due = before.get(unit, 0) + 1
        if before and not (unit and all(before)):
            message = "「記」は、一つの文書に一つだけ書きます。章とは並べられません"
            yield Problem(part.text.place, message, "heading-doubled")
        elif number != due and (due > 1 or unit != "章" or number != last.get(unit, 0) + 1):
            after = f"第{due - 1}{unit}の次" if due > 1 else "最初"
            message = f"{after}は第{due}{unit}のはずですが「{part.label}」とあります"
            yield Problem(part.text.place, message, "chapter-sequence")
        before[unit] = last[unit] = number
        yield from _chapters(part.parts, last)


def label_sequence(agreement: Agreement) -> Iterator[Problem]:
    """The printed labels of sister headings run 1, 2, 3 or ア, イ, ウ, all or none of them labelled.

    They may go on from those below the section before, also into the next annex.
    """
    last = Counter[object]()
    for host in (one.part for one in agreement.standing if isinstance(one.part, parts.Host)):
        inside = (one for one, _ in walking.walk(host) if not isinstance(one, parts.Remarks))
        for above in (host, *inside):
            yield from _sisters([one for one in above.children if not isinstance(one, parts.Remarks)], last)


def _sisters(several: Sequence[parts.Section | parts.Initiative], last: Counter[object]) -> Iterator[Problem]:
    readings = [read_label(one.label) for one in several if one.label]
    if not readings:
        return
    # The series that most readings belong to: ア is in アイウ and in イロハ.
    kinds = Counter(label.kind for found in readings for label in found)
    firsts = [label.kind for label in readings[0] if label.ordinal == 1]
    series, bracketed = max(firsts or kinds, key=lambda kind: kinds[kind])
    after = last[series, bracketed] + 1
    start = after if Label(series, bracketed, after) in readings[0] else 1
    number: tuple[int, ...] = (start - 1,)
    for one in several:
        allowed = numbers_after(number)
        right = Label(series, bracketed, allowed[0][0])
        number = next((own.number for own in read_label(one.label) if own.kind == right.kind), ())
        if number not in allowed:
            shown = f"「{one.label}」" if one.label else "番号のない見出し"
            message = f"見出しの番号は「{right}」のはずですが、{shown}とあります: {one.text.edited}"
            yield Problem(one.text.place, message, "section-sequence")
            return
        last[right.kind] = number[0]


def _annexes(annexes: list[parts.Annex]) -> Iterator[Problem]:
    """One annex is 別表 or 別表第1; several are 別表第1, 別表第2, …; 別図 and 様式 are counted apart."""
    before: tuple[int, ...] = (0,)
    for annex in annexes:
        # 別表第1の1 follows 別表第1 or the last branch of the number before.
        allowed = [*numbers_after(before), (*before, 1), (before[0] + 1, 1)]
        if annex.numbers not in allowed and (len(annexes) > 1 or annex.numbers):
            right = f"{annex.kind}第{allowed[0][0]}{'号' if '様式' in annex.kind else ''}"
            message = f"{annex.kind}の番号は「{right}」のはずですが「{annex.name}」とあります"
            yield Problem(annex.text.place, message, "annex-sequence")
        before = annex.numbers or (before[0] + 1,)


def slugs(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative, body, and annex that has one, has a slug of its own: ASCII, readable, no path."""
    taken = {party.slug: "当事者の名" for party in agreement.parties}
    named = [("bodies", one.slug, one.place, "") for one in agreement.facts.bodies]
    for number, entry in enumerate(agreement.entries, start=1):
        slug, place = entry.initiative.slug, entry.initiative.text.place
        if slug:
            named.append(("取組", slug, place, "費用の負担のページが使う名" if slug == COSTS else ""))
            continue
        sections = [one for one in entry.sections if isinstance(one, parts.Section)]
        steps = (*(sections[-1].position if sections else ()), number)
        proposal = "initiative-" + "-".join(map(str, steps))
        message = (
            f"取組「{entry.initiative.name}」に固定の識別名がありません。見出しの終わりに"
            f"「 {{#{proposal}}}」のように付けてください（内容を表す英語の名がよい）"
        )
        yield Problem(place, message, "slug-missing")
    for annex in (one.part for one in agreement.standing if isinstance(one.part, parts.Annex)):
        if annex.slug:
            use = "サイトが使う名" if annex.slug in FOLDERS else ""
            named.append((annex.kind, annex.slug, annex.text.place, use))
    for what, slug, place, use in sorted(named, key=lambda one: one[2]):
        if fault := f"{use}なので使えません" if use else slug_fault(slug):
            yield Problem(place, f"{what}の識別名「{slug}」は{fault}", "slug-form")
        elif slug in taken:
            yield Problem(place, f"{what}の識別名「{slug}」は{taken[slug]}と重なっています", "slug-duplicate")
        taken.setdefault(slug, f"{place.line}行目")


def rows(agreement: Agreement) -> Iterator[Problem]:
    """Every initiative has its content once, or a lead, and the role of each party.

    A role of all parties is that of each, and `no_role` declares the one that the paper does not have.
    """
    for initiative in (entry.initiative for entry in agreement.entries):
        place, name = initiative.text.place, f"取組「{initiative.name}」に"
        if not (initiative.lead or any(row.is_content for row in initiative.all_rows)):
            yield Problem(place, f"{name}「取組の内容」の欄がありません", "row-missing")
        yield from _roles(agreement, initiative)
        seen: set[str] = set()
        for row in initiative.all_rows:
            label = "取組の内容" if row.is_content else row.name
            if label in seen:
                yield Problem(row.label.place, f"{name}「{label}」の欄が2回あります", "row-doubled")
            seen.add(label)


def _roles(agreement: Agreement, initiative: parts.Initiative) -> Iterator[Problem]:
    rows = [row for row in initiative.all_rows if not row.rows and not row.is_content]
    roles = [row for row in rows if row.kind == "role"]
    own = [row for row in rows if 0 < len(row.parties) < len(agreement.parties)]
    absent = agreement.facts.no_role.get(initiative.slug, ())
    # A row of all is the role of each, unless there are roles of some. A role of somebody who is not known
    # has been reported: it may be the one that is missing.
    of_all = len(own) < len(rows) and not any(row in roles for row in own)
    is_unknown = any(not row.bearers for row in roles)
    for party in agreement.parties:
        what = f"取組「{initiative.name}」に「{party.key}の役割」の欄が"
        if party.key in absent and any(party in row.parties for row in roles):
            message = f"{what}あります。no_roleから消してください"
            yield Problem(initiative.text.place, message, "role-absent")
        is_there = of_all or is_unknown or any(party in row.parties for row in own + roles)
        if party.key not in absent and not is_there:
            declared = f"no_role: {{{initiative.slug or '識別名'}: [{party.key}]}}"
            message = f"{what}ありません。紙面にないときは、基本情報に「{declared}」と書きます"
            yield Problem(initiative.text.place, message, "row-missing")


def declared(agreement: Agreement) -> Iterator[Problem]:
    """The initiatives, parties, bodies and second documents that the front matter names exist."""
    places, facts = agreement.facts.places, agreement.facts
    known, keys = {entry.initiative.slug for entry in agreement.entries}, {one.key for one in facts.parties}
    for field, slugs_ in (("descriptions", facts.descriptions), ("no_role", facts.no_role)):
        for slug in slugs_:
            if slug not in known:
                message = f"{field}の「{slug}」という識別名の取組はありません"
                yield Problem(places[field], message, "initiative-missing")
    for key in (key for absent in facts.no_role.values() for key in absent):
        if key not in keys:
            message = f"no_roleの「{key}」は、当事者のkeyにありません"
            yield Problem(places["no_role"], message, "role-absent")
    bearers = {one for entry in agreement.entries for row in entry.initiative.all_rows for one in row.bodies}
    for body in facts.bodies:
        if body not in bearers:
            message = f"bodiesの「{body.name}」の役割の欄がありません。役割のない団体は書きません"
            yield Problem(body.place, message, "body-without-role")
    for one in facts.attachments:
        if one.title not in [attached.text.edited for attached in agreement.attached]:
            message = f"attachmentsの「{one.title}」という題名の文書（「# {one.title}」）がありません"
            yield Problem(one.place, message, "attachment-title")


def annex_columns(agreement: Agreement) -> Iterator[Problem]:
    """Each row of an annex or article whose columns are declared is one of them, and each column has a row.

    The columns before that of the first row hold sections and names: 分野, 取組.
    """
    place = agreement.facts.places.get("annex_columns")
    for name, columns in agreement.facts.annex_columns.items():
        inside = (one.initiative for one in agreement.entries if name in ("", one.host.name))
        rows_ = [row for one in inside for row in one.all_rows]
        written = [column for row in rows_ for column in row.columns(columns)]
        first = next((at for at, one in enumerate(columns) if one in written), len(columns))
        for row in rows_:
            # A row of both parties is a cell that is joined over two columns.
            if row.label.edited not in columns and len(row.columns(columns)) != max(1, len(row.parties)):
                message = f"欄「{row.label.edited}」は、annex_columns（{'、'.join(columns)}）にありません"
                yield Problem(row.label.place, message, "annex-columns")
        absent = [one for one in columns[first:] if one not in written]
        if place and (absent or not rows_):
            what = f"「{absent[0]}」という欄が" if absent else "取組の欄が"
            message = f"annex_columnsに書かれた{what}、{name or '別表'}にありません"
            yield Problem(place, message, "annex-columns")


RULES = (sequences, label_sequence, slugs, rows, declared, annex_columns)
