"""The sentences of an instrument (改め文) as commands: 第4条第2項中「1回」を「2回以上」に改める.

A sentence is parsed from the left, clause by clause. First each quotation is replaced by one placeholder
character, so that its words are not taken for those of the sentence:

    第4条第2項中「1回」を「2回以上」に改め、同項を同条第3項とする。
    第4条第2項中⓪を①に改め、同項を同条第3項とする。

Places are read as steps, which `places.py` follows in a text. What no rule covers raises UnreadError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product, takewhile

from kyoyaku.language.numerals import NUMBER, read_label, read_number


class UnreadError(Exception):
    """Raised for a sentence, or a part of it, that no rule covers; the message quotes it, in Japanese."""


@dataclass(frozen=True, slots=True)
class PlaceLevel:
    """One step of a place: 第4条 is article (4,); 消費生活の相談の項 is the entry of that name."""

    unit: str
    number: tuple[int, ...] = ()
    name: str = ""
    labels: str = ""
    """3(1)ア of 別表3(1)アの項."""
    is_same: bool = False
    """同条, 同項, 同表: the one named last."""
    said: str = ""
    """The step as written, for messages."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the steps that lead to it; `until` leads to the last of several: 第5条から第7条まで."""

    steps: tuple[PlaceLevel, ...]
    until: tuple[PlaceLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """What a clause does in its places.

    words     P中「A」を「B」に改める: every A in the places becomes B
    replace   Pを次のように改める: what stands below the sentence takes the place of P
    remove    Pを削る
    insert    Pの次に次の1条を加える
    renumber  第5条を第6条とする
    shift     第2号から第8号までを1号ずつ繰り下げる
    caption   第1条の見出しを「（趣旨）」に改める, に見出しとして「（趣旨）」を付する
    """

    does: str
    places: tuple[Where, ...]
    pairs: tuple[tuple[str, str], ...] = ()
    """Of `words`. B is '' for 削る, AB for 「A」の次に「B」を加える."""
    where: str = ""
    """Of `insert`: after, before, end (第3条に次の1項を加える), first (に第1項として), ただし書, 後段."""
    count: int = 0
    """Of `insert`: how many units the sentence names, or 0. Of `shift`: by how much; 繰り上げ is negative."""
    unit: str = ""
    """Of `insert`: the kind of the units, or ''."""
    to: Where | None = None
    """The new number."""
    text: str = ""
    """The new caption."""


UNITS = {"条": "article", "項": "paragraph", "号": "item", "章": "chapter", "節": "chapter", "表": "annex"}
NAMED = {"項": "entry", "欄": "column", "部": "section", "款": "section"}
PARTS = {
    "題名": "title",
    "前文": "preamble",
    "本則": "body",
    "ただし書": "proviso",
    "本文": "main",
    "前段": "first",
    "後段": "second",
    "各号列記以外の部分": "lead",
    "各号": "items",
    "見出し": "caption",
    "章名": "caption",
    "（見出しを含む。）": "headed",
}
RANKS = "attached chapter annex supplement article section entry column remarks paragraph item letter".split()
"""The steps from the widest to the narrowest."""
QUOTE = "[\ue100-\ue1ff]"
"""The placeholders for quotations."""
# 「甲」, 「（以下「乙」という。）」, 「「丙」を「丁」に改める」: it ends where the bracket closes.
BALANCED = re.compile("「((?:[^「」]|「(?:[^「」]|「[^「」]*+」)*+」)*+)」")
# 「選定する」と」: it ends at the first bracket that を, に改め, の次に, 及び「 or 、「 follows.
FOLLOWED = re.compile("「(.*?)」(?=を|に|の[次下右後]に|(?:及び|並びに|、)「|の[項欄部款])")
END = "[、。]"
# 「1回」を「2回以上」に、第5条中「甲」を「乙」に改める: the verb of a clause may stand in the next one.
NEXT = r"(?<=、)(?=第|同|別表|附則|題名|前文|後段|ただし書)"
SEVERAL = rf"{QUOTE}(?:(?:、|及び|並びに){QUOTE})*"
# 「1回」を「2回以上」に、「甲」及び「乙」を「丙」に改め
# 「1回」及び「2回」を削り
# 「医師」の次に「及び看護師」を加え; の下に in vertical writing, の右に in some prefectures.
EXCHANGE = re.compile(
    rf"(?:{SEVERAL}を{QUOTE}に、?)+(?:改め(?:る)?{END}|{NEXT})|{SEVERAL}を削(?:り|る){END}"
    rf"|(?:{QUOTE}の[次下右後]に{QUOTE}を、?)+(?:加え(?:る)?{END}|{NEXT})"
)
PAIR = re.compile(rf"({SEVERAL})(?:を({QUOTE})に|の[次下右後]に({QUOTE})を|を削)")
INSIDE = re.compile("(?:の規定)?中")
REWRITE = re.compile(rf"(?:の全部)?を次のように改め(?:る)?{END}")
REMOVE = re.compile(rf"を削(?:り|る){END}")
# の次に次の1条を加え, の項の次に次のように加え, に次の1項を加え, に次の各号を加え, に次のただし書を加え,
# に後段として次のように加え, に第1項として次の1項を加え, にアとして次のように加え
INSERT = re.compile(
    rf"(?P<side>の[次前])?に(?:(?P<first>(?:第1[条項号]|\(?[アa]\)?)として)?"
    rf"次の(?:(?P<count>{NUMBER})(?P<unit>[条項号章節表])を|ように|各号を|別表を|附則を|表を)"
    r"|(?P<part>ただし書|後段)として次のように|次の(?P<own>ただし書|後段)を)"
    rf"加え(?:る)?{END}"
)
CAPTION = re.compile(
    rf"(?:の見出し)?を({QUOTE})に改め(?:る)?{END}|に見出しとして({QUOTE})を付(?:し|する){END}"
)
SHIFT = re.compile(rf"を({NUMBER})([条項号])ずつ繰り([上下])げ(?:る)?{END}")
TO = re.compile(rf"と(?:し|する){END}")
JOINT = re.compile(r"及び|並びに|、(?=の?第|同|別表|題名|前文|附則|備考|注)")
LABEL = r"(?:[0-9]+|[ア-ン]|[a-z]|\((?:[0-9]+|[ア-ン]|[a-z])\))"
LABELS = re.compile(LABEL)
BRANCH = f"(?:の{NUMBER})*"
"""The branch number of an annex: 別表第1の2."""


@lru_cache(maxsize=32)
def _step_pattern(names: tuple[str, ...], branch: str) -> re.Pattern[str]:
    """One step of a place. A known name is matched as a whole, since names contain の, 及び and digits."""
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    # 第4条の2, の第2項; 同条; 別表第1, 様式第2号; 第2条の表; 覚書 of 覚書第2条; 附則（令和4年規約第1号）;
    # 記2; 3(1)アの項, 休日の救急診療の項, ⓪の欄; ア, 3の(1)ア; 備考1; ただし書.
    return re.compile(
        rf"の?第{NUMBER}(?P<of>[条項号章節])(?:の{NUMBER})*"
        rf"|の?同(?P<same>[条項号章節表部款欄])"
        rf"|の?(?P<annex>別表|別記様式|別記|別図|様式|別紙)(?:第{NUMBER}号?{branch})?"
        rf"|(?P<table>(?<=[条項号])の表)|(?P<attached>{known})(?=第)|の?(?P<supplement>附則(?:（(?:[^（）]|（[^（）]*）)*）)?)|(?P<listed>記){NUMBER}"
        rf"|の?(?P<labels>(?:の?{LABEL})*)(?:(?P<name>{known})|(?P<quoted>{QUOTE})|(?<=[^の]))"
        rf"の(?P<kind>[項欄部款])"
        rf"|の?(?P<letter>{LABEL}(?:の?{LABEL})*)(?=[中をのに及並、と]|ただし書|から|まで)"
        rf"|の?(?P<remarks>備考|注)(?:{NUMBER})?"
        rf"|の?(?P<part>{'|'.join(PARTS)})"
        # Any other name: it is read, and then reported as absent.
        rf"|(?<=[表項部款])(?!の?[次前中にをかと及並、])の?(?P<other>[^「」、。\ue100-\ue1ff]+?)の(?P<of_other>[項欄部款])"
    )


# 第4条の改正規定; 第4条の改正規定の改正規定 of an instrument that changed that.
PROVISION = re.compile(r"((?:の改正規定)*)の改正規定")


def readings(sentence: str, names: Iterable[str]) -> list[list[Command]]:
    """The ways to read a sentence as commands; `names` are those by which entries of annexes are cited.

    A quotation may hold half a bracket: 「選定する」と」. So it does not always end where the bracket closes.
    And 別表第1の2の項 is the entry 2 of 別表第1, if there is no 別表第1の2.
    Raises UnreadError if there is no way.
    """
    fault, found, known = UnreadError(sentence), list[list[Command]](), tuple(dict.fromkeys(names))
    branches = (BRANCH, "") if re.search(f"第{NUMBER}号?の{NUMBER}", sentence) else (BRANCH,)
    for branch, quotation in product(branches, (BALANCED, FOLLOWED)):
        try:
            folded, quotations = _folded(sentence, quotation)
            reader = _Reader(folded, quotations, _step_pattern(known, branch))
            found.append(list(reader.clauses()))
        except UnreadError as one:
            fault = one
    if not found:
        raise fault
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Parses a sentence whose quotations are placeholders."""

    text: str
    quotations: Sequence[str]
    step: re.Pattern[str]

    def said(self, sign: str) -> str:
        """The quotation of a placeholder."""
        return self.quotations[ord(sign) - 0xE100]

    def clauses(self) -> Iterator[Command]:
        """The commands in order."""
        at = 0
        scope: tuple[PlaceLevel, ...] = ()
        inside: tuple[Where, ...] = ()
        """The places of 中, which also hold for the next clause if it begins with a quotation."""
        while at < len(self.text):
            places, at = self.places(at, scope)
            if places:
                scope, inside = (places[0].steps if len(places) == 1 else ()), ()
                if match := INSIDE.match(self.text, at):
                    inside, at = places, match.end()
                    if not re.match(QUOTE, self.text[at:]):
                        continue  # 同条中第2項を第3項とし: a narrower place follows
            command, at = self.exchange(at, inside) if inside else self.change(at, places)
            yield command

    def exchange(self, at: int, places: tuple[Where, ...]) -> tuple[Command, int]:
        """A command that changes words in places, and where the next clause begins."""
        match = EXCHANGE.match(self.text, at)
        if not match:
            raise self.unread(at)
        pairs: list[tuple[str, str]] = []
        for signs, new, added in PAIR.findall(match[0]):
            for old in map(self.said, re.findall(QUOTE, signs)):
                pairs.append((old, old + self.said(added) if added else self.said(new) if new else ""))
        return Command("words", places, tuple(pairs)), match.end()

    def change(self, at: int, places: tuple[Where, ...]) -> tuple[Command, int]:
        """A command that changes units, and where the next clause begins."""
        text = self.text
        if not places:
            raise self.unread(at)
        if match := REMOVE.match(text, at):
            return Command("remove", places), match.end()
        if match := REWRITE.match(text, at):
            return Command("replace", places), match.end()
        match = SHIFT.match(text, at)
        if match and {UNITS[match[2]]} == {where.steps[-1].unit for where in places}:
            by = read_number(match[1]) * (1 if match[3] == "下" else -1)
            return Command("shift", places, count=by), match.end()
        if len(places) != 1:
            raise self.unread(at)
        steps = places[0].steps
        if match := CAPTION.match(text, at):
            own = steps[:-1] if steps[-1].unit == "caption" else steps
            if match[2] or own != steps or steps[-1].unit == "title":
                said = self.said(match[1] or match[2])
                return Command("caption", (Where(own),), text=said), match.end()
        if match := INSERT.match(text, at):
            side = {"の次": "after", "の前": "before"}.get(match["side"])
            where = side or match["part"] or match["own"] or ("first" if match["first"] else "end")
            count = read_number(match["count"]) if match["count"] else 0
            unit = UNITS.get(match["unit"], "")
            return Command("insert", places, where=where, count=count, unit=unit), match.end()
        to, after = self.steps(at + 1) if text.startswith("を", at) else ((), at)
        if to and (match := TO.match(text, after)):
            return Command("renumber", places, to=Where(to)), match.end()
        raise self.unread(at)

    def places(self, at: int, scope: tuple[PlaceLevel, ...]) -> tuple[tuple[Where, ...], int]:
        """The places at a position: none, one, or several joined by 、 and 及び; and where they end."""
        found: list[Where] = []
        while True:
            steps, after = self.steps(at)
            if not steps:
                if found:
                    raise self.unread(at)
                return (), at
            steps = _within(steps, found[-1].steps if found else scope)
            until: tuple[PlaceLevel, ...] = ()
            if self.text.startswith("から", after):
                until, end = self.steps(after + 2)
                if not until or not self.text.startswith("まで", end):
                    raise self.unread(after)
                until, after = _within(until, steps), end + 2
            found.append(Where(steps, until))
            joint = JOINT.match(self.text, after)
            if not joint:
                return tuple(found), after
            at = joint.end()

    def steps(self, at: int) -> tuple[tuple[PlaceLevel, ...], int]:
        """The steps of a place that begins at a position, and where it ends."""
        steps: list[PlaceLevel] = []
        start = at
        while match := self.step.match(self.text, at):
            steps.append(self._step(match))
            at = match.end()
            if provision := PROVISION.match(self.text, at):
                name = self.text[start:at] + provision[1]
                steps, at = [PlaceLevel("provision", name=name, said=f"{name}の改正規定")], provision.end()
        return tuple(steps), at

    def _step(self, match: re.Match[str]) -> PlaceLevel:
        said = self.written(match[0]).removeprefix("の")
        number = tuple(map(read_number, re.findall(NUMBER, said)))
        kind, own = match.lastgroup or "", match[match.lastgroup or 0]
        labels = (match["labels"] or match["letter"] or "").replace("の", "")  # 3(1)ア of 3の(1)のア
        match kind:
            case "of" | "same":
                return PlaceLevel({**NAMED, **UNITS}[own], number, is_same=kind == "same", said=said)
            case "annex" | "remarks" | "listed":
                unit = "article" if kind == "listed" else kind
                return PlaceLevel(unit, number, said if kind == "annex" else own, said=said)
            case "kind" | "of_other":
                name = (
                    self.said(match["quoted"]) if match["quoted"] else match["name"] or match["other"] or ""
                )
                return PlaceLevel(NAMED[own], name=name, labels=labels, said=said)
            case "part" | "table":
                return PlaceLevel(PARTS.get(own, kind), said=said)
            case "letter":
                return PlaceLevel(kind, name=labels, said=said)
            case _:
                return PlaceLevel(kind, name=own, said=said)

    def unread(self, at: int) -> UnreadError:
        """The error for what begins at a position, with its quotations as they are written."""
        return UnreadError(
            f"「{self.written(self.text[at:])[:30]}」の部分は、読むことのできる形ではありません"
        )

    def written(self, text: str) -> str:
        """A text with the quotations in place of their placeholders."""
        return re.sub(QUOTE, lambda one: f"「{self.said(one[0])}」", text)


def _within(steps: tuple[PlaceLevel, ...], before: tuple[PlaceLevel, ...]) -> tuple[PlaceLevel, ...]:
    """The steps with those above them that were named before: 第2項 of 同条中第1項及び第2項.

    After 3の(1)ア, イ is 3の(1)イ, and (2) is 3の(2).
    """
    first = steps[0]
    is_part = first.unit in PARTS.values() and first.unit not in ("title", "preamble", "body")
    if first.is_same or not (is_part or first.unit in RANKS):
        return steps
    rank = len(RANKS) if is_part else RANKS.index(first.unit)
    if first.unit == "letter":
        own = {one.kind for one in read_label(LABELS.findall(first.name)[0])}
        above = (label for one in before if one.unit == "letter" for label in LABELS.findall(one.name))
        over = takewhile(lambda label: own.isdisjoint(one.kind for one in read_label(label)), above)
        steps = (replace(first, name="".join(over) + first.name), *steps[1:])
    return (*(one for one in before if one.unit in RANKS and RANKS.index(one.unit) < rank), *steps)


def _folded(sentence: str, quotation: re.Pattern[str]) -> tuple[str, list[str]]:
    """The sentence with a placeholder for each quotation, and the quotations. Raises UnreadError."""
    quotations: list[str] = []

    def sign(match: re.Match[str]) -> str:
        quotations.append(match[1])
        return chr(0xE0FF + len(quotations))

    folded = quotation.sub(sign, sentence)
    if len(quotations) > 256:
        raise UnreadError("一つの文に、「」が多すぎます")
    if "「" in folded:
        raise UnreadError("「」の対応が取れていません")
    return folded, quotations
