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
