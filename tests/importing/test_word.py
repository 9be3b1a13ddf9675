"""The reader of Word documents: what Word shows comes out once, what is no text is left out and said."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyoyaku.importing.paper import Paper, Paragraph, RefusedError, Table
from kyoyaku.importing.sources.opening import read
from kyoyaku.importing.sources.word import read_word
from tests.importing.archives import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def document(body: str, **parts: str) -> bytes:
    """A document with that body; parts by what they are: numbering, styles, header."""
    roots = {"header": "hdr", "footer": "ftr"}
    made = {"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"}
    names = dict.fromkeys(parts)
    for kind, inside in parts.items():
        made[f"word/{kind}.xml"] = f"<w:{roots.get(kind, kind)} {SPACES}>{inside}</w:{roots.get(kind, kind)}>"
    own = "".join(f'<Relationship Id="{one}" Type="{R}/{one}" Target="{one}.xml"/>' for one in names)
    main = f'<Relationship Id="a" Type="{R}/officeDocument" Target="/word/document.xml"/>'
    made["_rels/.rels"] = f'<Relationships xmlns="{LINKS}">{main}</Relationships>'
    made["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{LINKS}">{own}</Relationships>'
    return zipped(made)


def p(text: str, properties: str = "") -> str:
    """A paragraph; a text that begins with < is XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else run(text)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def numbered(text: str, level: int = 0, key: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')


def level(at: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    own = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{own}</w:lvl>'


def lists(*levels: str, more: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'


def texts(data: bytes) -> list[str]:
    return [one.text for one in read_word(data).paragraphs()]


def left(paper: Paper) -> list[tuple[str, str, str]]:
    return [(one.at, one.why, one.text) for one in paper.left_out]


FORMATS = {
    "decimalFullWidth": "１ ２ １０", "aiueo": "ｱ ｲ ｺ",
    "aiueoFullWidth": "ア イ コ", "irohaFullWidth": "イ ロ ヌ", "lowerLetter": "a b j",
    "upperRoman": "I II X", "decimalEnclosedParen": "⑴ ⑵ ⑽", "decimalEnclosedCircle": "① ② ⑩",
    "japaneseCounting": "一 二 十",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_numbers_are_written_as_their_format_has_them(form: str) -> None:
    made = texts(document(numbered("") * 10, numbering=lists(level(0, "（%1）", form))))
    assert [made[at].strip("（）") for at in (0, 1, 9)] == FORMATS[form].split()


def test_levels_count_as_in_word() -> None:
    """項 begin at ２ in each article; a level that no paragraph had has begun with the one below it."""
    numbering = lists(
        level(0, "第%1条", "decimalFullWidth"),
        level(1, "%2", "decimalFullWidth", start=2),
        level(2, "（%3）", more='<w:lvlRestart w:val="1"/><w:suff w:val="nothing"/>'),
        level(3, "%1.%2.%4", "aiueoFullWidth", more="<w:isLgl/>"),
    )
    order = [0, 1, 1, 2, 1, 2, 3, 0, 1, 0, 2, 1, 2]
    made = [
        one.rstrip("\u3000")
        for one in texts(document("".join(map(numbered, "　" * 13, order)), numbering=numbering))
    ]
    assert made == [
        "第１条",
        "２",
        "３",
        "（1）",
        "４",
        "（2）",
        "1.4.1",
        "第２条",
        "２",
        "第３条",
        "（1）",
        "３",
        "（2）",
    ]


def test_lists_of_one_definition_go_on_unless_they_begin_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    more = "".join(
        f'<w:num w:numId="{one}"><w:abstractNumId w:val="0"/>{again * (one == 3)}</w:num>'
        for one in (1, 2, 3)
    )
    body = "".join(numbered("文", 0, one) for one in (1, 2, 3, 3, 1, 9))
    found = texts(document(body, numbering=lists(level(0, "%1"), more=more)))
    assert found == ["1　文", "2　文", "5　文", "6　文", "7　文", "文"]


def test_a_style_gives_its_number_and_the_level_that_names_it() -> None:
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr>{}</w:pPr></w:style>'
    styles = style.format("A", "B", "") + style.format("B", "A", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    numbering = lists(level(0, "第%1条"), level(1, "(%2)", more='<w:pStyle w:val="B"/>'))
    own = '<w:pStyle w:val="A"/>'
    body = p("文", own) + p("無", f'{own}<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(document(body, numbering=numbering, styles=styles)) == ["(1)　文", "無"]


def test_forms_of_a_number() -> None:
    """A sign, one that only its font shows, no blank, a definition that a style of lists has."""
    link = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    number = '<w:num w:numId="{0}"><w:abstractNumId w:val="{0}"/>{1}</w:num>'
    own = f'<w:lvlOverride w:ilvl="1">{level(1, "別")}</w:lvlOverride>'
    more = link + number.format(0, "") + number.format(7, own)
    levels = (
        level(0, "・%1", "bullet", '<w:suff w:val="nothing"/>'),
        *(level(1, "1"), level(2, "\uf06c", "bullet"), level(3, "あ" * 5_000)),
    )
    link_style = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="L">{link_style}</w:style>'
    body = numbered("甲", 0, 7) + "".join(numbered("乙", at, 7) for at in (1, 2, 3))
    paper = read_word(document(body, numbering=lists(*levels, more=more), styles=styles))
    assert [one.text for one in paper.paragraphs()] == ["・甲", "別　乙", "乙", "あ" * 100 + "　乙"]
    assert left(paper) == [("段落3", "記号用の書体の行頭の記号", "\uf06c")]


@pytest.mark.parametrize(
    ("form", "count"), [("hebrew1", 1), ("decimalEnclosedCircle", 21), ("lowerRoman", 0)]
)
def test_a_number_that_is_not_sure_is_refused(form: str, count: int) -> None:
    with pytest.raises(RefusedError, match=rf"段落1の自動番号（書式{form}の{count}番目）"):
        texts(document(numbered("文"), numbering=lists(level(0, "%1", form, start=count))))


def test_ruby_leaves_the_base_and_asks_once() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('しおみ')}</w:rt><w:rubyBase>{run('汐見')}</w:rubyBase></w:ruby></w:r>"
    paper = read_word(document(p(ruby + run("市")) * 2))
    assert [one.text for one in paper.paragraphs()] == ["汐見市", "汐見市"]
    assert left(paper) == [("段落1", "ルビ", "しおみ"), ("段落2", "ルビ", "しおみ")]
    assert ["「しおみ」（「汐見」）" in one.ask for one in paper.left_out] == [True, False]


BOX = "<w:txbxContent><w:p><w:r><w:t>枠</w:t></w:r></w:p></w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CONTENTS = FIELD.format("begin") + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + FIELD.format("separate")
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name}"/>{own}</w:style>'
    for kind, key, name, own in (
        ("character", "R", "footnote reference", ""),
        ("character", "H", "secret", "<w:rPr><w:vanish/></w:rPr>"),
        ("paragraph", "E", "編者の注記", ""),
    )
)
"""Of kyoyaku, too."""
BESIDE = {
    "sign of a note": (run("文") + run("校", '<w:rStyle w:val="R"/>'), "注の印", "校"),
    "hidden by its style": (
        run("秘", '<w:rStyle w:val="H"/>') + run("文", '<w:vanish w:val="0"/>'),
        "隠し文字",
        "秘",
    ),
    "sentence of ours": (
        run("文") + "</w:p><w:p><w:pPr><w:pStyle w:val='E'/></w:pPr>" + run("注"),
        "編者の注記",
        "注",
    ),
    "field": (
        '<w:fldSimple w:instr="DATE">' + run("文") + FIELD.format("end") + "</w:fldSimple>",
        "フィールドの命令",
        "DATE",
    ),
    "hidden": (run("文") + run("秘密", "<w:vanish/>"), "隠し文字", "秘密"),
    "note": (run("文") + '<w:r><w:footnoteReference w:id="2"/><w:t>＊</w:t></w:r>', "注の印", "＊"),
    "picture": (run("文") + '<w:r><w:drawing><a descr="市章"/></w:drawing></w:r>', "画像", "市章"),
    "mathematics": (run("文") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "数式", "x"),
    "sign": (run("文") + '<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>', "記号用の書体の文字", ""),
    "box": (
        run("文")
        + f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        "テキストボックス",
        "枠",
    ),
    "made by Word": (
        run("文") + '<w:fldSimple w:instr="EQ \\o\\ac(○,印)"/>',
        "フィールドの命令",
        "EQ \\o\\ac(○,印)",
    ),
}


@pytest.mark.parametrize("case", BESIDE)
def test_what_stands_beside_the_text_is_left_out_and_said(case: str) -> None:
    inside, why, text = BESIDE[case]
    paper = read_word(document(p(inside), styles=STYLES))
    assert [one.text for one in paper.paragraphs()] == ["文"]
    at = "段落2" if case == "sentence of ours" else "段落1"
    assert left(paper) == [(at, why, text)]
    assert bool(paper.left_out[0].ask) == (case in ("mathematics", "sign", "box", "made by Word"))


def test_running_heads_notes_and_contents_are_left_out_and_said() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    body = p(run("第１条") + CONTENTS + run("第１条　1")) + p(run("第２条　3") + FIELD.format("end"))
    body += p("文", '<w:pStyle w:val="T"/>') + f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{p('条')}</w:sdt>"
    notes = f'<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{p("脚")}</w:footnote>'
    style = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    parts = {"header": p("別紙２"), "footer": p("- 1 -"), "footnotes": notes, "styles": style}
    paper = read_word(document(body, **parts))
    assert [one.text for one in paper.paragraphs()] == ["第１条"]
    assert left(paper) == [
        ("段落1", "目次", "第１条　1"), ("段落2", "目次", "第２条　3"),
        ("段落2", "フィールドの命令", "TOC \\o"),
        ("段落3", "目次", "文条"), ("ヘッダー", "欄外の文字", "別紙２"), ("フッター", "ページ番号", "- 1 -"),
        ("脚注", "脚注", "脚"),
    ]  # fmt: skip


def test_lines_tabs_and_wrappers() -> None:
    tab, end = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
    inside = (
        f"<w:smartTag>{run('甲')}{tab}</w:smartTag><w:hyperlink>{run('市')}</w:hyperlink>{end}{run('　乙')}"
    )
    stops = "<w:tabs><w:tab/></w:tabs>"
    body = f"<w:sdt><w:sdtContent>{p(inside, stops)}</w:sdtContent></w:sdt>{p('')}"
    paper = read_word(document(body + p("後")))
    assert [(one.at, one.text) for one in paper.paragraphs()] == [
        ("段落1", "甲　市"), ("段落1", "　乙"), ("段落3", "後"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("住居|の支援を行う。|次。", ["住居の支援を行う。", "次。"]),
        ("甲及び乙は、|次の事務を行う。", ["甲及び乙は、次の事務を行う。"]),
        ("次の事項は、|（１）　行う。|ア　行う。", ["次の事項は、", "（１）　行う。", "ア　行う。"]),
        (
            "健康診査|がん検診|に関するもの|行うこと|払うこと",
            ["健康診査", "がん検診", "に関するもの", "行うこと", "払うこと"],
        ),
        ("医療|がん検診を行う。", ["医療", "がん検診を行う。"]),
        ("会を開くこと|ほかに、払うもの|次。", ["会を開くこと", "ほかに、払うもの", "次。"]),
    ],
)
def test_a_break_inside_a_sentence_ends_no_paragraph(text: str, paragraphs: list[str]) -> None:
    lines = "<w:r><w:br/></w:r>".join(map(run, text.split("|")))
    assert texts(document(p(lines))) == paragraphs


def test_a_table_is_a_full_grid() -> None:
    def cell(text: str, own: str = "") -> str:
        return f"<w:tc><w:tcPr>{own}</w:tcPr>{p(text)}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell('内')}{cell('外')}</w:tr></w:tbl>"
    begin, below, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = (
        cell("名", begin) + cell("広", two),
        cell("隠", below) + cell("文") + f"<w:tc>{inner}<w:p/></w:tc>",
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("後"),
    )
    paper = read_word(document("<w:tbl>" + "".join(f"<w:tr>{one}</w:tr>" for one in rows) + "</w:tbl>"))
    (table,) = paper.blocks
    assert isinstance(table, Table)
    assert [[one and (one.text, one.columns, one.rows) for one in row] for row in table.rows] == [
        [("名", 1, 2), ("広", 2, 1), None],
        [None, ("文", 1, 1), ("内　外", 1, 1)],
        [("", 1, 1), ("後", 1, 1), ("", 1, 1)],
    ]
    assert left(paper)[0] == ("表1の2行目", "結合したセルに隠れた文字", "隠")
    assert "表の中の表" in paper.left_out[1].ask


TRACKED = {
    "text": p(f"<w:ins>{run('新')}</w:ins>"),
    "mark": p("文", "<w:rPr><w:del/></w:rPr>"),
    "row": f"<w:tbl><w:tr><w:trPr><w:ins/></w:trPr><w:tc>{p('文')}</w:tc></w:tr></w:tbl>",
    "moved": p(f"<w:moveTo>{run('文')}</w:moveTo>"),
}


@pytest.mark.parametrize("case", [*TRACKED, "note"])
def test_tracked_changes_are_refused(case: str) -> None:
    notes = f'<w:footnote w:id="2">{TRACKED["text"]}</w:footnote>' if case == "note" else ""
    with pytest.raises(RefusedError, match=r"変更履歴.*承諾するか、元に戻すか"):
        read_word(document(TRACKED.get(case, p("文")), footnotes=notes))


REFUSED = {
    "DOCTYPE": zipped({"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "Word文書（.docx）の形式": zipped({"_rels/.rels": "<a/>"}),
    "異常に大きくなる": zipped({"_rels/.rels": f"<a>{' ' * 21_000_000}</a>"}),
    "異常に": zipped({"_rels/.rels": "<a/>" * 800_001}),
    "壊れている": document(p("文")).replace(b"PK\x03\x04", b"PK\x03\x05"),
    "壊れて": document("<w:p>" * 300 + "</w:p>" * 300),
    "作ったソフトウェアで開いて": document(p("文")).replace(b"\x08\0", b"\x0c\0"),
    "本文の文字がありません": document(p("")),
    "フィールドが深く": document(p(FIELD.format("begin") * 21)),
    "別のファイル": document('<w:altChunk w:id="a"/>'),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        read("word", REFUSED[words], print)


def test_the_strict_form_is_read() -> None:
    plain = document(p("文"), header=p("頭"))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    for kind in ("wordprocessingml", "officeDocument"):
        usual, strict = f"schemas.openxmlformats.org/{kind}/2006", f"purl.oclc.org/ooxml/{kind}"
        parts = {name: content.replace(usual, strict) for name, content in parts.items()}
    assert texts(zipped(parts)) == ["文"]
    assert left(read_word(zipped(parts))) == left(read_word(plain)) != []


SIGN = st.text(st.sampled_from("甲乙１①⑴⼄　a (（。\U00020bb7\u0301"), min_size=1, max_size=8)


@settings(max_examples=15)
@given(
    st.lists(
        st.one_of(SIGN, st.lists(st.lists(SIGN, min_size=3, max_size=3), min_size=2, max_size=3)), min_size=1
    )
)
def test_the_characters_that_go_in_come_out(blocks: list[str | list[list[str]]]) -> None:
    """Of paragraphs and tables; cells are merged over two columns, and down over two rows."""
    made, put = docx.Document(), Counter[str]()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            put.update(block)
            continue
        table = made.add_table(len(block), 3)
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 2).merge(table.cell(1, 2))
        for at, row in enumerate(block):
            for column, text in enumerate(row):
                if (at, column) not in ((0, 1), (1, 2)):
                    table.cell(at, column).text = text
                    put.update(text)
    file = io.BytesIO()
    made.save(file)
    if not "".join(put).strip():
        return
    paper = read_word(file.getvalue())
    got = Counter("".join(one.text for one in paper.paragraphs()))
    assert {sign: count for sign, count in got.items() if not sign.isspace()} == {
        sign: count for sign, count in put.items() if not sign.isspace()
    }
    assert all(isinstance(one, Paragraph | Table) for one in paper.blocks)
