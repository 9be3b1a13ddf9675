"""The search finds what is there and nothing else, says what it rewrites, and leads to the place."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import ucd_3_2_0

import pytest
from playwright.sync_api import Browser, Page

from kyoyaku.search.folding import fold as index_fold
from testing.browsing import DESK, PHONE
from testing.project import FIXTURES, RICH, ROOT
from testing.search import QUERIES, RESIDENTS, Published, fold, substrings
from testing.search import answers as answers_residents
from tests.search.box import WAIT, Box

pytestmark = [pytest.mark.browser, pytest.mark.site]
SCRIPTS = "assets/javascripts/search"
SEARCH = Path(__file__).with_name("search.js").read_text(encoding="utf-8")
FOLD = """(texts) => texts.map((text) => {
  const { text: folded, starts, ends } = kyoyaku.fold(text);
  const complete = starts.length === folded.length && ends.length === folded.length;
  const sorted = starts.every((start, at) => !at || starts[at - 1] <= start);
  return [folded, kyoyaku.fold(folded).text, complete && sorted];
})"""
# The planes from 2 to 13 have none.
UNSEEN = """() => Array.from({ length: 0x30000 }, (_, n) => (n < 0x20000 ? n : 0xc0000 + n))
  .filter((n) => /\\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(n)))"""
SHOW = "([query, html]) => (history.replaceState(null, '', `?${query}`), (document.body.innerHTML = html))"
MARKED = Path(__file__).with_name("marked.js").read_text(encoding="utf-8")
BESIDE = """([index, queries]) => {
  const find = kyoyaku.whole(JSON.parse(index));
  const links = (html) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  return queries.map((query) => {
    const hits = find(query);
    const { said, html } = find.related(query, hits, "");
    return [hits.map(([{ location }]) => location), links(html), said];
  });
}"""
Hits = list[dict[str, Any]]
Engine = Callable[[list[str]], list[Any]]


@pytest.fixture(scope="module")
def engine_of(browser: Browser) -> Iterator[Callable[..., Engine]]:
    """The matcher of a site, without box or worker: queries in, hits out."""
    page = browser.new_page()

    def engine(site: Path, script: str = SEARCH) -> Engine:
        page.add_script_tag(path=site / SCRIPTS / "engine.js")
        index = (site / "search" / "texts.json").read_text(encoding="utf-16-le")
        return lambda queries: page.evaluate(script, [index, queries])

    yield engine
    page.close()


@pytest.fixture(scope="module")
def answers(
    engine_of: Callable[..., Engine], published_site: Path, texts: list[Published]
) -> list[tuple[str, Hits]]:
    """Many queries with their hits."""
    queries = [*QUERIES, *substrings(texts, 100)]
    assert len(queries) > 150
    return list(zip(queries, engine_of(published_site)(queries), strict=True))


def test_every_page_that_holds_the_words_is_found_and_no_other(
    answers: list[tuple[str, Hits]], texts: list[Published]
) -> None:
    runs = {page.url: page.runs for page in texts}
    for query, hits in answers:
        terms = query.split()
        assert {hit["url"] for hit in hits if not hit["missing"]} == {
            page.url for page in texts if page.holds(terms)
        }, query
        for hit in hits:
            absent = {term for term in terms if not any(fold(term) in run for run in runs[hit["url"]])}
            assert absent <= set(hit["missing"]), query


def test_a_page_whose_title_holds_the_words_comes_first(
    answers: list[tuple[str, Hits]], texts: list[Published]
) -> None:
    tried = 0
    for query, hits in answers:
        best = {page.url for page in texts if all(fold(term) in page.title for term in query.split())}
        assert not best or hits[0]["url"] in best, query
        tried += bool(best)
        scores = [hit["score"] for hit in hits]
        assert scores == sorted(scores, reverse=True), query
    assert tried > 30


def test_every_hit_marks_the_words_and_declares_what_it_lacks(answers: list[tuple[str, Hits]]) -> None:
    for query, hit in ((query, hit) for query, hits in answers for hit in hits):
        html = "".join(item["title"] + item["text"] for item in hit["items"])
        marked = {fold(unescape(word)) for word in re.findall(r"<mark>(.*?)</mark>", html)}
        if hit["missing"]:
            assert "md-search-result__terms" in html, (query, html)
            continue
        for term in map(fold, query.split()):
            assert any(term in word or word in term for word in marked), (query, html)


def test_rewrites(engine_of: Callable[..., Engine], sample_site: Path) -> None:
    lines = (FIXTURES / "rewrites.txt").read_text(encoding="utf-8").splitlines()
    cases = [line.split("\t") for line in lines if not line.startswith("%%")]
    cases += [[endless, "-"] for endless in ("あ" * 2000, "漢字" * 1000)]
    found = engine_of(sample_site)([query for query, *_ in cases])
    for (query, first, *missing), hits in zip(cases, found, strict=True):
        best = [hits[0]["url"].split("/", 1)[1], *hits[0]["missing"]] if hits else ["-"]
        assert best == [first, *missing], query


def test_what_looks_alike_is_found_and_no_sentence_sets_it_against_itself(
    engine_of: Callable[..., Engine], published_site: Path, texts: list[Published]
) -> None:
    """Passages as other keyboards, input methods and programs write them."""
    random = Random(5)
    passages = [one for one in substrings(texts, 250) if len(fold(one)) > 3]
    queries = [_in_other_signs(fold(one), random) for one in passages]
    exact, rewritten = 0, 0
    for query, hits in zip(queries, engine_of(published_site)(queries), strict=True):
        assert hits, ascii(query)
        exact += not hits[0]["missing"]
        rewritten += bool(hits[0]["missing"])
        for said in re.findall('<p class="md-search-result__terms">(.*?)</p>', str(hits)):
            words = re.findall("「(.*?)」", unescape(said))
            assert len({_outline(word) for word in words}) == len(words), (ascii(query), said)
    assert min(exact, rewritten) > 50


KANA = {chr(n): chr(n + 96) for n in range(ord("ぁ"), ord("ゖ") + 1)}
ALIKE = ("-−‐–—―ー", "〜~～", "民⺠", "長⻑", "一1１", "二2２", *map("".join, KANA.items()))
"""Signs that look or are read alike."""
OUTLINES = dict.fromkeys(map(ord, "-−‐–—―ー一"), "-") | {ord(kata): hira for hira, kata in KANA.items()}


def _in_other_signs(text: str, random: Random) -> str:
    """The text with some characters replaced by others that are alike, and some unseen ones."""
    found = ""
    for sign in text:
        others = next((group.replace(sign, "") for group in ALIKE if sign in group), "")
        found += random.choice(others) if others and random.random() < 0.3 else sign
        found += random.choice(("", "", "", "\u200e", "\xad", "\U000e0101"))
    return found


def _outline(word: str) -> str:
    """What may look the same becomes the same."""
    return fold(word).translate(OUTLINES)


def test_what_is_typed_into_the_box_is_found(box: Box, address: str, answers: list[tuple[str, Hits]]) -> None:
    box.open(address)
    box.page.keyboard.press("Control+k")
    for query, hits in answers[: len(QUERIES) : 12]:
        assert box.search(query) == len(hits), query
        shown = box.items.count()
        assert shown == min(len(hits), 10) or shown == len(hits), query


def test_enter_opens_the_best_and_a_citation_its_paragraph(box: Box, sample_address: str) -> None:
    assert box.open(sample_address).search("第３条第１項") == 5
    box.page.keyboard.press("Enter")
    box.page.wait_for_url("**/articles/3/?*#p1", timeout=WAIT)


def test_every_occurrence_is_marked_on_the_page_that_a_result_leads_to(
    tab: Callable[..., Page], address: str, published_site: Path, answers: list[tuple[str, Hits]]
) -> None:
    """On the content alone: pages as they are, with all their scripts, are opened by other tests."""
    page = tab(DESK)
    page.goto(f"{address}llms.txt")
    page.add_script_tag(path=published_site / SCRIPTS / "fold.js")
    opened = 0
    for query, hits in answers[: len(QUERIES) + 12 : 3]:
        if not hits or hits[0]["missing"]:
            continue
        path, _, search = hits[0]["items"][0]["location"].partition("?")
        html = (published_site / path / "index.html").read_text(encoding="utf-8")
        page.evaluate(SHOW, [search, html[html.index("<article") : html.index("</article>")]])
        page.add_script_tag(path=published_site / SCRIPTS / "highlight.js")
        whole, partly = page.evaluate(MARKED, [fold(term) for term in query.split()])
        assert whole > 0, query
        assert partly == 0, query
        opened += 1
    assert opened > 10


def test_text_that_comes_without_a_key_is_searched(tab: Callable[..., Page], sample_address: str) -> None:
    """Voice, paste and handwriting put text in without a key; an input method composes it."""
    box = Box(tab(PHONE)).open(sample_address)
    box.page.get_by_role("button", name="検索").click()
    box.input.evaluate("box => { box.focus(); document.execCommand('insertText', false, '図書館'); }")
    box.link("図書館の相互利用")
    box.input.fill("")
    client = box.page.context.new_cdp_session(box.page)
    for part in ("ｂ", "ば", "ばす"):
        composing = {"text": part, "selectionStart": len(part), "selectionEnd": len(part)}
        client.send("Input.imeSetComposition", composing)
    client.send("Input.insertText", {"text": "バス"})
    box.link("バスの運行")
    assert box.meta("").get_attribute("role") == "status"


def test_a_search_has_an_address_and_going_back_finds_it_again(box: Box, sample_address: str) -> None:
    """Whether the search was in the address or was typed."""
    box.page.goto(f"{sample_address}?q=図書館")
    for query, title in (("図書館", "図書館の相互利用"), ("バス", "バスの運行")):
        assert query == "図書館" or box.search(query)
        box.link(title).click()
        box.page.wait_for_url("**/initiatives/**", timeout=WAIT)
        box.page.go_back()
        box.link(title)
        assert box.input.input_value() == query
    assert box.search("宇宙旅行") == 0
    advice = box.page.locator(".ky-search-note", has_text="別の言い方").get_by_role("link", name="索引")
    assert re.search("/names/$|/accessibility/#names$", advice.get_attribute("href") or "")


def test_a_cell_of_a_table_is_found_by_itself_and_leads_to_its_row(box: Box, sample_address: str) -> None:
    box.open(sample_address).search("可燃ごみ")
    box.link("(2) 可燃ごみ").click()
    box.page.wait_for_url(re.compile("-r4$"), timeout=WAIT)


@pytest.mark.parametrize(
    ("path", "words", "marked"),
    [
        # A word that is explained is an element of its own, and so is its mark.
        (f"{RICH}/initiatives/libraries", ("開放する。蔵書", "蔵書の目録"), "開放する。蔵書の目録"),
        ("takamine-tanikage/articles/5", ("可燃ごみ乙", "し尿", "甲及び乙"), "し尿甲及び乙"),
    ],
)
def test_marks_cross_paragraphs_and_overlap_and_cross_no_cells(
    path: str, words: tuple[str, ...], marked: str, tab: Callable[..., Page], sample_address: str
) -> None:
    page = tab(DESK)
    page.goto(f"{sample_address}{path}/?{'&'.join(f'h={word}' for word in words)}")
    marks = page.locator("article mark")
    marks.first.wait_for(timeout=WAIT)
    assert "".join(marks.all_inner_texts()) == marked


def test_a_search_that_cannot_be_made_says_so(box: Box, sample_address: str) -> None:
    box.page.route("**/search/texts.json", lambda route: route.abort())
    box.open(sample_address).input.fill("図書館")
    note = box.page.locator(".ky-search-note", has_text="読み込めませんでした")
    note.wait_for(state="attached", timeout=WAIT)


@pytest.mark.parametrize(("cases", "share"), [(RESIDENTS[0], 0.95), (RESIDENTS[1], 0.85)])
def test_residents_find_in_their_own_words(
    engine_of: Callable[..., Engine], published_site: Path, cases: list[tuple[str, str]], share: float
) -> None:
    """What the text does not hold is answered beside the hits; of what there is nothing, that is said."""
    slug = "asahikawa-kamikawa"
    if not (published_site / slug / "life").is_dir():
        pytest.skip("the queries are for another content")
    found = engine_of(published_site, BESIDE)([query for query, _ in cases])
    wrong = [
        query
        for (query, wanted), (hits, beside, said) in zip(cases, found, strict=True)
        if not answers_residents(slug, wanted, hits, beside, said)
    ]
    assert len(wrong) <= (1 - share) * len(cases), wrong
    assert not {query for query, wanted in cases if wanted == "-"} & set(wrong)


def _weight(site: Path, names: list[str]) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), mtime=0)) for name in names)


def test_the_search_is_light(published_site: Path) -> None:
    """With each page, all its scripts included, at most 6 KB; with the first query at most 25 KB more, of
    which the rules are 10 KB; the index little more than its text.
    """
    with_each_page = ["assets/javascripts/reader.js", f"{SCRIPTS}/worker.js", "search/search_index.json"]
    assert _weight(published_site, with_each_page) <= 6_000
    at_first = [f"{SCRIPTS}/engine.js", f"{SCRIPTS}/beside.js"]
    assert _weight(published_site, at_first) <= 10_400
    assert _weight(published_site, [*at_first, "search/texts.json"]) <= 25_000
    index = (published_site / "search" / "texts.json").read_bytes()
    japanese = re.sub(r"[\x00-\x7f]", "", index.decode("utf-16-le")).encode("utf-16-le")
    assert len(gzip.compress(index)) <= 1.6 * len(gzip.compress(japanese)) + 1_000


def test_the_browser_folds_as_the_index_is_folded(browser: Browser) -> None:
    """What is folded once stays as it is, and each folded unit has its place in the text."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "templates" / "theme" / SCRIPTS / "fold.js")
    texts = ["ＩＣＴ パーク", "ｼﾞｵﾊﾟｰｸ", "甲 及び\u200b乙，丙", "ABC def 1 2", "㍿①⑴ｶﾞ", "𠮷野家 が", "か\u3099"]
    assert [index_fold(text) for text in texts] == [fold(text) for text in texts]
    signs = "aZ9 ー－ｰ-,，､、。がガｶﾞ゙か\u3099é e\u0301 　\u200b\u00a0\u2028\x85\x1c㈱①Ⅳ㌢ﾊﾟΣς𠮷İß々﹅´¨"
    random = Random(7)
    texts += ["".join(random.choices(signs, k=random.randint(0, 12))) for _ in range(1000)]
    # All characters that Unicode 3.2 has: browsers and Pythons differ in the newest.
    known = [chr(n) for n in range(0x20, 0x10000) if ucd_3_2_0.category(chr(n)) not in ("Cn", "Co", "Cs")]
    texts += ["甲".join(known[at : at + 50]) for at in range(0, len(known), 50)]
    # All characters that a browser shows nothing for.
    unseen = [chr(n) for n in page.evaluate(UNSEEN)]
    assert len(unseen) > 4000
    assert {index_fold(f"葛{sign}城{sign * 2}市{sign}") for sign in unseen} == {"葛城市"}
    texts.append("".join(f"葛{sign}A{sign} B{sign}か{sign}\u3099" for sign in unseen))
    for text, (folded, twice, has_places) in zip(texts, page.evaluate(FOLD, texts), strict=True):
        assert folded == index_fold(text), ascii(text)
        assert has_places, ascii(text)
        assert text not in texts[:7] or twice == folded
    page.close()


@pytest.mark.parametrize("query", ["(ア) 救急医療体制", "（ア）救急医療体制の確保", "救急医療体制の確保"])
def test_an_initiative_is_found_with_its_label_and_shown_without(
    engine_of: Callable[..., Engine], sample_site: Path, query: str
) -> None:
    """Its place, which stands before the name, ends with the label."""
    hit = engine_of(sample_site)([query])[0][0]
    assert hit["url"].endswith("initiatives/emergency/")
    title = re.sub("<[^>]*>", "", hit["items"][0]["title"])
    assert title.endswith("ア(ア) 救急医療体制の確保")
    assert title.count("(ア)") == 1
