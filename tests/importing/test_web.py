"""The reader of HTML pages: what is shown comes out once, what is no text is left out and said."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.importing.paper import Paper, RefusedError, Table
from kyoyaku.importing.sources.web import read_html

TEXT = "この協約は、締結の日から効力を生ずる。"
LINKS = "".join(f"<li><a href='#j{one}'>第{one}条（目的）</a></li>" for one in (1, 2, 3))
KANA = "カタカナのため"


def paper(body: str) -> Paper:
    return read_html(f"<html><head><title>題</title></head><body>{body}</body></html>".encode())


def texts(body: str) -> list[str]:
    return [one.text for one in paper(body).paragraphs()]


def grids(body: str) -> list[list[list[tuple[str, int, int] | None]]]:
    """The tables of a page: text, columns and rows of each cell."""
    tables = (one for one in paper(body).blocks if isinstance(one, Table))
    return [
        [[(cell.text, cell.columns, cell.rows) if cell else None for cell in row] for row in table.rows]
        for table in tables
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
@pytest.mark.parametrize("said", ["", "<meta charset=utf-8>", "<meta charset=Shift_JIS>"])
def test_a_page_is_read_in_any_encoding_whatever_it_says(encoding: str, said: str) -> None:
    page = f"<?xml version='1.0' encoding='EUC-JP'?><html><head>{said}</head><body>{TEXT}</body></html>"
    assert [one.text for one in read_html(page.encode(encoding)).paragraphs()] == [TEXT]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div>第１条<div>あ</div>い</div>", ["第１条", "あ", "い"]),
        ("<p>第<font><b>１</b></font>条　あ<br>い<br/>う</p>", ["第１条　あ", "い", "う"]),
        ("<dl><dt>１<dd>　あ\n  い A\nB</dl>", ["１　あい A B"]),
        ("<pre>あ\n　い  う</pre>", ["あ", "　い う"]),
        ("<ol><li>あ<li value=4>い<li>う</ol>", ["1　あ", "4　い", "5　う"]),
        ("<ol type=A style='margin:0'><li>あ<li>い</ol>", ["A　あ", "B　い"]),
        ("<ol style='list-style-type: katakana' start=2><li>あ</ol>", ["イ　あ"]),
        ("<ol style='list-style:none'><li>(1)　あ</ol><ul><li>い</ul>", ["(1)　あ", "い"]),
        ("<p><a name=j1>第１条</a>　<a href=#j2>次条</a>の<sup>２</sup>&#9312;&amp;", ["第１条　次条の２①&"]),
        ("<h2><a href='#top'>第１条</a></h2><p>あ", ["第１条　あ"]),
        (
            "<div><div>２</div><div>あ</div></div><p>(1)<p>い<p>ア<table><tr><td>う</table>",
            ["２　あ", "(1)　い", "ア", "う"],
        ),
        (
            "<p>○協約<p>第１条　あ。<p>協約<p>告示第１号<table border=1><tr><td>い<td>う</table>",
            ["○協約", "第１条　あ。"],
        ),
        (
            "<p>協約<p>令和5年3月27日<p>甲市<p>第１条　あ。<p>令和5年3月27日<p>甲市",
            ["協約", "令和5年3月27日", "甲市", "第１条　あ。", "令和5年3月27日", "甲市"],
        ),
        ("<script>あ</script><style>あ</style><!-- あ --><noscript>あ</noscript>い", ["い"]),
        ("<table><tr><td>あ<tr><td>い<div>う</div></table>", ["あ", "い", "う"]),
        ("<table><tr><td>目次<td><table border=1><tr><td>あ<td>い</table></table>う", ["あ", "い", "う"]),
        ("<table><tr><td width=9%><td><p>第１条　あ。<p>い。</table>", ["第１条　あ。", "い。"]),
        ("<table><tr><td>第１条<td>　あ。い<tr><td>２<td>う</table>", ["第１条　あ。い", "２　う"]),
        ("<table><tr><td>２<td colspan=2>あ<tr><td><td>(1)<td>い</table>", ["２　あ", "(1)　い"]),
        ("<dl><dt>(１)<dd>　あ<dt>(２)</dt><dt>(３)</dt></dl><p>あ", ["(１)　あ", "(２)　(３)", "あ"]),
        ("<form action=x><p>第１条　あ。</p><input value=い></form>", ["第１条　あ。"]),
    ],
)
def test_what_is_shown_is_read(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("body", "left", "why"),
    [
        ("<ruby>月見里<rp>（</rp><rt>やまなし</rt><rp>）</rp></ruby>", "（やまなし）", "ルビ"),
        ("<img alt=紋章 src=a.gif>", "紋章", "画像"),
        (
            "<p hidden>あ</p><p style='display: none'>い</p><i aria-hidden=true>う</i>",
            "あいう",
            "画面に出ない",
        ),
        ("<nav>あ</nav><ul role=navigation><li>い</ul>", "あい", "ナビゲーション"),
        (f"<p>目次</p><ul>{LINKS}</ul>", "目次第1条（目的）第2条（目的）第3条（目的）", "ナビ"),
        (f"<table><tr><td>{LINKS}<td><a href=#>先頭へ</a></table>", None, "ナビ"),
        ("<p>［<a href=#a>前へ</a>｜<a href=#b>次へ</a>］</p><p>このページを閉じる", None, "ナビゲーション"),
        (
            "<p>このサイトの掲載の内容は、参考です。<p>© 2020",
            "このサイトの掲載の内容は、参考です。© 2020",
            "案内",
        ),
        ("<form>検索語<select><option>条</select></form><button>印刷</button>", "検索語条印刷", "入力欄"),
        ("<del>あ</del>", "あ", "取消線"),
        ("<footer>あ</footer><header>い</header>", "あい", "枠"),
        ("<p data-search-exclude>¶</p><aside>注</aside>", "¶注", "編者"),
        ("<iframe src=x>あ</iframe>", "あ", "埋め込"),
        (
            "<input value=い><input type=hidden value=x><form><input type=submit value=検索></form>",
            "い検索",
            "入力",
        ),
        ("<ol reversed><li></ol><ol type=i><li></ol>", "", "一覧の番号"),
    ],
)
def test_what_is_no_text_is_left_out_and_said(body: str, left: str | None, why: str) -> None:
    read = paper(f"<p>第１条</p><p>{TEXT}</p>{body}")
    assert "".join(one.text for one in read.paragraphs()) in (f"第１条　{TEXT}", f"第１条　{TEXT}月見里")
    said = "".join(one.text for one in read.left_out)
    assert left is None or said == left
    assert all(why[:2] in one.why for one in read.left_out)


@pytest.mark.parametrize(
    "body", ["<p>第２条　市は、努める。", "<table><tr><th>甲の役割</table>", "<p>別表</p>"]
)
def test_what_looks_like_text_outside_of_main_is_asked_about(body: str) -> None:
    asked = [one.ask for one in paper(f"<main><h1>協約</h1></main><p>市の紹介</p>{body}").left_out]
    assert "本文であれば、書き足してください" in asked[0]


def test_a_last_line_that_may_be_a_notice_or_an_article_is_asked_about() -> None:
    (out,) = paper("<p>文。<p>このシステムは、第３条の取組とする。").left_out
    assert "本文であれば" in out.ask


def test_a_page_with_main_has_the_rest_as_its_frame() -> None:
    read = paper("<p>市の紹介</p><div><main><h1>協約</h1></main>後</div>")
    assert [(one.text, one.why) for one in read.left_out] == [("市の紹介後", "ページの枠")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<tr><td rowspan=2>あ<td>い<tr><td>う", [[("あ", 1, 2), ("い", 1, 1)], [None, ("う", 1, 1)]]),
        (
            "<tr><td colspan=999999999>あ<tr><td>い<td>う",
            [[("あ", 2, 1), None], [("い", 1, 1), ("う", 1, 1)]],
        ),
        ("<tr><td rowspan=0>あ<td>い<tr><td colspan=x>う<td>え", None),
        (
            "<thead><tr><th>あ<th><p>い<p>う<tbody><tr><td>え",
            [[("あ", 1, 1), ("い　う", 1, 1)], [("え", 1, 1), ("", 1, 1)]],
        ),
    ],
)
def test_a_table_is_a_full_grid(body: str, expected: list[list[object]] | None) -> None:
    (grid,) = grids(f"<table>{body}</table>")
    assert expected is None or grid == expected
    assert len({len(row) for row in grid}) == 1


@pytest.mark.parametrize(
    "body", ["", "<script>x</script>", "<p hidden>あ", "<table>" + "<tr>" * 999 + "<td>" * 999 + "</table>"]
)
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(RefusedError, match=r"(?:本文の文字がありません|読みません)"):
        paper(body)


TREES = st.recursive(
    st.text("あ１A 　\n条", max_size=4),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(
            "div p span b table tr td th ul li font center form h1 h2 pre nav ruby rt del header footer "
            "dl td~colspan=2 td~rowspan=3 p~hidden a~href=#x a~name=x main caption".replace("~", "\0").split()
        ).map(lambda one: one.replace("\0", " ")),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@given(TREES)
@settings(max_examples=100)
def test_no_character_is_lost_and_none_invented(tree: str) -> None:
    page = f"<p>{KANA}</p>{tree}"
    read = paper(page if "<main>" not in tree else f"<div role=main>{page}</div>")
    out = [one.text for one in read.paragraphs()] + [one.text for one in read.left_out]
    assert Counter(re.sub(r"\s", "", "".join(out))) == Counter(
        re.sub(r"\s", "", KANA + re.sub("<[^>]*>", "", tree))
    )
