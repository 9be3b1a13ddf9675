"""Agreements of our own invention in the source form, drawn at random in all that texts differ in.

drawn(Random(7))    ---
                    title: 連携協約
                    …
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from kyoyaku.language.numerals import KANJI

TOWNS = ("霧原市", "白樺町", "みなもと村", "さかえ野市", "海ヶ崎町")
THINGS = "救急医療 路線バス ごみ処理 観光 図書館 防災 水道 農産物 空き家 子育て 移住".split()
ACTS = "の充実 の共同利用 に関する連携 支援体制の構築 推進事業 ネットワーク化（共同事業）".split()
FIELDS = "産業の振興 医療 高次の都市機能の集積・強化 福祉及び保健 ICT、教育・文化 環境".split()
CAPTIONS = "目的 事務の執行に当たっての連携（共同処理を含む。）及び費用 協議 取組の内容及び甲の役割".split()
TEXTS = (
    "圏域の住民が安心して暮らすため、{}に関する事業を行う。",
    "甲が行う{}の事務に要する費用の一部を、年2回に分けて負担する。",
    "{}に関する協議会（以下「協議会」という。）を設け、運営に当たる。",
    r"第1条に規定する目的のため、{}の情報を\*発信\*する。",
    "{}の利用を認め、その周知を図る",
    "1市2町の職員を{}の研修に派遣し、ICTの活用に努める。",
)
ITEMS = (("(1)", "ア"), ("①", "ア"), ("一", "イ"), ("(1)", "(ア)"), ("ア", "(ア)"), ("一", "(1)"))
SERIES = (("1", "(1)", "ア", "(ア)"), ("第1", "1", "(1)", "ア"), ("Ⅰ", "1", "(1)"), ("(1)", "ア", "(ア)"))
SERIES += (("一", "(一)", "イ"), ("1", "①", "ア"), ("", "(1)", "ア"), ("",))  # type: ignore[assignment]
LABELS = {"1": "1234567890", "ア": "アイウエオカキクケコサ", "a": "abcdefghijk", "Ⅰ": "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"}
LABELS |= {"①": "①②③④⑤⑥⑦⑧⑨⑩⑪", "イ": "イロハニホヘトチリヌル", "一": "一二三四五六七八九十"}


def label(series: str, number: int) -> str:
    """The number of a series, which is given by its first, and a blank: (2) of (1), イ of ア."""
    sign = series.strip("()第")
    shown = (
        str(number)
        if sign == "1"
        else KANJI[number]
        if sign == "一"
        else LABELS.get(sign, " " * 99)[number - 1]
    )
    return f"{series.replace(sign, shown)} " if series else ""


class _Drawer:
    def __init__(self, random: Random) -> None:
        self.random, self.count = random, 0
        self.keys = self.pick("甲乙丙丁戊", "甲乙", "甲乙丙")
        self.pairs = [*zip(self.keys, TOWNS, strict=False)]
        self.named = self.pick("defined", "defined", "as", "short", "signed", "article")
        self.days = self.pick(
            *[["令和4年1月12日"]] * 2, [], ["令和4年1月12日", "令和4年1月13日"], ["令和 年 月 日"]
        )
        self.is_kanji, self.has_captions = self.coin(0.3), self.coin(0.7)

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def coin(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def text(self) -> str:
        self.count += 1
        return str(self.pick(*TEXTS)).format(f"{self.pick(*THINGS)}{self.count}期計画")

    def blocks(self) -> Iterator[str]:
        """The blocks of the body."""
        title = self.pick("", f"{TOWNS[0]}と{TOWNS[1]}との間における") + "連携中枢都市圏の形成に係る連携協約"
        yield f"# {title}"
        defined = [f"{name}（以下「{key}」という。）" for key, name in self.pairs]
        names = f"{'、'.join(defined[:-1])}{self.pick('と', '及び')}{defined[-1]}"
        basis = "地方自治法第252条の2第1項の規定に基づき、" * self.coin()
        preambles = {
            "defined": f"{names}は、{basis}次のとおり連携協約を締結する。",
            "as": "、".join(f"{name}を{key}とし" for key, name in self.pairs)
            + "、次のとおり協約を締結する。",
            "short": "、".join(f"{name}を「{key}」" for key, name in self.pairs) + "とし、協約を締結する。",
        }
        if self.named in preambles:
            yield preambles[self.named]
        place = self.pick("annex", "article", "none")
        yield from self.articles(place == "article", names)
        for part in self.random.sample(("closing", "supplement", "annex"), 3):
            if part == "closing":
                yield from self.closing()
            elif part == "supplement" and self.coin(0.4):
                yield from self.supplement()
            elif part == "annex" and place == "annex":
                number = self.pick("", "", "第1")
                for one in [number] if not number else ["第1", "第2"]:
                    yield f"## 別表{one}{self.pick('（第3条関係）', '')}"
                    yield from self.initiatives(3, self.pick(*SERIES))
                    yield from ["### 備考", self.text()] if self.coin(0.2) else []

    def articles(self, holds: bool, names: str) -> Iterator[str]:
        has_chapters, count = self.coin(0.2), self.pick(3, 5, 11)
        at, signs = self.random.randrange(2, count), "###" if has_chapters else "##"
        for number in range(1, count + 1):
            if has_chapters and number % 2:
                yield f"## 第{(number + 1) // 2}章 総則"
            name = f"{signs} 第{KANJI[number] if self.is_kanji else number}条"
            if number > 2 and self.coin(0.07):
                yield f"{name} 削除"
                continue
            for one in (name, *[f"{name}の{'二' if self.is_kanji else 2}"] * self.coin(0.07)):
                yield one + (f"（{self.pick(*CAPTIONS)}）" if self.has_captions else "")
                is_first = number == 1 and one == name
                text = f"この協約は、{names}が連携することを定める。"
                text = text if is_first and self.named == "article" else self.text()
                yield from self.article(text, holds and number == at and one == name, len(signs) + 1)

    def article(self, text: str, holds: bool, depth: int) -> Iterator[str]:
        has_one = not holds and self.coin(0.1)
        yield f"1 {text}" if has_one else text
        if holds:
            yield from self.initiatives(depth, self.pick(("(1)", "ア", "(ア)"), ("(1)", "ア")))
        else:
            yield from self.items()
        last = 2 if has_one else self.pick(1, 1, 2, 3)
        yield from ["***"] * (holds and last > 1)
        for number in range(2, last + 1):
            yield f"{number} {'前項の' * self.coin()}{self.text()}"
            yield from self.items()
        if self.coin(0.1) and not holds:
            yield f"| 区分 | 負担割合 |\n| --- | --- |\n| {TOWNS[0]} | 3分の2 |\n| {TOWNS[1]} | 残額 |"
        yield from ["{>>note: 令3告示7・一部改正<<}"] * (self.coin(0.1) and not holds)

    def items(self) -> Iterator[str]:
        outer, inner = self.pick(*ITEMS)
        for number in range(1, self.pick(3, 11) + 1 if self.coin(0.3) else 1):
            yield label(outer, number) + self.text()
            yield from (label(inner, each) + self.text() for each in range(1, self.pick(0, 0, 2) + 1))

    def closing(self) -> Iterator[str]:
        yield "## 締結"
        yield "この協約の締結を証するため、本書2通を作成し、甲及び乙が記名押印の上、各自1通を保有する。"
        yield from self.days
        is_short = self.named == "signed" and self.coin()
        for key, name in self.pairs:
            yield from (
                [f"{key} {name}長 山田太郎"]
                if is_short
                else [f"{key} {name}本町1丁目2番3号", f"{name}長 山田太郎"]
            )

    def supplement(self) -> Iterator[str]:
        yield "## 附則"
        kind = self.pick("one", "numbers", "captions", "articles")
        if kind == "one":
            yield "この協約は、令和4年4月1日から施行する。"
        for number in (1, 2) if kind != "one" else ():
            yield from [f"### 第{number}条（施行期日）"] * (kind == "articles")
            yield from ["（施行期日）"] * (kind == "captions")
            yield f"{'' if kind == 'articles' else f'{number} '}{self.text()}"

    def initiatives(self, depth: int, series: tuple[str, ...]) -> Iterator[str]:
        deepest, self.is_numbered = self.pick(*range(len(series))), self.coin(0.4)
        series = (*series[:deepest], series[deepest] if self.is_numbered else "")
        role = self.pick("{key}の役割", "{key}の役割分担", "{key}", "{name}の役割", "{name}")
        labels = [self.pick("取組の内容", "内容", "事業の概要", "取組内容")]
        labels += [role.format(key=key, name=name) for key, name in self.pairs]
        labels += ["費用負担"] * self.coin(0.2)
        signs = self.pick("", "", "(ア)", "a") if not {"(ア)", "a"} & {*series} else ""
        self.labels = [label(signs, at) + one for at, one in enumerate(labels, start=1)]
        yield from self.tree(depth, series)

    def tree(self, depth: int, series: tuple[str, ...]) -> Iterator[str]:
        for number in range(1, self.pick(1, 2, 3) + 1):
            self.count += 1
            head = f"{'#' * depth} {label(series[0], number)}"
            if len(series) > 1:
                yield f"{head}{self.pick(*FIELDS)}{self.count}"
                yield from self.tree(depth + 1, series[1:])
                continue
            yield f"{head}{self.pick(*THINGS)}{self.pick(*ACTS)}{self.count} {{#x-{self.count}}}"
            for one in self.labels:
                yield f"**{one}**"
                yield from (self.text() for _ in range(1 + self.coin(0.3) + self.coin(0.3)))


def drawn(random: Random) -> str:
    """An agreement in the source form."""
    drawer = _Drawer(random)
    blocks = [*drawer.blocks()]
    day = "2022-01-12" if drawer.days == ["令和4年1月12日"] else "unknown"
    parties = (f"  - {{key: {key}, name: {name}, slug: {key}}}" for key, name in drawer.pairs)
    head = ["---", f"title: {blocks[0][2:]}", f"concluded: {day}", "parties:", *parties, "---", "", ""]
    return "\n".join(head) + "\n\n".join(blocks) + "\n"
