"""Paper: the PDF of a full text, and what any page is in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from itertools import chain, product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.walking import texts
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.pages.words import running_head
from kyoyaku.pdf.characters import readable
from kyoyaku.pdf.printing import pdf_path, printed
from testing.browsing import DESK
from testing.project import run, snapshot

CHROME = (
    ".md-header", ".md-sidebar", ".md-search", ".md-footer", ".md-skip", ".md-nav", "button", "input",
    ".ky-pager", ".ky-cite", ".ky-filter", ".ky-source", ".ky-pdf", ".ky-switch", ".ky-open",
)  # fmt: skip


def test_running_head_is_one_string_whatever_the_names_hold(sample: tuple[Agreement, ...]) -> None:
    css = running_head(sample[0])
    (string,) = re.findall(r'content: "([^"]*)";', css)
    shown = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), string)
    assert shown == f"{sample[0].party_names}「{sample[0].title.edited}」"
    assert "\\" not in re.sub(r"\\[0-9a-f]+ ", "", string)


@pytest.fixture(scope="module")
def pdf(browser: Browser, sample_site: Path, sample: tuple[Agreement, ...]) -> bytes:
    return printed(browser, sample_site, listing(sample[0]))


def test_signs_of_a_pdf_are_characters_of_its_page() -> None:
    cmap = "<00> <FF>\n1 beginbfchar\n<01> <2F04>\n<02> <2F00>\nendbfchar\n<03> <04> <2ED1>\n<07> <D842DFB7>"
    mended = cmap.replace("2F04", "4E59").replace("<2ED1>", "[<9577> <2ED2>]")
    assert readable(cmap, set("乙⼀長")) == (mended, set("乙⼀長⻒𠮷"))


def _plain(text: str) -> str:
    """Text without blanks, and without the small signs of notes that stand beside marks."""
    return re.sub(r"〔?[校復補注]\d+(？〕)?|\s", "", text)


@pytest.mark.browser
def test_pdf_is_the_same_each_time_and_is_tagged_titled_and_has_bookmarks(
    pdf: bytes, browser: Browser, sample_site: Path, sample: tuple[Agreement, ...]
) -> None:
    assert printed(browser, sample_site, listing(sample[0])) == pdf
    reader = PdfReader(BytesIO(pdf))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"].startswith("ja")
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]
    assert reader.metadata
    assert sample[0].title.edited in str(reader.metadata.title)
    for moment in (reader.metadata.creation_date, reader.metadata.modification_date):
        assert moment
        assert sample[0].concluded
        assert moment.date() == sample[0].concluded.exact
    names = {entry.initiative.name for entry in sample[0].entries}
    names |= {article.text.edited for article in sample[0].articles}
    assert {*map(_plain, names)} <= {_plain(title) for title in _titles(reader.outline)}


def _titles(outline: Any) -> list[str]:
    lists = (_titles(one) if isinstance(one, list) else [str(one.title)] for one in outline)
    return [*chain(*lists)]


@pytest.mark.browser
def test_pdf_holds_the_whole_text_in_order_on_numbered_pages(
    pdf: bytes, sample_site: Path, sample: tuple[Agreement, ...]
) -> None:
    reader = PdfReader(BytesIO(pdf))
    pages = [page.extract_text() for page in reader.pages]
    number = re.compile(rf"(\d+)/{len(pages)}")
    head = _plain(f"{sample[0].party_names}「{sample[0].title.edited}」")
    shown = []
    for at, (page, text) in enumerate(zip(reader.pages, map(_plain, pages), strict=True), 1):
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert head in text
        assert str(at) in number.findall(text)
        shown.append(number.sub("", text).replace(head, ""))
    whole, at = "".join(shown), 0
    (full,) = (page for page in agreement_pages(sample[0]) if page.kind == "text/full")
    bearers = [text.edited for text in texts(full.bearers)]
    assert len(bearers) > 10
    html = (sample_site / sample[0].slug / "full" / "index.html").read_text(encoding="utf-8")
    drawn = "›"  # by the style sheet, between the steps of the crumbs
    assert {*"".join(pages)} <= {*html, drawn}, "characters that look the same as those of the page"
    for words in map(_plain, bearers):
        at = whole.find(words, at)
        assert at >= 0, words
        at += len(words)


@pytest.mark.browser
def test_only_a_site_with_pdfs_leads_to_them(printed_site: Path, sole_site: Path) -> None:
    (slug,) = (one.name for one in (printed_site.parent / "content").iterdir())
    path = pdf_path(slug)
    assert (printed_site / path).read_bytes().startswith(b"%PDF")
    for site, there in ((printed_site, 1), (sole_site, 0)):
        page = (site / slug / "full" / "index.html").read_text(encoding="utf-8")
        assert page.count(f'href="../{path.partition("/")[2]}"') == there
    assert path.partition("/")[2] not in (printed_site / slug / "index.html").read_text(encoding="utf-8")


NO_JAPANESE = """<?xml version="1.0"?>
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><pattern>
    <patelt name="lang"><string>ja</string></patelt>
  </pattern></rejectfont></selectfont>
</fontconfig>
"""
"""What fontconfig finds on a machine without a Japanese font, such as GitHub's."""


@pytest.mark.browser
def test_a_pdf_of_boxes_is_not_published(printed_site: Path, tmp_path: Path) -> None:
    fonts, before = tmp_path / "fonts.conf", snapshot(printed_site)
    fonts.write_text(NO_JAPANESE, encoding="utf-8")
    settings = {"FONTCONFIG_FILE": str(fonts)}
    done = run(printed_site.parent, "-m", "kyoyaku", "build", "--pdf", settings=settings)
    assert done.returncode == 1
    assert re.search("字形のない文字があります：.*い.*fonts-noto-cjk.*site/は前のままです", done.stderr)
    assert snapshot(printed_site) == before


@pytest.mark.browser
def test_paper_is_printed_in_dark_ink_with_nothing_to_press(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page, first = tab(DESK), sample[0]
    one = first.entries[0].initiative.slug
    paths = [f"{first.slug}/{path}/" for path in (f"initiatives/{one}", "articles/1", "full", "text")]
    for path, scheme in product([*paths, f"{sample[1].slug}/costs/"], ("light", "dark")):
        # A page that is loaded in another process than the one before forgets what is printed.
        page.goto(sample_address + path)
        page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator(", ".join(CHROME)).filter(visible=True)).to_have_count(0)
        expect(page.locator(".ky-standing")).to_be_visible()
        expect(page.locator("article h1")).to_have_css("color", "rgb(26, 26, 26)")
