"""The columns of the tables: the one source of the data dictionary, of its page and of the check."""

from __future__ import annotations

from collections.abc import Iterable

from kyoyaku.forms.provenance import provenance
from kyoyaku.forms.tables.csv_file import Field
from kyoyaku.model.agreement import Agreement

PROVENANCE = (
    Field("agreement", "協約の識別名", "協約のアドレスに使う名"),
    Field("agreement_title", "協約の題名", "協約の題名"),
    Field("version", "版", "版の日付（締結の日）", "date"),
    Field("generator", "作成した道具", "このファイルを作ったプログラムとその版"),
    Field("notice", "注意", "公式の文書ではない旨"),
)
INITIATIVES = (
    Field("initiative", "取組の識別名", "取組のアドレスに使う名。変更しない。"),
    Field("address", "アドレス", "取組のページ", "address"),
    Field("order", "順序", "文書の中の順序（1から）", "integer"),
    Field("place", "位置", "引用するときの位置（例：別表3(1)ア）"),
    Field("host", "置かれた箇所", "取組が置かれた別表又は条の名"),
    Field("label", "番号", "取組の名称に付いた番号", empty="番号がない。"),
    Field("name", "名称", "取組の名称（編集本文）"),
    Field(
        "description",
        "編者による説明",
        "名称だけでは分からない取組についての編者の説明",
        empty="説明がない。",
    ),
    Field("content_paragraphs", "内容の段落の数", "取組の内容の欄の段落の数（単位：段落）", "integer"),
    Field(
        "content_lost", "内容の欠落", "取組の内容の文に、失われ、又は読めない文字があるかどうか", "boolean"
    ),
)
DUTIES = (
    Field("address", "アドレス", "役割の段落の箇所", "address"),
    Field("initiative", "取組の識別名", "initiatives.csvのinitiative"),
    Field("initiative_name", "取組の名称", "取組の名称（編集本文）"),
    Field("party", "当事者の識別名", "当事者のアドレスに使う名"),
    Field("party_key", "当事者の呼び名", "協約における当事者の呼び名"),
    Field("party_name", "当事者の名称", "当事者である地方公共団体の名称"),
    Field("party_code", "全国地方公共団体コード", "検査数字を含む6桁", "code", "コードが分からない。"),
    Field("party_area_code", "標準地域コード", "検査数字を除く5桁", "code", "コードが分からない。"),
    Field("row_label", "欄の名", "役割の欄の見出し（編集本文）"),
    Field("bearers", "担う当事者の数", "その欄の役割を共同で担う当事者の数（単位：団体）", "integer"),
    Field("order", "順序", "欄の中の段落の順序（1から）", "integer"),
    Field("depth", "深さ", "段落は0、号は1、その下は2以上", "integer"),
    Field("label", "番号", "段落に付いた番号", empty="番号がない。"),
    Field("text", "文", "段落の文（編集本文。番号を含む。）"),
    Field("lost", "欠落", "段落に、失われ、又は読めない文字があるかどうか", "boolean"),
    Field("perhaps_lost", "欠落の可能性", "段落の文に続きがあった可能性があるかどうか", "boolean"),
)
REFERENCES = (
    Field("order", "順序", "文書の中の順序（1から）", "integer"),
    Field("source", "引用する箇所", "引用する文の箇所", "address"),
    Field("written", "引用の表記", "本文にあるとおりの引用（例：前条、第4条第2項）"),
    Field("start", "位置", "引用が始まる位置（引用する文の先頭を0とする。単位：字）", "integer"),
    Field("target", "引用される箇所", "引用される条、項、別表又は附則", "address"),
    Field("target_name", "引用される条等の名", "引用される条等の見出し（編集本文）"),
)
EMENDATIONS = (
    Field("number", "注の番号", "校訂の注の番号", "integer"),
    Field("address", "アドレス", "校訂した箇所", "address"),
    Field("kind", "種別", "校訂、復元、補記、削除、欠落、欠落の可能性又は判読不能"),
    Field("kind_key", "種別の記号", "種別を表す英字（codes.csvのvalue）"),
    Field("certainty", "確度", "certain（確実）、probable（おそらく）又はunsure（不確か）"),
    Field("witness", "底本の読み", "その箇所にある底本の文字", empty="底本のその箇所に文字がない。"),
    Field("edited", "本文の読み", "編集本文の文字又は欠落を示す表示", empty="本文に文字を置いていない。"),
    Field("before", "前の文", "その箇所の前の文", empty="前に文がない。"),
    Field("after", "後の文", "その箇所の後の文", empty="後に文がない。"),
    Field(
        "lost_length",
        "失われた字数",
        "推定した字数（単位：字）",
        "integer",
        "欠落でないか、字数が不明である。",
    ),
    Field("lost_at_most", "字数の上限", "lost_lengthが上限であるかどうか", "boolean", "欠落でない。"),
    Field("reason", "理由", "校訂の理由"),
)
CODES = (
    Field("field", "項目名", "値を取る項目の名"),
    Field("value", "値", "項目の値（true_or_falseは、型がbooleanであるすべての項目の値）"),
    Field("title", "値の意味", "値の意味"),
)
BOOLEANS = {"true": "そのとおりである。", "false": "そうではない。"}


def sections(most: int) -> tuple[Field, ...]:
    """A column for each depth of heading that the agreement has."""
    meaning = "取組が属する区分の見出し（編集本文）。外側から{}番目"
    return tuple(
        Field(f"section_{n}", f"区分{n}", meaning.format(n), empty="その深さの区分がない。")
        for n in range(1, most + 1)
    )


def contents(most: int) -> tuple[Field, ...]:
    """A column for each paragraph of what an initiative is about."""
    meaning = "取組の内容の欄の文（編集本文）。{}番目の段落"
    return tuple(
        Field(f"content_{n}", f"取組の内容{n}", meaning.format(n), empty="該当する段落がない。")
        for n in range(1, most + 1)
    )


def kinds(agreement: Agreement) -> tuple[Field, ...]:
    """A column for each kind of duty that the editor has named."""
    meaning = "段落の文に、種別「{}」の語があるかどうか"
    return tuple(
        Field(f"has_{kind.key.replace('-', '_')}", kind.name, meaning.format(kind.name), "boolean")
        for kind in agreement.duty_kinds
    )


def places(most: int) -> tuple[Field, ...]:
    """A column for each place of the transcript that a mark rests on."""
    meaning = "復元の典拠とした底本の箇所（行又は行.欄）。{}番目"
    return tuple(
        Field(f"transcript_place_{n}", f"典拠{n}", meaning.format(n), empty="該当する典拠がない。")
        for n in range(1, most + 1)
    )


def origin(agreement: Agreement) -> tuple[str, ...]:
    """The cells of PROVENANCE, the same in each record."""
    its = provenance(agreement)
    return (its.agreement, its.title, its.version, its.generator, its.notice)


def most_of(counts: Iterable[int]) -> int:
    """How many columns hold them all."""
    return max(counts, default=0)
