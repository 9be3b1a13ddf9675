"""Related pages: everyday words of readers, and the pages that they lead to.

Pages of the text have the words of `plain.yml`. Pages that the search of the text does not see have the
general words below; topics of everyday life and the glossary have those of their files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.pages.addresses import address
from kyoyaku.pages.page_list import Kind, Page

WORDS = {
    Kind.OVERVIEW: "要約 まとめ あらまし 目次 協約とは どんな約束",
    Kind.ARTICLES: "条文 条項 規定",
    Kind.INITIATIVES: "取組 事業 施策 一覧 目次 何をしている",
    Kind.NAMES: "名称 施設 団体 事業名 五十音 固有名詞",
    Kind.PARTIES: "自治体 市町村 加盟 構成 甲乙",
    Kind.PARTY: "役割 義務 担当 何をする",
    Kind.COSTS: "お金 負担金 分担金 誰が払う 支払い 支払う 払う 金額 いくら 料金 予算 財源 経費 費用",
    Kind.MATRIX: "表 一覧表 対照表 比較",
    Kind.LIFE: "生活 場面 分野 テーマ サービス",
    Kind.FULL: "本文 全部 印刷 コピー PDF 通し読み",
    Kind.WITNESS: "原本 原文 誤り 間違い 誤字 脱字 欠落 判読不能 読めない 失われた 復元 訂正 OCR 文字起こし",
    Kind.DATA: "オープンデータ CSV JSON XML API Excel エクセル Word ワード PDF ZIP 保存 ファイル"
    " ダウンロード",
    Kind.VERSIONS: "履歴 沿革 経緯 変更 改正 見直し 最新 新旧",
    Kind.ABOUT: "問い合わせ 問合せ 連絡先 連絡 電話 運営 運営者 作成者 誰が作った 著作権 利用規約 利用条件"
    " ライセンス 転載 引用 出典 公式 免責 誤り 間違い 誤字 意見 要望",
    Kind.ACCESSIBILITY: "読み上げ スクリーンリーダー 文字の大きさ 拡大 キーボード 使い方 検索 操作 配色",
    Kind.GLOSSARY: "用語 言葉 ことば 意味 説明 解説 辞書 やさしい日本語 難しい言葉",
}
"""General words for the pages of each kind, beside their titles."""
SUFFIX = re.compile("(?<=..)[都道府県市区町村]$")  # 旭川市, not 津市: one character is no name


def general(kind: Kind) -> tuple[str, ...]:
    """The general words for pages of a kind."""
    return tuple(WORDS.get(kind, "").split())


def words_of(agreement: Agreement, page: Page) -> tuple[str, ...]:
    """The words by which a page is related to a query."""
    at, party = address(agreement, page.path), page.subject
    own = next((one.words for one in agreement.plain if f"{one.at}/" == at), ())
    named = (party.key, party.name, SUFFIX.sub("", party.name)) if isinstance(party, Party) else ()
    terms = (one.term for one in agreement.glossary) if page.kind is Kind.GLOSSARY else ()
    return tuple(dict.fromkeys((*named, *simple(own), *terms, *general(page.kind))))


def simple(words: Iterable[str]) -> Iterator[str]:
    """The words without compounds of other ones: 救急外来 is not needed beside 救急."""
    own = tuple(words)
    held = re.compile("|".join(re.escape(one) for one in own if len(one) > 1) or "$^")
    return (
        one for one in own if re.search("[ぁ-ん]", one) or not (held.search(one[1:]) or held.match(one[:-1]))
    )


def readings(agreement: Agreement) -> dict[str, str]:
    """{reading in kana: name or term}, without compounds of other ones."""
    named, explained = agreement.names, agreement.glossary
    found = {one.reading: one.name for one in named} | {one.reading: one.term for one in explained}
    return {
        reading: word
        for reading, word in found.items()
        if re.search("[一-龠]", word) and not any(one in word and one != word for one in found.values())
    }
