"""The search finds what is there and nothing else, says what it rewrites, and leads to the place."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kyoyaku.model.agreement import Agreement
from testing.browsing import DESK, PHONE
from testing.project import FIXTURES, ROOT
from testing.search import Published, fold, pages, substrings

pytestmark = [pytest.mark.browser, pytest.mark.site]
QUERIES = (FIXTURES / "queries.txt").read_text(encoding="utf-8").splitlines()
BOX = '[data-md-component="search-query"]'
SCRIPTS = "assets/javascripts/search"
WAIT = 10_000
SEARCH = """([index, queries]) => {
  const prepared = kyoyaku.prepare(index);
  return queries.map((query) => kyoyaku.search(prepared, query).map((hit) => ({
    url: hit.page.url, score: hit.score, missing: hit.missing.map(({ term }) => term), found: hit.found,
    items: kyoyaku.items([hit])[0],
  })));
}"""
Hits = list[dict[str, Any]]


@pytest.fixture(scope="module")
def engine(browser: Browser, published_site: Path) -> Iterator[Callable[[list[str]], list[Hits]]]:
    """The matcher of the published site, without box or worker: queries in, hits out."""
    page = browser.new_page()
    page.add_script_tag(path=published_site / SCRIPTS / "engine.js")
    index = page.evaluate("text => JSON.parse(text)", (published_site / "search" / "texts.json").read_text())
    yield lambda queries: page.evaluate(SEARCH, [index, queries])
    page.close()


@pytest.fixture(scope="module")
def texts(published_site: Path, published: tuple[Agreement, ...]) -> list[Published]:
    return pages(published_site, published)


def test_every_page_that_holds_the_words_is_found_and_no_other(
    engine: Callable[[list[str]], list[Hits]], texts: list[Published]
) -> None:
    queries = [*QUERIES, *substrings(texts, 1000)]
    assert len(queries) > 1050
    for query, hits in zip(queries, engine(queries), strict=True):
        terms = query.split()
        exact = {hit["url"] for hit in hits if not hit["missing"]}
        assert exact == {page.url for page in texts if page.holds(terms)}, query
        for hit in hits:
            (page,) = (page for page in texts if page.url == hit["url"])
            absent = [term for term in terms if not any(fold(term) in run for run in page.runs)]
            assert set(absent) <= set(hit["missing"]), query


def test_a_page_whose_title_holds_the_words_comes_first(
    engine: Callable[[list[str]], list[Hits]], texts: list[Published]
) -> None:
    queries = [*QUERIES, *substrings(texts, 300)]
    tried = 0
    for query, hits in zip(queries, engine(queries), strict=True):
        best = {page.url for page in texts if all(fold(term) in page.title for term in query.split())}
        if best:
            assert hits[0]["url"] in best, query
            tried += 1
        scores = [hit["score"] for hit in hits]
        assert scores == sorted(scores, reverse=True), query
    assert tried > 30


def test_every_hit_marks_the_words_and_declares_what_it_lacks(
    engine: Callable[[list[str]], list[Hits]], texts: list[Published]
) -> None:
    queries = [*QUERIES, *substrings(texts, 200)]
    for query, hits in zip(queries, engine(queries), strict=True):
        for hit in hits:
            html = "".join(item["title"] + item["text"] for item in hit["items"])
            if not hit["missing"]:
                marked = {fold(unescape(word)) for word in re.findall(r"<mark>(.*?)</mark>", html)}
                for term in query.split():
                    assert any(fold(term) in word or word in fold(term) for word in marked), (query, html)
            else:
                assert "md-search-result__terms" in html, (query, html)


@pytest.fixture
def sample_engine(
    browser: Browser, sample_site: Path
) -> Iterator[Callable[[str], list[tuple[str, list[str]]]]]:
    page = browser.new_page()
    page.add_script_tag(path=sample_site / SCRIPTS / "engine.js")
    index = page.evaluate("text => JSON.parse(text)", (sample_site / "search" / "texts.json").read_text())
    yield lambda query: [
        (hit["url"].split("/", 1)[1], hit["missing"]) for hit in page.evaluate(SEARCH, [index, [query]])[0]
    ]
    page.close()


@pytest.mark.parametrize(
    ("query", "first", "missing"),
    [
        # Numerals, both ways, and an article's paragraph.
        ("第三条", "articles/3/", ["第三条"]),
        ("第2条（取組）", "articles/2/", ["第2条（取組）"]),
        ("第２条第２項", "articles/2/", ["第２条第２項"]),
        ("第2条の2", "articles/2-2/", []),
        # Okurigana: put in, left out, at the end; never a particle for another.
        ("暮し", None, []),
        ("取組み", "articles/2/", ["取組み"]),
        ("取り組み", "articles/2/", ["取り組み"]),
        ("目録を調", None, []),
        ("乙役", None, []),
        # Words of the vocabulary, names of parties, two rewrites in one query.
        ("乗合自動車", "initiatives/buses/", ["乗合自動車"]),
        ("白波町の役割", "initiatives/libraries/", ["白波町の役割"]),
        ("経費 夜間", "initiatives/night-clinic/", ["経費"]),
        # Witness readings, of a heading and of a paragraph.
        ("保建", "annex/", ["保建"]),
        ("負但", "initiatives/night-clinic/", ["負但"]),
        # One slip, but not in a short word, at the edge of one, or of one party for another.
        ("夜間に診寮する", "initiatives/night-clinic/", ["夜間に診寮する"]),
        ("診寮所", None, []),
        ("図書館外", None, []),
        ("見守り合い事業", None, []),
        # Nothing, and nothing that takes long.
        ("あ" * 2000, None, []),
        ("漢字" * 1000, None, []),
        ("[(*+?", None, []),
    ],
)
def test_rewrites(
    sample_engine: Callable[[str], list[tuple[str, list[str]]]],
    query: str,
    first: str | None,
    missing: list[str],
) -> None:
    hits = sample_engine(query)
    assert (hits[0] if hits else (None, [])) == (first, missing)


def test_text_stays_text_in_the_results(browser: Browser, sample_site: Path) -> None:
    """The first article of the sample holds tags: the theme puts results into the page as HTML."""
    page = browser.new_page()
    page.add_script_tag(path=sample_site / SCRIPTS / "engine.js")
    index = page.evaluate("text => JSON.parse(text)", (sample_site / "search" / "texts.json").read_text())
    for query in ("住民", "<b>住民</b>", "b>の暮らし"):
        items = [item for hit in page.evaluate(SEARCH, [index, [query]])[0] for item in hit["items"]]
        html = " ".join(item["title"] + item["text"] for item in items)
        assert "<b>" not in html, query
    page.close()


def _type(page: Page, query: str) -> int:
    """Put the query into the box and give the number of pages that the box says it found."""
    box = page.locator(BOX)
    box.fill("")
    page.locator(".md-search-result__meta", has_text="探す語句").wait_for(timeout=WAIT)
    box.fill(query)
    meta = page.locator(".md-search-result__meta", has_text=re.compile("見つかりません|見つかりました"))
    meta.wait_for(timeout=WAIT)
    count = re.match(r"\d+", meta.inner_text())
    return int(count[0]) if count else 0


def test_what_is_typed_into_the_box_is_found(
    tab: Callable[..., Page], address: str, engine: Callable[[list[str]], list[Hits]]
) -> None:
    page = tab(DESK)
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("Control+k")
    for query, hits in zip(QUERIES, engine(QUERIES), strict=True):
        assert _type(page, query) == len(hits), query
        shown = page.locator(".md-search-result__item").count()
        assert shown == min(len(hits), 10) or shown == len(hits), query


def test_a_citation_opens_its_paragraph(
    tab: Callable[..., Page], sample_address: str, sample: tuple[Agreement, ...]
) -> None:
    page = tab(DESK)
    page.goto(sample_address, wait_until="networkidle")
    assert _type(page, "第３条第１項") == 1
    page.keyboard.press("Enter")
    slug = next(one.slug for one in sample if one.annexes)
    page.wait_for_url(f"**/{slug}/articles/3/?*#p1", timeout=WAIT)


def test_every_occurrence_is_marked_on_the_page_that_a_result_leads_to(
    tab: Callable[..., Page], address: str, texts: list[Published], engine: Callable[[list[str]], list[Hits]]
) -> None:
    page = tab(DESK)
    opened = 0
    queries = [*QUERIES, *substrings(texts, 12)]
    for query, hits in zip(queries, engine(queries), strict=True):
        if not hits or hits[0]["missing"]:
            continue
        page.goto(address + hits[0]["items"][0]["location"])
        page.locator("article mark").first.wait_for(state="attached", timeout=WAIT)
        whole, partly = page.evaluate(MARKED, [fold(term) for term in query.split()])
        assert whole > 0, query
        assert partly == 0, query
        opened += 1
    assert opened > 20


# For each word: how often it stands in the page's own text wholly within marks, and how often not.
MARKED = """(words) => {
  let whole = 0, partly = 0;
  let text = "", inside = [];
  const count = () => {
    for (const word of words.map((one) => one.replace(/ /g, ""))) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        inside.slice(at, at + word.length).every(Boolean) ? whole++ : partly++;
      }
    }
    text = "", inside = [];
  };
  for (const block of document.querySelectorAll("article :is(h1,h2,h3,h4,h5,h6,p)")) {
    if (block.closest("[data-search-exclude]")) continue;
    // The paragraphs under one heading are one run.
    if (block.tagName !== "P" || block.matches(".ky-row-label")) count();
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("[data-search-exclude]")) continue;
      for (const sign of node.data) {
        const folded = sign.normalize("NFKC").toLowerCase().trim();
        for (const unit of folded) { text += unit; inside.push(Boolean(node.parentElement.closest("mark"))); }
      }
    }
    if (block.tagName !== "P" || block.matches(".ky-row-label")) count();
  }
  count();
  return [whole, partly];
}"""


def test_text_that_comes_without_a_key_is_searched(tab: Callable[..., Page], sample_address: str) -> None:
    """Voice, paste and handwriting put text in without a key; an input method composes it."""
    page = tab(PHONE)
    page.goto(sample_address, wait_until="networkidle")
    page.locator('label[for="__search"]').first.click()
    box = page.locator(BOX)
    box.evaluate("box => { box.focus(); document.execCommand('insertText', false, '図書館'); }")
    page.locator(".md-search-result__link", has_text="図書館の相互利用").wait_for(timeout=WAIT)
    box.fill("")
    client = page.context.new_cdp_session(page)
    for part in ("ｂ", "ば", "ばす"):
        client.send(
            "Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        )
    client.send("Input.insertText", {"text": "バス"})
    page.locator(".md-search-result__link", has_text="バスの運行").wait_for(timeout=WAIT)
    assert page.locator(".md-search-result__meta").get_attribute("role") == "status"


def test_a_search_has_an_address_and_a_vain_one_gives_advice(
    tab: Callable[..., Page], sample_address: str
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}?q=図書館", wait_until="networkidle")
    page.locator(".md-search-result__link", has_text="図書館の相互利用").wait_for(timeout=WAIT)
    link = page.get_by_role("link", name="この検索結果へのリンク")
    assert "?q=" in str(link.get_attribute("href"))
    assert _type(page, "宇宙旅行") == 0
    assert "別の言い方" in page.locator(".ky-search-note").inner_text()


def test_marks_cross_paragraphs_and_overlap(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(
        f"{sample_address}aobano-shiranami-wakatake/initiatives/libraries/?h=開放する。蔵書&h=蔵書の目録"
    )
    marks = page.locator("article mark")
    marks.first.wait_for(timeout=WAIT)
    assert marks.all_inner_texts() == ["開放する。", "蔵書の目録"]


def test_going_back_finds_the_search_again(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address, wait_until="networkidle")
    page.locator(BOX).click()
    _type(page, "図書館")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/initiatives/libraries/**", timeout=WAIT)
    page.go_back(wait_until="networkidle")
    page.locator(".md-search-result__link", has_text="図書館の相互利用").wait_for(timeout=WAIT)
    assert page.locator(BOX).input_value() == "図書館"


def test_the_link_to_the_search_is_reached_by_keyboard(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}aobano-kazemachi/articles/1/", wait_until="networkidle")
    page.locator(BOX).click()
    _type(page, "図書館")
    page.keyboard.press("ArrowUp")
    focused = page.evaluate("[document.activeElement.innerText, document.activeElement.href]")
    assert focused[0] == "この検索結果へのリンク"
    assert focused[1].startswith(f"{sample_address}?q=")


def test_a_search_that_cannot_be_made_says_so(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.route("**/search/texts.json", lambda route: route.abort())
    page.goto(sample_address, wait_until="networkidle")
    page.locator(BOX).click()
    page.locator(BOX).fill("図書館")
    page.locator(".ky-search-note", has_text="読み込めませんでした").wait_for(timeout=WAIT)


def test_enter_opens_the_best(tab: Callable[..., Page], sample_address: str) -> None:
    page = tab(DESK)
    page.goto(sample_address, wait_until="networkidle")
    page.locator(BOX).click()
    _type(page, "消防")
    page.keyboard.press("Enter")
    page.wait_for_url("**/initiatives/fire-service/**", timeout=WAIT)


def test_opened_from_the_disk_the_box_says_why_it_is_shut(
    tab: Callable[..., Page], sample_site: Path
) -> None:
    page = tab(DESK)
    page.goto((sample_site / "index.html").as_uri())
    box = page.locator(BOX)
    assert box.is_disabled()
    assert "ファイル" in str(box.get_attribute("placeholder"))


def _weight(site: Path, names: list[str]) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), mtime=0)) for name in names)


def test_the_search_is_light(published_site: Path) -> None:
    """With each page at most 5 KB; the rules at most 5 KB more, and the index little more than its text."""
    with_each_page = ["assets/javascripts/reader.js", f"{SCRIPTS}/worker.js", "search/search_index.json"]
    assert _weight(published_site, with_each_page) <= 5_000
    assert _weight(published_site, [f"{SCRIPTS}/engine.js"]) <= 5_000
    index = (published_site / "search" / "texts.json").read_bytes()
    japanese = re.sub(rb"[\x00-\x7f]", b"", index)
    assert len(gzip.compress(index)) <= 1.6 * len(gzip.compress(japanese)) + 1_000


def test_no_folding_twice(browser: Browser) -> None:
    """What is folded once stays as it is, and each folded unit knows where it stood."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "templates" / "theme" / SCRIPTS / "fold.js")
    texts = ["ＩＣＴ パーク", "ｼﾞｵﾊﾟｰｸ", "甲 及び\u200b乙，丙", "ABC def 1 2", "㍿①⑴ｶﾞ", "𠮷野家 が", "か\u3099"]
    for text in texts:
        folded = page.evaluate("text => kyoyaku.fold(text)", text)
        again = page.evaluate("text => kyoyaku.fold(text).text", folded["text"])
        assert again == folded["text"] == fold(text)
        units = len(folded["text"].encode("utf-16-le")) // 2
        assert len(folded["starts"]) == len(folded["ends"]) == units
        assert folded["starts"] == sorted(folded["starts"])
    page.close()
