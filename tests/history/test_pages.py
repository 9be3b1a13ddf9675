"""What the pages of the cases say of time: the versions, of which day a text is, what became of it."""

from __future__ import annotations

import re

import pytest

from kyoyaku.pages.addresses import TextPlace
from tests.history.cases import pages

# case (on another day), page: what stands on it; what does not, after a -
PAGES = """
01-phrase articles/4
    [令和7年4月1日から効力を有する本文](../versions/index.md)
    令和7年4月1日に変更：[第2項が改められた](../changes/2025-04-01.md#article-4-p2)
    霧峰市及び瀬音町「霧峰市及び瀬音町における連携協約」（令和3年3月25日。令和7年4月1日からの版）第4条第2項\
</span>[現在の本文へのリンク](4.md#p2)
01-phrase changes/2025-04-01
    議決　霧峰市　令和7年3月14日（
    -附則に、効力を持つ日のほかの定めがあります
01-phrase articles/1
    締結時から変更なし
01-phrase versions/index
    ## 令和7年4月1日からの版 <span class="ky-state ky-is-current">現行</span>
    「霧峰市及び瀬音町における連携協約の一部を変更する連携協約」（令和7年3月20日締結）
    議決　霧峰市　令和7年3月14日（霧峰市議会 令和7年第1回定例会 議決結果（作り例））
    告示　瀬音町　令和7年3月25日　告示第12号（瀬音町告示（作り例））
    [新旧対照表](../changes/2025-04-01.md)（1箇所）<br>変更を定める文書の改正規定を変更前の版に当てはめると、
    ## 令和3年3月25日締結の版 <span class="ky-state">過去</span>
    令和3年3月25日（締結の日）から令和7年3月31日まで
01-phrase versions/2021-03-25
    **令和3年3月25日（締結の日）から令和7年3月31日まで効力を有した本文です。現在は効力を有しません。**
    - [現行の本文](../full.md)
    - [一つ後の版](2025-04-01.md)　[その版への変更](../changes/2025-04-01.md)
    [<span class="ky-hidden">生活路線バスの維持：</span>この取組の今のページ](../initiatives/bus.md)
    -から効力を有する本文
    -一つ前の版
    （令和3年3月25日。締結時の版）</span>[この版へのリンク](2021-03-25.md){: .ky-current
    （令和3年3月25日。締結時の版）第4条</span>[この版へのリンク](2021-03-25.md#article-4)
    （令和3年3月25日。締結時の版）別表2「生活路線バスの維持」の項</span>[この版へのリンク](2021-03-25.md#bus)
01-phrase versions/2025-04-01
    （令和3年3月25日。令和7年4月1日からの版）</span>[この版へのリンク](2025-04-01.md)
    [一つ前の版](2021-03-25.md)からの変更は、[新旧対照表](../changes/2025-04-01.md)にあります。
    -ky-band
01-phrase index
    - **本文の時点** 令和7年4月1日から効力を有する本文です。その後の変更の有無は、確認していません。

02-paragraph articles/3
    [第2項が加えられた](../changes/2025-04-01.md#article-3-p2)、[第2項が第3項となった、第3項が改められた](../changes/2025-04-01.md#article-3-p3)
    令和7年4月1日に変更：[加えられた](../changes/2025-04-01.md#article-3-p2)
    令和7年3月31日までの第3条第2項は、[第3条第3項](3.md#p3)となりました。
02-paragraph changes/2025-04-01
    -別の規定を指します
02-paragraph articles/2
    -までの第2条

03-article-inserted changes/2025-04-01
    >第4条</a>を第5条とし
    <p class="ky-unit-article">第4条（個人情報の取扱い）</p>
    -別の規定を指します
03-article-inserted articles/4
    令和7年3月31日までの[第4条（連絡会議）](../versions/2021-03-25.md#article-4)は、[第5条（連絡会議）](5.md)となりました。
    令和7年4月1日に変更：[加えられた](../changes/2025-04-01.md#article-4)
03-article-inserted articles/5
    令和7年4月1日に変更：[第4条から繰下げ](../changes/2025-04-01.md#article-5)
    は、[第6条（変更及び廃止）](6.md)となりました。
03-article-inserted articles/6
    令和7年4月1日に変更：[第5条から繰下げ](../changes/2025-04-01.md#article-6)
    -となりました

04-article-deleted articles/3
    令和7年4月1日に変更：[第4条から繰上げ](../changes/2025-04-01.md#article-3)
    令和5年3月31日までの[第3条（費用）](../versions/2021-03-25.md#article-3)は、削られました。
    -までの第3条第
04-article-deleted@2025-03-31 articles/3
    [削除とされた](../changes/2023-04-01.md#article-3)
04-article-deleted articles/5
    # 第5条（変更及び廃止）（令和7年3月31日まで） { #article-5 }
    は、令和7年4月1日に「霧峰市及び瀬音町における連携協約の一部を変更する連携協約」（令和7年3月20日締結）により、[第4条（変更及び廃止）](4.md)となりました。
    [その変更（新旧対照表）](../changes/2025-04-01.md#article-4)
    [この文のあった版](../versions/2023-04-01.md#article-5)
    この連携協約を変更し、又は廃止しようとするときは、
04-article-deleted versions/2023-04-01
    - [一つ前の版](2021-03-25.md)　[その版からの変更](../changes/2023-04-01.md)

05-article-replaced articles/1
    [見出しが改められた（旧見出し「目的」）](../changes/2025-04-01.md#article-1)
05-article-replaced articles/5
    [見出しが改められた（旧見出し「変更及び廃止」）](../changes/2025-04-01.md#article-5)、[第1項が改められた]
    [第3項が加えられた](../changes/2025-04-01.md#article-5-p3)

06-initiatives initiatives/dementia-watch
    令和7年4月1日に変更：[加えられた](../changes/2025-04-01.md#dementia-watch)
    -締結時から変更なし
06-initiatives initiatives/consumer-desk
    「消費生活の相談」は、令和7年4月1日に「霧峰市及び瀬音町における連携協約の一部を変更する連携協約」（令和7年3月20日締結）により、削られました。
    [その変更（新旧対照表）](../changes/2025-04-01.md#was-consumer-desk)
    [この文のあった版](../versions/2021-03-25.md#consumer-desk)
    ### 乙の役割<span class="ky-party" data-search-exclude="">〔瀬音町〕</span> { #role-seoto }
    住民に窓口を知らせる。
06-initiatives versions/2021-03-25
    -消費生活の相談：</span>

07-annex-replaced changes/2025-04-01
    PROVED
    4箇所を改め、1箇所を加え、1箇所を削るものです。
    -## この変更を改め文で書いた案
07-annex-replaced annex
    [区分「1 医療及び福祉」が改められた](changes/2025-04-01.md#annex-s1)
    [別表1「消費生活の相談」の項が削られた](changes/2025-04-01.md#was-consumer-desk)
07-annex-replaced initiatives/holiday-clinic
    [名称が改められた（旧名称「休日の救急診療」）](../changes/2025-04-01.md#holiday-clinic)
07-annex-replaced initiatives/bus
    締結時から変更なし

08-role-and-name initiatives/holiday-clinic
    [甲の役割の欄が改められた](../changes/2025-04-01.md#holiday-clinic-role-kirimine-p1)
    令和7年4月1日に変更：[文が改められた](../changes/2025-04-01.md#holiday-clinic-role-kirimine-p1)
    締結時から変更なし
08-role-and-name initiatives/bus
    （旧名称「生活路線バスの維持」）

09-names parties/seoto
    旧名：瀬音町（令和7年3月31日まで）
09-names preamble
    令和7年4月1日に変更：[文が改められた](changes/2025-04-01.md#preamble-p1)
09-names initiatives/living-advice
    （旧名称「消費生活の相談」）
09-names versions/2021-03-25
    [<span class="ky-hidden">消費生活の相談：</span>この取組の今のページ](../initiatives/living-advice.md)
09-names versions/index
    - **題名** 霧峰市及び瀬音町における連携協約

13-labels annex
    、[別表第1の1(1)ウ「観光案内の充実」の項の位置又は番号が変わった](changes/2025-04-01.md#guide)、
13-labels annex-2
    [名が改められた（旧名「別表第2（第2条関係）」）](changes/2025-04-01.md#annex-2)、\
[表の「割増額」の項が加えられた](changes/2025-04-01.md#annex-2-b1-r3-c1)、\
[表の「加算額」の項が改められた](changes/2025-04-01.md#annex-2-b1-r4-c1)、[文が改められた](changes/2025-04-01.md#annex-2-p1)

12-no-text-and-future changes/2024-04-01
    -PROVED
    二つの文だけに基づきます
    当事者が合意した文ではありません
    中「住民に窓口」を「広報により住民に窓口」に改める。
12-no-text-and-future changes/2027-04-01
    予定の本文です。まだ効力を有しません。**
12-no-text-and-future text
    <td>変更を定める文書の文がないため、変更前の版と変更後の版の二つの文だけに基づきます。\
残る文字は745字、除く文字は0字、加える文字は5字です。 <a href="changes/2024-04-01.md">新旧対照表
    <td>PROVEDことを、機械で確かめています。\
残る文字は747字、除く文字は3字、加える文字は5字です。 <a href="changes/2027-04-01.md">新旧対照表
12-no-text-and-future articles/3
    **令和9年4月1日から変わる予定です**（[第2項が改められる](../changes/2027-04-01.md#article-3-p2)）。
    [その日からの版](../versions/2027-04-01.md#article-3-p2)
12-no-text-and-future articles/4
    -変わる予定
12-no-text-and-future versions/index
    ## 令和9年4月1日からの版 <span class="ky-state">これから</span>
    令和9年4月1日から（予定）
    変更を定める文書の文がないため、変更前の版と変更後の版の二つの文だけに基づきます。
12-no-text-and-future versions/2027-04-01
    **令和9年4月1日から効力を有する予定の本文です。まだ効力を有しません。**
    - [一つ前の版](2024-04-01.md)　[その版からの変更](../changes/2027-04-01.md)
12-no-text-and-future@2027-04-01 articles/3
    令和9年4月1日に変更：[第2項が改められた](../changes/2027-04-01.md#article-3-p2)
    [令和9年4月1日から効力を有する本文](../versions/index.md)
12-no-text-and-future@2027-04-01 versions/2024-04-01
    **令和6年4月1日から令和9年3月31日まで効力を有した本文です。現在は効力を有しません。**

ended articles/1
    令和8年3月31日まで効力を有した本文です。令和8年4月1日に廃止されました（両議会の議決）。
ended index
    令和8年3月31日まで効力を有した本文です。令和8年4月1日に廃止されました（両議会の議決）。
ended versions/2025-04-01
    令和8年3月31日まで効力を有した本文です。令和8年4月1日に廃止されました（両議会の議決）。
ended versions/index
    <span class="ky-state">廃止</span>
    - **廃止** 令和8年4月1日（両議会の議決）

one-inside initiatives/consumer-desk
    住民に窓口を知らせる。
    -相談員が集落を訪ねる。
one-inside initiatives/visits
    相談員が集落を訪ねる。
    -住民に窓口を知らせる。

table@2023-01-01 versions/2024-04-01
    -table-1.csv
table@2024-04-01 versions/2024-04-01
    ](../articles/3/table-1.csv)

changed-itself versions/index
    （令和7年3月20日締結。効力を有する前に「変更の変更」（令和7年3月25日締結）により変更）
changed-itself changes/2025-04-01
    。効力を有する前に「変更の変更」（令和7年3月25日締結）により変更）による変更
    変更を定める文書の文の一部がないため

amending-instrument changes/2025-04-01
    <a href="../versions/2020-04-01.md#article-2" title="第2条（協議）">第2条</a>中「年1回」を

not-read changes/2025-04-01
    -PROVED
    確かめていません。
    「第5条を別図のとおり直す。」（
    ## この変更を改め文で書いた案
    附則に、効力を持つ日のほかの定めがあります

in-articles changes/2025-04-01
    PROVED
    <p>霧峰市と瀬音町は、令和3年3月25日に締結した
    （準備）</p>
    <p>準備は、この協約の施行前に行うことができる。</p>
    附則に、効力を持つ日のほかの定めがあります

reference changes/2025-04-01
    の「第4条」　変更前は第4条（連絡会議）、変更後は第4条（個人情報の取扱い）

nothing changes/2024-04-01
    変更前の版と変更後の版の文に、違いはありません。
    -改め文の案
    -<table class="ky-compared"

role initiatives/consumer-desk
    [乙の役割の欄第2段落が加えられた]

item articles/2
    [第1号イが加えられた]
    [第2号が加えられた]
    [第2号が第3号となった]
    令和7年3月31日までの第2条第2号は、[第2条第3号](2.md#p1-i3)となりました。

paragraphs initiatives/holiday-clinic
    [第1段落が加えられた]
    [第1段落が第2段落となった]
    [第2段落が第3段落となった]

left-out preamble
    「前文」は、令和7年4月1日に
left-out annex
    「別表（第2条関係）」は、令和7年4月1日に「霧峰市及び瀬音町における連携協約の一部を
left-out initiatives/bus
    [その変更（新旧対照表）](../changes/2025-04-01.md#was-bus)
left-out initiatives/index
    **このページにあったものは、現行の本文にはありません。**
left-out annex/table
    [これがあった最後の版](../versions/2021-03-25.md)

another-party initiatives/bus
    令和7年3月31日までの「乙」は、瀬音町です。
another-slug initiatives/bus
    -までの「乙」は
another-party versions/2025-04-01
    -令和7年3月31日までの「乙」は、瀬音町です。

withdrawn articles/3
    -変わる予定
"""
PROVED = "変更を定める文書の改正規定を変更前の版に当てはめると、変更後の版と1字も違わない"


def _expected() -> list[tuple[str, list[str]]]:
    blocks = re.split(r"\n+(?! )", PAGES.strip())
    return [(head, below) for head, *below in (block.split("\n    ") for block in blocks)]


@pytest.mark.parametrize(("head", "lines"), _expected(), ids=lambda one: one if isinstance(one, str) else "")
def test_a_page_says(head: str, lines: list[str]) -> None:
    case, path = head.split()
    text = pages(case)[path].partition("<footer")[0]
    for line in (one.replace("PROVED", PROVED) for one in lines):
        is_there = not line.startswith("-") or line.startswith("- ")
        assert (line.removeprefix("" if is_there else "-") in text) is is_there, line


def dangling(files: dict[str, str]) -> list[str]:
    """The links between the pages of an agreement that lead to no page, or to no place on it."""
    found = list[str]()
    for path, text in files.items():
        for target, anchor in re.findall(r"\]\(([^)# ]*)\.md#?([^) ]*)", text):
            page = files.get(_joined(path, target))
            place = re.escape(anchor)
            if page is None or (not re.search(rf"#{place}[ }}]|id=\"{place}\"", page) and anchor):
                found.append(f"{path}: {target}#{anchor}")
    return found


@pytest.mark.parametrize("case", dict.fromkeys(head.split()[0] for head, _ in _expected()))
def test_links_lead_to_places_that_are_there(case: str) -> None:
    """Also those from and to pages of other versions and of what is gone."""
    assert dangling(pages(case)) == []


def _joined(path: str, target: str) -> str:
    steps = path.split("/")[:-1]
    for one in target.split("/"):
        steps = steps[:-1] if one == ".." else [*steps, one]
    return "/".join(steps)


def test_a_chapter_is_found_on_the_page_of_a_version() -> None:
    assert TextPlace("articles/", "chapter-2").whole == "chapter-2"
    assert TextPlace("attached/", "chapter-2").whole == "attached-chapter-2"
