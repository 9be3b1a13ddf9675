"""Text from an OCR: what is torn is joined, what is misread or lost is asked."""

from __future__ import annotations

import re

import pytest

from kyoyaku.importing.imported import Imported, imported
from kyoyaku.importing.sources.plain import read_plain
from kyoyaku.importing.writing import Source
from testing.project import ROOT

TEXT = """#### 浜風圏域における連携中枢都市圏形成に係る連携協約
浜風市(以下「甲」という。)と磯部町(以下「乙」という。)は、地方自治法(昭和22年法律第67\
号)第252条の2第1項の規定に基づき、次のとおり連携協約を締 結する。
(目的)
第1条 甲及び乙は、役割を分担し、圏域の住民の暮らしを支え

ることを目的とする。
(取組)
- 第2条 甲及び乙は、別表に掲げる取組を、その 1 年ごとに定めるところにより行う。甲及び乙は、住民の声を聴く。
(1) 会を開く。
ア 声を聴く。
この協約を証するため、甲及び乙が各自1通を保有する。
令和6年7月1日
甲 浜風市長 浜 太郎
乙 磯部町長 磯 花子
## 別表(第2条関係)
### 1 圏域の暮らし
### (1) 医療
夜間の診療	取組の内容	圏域の住民のため、当番の 医師を置く。 圏域の病院を支援する。
	甲の役割	乙の住民を受け入れる。
	乙の役割	甲の住民を受け入れる。
#### (2) 文化
図書館の共同利	取組の内容	圏域の図書館を互いに使えるようにする。
用	甲の役割	図書館を乙の住民に開く。
	乙の役割	図書館を甲の住民に開く。
"""


def _imported(*texts: str) -> tuple[str, list[str], Imported]:
    """The version, the questions that not every import has, and all of it."""
    got = imported("hama", [(Source("a.txt", "0", "文字起こし"), read_plain(one)) for one in texts])
    version = next(text for name, text in got.files.items() if name.endswith(".md"))
    return version, [one.ask for one in got.questions if "識別名" not in one.ask], got


def _body(version: str) -> str:
    """The text of a version as an editor has settled it, without questions and identifiers."""
    body = re.sub(r"\{>>.*?<<\}| \{#[^}]*\}", "", version.split("\n---\n", 1)[1])
    return re.sub(r"\{~~.*?~>(.*?)~~\}|\{\+\+(.*?)\+\+\}", lambda one: one[1] or one[2], body)


def test_a_clean_text_is_whole_and_asks_nothing() -> None:
    version, asked, got = _imported(TEXT)
    assert (asked, got.account.unknown) == ([], ())
    for line in (
        "第252条の2第1項の規定に基づき、次のとおり連携協約を締結する。",
        "暮らしを支えることを目的とする。",
        "その1年ごとに",
        "甲 浜風市長 浜 太郎",
        "#### (1) 医療",
        "のため、当番の医師を置く。\n\n圏域の病院を支援する。",
        "図書館の共同利{++用++}{>>certain @",
    ):
        assert line in version


@pytest.mark.parametrize(
    ("right", "read", "asked"),
    [
        ("次のとおり", "次のたおり", "「次のたおり」は、「次のとおり」"),
        ("とおり連携", "とおリ連携", "「とおリ連携」は、「とおり連携」"),
        ("乙は、住民", "こは、住民", "「及びこは、」は、「及び乙は、」"),
        ("圏域の図書", "園域の図書", "「園域の」は、「圏域の」"),
        ("連携協約を締", "運携協約を締", "「おり運携協」は、「おり連携協」"),
        ("第1条", "第l条", "「第l条」は、「第1条」"),
        ("乙の住民を", "この住民を", "「この住」は、「乙の住」"),
        ("\t乙の役割\t図", "\t乙の役害\t図", "「乙の役害」は、読み誤り"),
        ("\t甲の役割\t図", "\t申の役割\t図", "「申の役」は、「甲の役」"),
        ("### 1 圏域", "### l 圏域", "番号「l」は、「1」の読み誤り"),
        ("(1) 会を", "(l) 会を", "「(l)」は、「(1)」の読み誤り"),
        ("ア 声を", "ァ 声を", "「ァ」は、「ア」の読み誤り"),
        ("乙 磯部町長 磯 花子", "乙磯部町\n\n磯部町長 磯 花子", "「乙磯部町」は、「乙 磯部町」"),
    ],
)
def test_what_is_misread_is_proposed(right: str, read: str, asked: str) -> None:
    version, questions, _ = _imported(TEXT.replace(right, read))
    clean, _, _ = _imported(TEXT.replace(right, read.replace("乙磯", "乙 磯") if "磯" in read else right))
    assert len(questions) == 1
    assert asked in questions[0]
    assert _body(version).split() == _body(clean).split()
    assert "{>>probable: " in version


@pytest.mark.parametrize(
    ("right", "read", "asked"),
    [
        ("(1) 医療", "(3) 医療", "の次が「(3) 医療」です"),
        ("第1条 ", "", "前文の次が「第2条」です"),
        ("夜間の診療\t", "\t", "名が失われていないか"),
        ("(目的)", "(目的", "「（目的」で終わり、「。」がありません"),
        (
            "当番の 医師を置く。 圏域の病院を支援する。",
            "当番の 医師を",
            "「住民のため、当番の医師を」で終わり",
        ),
        ("\t乙の役割\t甲の住民を受け入れる。", "\t乙の役割\t", "「乙の役割」の欄に文がありません"),
        ("\t乙の役割\t甲の住民を受け入れる。\n", "", "「乙の役割」の欄がありません"),
        ("甲 浜風市長 浜 太郎", "浜風市長 浜 太郎", "記名の所に「甲」がありません"),
        ("## 別表(第2条関係)\n", "", "別表の見出しが底本に見当たりません"),
    ],
)
def test_what_is_lost_is_asked(right: str, read: str, asked: str) -> None:
    _, questions, got = _imported(TEXT.replace(right, read))
    assert any(asked in one for one in questions)
    assert not any("見出しの番号は" in one for one in questions)
    assert got.account.unknown == ()


@pytest.mark.parametrize(
    ("right", "read"),
    [
        ("\t乙の役割\t甲の", "\n\t乙の役割\t甲の"),
        ("\t乙の役割\t甲の住民を受", "\t乙の役割\t甲の住民を\n\n- 12 -\n\n\t\t受"),
        ("夜間の診療\t", "\t\t•\n\t1\t\n------\t---\t<del>-</del>\n夜間の診療\t"),
    ],
)
def test_torn_tables_go_on_and_signs_in_them_are_debris(right: str, read: str) -> None:
    version, questions, _ = _imported(TEXT.replace(right, read))
    assert (questions, _body(version)) == ([], _body(_imported(TEXT)[0]))


def test_pipes_and_several_files_are_as_tabs_and_one_file() -> None:
    piped = re.sub(r"(?m)^(.*)\t(.*)\t(.*)$", r"| \1 | \2 | \3 |", TEXT)
    files = TEXT.partition("## 別表")
    ruled = piped.replace("\n| 図", "\n| --- | --- | --- |\n| 図")
    for texts in ([piped], [ruled], [files[0], "".join(files[1:])]):
        version, questions, got = _imported(*texts)
        assert (questions, _body(version)) == ([], _body(_imported(TEXT)[0]))
        assert got.account.source == sum(len(one.replace("\n", "").replace("\t", "")) for one in texts)


PUBLISHED = r"""---
agreement: "hama"
title: "浜風市と磯部町の協約"
---
# 浜風市と磯部町の協約
浜風市（以下「甲」という。）と磯部町（以下「乙」という。）は、次のたおり協約を締結する。
## 第1条（取組）
\- [別表](../annex/)の\*印の取組を行う。
> 例規データベースの注：改正
## 別表（第1条関係）
| 取組 | 取組の内容 | 甲の役割 | 乙の役割 |
| --- | --- | --- | --- |
| 診療 | 置く。<br>支える。 | 担う。 | < |
| ^ | 備える。 | 助ける。 | \^ |
### 交通
識別名：`bus`
**取組の内容**
走る。
**甲の役割**〔浜風市〕
払う。
"""


def test_markdown_that_the_site_publishes_is_read_as_it_was_written() -> None:
    paper = read_plain(PUBLISHED)
    assert not paper.is_recognised
    texts = [one.text for one in paper.paragraphs()]
    assert texts[2:4] == ["第1条（取組）", "- 別表の*印の取組を行う。"]
    assert texts[9:] == (
        "診療 置く。 支える。 担う。 備える。 助ける。 ^ 交通 取組の内容 走る。 甲の役割 払う。".split()
    )
    spans = [[cell and (cell.columns, cell.rows) for cell in row] for row in paper.blocks[5].rows]  # type: ignore[union-attr]
    assert spans[1:] == [[(1, 2), (1, 1), (2, 1), None], [None, (1, 1), (1, 1), (1, 1)]]
    counted = sum(map(len, texts)) + sum(len(one.text) for one in paper.left_out)
    assert counted == len(PUBLISHED.replace("\n", ""))


def test_our_own_transcript_gives_our_own_text_outside_of_its_shredded_lines() -> None:
    folder = ROOT / "content" / "asahikawa-kamikawa"
    version, questions, got = _imported((folder / "transcript.txt").read_text(encoding="utf-8"))
    lines = []
    for one in (version, (folder / "2022-01-12.md").read_text(encoding="utf-8")):
        body = re.sub(r"\{\?-?[0-9]*\?\}|\{\?|\?\}", "", _body(one))
        body = re.sub("5 災害対策.*?#### \\(2\\) 結", "", body.replace("オ 災", "5 災"), flags=re.DOTALL)
        lines.append([line.strip() for line in body.split("\n") if line.strip()])
    ours, right = lines
    assert [one for one in right if one not in ours] == ["甲 旭川市"]
    assert (len(ours), got.account.unknown) == (len(right), ())
    asked = " ".join(questions)
    assert all(one in asked for one in "次のとおり 役害 乙とス 「エ」 「オ」 役割圏域住 乙の住".split())


def test_clean_texts_have_no_misreadings() -> None:
    for file in (ROOT / "tests" / "sample" / "content").glob("*/[12]*.md"):
        version, _, _ = _imported(_body(file.read_text(encoding="utf-8")))
        assert "の読み誤りとみられる" not in version, file


def test_a_repeated_head_row_that_is_misread_is_left_out_and_asked() -> None:
    head, row = "取組\t取組の内容\t甲の役割\t乙の役割\n", "{}\t病院を支える。\t助ける。\t手伝う。\n"
    annex = (
        head
        + row.format("夜間の診療")
        + "\n### (2) 文化\n\n"
        + head.replace("乙", "こ")
        + row.format("図書館")
    )
    version, questions, got = _imported(f"{TEXT[: TEXT.index('夜間')]}{annex}")
    assert questions == ["欄の名「この役割」は、「乙の役割」の読み誤りではありませんか"]
    assert version.count("**乙の役割**") == 2
    assert "text: この役割" in got.files["debris.yml"]
