"""Words that are to run a script, in every place that takes words, run none: they are shown as they are.

Two things see to it, each tried without the other: the pages escape what they show, and the policy stops
what is not ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from lxml.html import document_fromstring
from playwright.sync_api import Dialog, Page

from kyoyaku import limits
from kyoyaku.language.characters import slips
from kyoyaku.problems import ContentError
from kyoyaku.reading.layers import plain_words
from kyoyaku.reading.load import load
from testing.browsing import DESK, serve
from testing.dialects import FRONT_MATTER, python_markdown
from testing.project import write_content
from tests.browser.visits import BOX, PRESS, one_of_each_kind, open_with
from tests.conftest import REPOSITORY
from tests.judgement.xss import DAY, SLUG, content, groups, harmless, refused, tried

LINE = 1_000_000
"""The limit of a line and of a plain sentence here: all the words stand in some lines at once."""
REPEATING = {"full.md", "names.md", "2021-10-01.md"}
"""Long pages of words that other pages have, too; Python-Markdown takes long for them."""
UNLIMITED = (
    "from kyoyaku import limits; from kyoyaku.reading.layers import plain_words; "
    f"limits.LINE = plain_words.LONGEST = {LINE}; from mkdocs.__main__ import cli; cli()"
)
BUILD = ("-c", UNLIMITED, "build", "--strict", "--quiet")

TRIED = tried()
WAIT = 30_000
PRESS_SLOWLY = """async (ones) => {
  for (const one of ones) { one.click(); await new Promise((done) => setTimeout(done, 20)); }
}"""
"""Each has the time to run before the next is pressed."""
RESULT = {
    "a",
    "article",
    "br",
    "details",
    "div",
    "h1",
    "h2",
    "li",
    "mark",
    "nav",
    "p",
    "span",
    "summary",
    "ul",
}
"""What the results of a search are made of, and what is related to it."""


@cache
def _refused() -> dict[str, set[str]]:
    """By which rules each word is refused in a text."""
    return {word: refused(word, "無害語") for word in TRIED}


def _in_text() -> list[str]:
    return [word for word, rules in _refused().items() if not rules]


@cache
def _beside() -> list[str]:
    """The words that may stand beside a text."""
    return [word for word in TRIED if not refused("無害語", word)]


@pytest.mark.site
def test_most_words_may_stand_in_a_text_and_the_others_are_refused_for_what_they_are() -> None:
    assert len(_in_text()) > 60
    assert len(_beside()) > 80
    for word, rules in _refused().items():
        assert rules <= {
            "notation",
            "mark-form",
            "control-character",
            "life-topic",
            "label-sequence",
            "section-sequence",
        }, word


@pytest.fixture(scope="session")
def sites(build_once: Callable[..., Path]) -> tuple[Path, Path]:
    """The site of the hostile words, and that of harmless ones."""

    def built(name: str, words: list[str], facts: list[str]) -> Path:
        settings = {"SITE_AUTHOR": " ".join(facts), "REPO_URL": REPOSITORY}
        return build_once(name, content(words, facts), BUILD, **settings)

    hostile = built("hostile", _in_text(), _beside())
    return hostile, built("harmless", harmless(_in_text()), harmless(_beside()))


@pytest.mark.site
def test_no_word_becomes_an_element_an_attribute_or_an_address(sites: tuple[Path, Path]) -> None:
    """Nor where another publisher reads the pages, as Python-Markdown."""
    known = defaultdict[Path, set[str]](set)
    for folder, ending in ((".", "html"), ("../docs", "md")):
        tops = [site / folder for site in sites]
        hostile, pages = (sorted(one.relative_to(top) for one in top.rglob(f"*.{ending}")) for top in tops)
        assert pages == hostile
        assert len(pages) > len(groups(_in_text()))
        for page in (page for page in pages if page.name not in REPEATING):
            one, other = (_html(top / page, known) for top in tops)
            assert _elements(one) == _elements(other), page


def _html(page: Path, known: Mapping[Path, set[str]]) -> str:
    """A page as it is; for Python-Markdown, without the lines that a page before in its folder has."""
    text, before = page.read_text(encoding="utf-8"), known[page.parent]
    if page.suffix == ".html":
        return text
    lines = FRONT_MATTER.sub("", text).split("\n")
    own = [line for line in lines if not line or line not in before]
    before.update(lines)
    return python_markdown("\n".join(own))


def _elements(html: str) -> list[tuple[str, ...]]:
    """Each element of a page with its attributes, and to what kind of address it leads."""
    return [
        (str(tag.tag), *map(str, sorted(tag.attrib)), href.partition(":")[0] if ":" in href else "")
        for tag in document_fromstring(html).iter("*")
        for href in [tag.get("href", "")]
    ]


@pytest.mark.site
def test_each_word_is_shown_as_it_is(sites: tuple[Path, Path]) -> None:
    for at, word in enumerate(groups(_in_text())):
        file = sites[0] / SLUG / "initiatives" / f"v-{at}" / "index.html"
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
        heading, title = soup.h1, soup.title
        assert heading
        assert title
        assert heading.get_text() == word
        assert title.get_text().startswith(f"{word} - ")
        assert soup.get_text().count(word) > 5
    about = BeautifulSoup((sites[0] / "about" / "index.html").read_text(encoding="utf-8"), "lxml")
    assert " ".join(_beside()) in about.get_text()


@contextmanager
def _dialogs(page: Page) -> Iterator[list[str]]:
    """The dialogs that a tab shows meanwhile."""
    shown: list[str] = []

    def note(dialog: Dialog) -> None:
        shown.append(f"{page.url}: {dialog.message}")
        dialog.dismiss()

    page.on("dialog", note)
    yield shown
    page.remove_listener("dialog", note)


@pytest.fixture
def bare(tab: Callable[..., Page]) -> Iterator[Page]:
    """A tab that heeds no policy, so that only what pages do themselves protects. A dialog is a fault, so is
    a script of ours that fails.
    """
    page = tab(DESK, bypass_csp=True)
    with _dialogs(page) as ran:
        page.on("pageerror", lambda error: ran.append(f"{page.url}: {error}"))
        yield page
        page.wait_for_timeout(100)
    assert ran == []


@pytest.mark.browser
@pytest.mark.site
def test_nothing_runs_on_any_kind_of_page(
    sites: tuple[Path, Path], bare: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LINE", LINE)
    monkeypatch.setattr(plain_words, "LONGEST", LINE)
    agreements = load(sites[0].parent)
    with serve(sites[0]) as origin:
        pressed = 0
        for path in one_of_each_kind(agreements):
            bare.goto(f"{origin}/{path}")
            around = bare.locator(":is(button, summary, label, input):not(.md-nav *, article *)")
            assert pressed or around.evaluate_all(PRESS) > 5, "all pages have the same around the text"
            pressed += bare.locator("article :is(button, summary, label, input)").evaluate_all(PRESS)
        assert pressed > 30


@pytest.mark.browser
@pytest.mark.site
def test_nothing_runs_that_is_searched_for_or_that_an_address_holds(
    sites: tuple[Path, Path], bare: Page
) -> None:
    """Each is found, marked and shown as it is; the results are made of what results are made of."""
    results = bare.locator(".md-search-result__list, .ky-search-note")

    def assert_harmless() -> None:
        made = results.locator("*").evaluate_all("ones => [...new Set(ones.map((one) => one.localName))]")
        assert set(made) <= RESULT

    with serve(sites[0]) as origin:
        for at, words in enumerate(groups(_in_text())):
            page, own = f"{origin}/{SLUG}/initiatives/v-{at}/", quote(words)
            bare.goto(f"{page}?h={own}&to={own}#{own}")
            bare.locator(".md-content h1 mark").first.wait_for(timeout=WAIT)
            assert bare.locator(".md-content h1").inner_text() == words
            # Not at once, since the theme takes all of it out of the address; where less else is to be shown.
            bare.goto(f"{origin}/about/?q={own}")
            results.locator("h1", has_text=words).first.wait_for(timeout=WAIT)
            assert_harmless()
        for word in _refused():  # They may be found in other signs, or not at all.
            if _refused()[word]:
                bare.locator(BOX).fill(word)
                bare.wait_for_timeout(50)
                assert_harmless()


@pytest.mark.browser
@pytest.mark.site
def test_the_policy_alone_would_stop_them(tab: Callable[..., Page], sample_address: str) -> None:
    """Many words run in one of our pages that holds them as they are; heeding its policy, none does."""
    ran = dict[bool, list[str]]()
    for is_bare in (True, False):
        page = tab(DESK, bypass_csp=is_bare)
        page.context.route("**/assets/**", lambda route: route.abort())  # only the page is tried
        with _dialogs(page) as ran[is_bare]:
            for at in range(0, len(TRIED), 30):
                open_with(page, f"{sample_address}about/", "-->".join(TRIED[at : at + 30]))
                page.locator("a[href^=java], form[action^=java] button").evaluate_all(PRESS_SLOWLY)
                page.wait_for_timeout(100)
    assert len({*ran[True]}) > 40, "words of no harm show nothing"
    assert ran[False] == []


def test_no_file_or_folder_is_called_so(tmp_path: Path) -> None:
    """Names of folders become addresses. Each word is refused as that of a folder, a version and a file."""
    names = [word.replace("/", "∕").encode()[:200].decode(errors="ignore") for word in TRIED]
    places = [place for name in names for place in (name, f"{SLUG}/{name}.md", f"{SLUG}/{name}")]
    paths = [place if "/" in place else f"{place}/{DAY}.md" for place in places]
    write_content(tmp_path, {**content(["無害語"], ["無害語"]), **dict.fromkeys(paths, "x")})
    with pytest.raises(ContentError) as refusal:
        load(tmp_path)
    told = "".join(f"\n{problem}" for problem in refusal.value.problems)
    shown = ("".join(f"\\u{ord(sign):04x}" if slips(sign) else sign for sign in one) for one in places)
    assert [one for one in shown if f"\ncontent/{one}:1: " not in told] == []
