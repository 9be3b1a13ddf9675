"""How places of an agreement are cited in official documents.

Articles are cited by number, 第2条第2項; tables by heading, row (項) and column (欄),
別表3(1)ア「図書館の相互利用」の項甲の役割の欄.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyoyaku.model.agreement import Agreement, Entry
from kyoyaku.model.anchors import lines, of_rows
from kyoyaku.model.parts import Annex, Article, Supplement
from kyoyaku.pages.addresses import page_path, url, whole_anchor
from kyoyaku.pages.page_list import NamedLink, Page, agreement_pages, place_name
from kyoyaku.pages.words import dated


@dataclass(frozen=True, slots=True)
class Citation:
    """A place as it is cited, and its anchors on its page ('' for the whole page) and on the version page."""

    text: str
    anchor: str = ""
    version_anchor: str = ""


def citations(agreement: Agreement, page: Page) -> tuple[Citation, ...]:
    """The citations of a page and of the places on it. A page that only repeats others has none."""
    whole = f"{agreement.names_with('及び')}「{agreement.title.edited}」{dated(agreement, is_cited=True)}"
    return tuple(
        Citation(f"{whole}{one.text}", one.anchor, one.version_anchor) for one in _places(agreement, page)
    )


def named_place(agreement: Agreement, address: str) -> NamedLink:
    """A place by its address under the agreement, as a link: 第4条第2項 for articles/4/#p2."""
    path, _, anchor = f"{agreement.slug}/{address}".partition("#")
    page = next(one for one in agreement_pages(agreement) if url(one.path) == path)
    cited = {one.anchor: one.text for one in _places(agreement, page)}
    return NamedLink(cited.get(anchor, page.title), page.path, anchor)


def _places(agreement: Agreement, page: Page) -> Iterator[Citation]:
    match page.subject:
        case Article() | Supplement() | Annex() as part:
            name = "附則" if isinstance(part, Supplement) else part.name
            yield Citation(name, "", whole_anchor(agreement, part))
            anchors = [line.anchor for line in lines(part.body) if line.is_paragraph]
            # The paragraphs of an annex and the only 項 of an article are not cited by number.
            for anchor in anchors if len(anchors) > 1 and not isinstance(part, Annex) else ():
                place = f"{name}第{anchor.removeprefix('p')}項"
                yield Citation(place, anchor, whole_anchor(agreement, part, anchor))
        case Entry():
            one = page.subject.initiative
            rows, place = of_rows(one), place_name(page.subject)
            in_article = isinstance(page.subject.host, Article)
            name = place if in_article or one.given else f"{place}「{one.name}」の項"
            yield Citation(name, "", one.slug)
            above = ""
            for row in one.all_rows:
                anchor = rows[row.label]
                above = "" if row in one.rows else above
                cited = (
                    f"{above}{row.number or row.label.edited}" if in_article else f"{row.label.edited}の欄"
                )
                above = row.number if row.rows else above
                yield Citation(f"{name}{cited}", anchor, f"{one.slug}-{anchor}")
        case _ if page.path == page_path(agreement, None):
            first = next(lines(agreement.preamble)).anchor
            name = "" if agreement.is_prose else "前文"
            yield Citation(name, "", whole_anchor(agreement, None, first))
