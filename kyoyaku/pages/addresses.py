"""The addresses of pages: the paths of their Markdown files under `docs/`, and where these are published.

Addresses are permanent, because others link to them. Data files give the address of a text relative to that
of its agreement: articles/4/#p2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from posixpath import commonprefix

from kyoyaku.model import parts
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.anchors import headed_bodies, of_chapter, of_heading
from kyoyaku.model.facts import DATE_IS, Party
from kyoyaku.model.text import Text
from kyoyaku.problems import Place

FOLDERS: dict[type, str] = {
    parts.Article: "articles/",
    parts.Annex: "annex",
    parts.Closing: "closing",
    parts.Supplement: "supplement",
    parts.Attached: "attached",
}
"""The class of a part, and how the path of its page begins: articles/4.md, annex-2.md."""


def page_path(agreement: Agreement, subject: parts.Part | parts.Initiative | Party | None) -> str:
    """The page of a part (None: the preamble), of an initiative, or of the duties of a party.

    articles/12-2.md for 第12条の2; annex.md for the first annex, annex-2.md for the second;
    attached/articles/1.md for 第1条 of the second document. A chapter is on the list of articles.
    """
    match subject:
        case None:
            name = "body" if agreement.is_prose else "preamble"
        case parts.Initiative():
            name = f"initiatives/{subject.slug}"
        case Party():
            name = f"parties/{subject.slug}"
        case _:
            name = _names(agreement)[part_place(subject)]
    # Both are the index page of a folder.
    below = "/index" if isinstance(subject, parts.Attached | parts.Chapter) else ""
    return f"{agreement.slug}/{name}{below}.md"


def section_path(agreement: Agreement, host: parts.Host, section: parts.Section) -> str:
    """The page of a heading that groups initiatives: annex/s3-1-2.md."""
    return f"{page_path(agreement, host).removesuffix('.md')}/{of_heading(section)}.md"


def part_place(part: parts.Part) -> Place:
    """The line where a part is written; no two parts have the same."""
    return part.place if isinstance(part, parts.Closing) else part.text.place


@lru_cache(maxsize=8)
def _names(agreement: Agreement) -> dict[Place, str]:
    """{place of a part: its address under the agreement}: articles/12-2, annex-2, attached/articles/1."""
    found: dict[Place, str] = {}
    counts: dict[tuple[Place | None, type], int] = {}
    for one in agreement.standing:
        part, above = one.part, one.document.text.place if one.document else None
        folder = f"{found[above]}/" if above else ""
        if isinstance(part, parts.Chapter):
            # On the list of articles; a second document has it on its own page.
            name = found[above] if above else "articles"
        elif isinstance(part, parts.Article):
            name = f"{folder}articles/{_dashed(part.number)}"
        else:
            kind = type(part)
            ordinal = counts[above, kind] = counts.get((above, kind), 0) + 1
            name = f"{folder}{FOLDERS[kind]}" + (f"-{ordinal}" if ordinal > 1 else "")
            if isinstance(part, parts.Annex) and part.slug:
                name = f"{folder}{part.slug}"
        found[part_place(part)] = name
    return found


def _dashed(number: tuple[int, ...]) -> str:
    return "-".join(map(str, number))


def article_paths(agreement: Agreement, article: parts.Article) -> list[str]:
    """The paths of an article by its numbers, the one of its page first: two for 第2条及び第3条 削除."""
    folder = page_path(agreement, article).rpartition("/")[0]
    return [f"{folder}/{_dashed(number)}.md" for number in article.numbers]


def version_path(agreement: Agreement) -> str:
    """The page of this version. It stays the same when the agreement is amended."""
    return f"{agreement.slug}/versions/{agreement.version}.md"


def change_path(after: Agreement) -> str:
    """The page with the changes from the version before to this one."""
    return f"{after.slug}/changes/{after.version}.md"


def account_path(agreement: Agreement) -> str:
    """The page on transcript and corrections; a version with neither uses that of the current one."""
    is_shared = agreement.state is State.CURRENT or not (agreement.transcript or agreement.marks)
    within = "" if is_shared else f"versions/{agreement.version}/"
    return f"{agreement.slug}/{within}text.md"


def transcript_path(agreement: Agreement) -> str:
    """The file of the transcript of a version, the same whichever version is current."""
    within = f"versions/{agreement.version}" if agreement.facts.changed_by else "text"
    return f"{agreement.slug}/{within}/transcript.txt"


def lead_name(agreement: Agreement) -> str:
    """What the paragraphs below the title are called: 前文, or 本文 where there is nothing else."""
    return "本文" if agreement.is_prose else "前文"


def list_name(agreement: Agreement) -> str:
    """What the articles are called together: 条文; 項目 where numbered headings or 記 are in their place."""
    if agreement.is_prose:
        return lead_name(agreement)
    return "項目" if all(one.is_numbered_heading for one in agreement.articles[:1]) else "条文"


def part_name(agreement: Agreement, part: parts.Part | parts.Initiative | None) -> str:
    """The name of a part (None: the preamble) for links: 第4条（協議）, 別表, 締結 (or 末文), 前文."""
    if part is None or isinstance(part, parts.Initiative):
        return part.heading if part else lead_name(agreement)
    closing = DATE_IS if agreement.facts.date_is == DATE_IS else "末文"
    return closing if isinstance(part, parts.Closing) else part.text.edited


def whole_anchor(agreement: Agreement, part: parts.Part | parts.Initiative | None, anchor: str = "") -> str:
    """The anchor of a place in a part (None: the preamble) on a page with the whole text.

    article-4-p2, annex-2, attached-article-1, chapter-2; an initiative has its own slug.
    """
    name = TextPlace(subject_address(agreement, part)).whole
    if isinstance(part, parts.Chapter):
        name = f"{name}-{of_chapter(part)}".lstrip("-")
    return f"{name}-{anchor}" if anchor else name


def anchor_prefix(agreement: Agreement, host: parts.Host) -> str:
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
    """Return a function: the path of a file under docs/ to its address, relative to the address of a page.

    From asahikawa/articles/4.md the page asahikawa/index.md is at ../../, the page itself at ./.
    """
    here = url(page_path).rstrip("/")
    return lambda path: relative(url(path), here) or "./"


@lru_cache(maxsize=4096)
def relative(path: str, folder: str) -> str:
    """A path as seen from a folder: ../articles/4.md for x/articles/4.md from x/initiatives.

    Quicker than posixpath.relpath, which asks the system for the working folder at each call.
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
    def whole(self) -> str:
        """The anchor on a page with the whole text: libraries-role-kamikawa-p2; article-4, chapter-2."""
        page = "" if self.page == "articles/" else self.page.rstrip("/").removeprefix("initiatives/")
        page = page.replace("articles/", "article-")
        return "-".join(filter(None, (page.replace("/", "-"), self.head, self.line)))

    @property
    def address(self) -> str:
        """initiatives/libraries/#role-kamikawa-p2-i1."""
        anchor = "-".join(filter(None, (self.head, self.line)))
        return f"{self.page}#{anchor}" if anchor else self.page


def address(agreement: Agreement, path: str, anchor: str = "") -> str:
    """The address of the page of a file under docs/, and of a place on it; '' for the overview."""
    return TextPlace(url(path).removeprefix(f"{agreement.slug}/"), anchor).address


def subject_address(
    agreement: Agreement, subject: parts.Part | parts.Initiative | None, anchor: str = ""
) -> str:
    """The address of a part (None: the preamble) or an initiative, or of a place in it: articles/4/#p2-i1."""
    return address(agreement, page_path(agreement, subject), anchor)


@lru_cache(maxsize=8)
def text_places(agreement: Agreement) -> dict[Text, TextPlace]:
    """{text: its place}, in the order of the document. No two texts are equal, as each holds its line."""
    return dict(_placed(agreement))


def _placed(agreement: Agreement) -> Iterator[tuple[Text, TextPlace]]:
    yield agreement.title, TextPlace("")
    for one in headed_bodies(agreement):
        page = subject_address(agreement, one.subject)
        if one.heading:
            yield one.heading, TextPlace(page, one.anchor)
        for line in one.lines:
            yield line.text, TextPlace(page, one.anchor, line.anchor.removeprefix(one.prefix))
