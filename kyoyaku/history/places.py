"""Places of an instrument in a text: 第4条第2項ただし書, 別表休日の救急診療の項甲の役割の欄."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kyoyaku.history.grammar import PlaceLevel, UnreadError, Where
from kyoyaku.history.units import HEADED, Unit
from kyoyaku.language.wording import sentences

PARTS = {"caption", "proviso", "main", "first", "second", "lead", "items", "body", "headed"}
"""The steps that lead to a part of a unit."""
OUTSIDE = ("title", "preamble", "annex", "supplement", "closing", "attached")
"""Kinds outside of the 本則."""
SAME = {"paragraph": ("paragraph", "entry"), "annex": ("annex", "table")}
"""同項 in a table is the entry that was named last."""
KINDS = {
    "entry": ("initiative", "tablerow"),
    "column": ("row", "cell"),
    "letter": ("item", "initiative", "section"),
}
"""The kinds of units that a step leads to, where they have other names than the step."""
SHOWN = 20
"""Characters of a provision that a problem shows."""


class AbsentError(Exception):
    """Raised for a place or a quotation that is not in the text; the message names it, in Japanese."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was found: a unit, and the part of it ('' for all of it)."""

    unit: Unit
    part: str = ""


@dataclass(slots=True)
class Finder:
    """Finds the places of a sentence in a text, and keeps what was named last, for 同条 and 同項.

    All are found before the sentence changes anything. `is_former`: places have the numbers from before the
    instrument, which a sentence may use for a unit that an earlier one has moved.
    """

    root: Unit
    is_former: bool = False
    last: dict[str, Unit] = field(default_factory=dict)
    """By the kind of the step."""

    def spots(self, where: Where) -> list[Spot]:
        """What a place leads to, at least one. Raises AbsentError; UnreadError if it may be several."""
        first = self._follow(where.steps)
        if not where.until:
            return [first]
        last, own = self._follow(where.until), parent(self.root, first.unit).of(first.unit.kind)
        if last.unit not in own:
            raise AbsentError("「から…まで」の始めと終わりが、同じ所にありません")
        return [Spot(one) for one in own[own.index(first.unit) : own.index(last.unit) + 1]]

    def _follow(self, steps: tuple[PlaceLevel, ...]) -> Spot:
        here, part = self.root, ""
        for step in steps:
            if step.unit in PARTS:
                part = step.unit
                continue
            here = self._step(here, step)
            self.last.pop(step.unit, None)  # so that it becomes the last one
            self.last[step.unit] = here
        return Spot(here, part)

    def _step(self, here: Unit, step: PlaceLevel) -> Unit:
        if step.is_same:
            kinds = SAME.get(step.unit, (step.unit,))
            if last := next((one for kind, one in reversed(self.last.items()) if kind in kinds), None):
                return last
            raise AbsentError("「同」の付いた語の前に、それに当たるものがありません")
        found = [*self._candidates(here, step)]
        if step.unit in KINDS and len(found) > 1:
            raise UnreadError(f"{step.said}が二つ以上あるので、どれを指すか分かりません")
        if found:
            return found[0]
        above = here.text[:SHOWN] + "…" * (len(here.text) > SHOWN)
        raise AbsentError(f"「{above}」に" * bool(above) + f"{step.said}がありません")

    def _candidates(self, here: Unit, step: PlaceLevel) -> Iterator[Unit]:
        match step.unit:
            case "title" | "preamble" | "supplement" | "chapter" | "provision" | "annex" as kind:
                named = (one for one in self.root.walk() if one.kind == kind and step.name in one.text)
                # 別表第1の2 is not 別表第1; a 改正規定 may be named by a part of its sentence.
                own = (one for one in named if kind == "provision" or one.text.startswith(step.name))
                yield from (one for one in own if not step.number or one.number == step.number)
            case "article":
                # 附則第1条 is not 第1条.
                apart = ("supplement", "attached")
                others = [one for one in self.root.below if one.kind not in apart]
                parts = [here] if here.kind in apart else others
                own = (one for part in parts for one in part.walk() if self._is(one, "article", step))
                # 記1 and not 第1条.
                yield from (one for one in own if one.text.startswith("第") != (step.name == "記"))
            case "remarks":
                # A heading, or a paragraph: 注 加算額は、…; not 注意を促す。
                forms = {"remarks": step.name, "paragraph": f"{step.name} "}
                every = [one for one in here.walk() if one.text.startswith(forms.get(one.kind, "\n"))]
                below = [one for remarks in every for one in remarks.below if one.number == step.number]
                yield from below if step.number else every
            case "paragraph" if here.kind == "remarks":
                yield from (one for one in here.below if one.number == step.number)
            case "paragraph":
                # The paragraphs of an agreement without articles are under its title.
                above = self.root.of("preamble")[0] if here is self.root else here
                yield from (one for one in above.below if self._is(one, "paragraph", step))
            case "item":
                lists = [here] if here.kind == "paragraph" else [here, *here.of("paragraph")]
                yield from (one for above in lists for one in above.below if self._is(one, "item", step))
            case "letter":
                yield from _labelled(here, step.name)
            case kind:
                kinds = KINDS.get(kind, (kind,))
                yield from (one for one in here.walk() if one.kind in kinds and _is_named(here, one, step))

    def _is(self, unit: Unit, kind: str, step: PlaceLevel) -> bool:
        known = unit.origin if self.is_former else unit
        return unit.kind == kind and known is not None and known.number <= step.number <= known.last


def _labelled(above: Unit, name: str) -> list[Unit]:
    """The items, entries and sections with these labels: ア of 第1号ア, 3(1)ア of 別表の3の(1)ア."""
    every = (one for one in above.walk() if one.kind in KINDS["letter"] and one.label)
    own = [one for one in every if name.endswith(_labels(one))]
    of = {one: _labels(*path(above, one)) for one in own}
    exact = [one for one in own if of[one] == name]
    # 別表の2 is no number of its 備考.
    heads = [one for one in exact if one.kind != "item"]
    return heads or exact or [one for one in own if one.kind == "item" and of[one].endswith(name)]


def _is_named(above: Unit, unit: Unit, step: PlaceLevel) -> bool:
    """Whether an entry or a column has the name, and the labels of the headings above it: 3(1)ア."""
    if step.name and step.name not in (unit.name, unit.text, unit.head):
        return False
    return not step.labels or step.labels == _labels(*path(above, unit))


def _labels(*units: Unit) -> str:
    """Their labels as a step has them: 3(1)ア; (5)2 of (5)の2."""
    return "".join(one.label for one in units).replace("の", "")


def path(above: Unit, unit: Unit) -> list[Unit]:
    """The units from right below one to another that is in it; that one is the last."""
    for one in above.below:
        if one is unit:
            return [one]
        if inner := path(one, unit):
            return [one, *inner]
    return []


def parent(root: Unit, unit: Unit) -> Unit:
    """The unit that another one stands right below. Raises AbsentError if it is no longer there."""
    found = [root, *path(root, unit)]
    if len(found) < 2:
        raise AbsentError("同じ文で削る規定を、場所として示すことはできません")
    return found[-2]


def ranges(spot: Spot) -> Iterator[tuple[Unit, int, int]]:
    """The words of a place as (unit, start, end), without headings, numbers and labels of rows.

    Raises AbsentError if the unit has no such part.
    """
    unit, part = spot.unit, spot.part
    if part in ("caption", "headed"):
        yield from [(unit, len(unit.text) - len(unit.name), len(unit.text))] if unit.name else []
        yield from ranges(Spot(unit)) if part == "headed" else ()
        return
    inner = unit.of("paragraph") if unit.kind in HEADED else [unit]
    if part == "items":
        yield from (found for one in inner for item in one.of("item") for found in ranges(Spot(item)))
    elif part == "body":
        yield from (found for one in body(unit) for found in ranges(Spot(one)))
    elif part and not inner:
        raise AbsentError("この部分のある項がありません")
    elif part:
        yield inner[0], *_part(inner[0], part)
    else:
        yield from _words(unit)


def body(root: Unit) -> list[Unit]:
    """The 本則; where there is nothing else, what stands below the title."""
    return [one for one in root.below if one.kind not in OUTSIDE] or root.of("preamble")


def _words(unit: Unit) -> Iterator[tuple[Unit, int, int]]:
    for one in unit.walk():
        if one.kind == "annex" and "（" in one.text:
            yield one, one.text.index("（"), len(one.text)  # （第2条関係）
        if one.kind == "row" and unit.kind not in ("initiative", "row"):
            yield one, 0, max(0, one.text.find("の役割"))  # 甲 of 甲の役割
        elif one.kind not in HEADED | {"row"}:
            label = 0 if one.kind in ("section", "initiative") else len(one.text) - len(one.name)
            yield one, label, len(one.text)


def _part(unit: Unit, part: str) -> tuple[int, int]:
    """The start and the end of a part of a paragraph.

    本文 is what stands before ただし、; 前段 and 後段 are the first and the last sentence of that.
    """
    text = unit.text
    begin, several = len(text) - len(unit.name), sentences(text)
    starts = [sum(map(len, several[:at])) for at in range(len(several) + 1)]
    proviso = next((at for at, one in enumerate(several) if one.startswith("ただし、")), len(several))
    if part == "proviso" and proviso == len(several):
        raise AbsentError("ただし書がありません")
    if part in ("first", "second") and proviso < 2:
        raise AbsentError("前段及び後段がありません")
    end = starts[proviso]
    return {
        "proviso": (end, len(text)),
        "main": (begin, end),
        "first": (begin, starts[1]),
        "second": (starts[proviso - 1], end),
        "lead": (begin, len(text)),
    }[part]
