"""As many agreements as a country has: invented, the same for the same number, and no two alike.

The words are made of the two thousand nine hundred characters that Japanese prints most (JIS X 0208,
level 1), some far more often than others, as in any text. The articles follow a model, as real ones do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random

KANJI = bytes(
    byte
    for row in range(0xB0, 0xD0)
    for cell in range(0xA1, 0xFF)
    if (row, cell) < (0xCF, 0xD4)
    for byte in (row, cell)
).decode("euc_jp")
KATAKANA = (
    "アイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモラリルレロワ"
    "ガギグゲゴダデドバビブベボパプペポー"
)
WORDS = 30_000
INITIATIVES = 36
LABELS = ("取組の内容", "甲の役割", "乙の役割")
ENDS = tuple("行う 担う 推進する 実施する 支援する 共有する 検討する 図る 努める 協力して進める".split())
CLAUSES = (
    "{}の{}に関し、",
    "{}及び{}を{end}とともに、",
    "{}における{}の{}を{end}ため、",
    "{}、{}その他の{}について、",
    "{}と連携し、{}が行う{}に",
    "必要な{}を{}し、",
    "圏域内の{}に対する{}など、",
)
TITLES = ("{}の{}", "{}と{}の{}", "{}における{}", "{}{}", "{}の{}による{}")
HEAD = Path(__file__).with_name("agreement.md").read_text(encoding="utf-8")


class Lexicon:
    """Words that occur as words do: a few often, most seldom."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        signs = random.sample(KANJI, len(KANJI))
        often = list(accumulate(1 / (rank + 20) for rank in range(len(signs))))
        self._words = [
            "".join(random.choices(KATAKANA, k=random.randint(3, 6)))
            if random.random() < 0.12
            else "".join(random.choices(signs, cum_weights=often, k=random.choice((1, 2, 2, 2, 2, 2, 3, 4))))
            for _ in range(WORDS)
        ]
        self._often = list(accumulate(1 / (rank + 8) for rank in range(WORDS)))

    def word(self, random: Random) -> str:
        return random.choices(self._words, cum_weights=self._often)[0]

    def filled(self, random: Random, pattern: str) -> str:
        return pattern.format(*(self.word(random) for _ in range(3)), end=random.choice(ENDS))

    def paragraph(self, random: Random) -> str:
        clauses = (self.filled(random, random.choice(CLAUSES)) for _ in range(random.randint(2, 5)))
        return "".join(clauses) + self.filled(random, "{}の{}を{end}。")


def agreements(count: int, initiatives: int = INITIATIVES, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Path below content/ and source of so many agreements, each with so many initiatives."""
    lexicon = Lexicon(seed)
    for number in range(count):
        random = Random(f"{seed}/{number}")
        date = f"{2014 + number % 10}-{1 + number % 12:02}-01"
        yield f"agreement-{number:03}/{date}.md", _source(lexicon, random, date, initiatives)


def _source(lexicon: Lexicon, random: Random, date: str, initiatives: int) -> str:
    names = ("first", "second", "one", "two", "three", "four")
    blocks = [HEAD.format(date=date, **{name: lexicon.filled(random, "{}{}") for name in names})]
    for number in range(initiatives):
        if number % 12 == 0:
            blocks.append(f"### {1 + number // 12} {lexicon.filled(random, '{}の{}')}")
        blocks.append(f"#### {lexicon.filled(random, random.choice(TITLES))} {{#initiative-{number + 1}}}")
        blocks += (block for label in LABELS for block in (f"**{label}**", lexicon.paragraph(random)))
    return "\n\n".join(blocks) + "\n"


def witnessed(path: str, source: str) -> dict[str, str]:
    """The files of an agreement, by path, with a transcript that has what real ones have.

    These are misreadings, wrapped lines, ASCII commas, debris, a passage that stands elsewhere, and gaps.
    """
    folder, _ = path.split("/")
    head, body = source.split("\n---\n\n")
    blocks: list[str] = []
    lines: list[str] = []
    debris: list[str] = []
    for block in re.split("\n{2,}", body.strip()):
        printed = re.sub(r" \{#.*\}|\*\*", "", block)
        is_paragraph = printed == block and block[0] != "#"
        if is_paragraph and (match := re.search(r"[^第条項別表（）「」、。\d]を", block)):
            at = match.start()
            printed = f"{block[:at]}誤{block[at + 1 :]}".replace("、", ",")
            printed = " ".join(printed[start : start + 25] for start in range(0, len(printed), 25))
            block = f"{block[:at]}{{~~誤~>{block[at]}~~}}{{>>certain: 誤読<<}}{block[at + 1 :]}"
        lines.append(printed)
        if is_paragraph and len(blocks) % 5 == 0:
            moved = f"番号{len(blocks)}のとおりとする。"
            lines.append(f"・\t{moved}")
            block += f"{{++{moved}++}}{{>>certain @{len(lines)}.2: 次の行<<}}"
            block += "{?24?}{>>probable: 以下を欠く<<}"
            debris.append(f'- {{at: "{len(lines)}.1", kind: stray, text: ・, reason: 記号}}')
            debris.append(f'- {{at: "{len(lines)}.2", kind: moved, text: {moved}, reason: 前の行}}')
        blocks.append(block)
    witness = "witness: {file: transcript.txt, description: 架空の文字起こし}"
    return {
        path: "\n\n".join([f"{head}\n{witness}\n---", *blocks]) + "\n",
        f"{folder}/transcript.txt": "\n".join(lines) + "\n",
        f"{folder}/debris.yml": "\n".join(debris) + "\n",
    }
