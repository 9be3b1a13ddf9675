"""The addresses of pages: the paths of their Markdown files under `docs/`, and where these are published.

Addresses are permanent: others link to them. Forms of data give those of texts under the address of the
agreement: articles/4/#p2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import commonprefix

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import lines, of_article, of_row, of_section
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import (
    Annex,
    Article,
    Body,
    Closing,
    Host,
    Initiative,
    Part,
    Section,
    Supplement,
    walk,
)
from kyoyaku.model.text import Text


def page_path(agreement: Agreement, subject: Part | Initiative | Party | None) -> str:
    """The page of a part (None: the preamble), of an initiative, or of the duties of a party.

    articles/12-2.md for 第12条の2; annex.md for the first annex, annex-2.md for the second.
    """
    match subject:
        case None:
            name = "preamble"
        case Article():
            name = f"articles/{'-'.join(map(str, subject.number))}"
        case Annex():
            ordinal = agreement.annexes.index(subject) + 1
            name = "annex" if ordinal == 1 else f"annex-{ordinal}"
        case Closing():
            name = "closing"
        case Supplement():
            name = "supplement"
        case Initiative():
            name = f"initiatives/{subject.slug}"
        case Party():
            name = f"parties/{subject.slug}"
    return f"{agreement.slug}/{name}.md"


def version_path(agreement: Agreement) -> str:
    """The page of this version. It stays the same when the agreement is amended."""
    return f"{agreement.slug}/versions/{agreement.concluded.isoformat()}.md"


def part_name(part: Part | None) -> str:
    """The name of a part (None: the preamble) for links: 第4条（協議）, 別表（第3条関係）, 締結, 前文."""
    if part is None:
        return "前文"
    return "締結" if isinstance(part, Closing) else part.text.edited


def whole_anchor(agreement: Agreement, part: Part | Initiative | None, anchor: str = "") -> str:
    """A place in a part (None: the preamble) on a page with the whole text: article-4-p2, annex-2."""
    page = page_path(agreement, part).removeprefix(f"{agreement.slug}/").removesuffix(".md")
    page = page.removeprefix("initiatives/")  # there an initiative has its own slug as anchor
    name = of_article(part) if isinstance(part, Article) else page
    return f"{name}-{anchor}" if anchor else name


def anchor_prefix(agreement: Agreement, host: Host) -> str:
    """The prefix of the anchors of a host on a page with several hosts: '', annex-2-, article-3-."""
    name = whole_anchor(agreement, host)
    return "" if name == "annex" else f"{name}-"


def url(path: str) -> str:
    """The address of a file of docs/ under the site: articles/4/ for articles/4.md, '' for index.md.

    The address of a file that is no page is its path.
    """
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{stem}/" if stem else ""


def twin_path(path: str) -> str:
    """The file of a page's Markdown alternate, which stands beside its index.html."""
    return f"{url(path)}index.md"


def seen_from(page_path: str) -> Callable[[str], str]:
    """A function that makes the address of a file under docs/, relative to the address of a page.

    From asahikawa/articles/4.md the page asahikawa/index.md is at ../../, the page itself at ./.
    """
    here = url(page_path).rstrip("/")
    return lambda path: relative(url(path), here) or "./"


@lru_cache(maxsize=4096)
def relative(path: str, folder: str) -> str:
    """A path as seen from a folder: ../articles/4.md for x/articles/4.md from x/initiatives.

    posixpath.relpath asks the system for the working folder each time.
    """
    there, here = path.split("/"), folder.split("/") if folder else []
    same = len(commonprefix([there, here]))
    return "/".join([".."] * (len(here) - same) + there[same:])


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a text stands: the address of its page, the anchor of its section or row, the rest of its anchor.

    `initiatives/libraries/`, `role-kamikawa` and `p2-i1` for the first 号 in the second paragraph of a role.
    """

    page: str
    head: str = ""
    line: str = ""

    @property
    def address(self) -> str:
        """initiatives/libraries/#role-kamikawa-p2-i1."""
        anchor = "-".join(filter(None, (self.head, self.line)))
        return f"{self.page}#{anchor}" if anchor else self.page


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address of the page of a file under docs/, and of a place on it; '' for the overview."""
    return TextPlace(url(path).removeprefix(f"{agreement.slug}/"), anchor).address


def subject_address(agreement: Agreement, subject: Part | Initiative | None, anchor: str = "") -> str:
    """The address of a part (None: the preamble) or an initiative, or of a place in it: articles/4/#p2-i1."""
    return address(agreement, page_path(agreement, subject), anchor)


@lru_cache(maxsize=8)
def text_places(agreement: Agreement) -> dict[Text, TextPlace]:
    """The place of each text, in the order of the document. No two texts are equal: each has its line."""
    return dict(_placed(agreement))


def _placed(agreement: Agreement) -> Iterator[tuple[Text, TextPlace]]:
    yield agreement.title, TextPlace("")
    yield from _body(agreement.preamble, subject_address(agreement, None))
    for part in agreement.parts:
        page = subject_address(agreement, part)
        if isinstance(part, Closing):
            yield from ((line, TextPlace(page, "", f"l{n}")) for n, line in enumerate(part.lines, start=1))
            continue
        yield part.text, TextPlace(page)
        yield from _body(part.body, page)
        for child, _ in () if isinstance(part, Supplement) else walk(part):
            if isinstance(child, Section):
                yield child.text, TextPlace(page, of_section(child))
                yield from _body(child.body, page, of_section(child))
                continue
            own = subject_address(agreement, child)
            yield child.text, TextPlace(own)
            for row in child.rows:
                yield row.label, TextPlace(own, of_row(row))
                yield from _body(row.body, own, of_row(row))


def _body(body: Body, page: str, head: str = "") -> Iterator[tuple[Text, TextPlace]]:
    return ((line.text, TextPlace(page, head, line.anchor)) for line in lines(body))
