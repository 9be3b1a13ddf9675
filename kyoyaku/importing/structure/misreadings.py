"""Probable misreadings of an OCR: each gets a mark with a proposal, and a question; none is just corrected.

次のたおり     a formula of agreements has another sign: 次のとおり
園域           the text often has a word with a sign that looks alike: 圏域
この住民に     another row of the initiative begins with 甲の住民に: 乙の住民に
ネットワ一ク   a sign that looks like kana, between kana
第l条          a letter in a number
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile

from kyoyaku.importing.draft import UNPLACED, Draft, DraftLine, LineKind, Part, Run, ask, corrected
from kyoyaku.importing.folding import DIGIT, LETTER
from kyoyaku.importing.structure.labels import misread
from kyoyaku.language.numerals import read_label

GROUPS = (
    "圏園困囲図関 割害 甲申由 乙己こ 域城 連運達 協脇 役投没 設説 治冶 村材 "
    "市巾 町叮 施旋 療寮 策築 福幅 社祉 護獲 観勧 給絵 間問聞 体休 備傭 業粟 "
    "環還 消浦 防妨 住往 民尾 職識 員貝負 費貴 担坦 助肋 済斉 促足 進遂 情惰 "
    "共其 同伺 援緩 緊繁 急恵 地池 場揚 農濃 路跡 線綿 議義儀 ー一 カ力 ロ口 "
    "りリ エ工 オ才 タ夕 ト卜 ヘへ ニ二 ハ八"
).split()
ALIKE = {sign: group.replace(sign, "") for group in GROUPS for sign in group}
FORMULAS = "次のとおり 地方自治法 に基づき ところにより ものとする 目的とする 証するため 記名押印 連携協約"
# 次の.おり, and the like for each sign but the first; the last only if it looks alike: 次のとおリ.
NEAR = [
    (re.compile(f"(?<={one[:at]}){f'[^{one[at]}、。]' if rest else f'[{other}]'}(?={rest})"), one[at])
    for one in FORMULAS.split()
    for at in range(1, len(one))
    if (rest := one[at + 1 :]) or (other := ALIKE.get(one[at]))
]
# Words of nearly every agreement.
COMMON = (
    "圏域 役割 連携 協約 協議 市町 推進 促進 運営 設置 施設 実施 住民 職員 負担 費用 支援 情報 共同 地域 体制"
)
KANA = re.compile("(?<=[ァ-ヺー])[一力口工才夕卜二八](?=[ァ-ヺー])")
WORD = re.compile("[一-鿿々ァ-ヿ]+")
WINDOWS = ((-2, 1, 2), (-1, 2, 2), (0, 3, 2), (-1, 1, 4), (0, 2, 4))
"""(start, end, count): a window around a sign, and how often the text must have it with the other sign."""
STOP = "で終わり、「。」がありません。文の続きが失われていないか、確かめてください"
BEGINNING = 8
"""Two rows of an initiative begin alike if so many characters are the same."""


@dataclass(slots=True)
class _Reader:
    """Knows the counts of all runs of two or three signs in the text, and how the rows around begin."""

    draft: Draft
    counts: Counter[str] = field(default_factory=Counter)
    begins: frozenset[str] = frozenset()

    def slips(self, text: str) -> Iterator[tuple[int, str]]:
        """The places of signs that are misread in a text without blanks, and what is right."""
        right = misread(text)
        yield from ((at, one) for at, one in enumerate(right) if one != text[at] and not read_label(text))
        yield from ((one.start(), DIGIT[one[0]]) for one in LETTER.finditer(text))
        yield from ((one.start(), ALIKE[one[0]][0]) for one in KANA.finditer(text))
        yield from ((one.start(), right) for pattern, right in NEAR for one in pattern.finditer(text))
        keys = [one.key for one in self.draft.parties]
        for at, right in [(at, right) for at, sign in enumerate(text) for right in ALIKE.get(sign, "")]:
            begin = text[at + 1 : at + BEGINNING] if text[at - 1 : at] in ("", "。") else ""
            is_party = right in keys and any(f"{key}{begin}" in self.begins for key in keys)
            if is_party or self._is_known(text, at, right, is_key=right in keys):
                yield at, right

    def _is_known(self, text: str, at: int, right: str, *, is_key: bool) -> bool:
        """Whether a sign is in no other word, and the text has a word with another sign in its place.

        What a party is called is a word before a particle, too: 己は for 乙は.
        """
        before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
        if (before and self.counts[before + text[at]] > 1) or (after and self.counts[text[at] + after] > 1):
            return False
        is_kanji = bool(WORD.match(text[at]))
        is_alone = is_key and (not WORD.match(before) if is_kanji else text[:at].endswith(("及び", "、")))
        for first, end, least in WINDOWS:
            read = text[max(0, at + first) : at + end]
            meant = f"{read[:-first]}{right}{read[1 - first :]}"
            is_word = WORD.fullmatch(read) or (is_alone and not first)
            if len(read) == end - first and is_word and self.counts[meant] >= least:
                return True
        return False

    def marked(self, line: DraftLine) -> Iterator[DraftLine]:
        """A line with its marks, and the questions about them."""
        parts, asks = list[Part](), list[DraftLine]()
        for before, part in zip(("", *line.parts), line.parts, strict=False):
            is_in_mark = isinstance(before, str) and before.startswith("{")
            if isinstance(part, str) or is_in_mark or line.kind is LineKind.ROW:
                parts.append(part)
                continue
            places = [one.start() for one in re.finditer("[^ ]", part.raw)]
            text, last = part.raw.replace(" ", ""), 0
            for at, right in sorted({*self.slips(text)}):
                sign = part.part(places[at], places[at] + 1)
                asks.append(ask(_question(text, at, right)))
                mark = corrected(sign, right, f"「{right}」の読み誤りとみられる")
                parts += [part.part(last, places[at]), *mark]
                last = places[at] + 1
            parts.append(part.part(last))
        yield replace(line, parts=tuple(one for one in parts if one))
        yield from asks

    def parted(self, line: DraftLine) -> Iterator[DraftLine]:
        """A paragraph; two and a question, if a sentence in it begins as a paragraph of another row does."""
        run = line.parts[0] if line.kind is LineKind.TEXT and len(line.parts) == 1 else ""
        for one in re.finditer("(?<=。)(?=.)", run.plain if isinstance(run, Run) else ""):
            if isinstance(run, Run) and (begin := run.part(one.end()).joined[:BEGINNING]) in self.begins:
                yield replace(line, parts=(run.part(0, one.end()),))
                yield ask(f"「{begin}…」から、別の段落としました。原本で確かめてください")
                yield replace(line, parts=(run.part(one.end()),))
                return
        yield line


def proposed(draft: Draft) -> Iterator[DraftLine]:
    """The lines of a draft with marks around what seems misread, parted where a paragraph seems to end."""
    reader = _Reader(draft)
    for text in (*COMMON.split() * 4, *(run.joined for line in draft.lines for run in line.runs)):
        reader.counts.update(text[at : at + size] for size in (2, 3) for at in range(len(text) - size + 1))
    unplaced = [run.joined for run, why in draft.excluded if why == UNPLACED]
    texts = [line for line in draft.lines if line.kind is LineKind.TEXT]
    is_text = has_stops = sum("。" in line.words for line in texts) > len(texts) / 2
    for number, line in enumerate(draft.lines, start=1):
        if line.kind is LineKind.HEADING:
            is_text = has_stops and line.parts != ("締結",)
            below = takewhile(lambda one: one.kind is not LineKind.HEADING, islice(draft.lines, number, None))
            reader.begins = frozenset("".join(run.joined for run in one.runs)[:BEGINNING] for one in below)
        for part in reader.parted(line):
            yield from reader.marked(part)
            if is_text and part.kind is LineKind.TEXT and [*map(type, part.parts)] == [Run]:
                yield from (
                    [] if re.search("[。」）)]$", end := part.words) else [ask(f"「{end[-12:]}」{STOP}")]
                )
        if line.kind is LineKind.ASK and UNPLACED in line.words:
            yield from (ask(_question(one, *slip)) for one in unplaced for slip in reader.slips(one))
            unplaced = []


def _question(text: str, at: int, right: str) -> str:
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    return f"「{before}{text[at]}{after}」は、「{before}{right}{after}」の読み誤りではありませんか"
