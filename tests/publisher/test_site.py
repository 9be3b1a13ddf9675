"""The published site, of the sample and of content/: addresses, links, text, and what it may not hold."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import HtmlElement, document_fromstring

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.walking import texts
from kyoyaku.pages.addresses import account_path, transcript_path, url
from kyoyaku.pages.page_list import Page, agreement_pages, reading_order
from kyoyaku.pages.published import moved, published
from kyoyaku.publisher.work import POLICY
from kyoyaku.search.index import ENCODINGS
from testing.project import SAMPLE
from tests.conftest import REPOSITORY, SITE_URL

pytestmark = pytest.mark.site
LAWS = "https://laws.e-gov.go.jp/law/"
FIRST = f'''<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
'''
NO_TEXT = re.compile(r"|## 締結|\*\*\*|#+ \{#[a-z-]+\}|[|-]+|!\[.*|\{>>.*")
"""A line of a source that holds no text."""


NOINDEX = "//meta[@name='robots'][@content='noindex']"


@cache
def _page(file: Path) -> HtmlElement:
    """A page, which no test may change."""
    return document_fromstring(file.read_text(encoding="utf-8"))


def _found(file: Path, xpath: str) -> list[Any]:
    """Elements or attributes of a page, in their order."""
    found: Any = _page(file).xpath(xpath)
    return list(found)


def _html(site: Path, page: Page) -> Path:
    """a/b.md is published as a/b/index.html, a/index.md as a/index.html."""
    stem = page.path.removesuffix(".md").removesuffix("index").rstrip("/")
    return site / stem / "index.html"


@cache
def _pages(site: Path) -> list[Path]:
    """The pages, without those that lead on from former addresses."""
    pages = sorted(file for file in site.rglob("*.html") if b'http-equiv="refresh"' not in file.read_bytes())
    assert len(pages) > 5
    return pages


def test_every_published_address_is_there_and_nothing_else(
    site: Path, agreements: tuple[Agreement, ...]
) -> None:
    expected = {_html(site, page) for one in agreements for page in agreement_pages(one)}
    expected |= {site / name for name in ("index.html", "404.html")}
    expected |= {site / name / "index.html" for name in ("about", "accessibility", "adopt")}
    assert set(_pages(site)) == expected
    for agreement in agreements:
        files = (site / agreement.slug).rglob("*")
        found = {file.relative_to(site).as_posix() for file in files if file.is_file()}
        pages = {one.removesuffix("index.html") for one in found if one.endswith("index.html")}
        numbers = ["-".join(map(str, number)) for article in agreement.articles for number in article.numbers]
        articles = {f"{agreement.slug}/articles/{number}/" for number in numbers}
        initiatives = {f"{agreement.slug}/initiatives/{one.initiative.slug}/" for one in agreement.entries}
        assert articles | initiatives <= pages
        beside = {f"{page}index.md" for page in pages}
        beside |= {f"{agreement.slug}/{name}" for name in ("build.json", "paper.css")}
        beside |= {f"{agreement.slug}/told.json"} if agreements[1:] else set()
        rest = {one for one in found if not one.endswith("index.html")} - beside
        assert pages | rest == published(agreement), "DOWNLOADS in kyoyaku/pages/published.py"
        assert beside <= found
    assert "ページが見つかりません" in "".join(_found(site / "404.html", "//h1//text()"))


def test_a_former_address_leads_on_and_is_found_nowhere_else(
    linked_site: Path, sample: tuple[Agreement, ...]
) -> None:
    formerly = [agreement for agreement in sample if agreement.facts.formerly]
    old = {path: (agreement, page) for agreement in formerly for path, page in moved(agreement).items()}
    assert len(old) == 4
    shown = "".join(file.read_text(encoding="utf-8") for file in _pages(linked_site))
    shown += (linked_site / "sitemap.xml").read_text(encoding="utf-8") + _listed(linked_site)
    for path, (agreement, page) in old.items():
        file = linked_site / url(path) / "index.html"
        (refresh,) = _found(file, "//meta[@http-equiv='refresh']/@content")
        delay, address = refresh.split("; url=")
        assert delay == "0"
        assert _target(linked_site, file, address)[0] == _html(linked_site, page)
        canonical, link = _found(file, "//a[@href] | //link[@rel='canonical']")
        assert link.get("href") == canonical.get("href") == address
        assert link.text_content() == page.title
        assert _found(file, NOINDEX)
        assert not _found(file, "//script | //style | //@style")
        assert f"]({address})" in file.with_name("index.md").read_text(encoding="utf-8")
        former = url(path).removeprefix(f"{agreement.slug}/")
        assert former not in shown
        assert url(page.path).removeprefix(f"{agreement.slug}/") in shown


def _listed(site: Path) -> str:
    """What llms.txt and the index of the search say."""
    lists = [site / "llms.txt", *(site / "search").rglob("*.json")]
    return "".join(file.read_text(encoding=ENCODINGS.get(file.name, "utf-8")) for file in lists)


def test_no_program_takes_another_text_for_the_one_in_force(
    linked_site: Path, sample: tuple[Agreement, ...]
) -> None:
    """A version that is superseded or still to come, and what has gone, is read by people only."""
    listed = _listed(linked_site)
    found, packed = (linked_site / "sitemap.xml").read_bytes(), (linked_site / "sitemap.xml.gz").read_bytes()
    assert gzip.decompress(packed) == found
    unlisted = set[str]()
    for page in (page for agreement in sample for page in agreement_pages(agreement)):
        file, address = _html(linked_site, page), url(page.path)
        assert bool(_found(file, NOINDEX)) is not page.is_listed, page.path
        assert _found(file, "//link[@rel='canonical']/@href") == [f"{SITE_URL}{address}"]
        assert (f"<loc>{SITE_URL}{address}</loc>" in found.decode()) is page.is_listed, page.path
        assert (f"]({address}index.md)" in listed) is page.is_listed, page.path
        assert page.is_listed or f'"{address}"' not in listed, page.path
        facts = file.with_name("index.md").read_text(encoding="utf-8").split("---")[1]
        if page.version:
            assert f'version: "{page.version.version}"' in facts, page.path
        unlisted |= set() if page.is_listed else {address.partition("/")[2]}
    superseded = {"versions/2019-03-22/", "versions/2019-03-22/text/", "versions/2022-04-01/"}
    assert unlisted == {*superseded, "versions/2027-04-01/", "initiatives/shopping/"}


def _elsewhere(agreements: tuple[Agreement, ...]) -> tuple[str, ...]:
    """How the links begin that leave a site, from which nothing is fetched: laws and offices."""
    contacts = (contact for agreement in agreements for contact in agreement.contacts)
    return (LAWS, "tel:", *(contact.url for contact in contacts if contact.url))


def test_every_link_and_anchor_resolves(site: Path, agreements: tuple[Agreement, ...]) -> None:
    """And the tree of a page leads to no other agreement."""
    anchors = {file: {*_found(file, "//@id")} for file in _pages(site)}
    slugs, elsewhere = {agreement.slug for agreement in agreements}, _elsewhere(agreements)
    for file in anchors:
        own = file.relative_to(site).parts[0]
        tree = {*_found(file, "//*[@data-md-type='navigation']//a/@href")}
        assert tree, file
        for link in {*_found(file, "//@href")}:
            if link.startswith(elsewhere):
                continue
            target, fragment = _target(site, file, link)
            assert target, (file, link)
            assert not fragment or fragment in anchors[target], (file, link)
            others = slugs - {own} if own in slugs and link in tree else ()
            assert target.relative_to(site).parts[0] not in others, (file, link)


def _target(site: Path, file: Path, href: str) -> tuple[Path | None, str]:
    """The file that a link leads to; None when there is none, or the link leaves the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return None, ""
    if not parts.path:
        return file, unquote(parts.fragment)
    start = "/" if file.name == "404.html" else "/" + file.parent.relative_to(site).as_posix() + "/"
    path = site / posixpath.normpath(posixpath.join(start, unquote(parts.path))).lstrip("/")
    path = path / "index.html" if path.is_dir() else path
    return (path if path.is_file() else None), unquote(parts.fragment)


def test_search_index_holds_each_text_once_and_is_fetched_late(
    site: Path, agreements: tuple[Agreement, ...]
) -> None:
    index = json.loads((site / "search" / "texts.json").read_text(encoding="utf-16-le"))
    *pages, last = ([*own] for _, own in groupby(zip(*index["pages"], strict=True), key=itemgetter(0)))
    assert [page[1] for page in last] == ["about/", "accessibility/", "adopt/"]
    assert len(pages) == len(agreements)
    urls = [page[1] for own in pages for page in own if page[3]]
    # Titles and words lead to pages of rank 0; their text is not searched.
    assert not [page for own in (*pages, last) for page in own if page[8] and not page[3]]
    expected = []
    for agreement in agreements:
        lists = [f"{agreement.slug}/articles/"] if agreement.chapters else []  # their headings stand there
        expected += [f"{agreement.slug}/", *(url(page.path) for page in reading_order(agreement)), *lists]
    assert urls == expected
    # Where there are several agreements a result says whose it is.
    named = {agreements[page[0]].party_names in page[4] for own in pages for page in own}
    assert named == {len(agreements) > 1}
    assert json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"] == []


def test_ids_are_unique_and_nothing_is_inline_or_of_another_host(
    site: Path, agreements: tuple[Agreement, ...]
) -> None:
    """Each page begins with its policy, which would stop it."""
    elsewhere = _elsewhere(agreements)
    for file in _pages(site):
        assert FIRST in file.read_text(encoding="utf-8"), file
        assert [one for one, count in Counter(_found(file, "//@id")).items() if count > 1] == [], file
        assert _found(file, "//style | //@style | //@*[starts-with(name(), 'on')]") == [], file
        assert {one.get("type", "")[-4:] for one in _found(file, "//script[not(@src)]")} <= {"json"}, file
        for value in _found(file, "//@src | //@srcset | //@href | //@action | //@data"):
            if not (value.getparent().tag == "a" and value.startswith(elsewhere)):
                assert not value.startswith(("http:", "https:", "//", "javascript:")), (file, value)


def test_the_same_words_lead_to_the_same_place(site: Path) -> None:
    """A step of the crumbs, and a branch of the tree."""
    in_tree, in_crumbs = _places(site, "ky-tree"), _places(site, "ky-crumbs")
    steps = {name for name, _ in in_crumbs}
    assert {one for one in in_tree if one[0] in steps} <= in_crumbs
    assert len({name for name, target in in_tree if "#" in target or "/annex/" in target} & steps) > 8


def _places(site: Path, name: str) -> set[tuple[str, str]]:
    """What the links in an element of this class say, on all pages, and where they lead."""
    return {
        ("".join(map(str.strip, link.itertext())), f"{target}#{anchor}" if anchor else str(target))
        for file in _pages(site)
        for link in _found(file, _of_class(name) + "//a")
        for target, anchor in [_target(site, file, link.get("href"))]
    }


def _of_class(name: str) -> str:
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def test_pages_lead_to_their_lines_of_the_source(
    linked_site: Path, sample_site: Path, sample: tuple[Agreement, ...]
) -> None:
    """With a repository in the settings: the file, and the lines that hold just the page's text."""
    assert not [file for file in _pages(sample_site) if _found(file, _of_class("ky-source"))]
    pointed = 0
    for agreement in sample:
        for page in agreement_pages(agreement):
            path = (page.version or agreement).path
            lines = (SAMPLE / path).read_text(encoding="utf-8").split("\n")
            source, report = _found(_html(linked_site, page), f"{_of_class('ky-source')}//a/@href")
            assert source.startswith(f"{REPOSITORY}/blob/HEAD/{path}?plain=1"), page.path
            assert report.startswith(f"{REPOSITORY}/issues/new?"), page.path
            if match := re.search(r"#L(\d+)-L(\d+)$", source):
                first, last = int(match[1]), int(match[2])
                shown = [text.place.line for text in texts(page.bearers)]
                own = {n for n in range(first, last + 1) if not NO_TEXT.fullmatch(lines[n - 1])}
                assert own <= set(shown), page.path
                pointed += 1
    assert pointed > sum(len(agreement.articles) + len(agreement.entries) for agreement in sample)


def test_pages_tell_programs_what_they_are(site: Path, agreements: tuple[Agreement, ...]) -> None:
    for page in (page for agreement in agreements for page in agreement_pages(agreement)):
        file = _html(site, page)
        alternates = {*_found(file, "//link[contains(@rel, 'alternate')]/@type")}
        assert alternates >= {"application/atom+xml", "text/markdown"}, page.path
        assert ("application/json" in alternates) is page.is_listed, page.path
        scripts = _found(file, "//script[@type='application/ld+json']/text()")
        assert len(scripts) == (page.searched or page.kind == "views/overview"), page.path
        for script in scripts:
            assert json.loads(script)["@type"] == "Legislation"
            assert not re.search("[<>]", script)


def test_transcripts_are_published_as_they_are(site: Path, agreements: tuple[Agreement, ...]) -> None:
    collated = [one for agreement in agreements for one in agreement.versions if one.transcript]
    for one in collated:
        assert one.transcript
        file, page = site / transcript_path(one), site / url(account_path(one)) / "index.html"
        assert sha256(file.read_bytes()).hexdigest() == one.transcript.sha256
        assert one.transcript.sha256 in _page(page).text_content()
    assert len(list(site.rglob("transcript.txt"))) == len(collated)
