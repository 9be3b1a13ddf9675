"""The addresses of pages: the paths of their Markdown files under `docs/`, and where these are published.

Addresses are permanent: others link to them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from posixpath import commonprefix

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import of_article
from kyoyaku.model.facts import Party
from kyoyaku.model.parts import Annex, Article, Closing, Host, Initiative, Part, Supplement


def overview_path(agreement: Agreement) -> str:
    """The first page of an agreement."""
    return f"{agreement.slug}/index.md"


def article_path(agreement: Agreement, article: Article) -> str:
    """articles/12-2.md for 第12条の2."""
    return f"{agreement.slug}/articles/{'-'.join(map(str, article.number))}.md"


def annex_path(agreement: Agreement, annex: Annex) -> str:
    """annex.md for the first annex, annex-2.md for the second."""
    ordinal = agreement.annexes.index(annex) + 1
    return f"{agreement.slug}/annex{'' if ordinal == 1 else f'-{ordinal}'}.md"


def initiative_path(agreement: Agreement, initiative: Initiative) -> str:
    """initiatives/libraries.md for the initiative with the slug libraries."""
    return f"{agreement.slug}/initiatives/{initiative.slug}.md"


def party_path(agreement: Agreement, party: Party) -> str:
    """The page of the duties of a party."""
    return f"{agreement.slug}/parties/{party.slug}.md"


def preamble_path(agreement: Agreement) -> str:
    """The page of the preamble."""
    return f"{agreement.slug}/preamble.md"


def full_path(agreement: Agreement) -> str:
    """The page with the whole text."""
    return f"{agreement.slug}/full.md"


def costs_path(agreement: Agreement) -> str:
    """The page on who pays."""
    return f"{agreement.slug}/costs.md"


def life_path(agreement: Agreement) -> str:
    """The page that lists the initiatives under headings of everyday life."""
    return f"{agreement.slug}/life.md"


def version_path(agreement: Agreement) -> str:
    """The page of this version. It stays the same when the agreement is amended."""
    return f"{agreement.slug}/versions/{agreement.concluded.isoformat()}.md"


def file_path(agreement: Agreement, name: str) -> str:
    """A file beside the pages: text/transcript.txt, data/agreement.json, feed.xml."""
    return f"{agreement.slug}/{name}"


def part_path(agreement: Agreement, part: Part) -> str:
    """The page of any part of the document."""
    match part:
        case Article():
            return article_path(agreement, part)
        case Annex():
            return annex_path(agreement, part)
        case Closing():
            return f"{agreement.slug}/closing.md"
        case Supplement():
            return f"{agreement.slug}/supplement.md"


def part_name(part: Part) -> str:
    """The name of a part for links: 第4条（協議）, 別表（第3条関係）, 締結, 附則."""
    return "締結" if isinstance(part, Closing) else part.text.edited


def whole_anchor(agreement: Agreement, part: Part | None, anchor: str = "") -> str:
    """A place in a part (None: the preamble) on a page with the whole text: article-4-p2, annex-2."""
    match part:
        case None:
            name = "preamble"
        case Article():
            name = of_article(part)
        case Annex():
            name = (anchor_prefix(agreement, part) or "annex-").rstrip("-")
        case Supplement():
            name = "supplement"
        case Closing():
            name = "closing"
    return f"{name}-{anchor}" if anchor else name


def anchor_prefix(agreement: Agreement, host: Host) -> str:
    """The prefix of the anchors of a host on a page with several hosts: '', annex-2-, article-3-."""
    if isinstance(host, Article):
        return f"{of_article(host)}-"
    ordinal = agreement.annexes.index(host) + 1
    return "" if ordinal == 1 else f"annex-{ordinal}-"


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
