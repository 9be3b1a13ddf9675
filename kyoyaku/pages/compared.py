"""The rows of the 新旧対照表 of a step, for pages and data; what became of a provision, in sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from kyoyaku.analysis.targets import Target
from kyoyaku.history.comparison import INNER, ComparedLine, Pair
from kyoyaku.history.steps import Step
from kyoyaku.history.units import COUNTED, Unit
from kyoyaku.history.words import Pieces
from kyoyaku.model.agreement import Agreement, Entry, State
from kyoyaku.model.text import Text
from kyoyaku.pages import chronicle
from kyoyaku.pages.addresses import TextPlace, address, change_path, text_places, version_path
from kyoyaku.pages.citations import named_place
from kyoyaku.pages.links import cross_references
from kyoyaku.pages.page_list import NamedLink, Page


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a row: a place in the old or the new text; all fields are empty if that text lacks it."""

    pieces: Pieces
    """Its text in pieces, each with whether it is underlined."""
    name: str = ""
    """The place as it is cited: 第4条第2項."""
    anchor: str = ""
    """Its anchor on the page of the version: article-4-p2."""
    address: str = ""
    """Its permanent address: versions/2025-04-01/#article-4-p2."""

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of the 新旧対照表: a place before and after the step."""

    id: str
    """Its anchor on the page: article-4-p2; was-article-4-p3 for what is gone."""
    address: str
    """changes/2025-04-01/#article-4-p2."""
    line: ComparedLine
    old: Side
    new: Side
    is_first: bool
    """Whether it is the first of its article, initiative or heading."""
    missing: str
    """The words on an empty side, （新設） or （削る）: once where several rows come or go as a whole."""

    @property
    def kind(self) -> str:
        """changed, added, removed, moved, context or omitted."""
        return self.line.kind

    @property
    def name(self) -> str:
        """The place in the new text; of what is gone, in the old one."""
        return self.new.name or self.old.name


@lru_cache(maxsize=64)
def compared(step: Step) -> tuple[Compared, ...]:
    """The rows of a step in their order."""
    return tuple(map(_row, repeat(step), step.lines, (None, *step.lines)))


def counts(pair: Pair) -> Counter[str]:
    """How many places were changed, added, removed, moved; one added or removed as a whole counts as one."""
    if not (pair.old and pair.new):
        return Counter(["added" if pair.new else "removed"])
    kind = "changed" if pair.is_reworded else "moved" if pair.is_moved else ""
    return sum(map(counts, pair.below), Counter([kind] if kind else []))


def astray(step: Step) -> Iterator[tuple[NamedLink, str, str, str]]:
    """The references that mean another provision now, although their words are the same (ハネ改正).

    Yields the link to the place, the reference as written, its old target, its new target.
    """
    pairs = [(one.old.source, one.new.source, one) for one in step.pair.walk() if one.old and one.new]
    lines = {old.place.line: new.place.line for old, new, _ in pairs if old and new}
    before, after = (cross_references(one).pointers for one in (step.before, step.after))
    for old, new, pair in pairs:
        if old and new and not pair.is_reworded:
            for was, now in zip(before.get(old, ()), after.get(new, ()), strict=False):
                first, then = was.targets[0], now.targets[0]
                if lines.get(first.line) != then.line:
                    place = text_places(step.after)[new]
                    link = NamedLink(_name(step.after, place), version_path(step.after), place.whole)
                    yield link, now.reference.written, _called(first), _called(then)


def _called(target: Target) -> str:
    return target.name if target.anchor else target.part.text.edited


def _row(step: Step, line: ComparedLine, above: ComparedLine | None) -> Compared:
    old = _side(step.before, line.pair.old, line.old)
    new = _side(step.after, line.pair.new, line.new)
    anchor = new.anchor or "title" if new.address else f"was-{old.anchor}"
    if line.kind == "omitted":
        anchor = f"{anchor}-omitted"
    is_first, missing = not above or above.group is not line.group, "（新設）" if line.new else "（削る）"
    # The text below a label has no words of its own: those of the label hold for it.
    is_whole = not (line.group.old and line.group.new) or bool(above and above.pair.unit.kind == "row")
    if above and not is_first and above.kind == line.kind and is_whole:
        missing = ""
    there = address(step.after, change_path(step.after), anchor)
    return Compared(anchor, there, line, old, new, is_first, missing)


def _side(version: Agreement, unit: Unit | None, pieces: Pieces) -> Side:
    """A unit where it stands; a row of a table is where its first cell is."""
    texts = (one.source for one in unit.walk() if one.source) if unit else ()
    place = next((text_places(version).get(text) for text in texts), None)
    if place is None:
        return Side(pieces)
    there = address(version, version_path(version), place.whole)
    return Side(pieces, _name(version, place), place.whole, there)


def _name(version: Agreement, place: TextPlace) -> str:
    return named_place(version, place.address).name if place.address else "題名"


Places = Mapping[Text, tuple[tuple[Step, str, str], ...]]
"""{text: [(step, address, address now)]} of the texts that had its address until a step; '' if removed."""


def places(agreement: Agreement, page: Page) -> Places:
    """The texts of a page whose address another text had before, with these other texts.

    Of an initiative with a history all labels of rows, even those without another text.
    """
    replaced = _replaced(agreement) if page.searched and not page.version else {}
    found = {text: replaced[text] for text in page.texts if text in replaced}
    one = page.subject.initiative if isinstance(page.subject, Entry) else None
    if one and any(event.pair.old for event in chronicle.events(agreement, one)):
        found = {row.label: () for row in one.all_rows} | found
    return found


@lru_cache(maxsize=8)
def _replaced(agreement: Agreement) -> Places:
    """The same for all texts of provisions that kept their address."""
    now: dict[object, str] = {text: place.address for text, place in text_places(agreement).items()}
    at_address = {one.address: text for text, one in text_places(agreement).items() if one.head or one.line}
    found = defaultdict[Text, tuple[tuple[Step, str, str], ...]](tuple)
    steps, moved = chronicle.past(agreement), set[str]()
    for at in reversed(range(len(steps))):
        after: dict[object, TextPlace] = dict(text_places(steps[at].after).items())
        own = chronicle.former(agreement).items()
        moved |= {
            address(agreement, path) for path, all_ in own if any(one.step is steps[at] for one in all_)
        }
        for text, place in text_places(steps[at].before).items():
            new, last = (chronicle.followed(some, text) for some in (steps[at : at + 1], steps[at:]))
            was, there = place.address, now.get(last, "")
            if was in at_address and place.page not in moved and there != was and after.get(new) != place:
                found[at_address[was]] += ((steps[at], was, there),)
    return found


def said(step: Step, top: Pair) -> Iterator[NamedLink]:
    """What a step did to a provision, in sentences that link to the rows: 第2項が改められた.

    No sentence comes twice. One added or removed as a whole has one sentence.
    """
    rows, path, done = {id(row.line.pair): row for row in compared(step)}, change_path(step.after), set[str]()
    names, inside = rows.get(id(top)), set[int]()
    whole = " ".join(one.text for one in top.new.walk()) if top.new else ""
    if names and whole.endswith(" 削除"):
        yield NamedLink("削除とされた", path, names.id)
        return
    for pair in top.walk():
        if id(pair) in inside:
            continue
        # What is new or gone may have no words of its own: an annex with a table.
        several = [pair] if pair.old and pair.new else list(pair.walk())
        inside.update(map(id, several))
        row = next((rows[id(one)] for one in several if id(one) in rows), None)
        words = _words(row, pair, None if pair is top else names) if row and row.line.is_change else ""
        if step.after.state is State.COMING:  # 改められた, となった: 改められる, となる
            words = re.sub("れた(?=$|（旧)", "れる", re.sub("った(?=$|、)", "る", words))
        if row and words and words not in done:
            yield NamedLink(words, path, row.id)
            done.add(words)
    if not done:  # for example, an annex before it was removed
        yield NamedLink("位置が変わった", path)


def _words(row: Compared, pair: Pair, top: Compared | None) -> str:
    """What happened to a place below the heading of `top`, or to a provision itself (None).

    第2項が改められた, 第2項が第3項となった; 第4条から繰下げ, 見出しが改められた（旧見出し「費用」）.
    """
    old, new, name, old_name, said = pair.old, pair.new, row.new.name, row.old.name, list[str]()
    if top:
        is_annex = top.line.pair.unit.kind == "annex"
        name, old_name = (
            own if is_annex and own != above else own.removeprefix(above).removeprefix("、")
            for own, above in ((name, top.new.name), (old_name, top.old.name))
        )
    if pair.unit.kind == "section":
        name = old_name = f"区分「{pair.unit.text}」"
    if pair.unit.kind == "tablerow":
        name = old_name = f"表の「{pair.unit.head}」の項" if pair.unit.head else "表の行"
    where = name or old_name or "文"
    if not (old and new):
        where += "の文" if where.endswith("欄") and pair.unit.kind != "row" else ""
        return (f"{where}が" if top else "") + ("加えられた" if new else "削られた")
    if pair.is_moved and new.kind in COUNTED and name != old_name:
        way = "繰下げ" if new.number > old.number else "繰上げ"
        # The only 項 of an article has no number there.
        first = "第1段落" if (name or old_name).endswith("段落") else "第1項"
        said.append(f"{old_name or first}が{name or first}となった" if top else f"{old_name}から{way}")
    elif pair.is_moved:
        said.append(f"{where}の位置又は番号が変わった" if top else "位置又は番号が変わった")
    if pair.is_reworded or pair.unit.kind == "tablerow":
        title = {"article": "見出し", "initiative": "名称"}.get(new.kind, "" if new.kind in INNER else "名")
        was = f"（旧{title}「{old.bare}」）" if title and old.name and not top else ""
        said.append(f"{where if top else title or '文'}が改められた{was}")
    return "、".join(said)
