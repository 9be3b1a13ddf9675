"""How places of an agreement are cited in official documents.

Articles are cited by number, 第2条第2項; tables by heading, row (項) and column (欄),
別表3(1)ア「図書館の相互利用」の項、甲の役割の欄; initiatives of an article by labels, 第3条第1号ア(ア)b(a).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from kyoyaku.language.dates import wareki
from kyoyaku.language.numerals import provision, read_label
from kyoyaku.model import parts
from kyoyaku.model.agreement import Agreement, Entry, State
from kyoyaku.model.anchors import Line, headed_bodies, lines, of_article, of_heading, of_rows, placed
from kyoyaku.model.grid import Table
from kyoyaku.pages.addresses import TextPlace, page_path, subject_address, version_path, whole_anchor
from kyoyaku.pages.page_list import Kind, NamedLink, Page, agreement_pages, by_address, cited_name
from kyoyaku.pages.words import dated, version_name
from kyoyaku.problems import Place

ITEMS = range(1, 99)
"""The depths of 号 and of all items below."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place as it is cited, and its anchors on its page ('' for the whole page) and on the version page."""

    text: str
    anchor: str = ""
    version_anchor: str = ""


class _Named(NamedTuple):
    """A place on a page. One that is not cited by itself only gives its name to what is inside it."""

    name: str
    anchor: str = ""
    is_cited: bool = True


def citations(agreement: Agreement, page: Page) -> tuple[Citation, ...]:
    """The citations of a page and of the places on it. A page that only repeats others has none."""
    title, day = agreement.title.edited, dated(agreement, is_cited=True)
    if agreement.facts.changed_by or agreement.state is State.PAST:
        own = version_name(agreement) if agreement.facts.changed_by else f"{agreement.facts.date_is}時の版"
        day = f"（{'。'.join(filter(None, (day[1:-1], own)))}）"
    if page.document:
        title = page.document.text.edited
        since = next((one.concluded for one in agreement.facts.attachments if one.title == title), None)
        day = f"（{wareki(since)}）" if since else ""
    whole = f"{agreement.names_with('及び')}「{title}」{day}"
    subject: Any = page.subject.initiative if isinstance(page.subject, Entry) else page.subject
    if page.kind == Kind.VERSION:
        return tuple(Citation(f"{whole}{name}", anchor) for name, anchor in _of_version(agreement))
    # The preamble has no heading: there its first paragraph is the beginning.
    first = "" if subject else next((one.anchor for one in placed(agreement.preamble) if one.anchor), "")
    return tuple(
        Citation(f"{whole}{name}", anchor, whole_anchor(agreement, subject, anchor or first))
        for name, anchor, is_cited in _places(agreement, page)
        if is_cited
    )


def _of_version(agreement: Agreement) -> Iterator[tuple[str, str]]:
    """(name, anchor) of a version; unless it is current, also of its articles and initiatives."""
    yield "", ""
    for page in agreement_pages(agreement) if agreement.state is not State.CURRENT else ():
        subject: Any = page.subject.initiative if isinstance(page.subject, Entry) else page.subject
        if isinstance(subject, parts.Article | parts.Initiative) and not page.document:
            yield next(_places(agreement, page)).name, whole_anchor(agreement, subject)


def named_place(agreement: Agreement, address: str) -> NamedLink:
    """A place by its address under the agreement, as a link: 第4条第2項 for articles/4/#p2.

    A place without a name gets that of the place around it: articles/4/#p2-b2-r1 is 第4条第2項, too. In a
    second document its title comes first: 付属協定書第1条. Unless the version is current, the link leads to
    the page of the version.
    """
    path, _, anchor = address.partition("#")
    page = by_address(agreement)[path]
    named, at = {anchor: name for name, anchor, _ in _places(agreement, page)}, anchor
    while at and at not in named:
        at = at.rpartition("-")[0]
    document = page.document.text.edited if page.document else ""
    there = (page.path, anchor)
    if agreement.state is not State.CURRENT:
        there = version_path(agreement), TextPlace(path, anchor).whole
    return NamedLink(f"{document}{named.get(at, '')}" or page.title, *there)


@lru_cache(maxsize=8)
def tables(agreement: Agreement) -> dict[Place, NamedLink]:
    """What each table is called, and its CSV, by its place: 第1条第1項の表, articles/1/table-1.csv."""
    found, counts = dict[Place, NamedLink](), Counter[str]()
    for headed in headed_bodies(agreement):
        for one in placed(headed.body, headed.prefix, headed.before):
            if isinstance(one.block, Table):
                address = subject_address(agreement, headed.subject, one.anchor)
                name, folder = f"{named_place(agreement, address).name}の表", address.partition("#")[0]
                counts.update((folder, name))
                # Of two tables in 第1項 the second is 第1条第1項の表（2）.
                name += f"（{counts[name]}）" if counts[name] > 1 else ""
                path = f"{agreement.slug}/{folder}table-{counts[folder]}.csv"
                found[one.block.place] = NamedLink(name, path)
    return found


def _places(agreement: Agreement, page: Page) -> Iterator[_Named]:
    """The places of a page with the names by which they are cited; none of a page that repeats others.

    第2条第1項; 附則（平成4年規約第2号）第2条; 記2(1); 別表備考1. A second document is its title alone.
    """
    name = getattr(page.subject, "name", page.title)
    match page.subject:
        case parts.Article() as part:
            yield _Named(name)
            own = (*lines(part.body), *lines(part.tail, before=part.body))
            yield from _inside(name, own, cited=[1] if part.is_numbered_heading else [0])
        case parts.Supplement() as part:
            yield _Named(name)
            yield from _inside(name, lines(part.body))
            for article in part.articles:
                anchor = of_article(article)
                yield _Named(f"{name}{article.name}", anchor)
                yield from _inside(f"{name}{article.name}", lines(article.body, f"{anchor}-"))
        case parts.Annex() as part:
            yield _Named(name)
            for one in (child for child in part.children if isinstance(child, parts.Remarks)):
                below, anchor = f"{name}{one.text.edited}", of_heading(one)
                yield _Named(below, anchor)
                yield from _inside(below, lines(one.body, f"{anchor}-"), "段落", [1])
        case Entry() as entry:
            name = cited_name(entry)
            name += "の項" if isinstance(entry.host, parts.Annex) and not entry.initiative.given else ""
            yield _Named(name)
            yield from _in_rows(entry, f"{name}、" if name.endswith("の項") else name)
        case parts.Attached() as part:
            yield _Named("")
            is_prose = all(isinstance(one, parts.Closing) for one in part.parts)
            yield from _inside("", lines(part.body if is_prose else ()), "段落")
        case _ if page.path == page_path(agreement, None):
            yield _Named("" if agreement.is_prose else "前文")
            yield from _inside("", lines(agreement.preamble if agreement.is_prose else ()), "段落")


def _in_rows(entry: Entry, name: str) -> Iterator[_Named]:
    """The rows of an initiative: 甲の役割の欄; in an article b, (b)i, and items b(a)."""
    rows, above, in_article = of_rows(entry.initiative), "", isinstance(entry.host, parts.Article)
    for row in entry.initiative.all_rows:
        above = "" if row in entry.initiative.rows else above
        own = f"{above}{row.number or row.label.edited}" if in_article else f"{row.label.edited}の欄"
        above = row.number if row.rows else above
        yield _Named(f"{name}{own}", rows[row.label])
        inside = lines(row.body, f"{rows[row.label]}-")
        yield from _inside(f"{name}{own}", inside, "段落", ITEMS if in_article else ())


def _inside(
    name: str, body: Iterable[Line], unit: str = "項", cited: Container[int] = (0,)
) -> Iterator[_Named]:
    """項, 号 and items below: 第1条第2項第3号ア; of a row …の項、甲の役割の欄第2段落.

    `cited` has the depths that are cited by themselves: 0 is 項, 1 is 号. With 1, no 項 is named before an
    item. The only 項 of an article has no number.
    """
    found, labels, above, are_items = list(body), list[str](), name, 1 in cited
    has_several = sum(line.is_paragraph for line in found) > 1
    for line in found:
        if line.is_paragraph:
            above = f"{name}第{line.anchor.rpartition('p')[2]}{unit}" if has_several else name
            yield _Named(above, line.anchor, has_several and 0 in cited)
        elif line.is_item:
            numbers = [one.number for one in read_label(line.label) if one.series in ("arabic", "kanji")]
            is_numbered = numbers and unit == "項" and line.depth == 1 and not are_items
            label = provision(numbers[0], "号") if is_numbered else line.label
            labels = [*labels[: line.depth - 1], label]
            yield _Named((name if are_items else above) + "".join(labels), line.anchor, line.depth in cited)
