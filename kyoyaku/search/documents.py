"""What the search reads: the agreement's own text, page by page.

Each text is in the index once. Articles, initiatives, preamble, closing and supplement stand with all their
text; the annex stands without its initiatives, because these have pages of their own; the list of articles
stands with the headings of chapters, the overview with the title of the agreement. Pages that repeat others
(full text, duties of a party, lists) are left out.

Processes send these values to each other (pickle). As dataclasses they would take three times as long as the
named tuples do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import headed_bodies
from kyoyaku.model.parts import Annex, Article, Attached, Row, Supplement
from kyoyaku.model.text import Corrected, Illegible, Struck, Supplied, Text
from kyoyaku.pages import chronicle
from kyoyaku.pages.addresses import address, page_path, url
from kyoyaku.pages.page_list import SITE_PAGES, Kind, agreement_pages, place_name
from kyoyaku.pages.words import lost_note
from kyoyaku.search.related import general, readings, simple, words_of

FIRST, SECOND = 2, 1
"""Ranks of pages: articles and initiatives, which most readers look for, before all others."""


class SearchText(NamedTuple):
    """A title, heading or paragraph in the edited reading; `witness` is the other reading if there is one."""

    text: str = ""
    witness: str = ""
    anchor: str = ""


class SearchPart(NamedTuple):
    """A heading with the paragraphs under it; the label is shown beside the heading and is not searched."""

    lines: tuple[SearchText, ...]
    heading: SearchText = SearchText()
    label: str = ""


class SearchPage(NamedTuple):
    """A page that can be found. `place` is its citation (別表3(1)ア) if that is not its title.

    `label` is the (ア) that the title begins with: searched, not shown. `words` relate the page to a query,
    and `plain` says in plain words what it is about. A page of rank 0 is found by them only.
    """

    url: str
    title: SearchText
    rank: int
    parts: tuple[SearchPart, ...] = ()
    place: str = ""
    label: str = ""
    plain: str = ""
    words: tuple[str, ...] = ()


def read_page(written: Sequence[Any]) -> SearchPage:
    """A page from its JSON, in which named tuples are lists."""
    url, title, rank, parts, place, label, plain, words = written
    read = (
        SearchPart(tuple(SearchText(*line) for line in lines), SearchText(*heading), label)
        for lines, heading, label in parts
    )
    return SearchPage(url, SearchText(*title), rank, tuple(read), place, label, plain, tuple(words))


@dataclass(frozen=True, slots=True)
class IndexPart:
    """What the index of the site needs of one agreement; a process can send it to another (pickle)."""

    words: dict[str, Any]
    """The key of each party by its name, and groups of words that mean the same, as browsers fetch them."""
    pages: tuple[SearchPage, ...]


def index_part(agreement: Agreement, named: bool) -> IndexPart:
    """The part of an agreement; `named` puts the parties before each place, for a site of several."""
    pages = tuple(search_pages(agreement))
    if named:
        pages = tuple(one._replace(place=f"{agreement.party_names} {one.place}".strip()) for one in pages)
    keys = {one.slug: one.key for one in agreement.parties}
    # A party is found by its former names, too.
    known = (one for version in (*agreement.earlier, agreement) for one in version.parties)
    parties = {one.name: keys[one.slug] for one in known if keys.get(one.slug, one.name) != one.name}
    words = {"kind": agreement.facts.kind, "names": parties, "same": agreement.vocabulary}
    return IndexPart({**words, "readings": readings(agreement)}, pages)


def site_part() -> IndexPart:
    """The part of the pages that are about no agreement."""
    pages = (
        SearchPage(url(one.path), SearchText(one.title), 0, words=general(one.kind)) for one in SITE_PAGES
    )
    return IndexPart({"kind": "", "names": {}, "same": (), "readings": {}}, tuple(pages))


def search_pages(agreement: Agreement) -> Iterator[SearchPage]:
    """The pages of an agreement that the search finds, in the order of the document."""
    parts = _parts(agreement)
    top, former = f"{agreement.slug}/index.md", tuple(_former(agreement, agreement.title, "旧題名"))
    title = SearchText(agreement.title.edited)
    yield SearchPage(url(top), title, SECOND, former, words=general(Kind.OVERVIEW))
    for page in (one for one in agreement_pages(agreement) if one.path != top):
        words, at = words_of(agreement, page), address(agreement, page.path)
        # Chapters are on the list of the articles.
        title, rank, label = SearchText(page.title), SECOND, ""
        if not (page.searched or page.path in parts):
            if page.is_listed and words:
                yield SearchPage(url(page.path), title, 0, words=words)
            continue
        place = page.document.text.edited if page.document and page.subject is not page.document else ""
        match page.subject:
            case Entry(initiative=one) as entry:
                title, label = SearchText(one.name) if one.given else _text(one.text), one.label
                rank, place = FIRST, f"{place} {place_name(entry)}".strip()
            case Article() as article:
                title, rank = _text(article.text), FIRST
            case Annex() | Supplement() | Attached() as part:
                title = _text(part.text)
        said = agreement.explained.get(at)
        plain = f"{said.plain.partition('。')[0]}。{lost_note(page.marks)}" if said else ""
        own = tuple(parts[page.path])
        yield SearchPage(url(page.path), title, rank, own, place, label, plain, words)
    for topic in agreement.life:
        life = f"{agreement.slug}/life/#{topic.key}"
        yield SearchPage(life, SearchText(topic.name), 0, words=tuple(simple(topic.words)))


def _parts(agreement: Agreement) -> dict[str, list[SearchPart]]:
    """The headings and paragraphs on the page of each path, those of an annex without its initiatives.

    A cell of a table is a part by itself and links to its row. The heading above is its label, as it is for
    the paragraphs after the table.
    """
    found = defaultdict[str, list[SearchPart]](list)
    for one in headed_bodies(agreement):
        heading = _text(one.heading, one.anchor) if one.heading and one.anchor else SearchText()
        names = "・".join(party.name for party in one.part.named) if isinstance(one.part, Row) else ""
        label = f"（{names}）" if names else ""
        runs = [
            (cell, tuple(_text(line.text, cell.rpartition("-")[0] or line.anchor) for line in run))
            for cell, run in groupby(one.lines, key=attrgetter("cell"))
        ]
        first = runs.pop(0)[1] if runs and not runs[0][0] else ()
        parts = [SearchPart(first, heading, label)] if first or heading.text else []
        parts += (SearchPart(own, label=f"{heading.text}{label}") for _, own in runs)
        found[page_path(agreement, one.subject)] += parts
    for path, subject in chronicle.provisions(agreement).items():
        if own := getattr(subject, "text", None):
            found[path] += _former(agreement, own, "旧見出し" if isinstance(subject, Article) else "旧名")
    return found


def _former(agreement: Agreement, heading: Text, word: str) -> Iterator[SearchPart]:
    """The former names of a provision, which the search finds on its page of today."""
    for name, step in chronicle.former_names(agreement, heading):
        day = step.after.begins
        yield SearchPart((SearchText(name),), label=f"{word}（{wareki(day)}に変更）" if day else word)


def _text(text: Text, anchor: str = "") -> SearchText:
    """One text for the index. If a mark corrects it, the reading of the transcript is added."""
    witness = ""
    if any(isinstance(one, Corrected | Illegible | Struck) for one in text.marks()):
        witness = "".join(span.moved if isinstance(span, Supplied) else span.witness for span in text.spans)
    return SearchText(text.edited, witness, anchor)
