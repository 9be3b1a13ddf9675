"""The rules about what a text says: its notation and its references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.analysis.targets import pointers
from kyoyaku.language.characters import HALF_WIDTH, LABEL_SIGN, STOPS, TEXT_FORMS
from kyoyaku.language.numerals import NUMBER, split_label
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex, Closing, Continuation, Paragraph
from kyoyaku.model.walking import blocks
from kyoyaku.problems import Problem

COUNTED = (
    ".,．、，・~〜～年月日週人名回個件条項号章節箇か市区町村県隊台級種割分時円％%以つ番学次者団"
    "の本冊通基棟戸世倍位度点枚社校園館施間ヶカヵケ"
)
"""Characters that can follow a number which counts (2人) and is no label."""
RIGHT_FORMS = {**TEXT_FORMS, **STOPS}
# 附則, 別表第1, 第1条（目的）, 第2条 甲は、.
BRACKET = r"(?:[（(].*[）)])?"
HEADING = re.compile(
    rf"(?:第{NUMBER}[条章]|附則){BRACKET}(?:[ \u3000].*)?|別表(?:第{NUMBER})?{BRACKET}|記|備考|注|目次"
)
# 令和4年1月12日, 平成30年6月 日, 平成15年11月吉日.
DATE = re.compile(r"(?:令和|平成|昭和|大正|明治)?[元0-9 \u3000]+年[0-9 \u3000]*月[0-9 \u3000吉]*日")
OTHER_FORMS = re.compile(f"[{re.escape(''.join(RIGHT_FORMS))}]")


def blanks(agreement: Agreement) -> Iterator[Problem]:
    """The edited reading has characters, no blank at an edge, and no two half-width blanks together.

    HTML and Markdown drop such blanks. `source_text` checks the line with its marks; only here is
    `乙は、 {--・--}{>>certain: 例<<}` 「乙は、 」.
    """
    for text in agreement.texts:
        line = text.edited.strip()
        if text.spans and not line:
            message = (
                "文字が残らない行です。失われた文は「{??}{>>certain: 理由<<}」と書き、"
                "除いた文字は、前又は後の文に続けて「{--…--}」と書いてください"
            )
            yield Problem(text.place, message, "text-empty")
        elif text.edited != line:
            message = "印を除くと、文の始め又は終わりに空白が残ります。印の前後の空白を消してください"
            yield Problem(text.place, message, "edge-blank")
        before, two_blanks, after = line.partition("  ")
        if two_blanks:
            right = (
                f"1個にして「{before[-8:]} {after.lstrip()[:8]}」としてください（印の前後の空白も数えます）"
            )
            yield Problem(text.place, f"半角の空白が続いています。{right}", "double-blank")


def unspaced_labels(agreement: Agreement) -> Iterator[Problem]:
    """No further paragraph of 第1項 begins with the number of 第2項: 2費用は. It may begin with 2人とする."""
    for paragraph in (one for one in blocks(agreement.parts) if isinstance(one, Paragraph)):
        for text in (one.text for one in paragraph.inside if isinstance(one, Continuation)):
            due = f"{paragraph.number + 1}"
            if re.match(rf"{due}[^0-9\s{COUNTED}].*。$", text.edited.translate(HALF_WIDTH)):
                message = f"番号「{due}」の後には、半角の空白を1個置きます（例：「{due} …」）"
                yield Problem(text.place, message, "label-blank")


def unmarked(agreement: Agreement) -> Iterator[Problem]:
    """No paragraph is a heading without its # (附則) or the date of 締結: it would become text of a 項."""
    parts = [one.part for one in agreement.standing if not isinstance(one.part, Closing)]
    for part in (*parts, *agreement.preamble):
        form = re.compile("備考|注") if isinstance(part, Annex) else HEADING
        for one in blocks(getattr(part, "body", part)):
            words = one.text.edited if isinstance(one, Paragraph | Continuation) else ""
            if form.fullmatch(words):
                message = f"「{words[:20]}」が文とされます。見出しであれば、「#」を付けて1行に単独で書きます"
                yield Problem(one.text.place, message, "heading-form")
            elif DATE.fullmatch(words) and form is HEADING:
                message = (
                    "日付だけの行です。末尾の文、日付及び署名は、「## 締結」の下に、"
                    "題名の下の日付及び番号は、基本情報に書きます"
                )
                yield Problem(one.text.place, message, "closing-form")


def notation(agreement: Agreement) -> Iterator[Problem]:
    """Digits are half-width, commas 、 and brackets （）; (1) and (ア) are labels and stay."""
    for text in agreement.texts:
        label = split_label(text.edited)[0]
        right = label.translate(HALF_WIDTH)
        if label != right:
            yield Problem(text.place, f"番号「{label}」は、{right} と書きます", "notation")
        bare = LABEL_SIGN.sub("", right + text.edited.removeprefix(label))
        for sign in sorted(set(OTHER_FORMS.findall(bare))):
            message = f"「{sign}」は「{RIGHT_FORMS[sign]}」と書きます（数字は半角、読点と括弧は全角）"
            yield Problem(text.place, message, "notation")


def references_exist(agreement: Agreement) -> Iterator[Problem]:
    """Every reference to an article, a paragraph or an annex of this agreement has a target."""
    for pointer in pointers(agreement):
        if pointer.fault:
            message = f"「{pointer.reference.written}」とありますが、{pointer.fault}"
            yield Problem(pointer.text.place, message, "reference-missing")


RULES = (blanks, unspaced_labels, unmarked, notation, references_exist)
