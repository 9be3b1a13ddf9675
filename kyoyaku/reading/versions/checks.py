"""The rules about the versions of an agreement together, and about the steps between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyoyaku.history.proof import Outcome
from kyoyaku.history.steps import Step, steps
from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import UNDATED, Agreement
from kyoyaku.model.facts import Status
from kyoyaku.model.text import Mark
from kyoyaku.problems import Place, Problem

TOLD = {
    Outcome.PROVED: "変更前の版を変更を定める文書のとおりに改めた文と、一字も違いません",
    Outcome.UNREAD: "変更を定める文書に読むことのできない規定があるので、照らし合わせていません",
    Outcome.WITHOUT: "変更を定める文書の文がないので、照らし合わせていません",
}


def report_steps(agreement: Agreement) -> str:
    """Two lines for each step, its file and whether it is proved; then the sentences that cannot be read."""
    lines = []
    for step in steps(agreement):
        lines.append(f"{step.after.path}\n  {TOLD[step.proof.outcome]}")
        lines += [f"    {one.text.place}: {one.reason}" for one in step.proof.unread]
    return "".join(f"{line}\n" for line in lines)


def check_versions(agreement: Agreement) -> Iterator[Problem]:
    """Every problem of the versions together, and of the steps between them.

    The steps are checked only if the order is right: they would report the same faults again.
    """
    first, *later = agreement.published
    order = [*_order(agreement.published)]
    yield from order
    for one in later:
        yield from _witness(one, first)
    yield from _ends(agreement)
    for step in steps(agreement) if not order and all(one.facts.changed_by for one in later) else ():
        yield from _formerly(step)
        yield from step.proof.problems


def _order(versions: Sequence[Agreement]) -> Iterator[Problem]:
    """The first version is the agreement as concluded; each later one has `in_force` and `changed_by`."""
    first, *later = versions
    if first.facts.changed_by:
        right = f"{first.concluded or UNDATED}.md"
        message = (
            f"changed_byは、変更後の版に書きます。最初の版は{right}とし、この版はその後の日のものとします。"
            f"変更前の文がなければ、changed_byとin_forceを消し、この版を{right}とします"
        )
        yield Problem(first.facts.places["changed_by"], message, "version-order")
        return
    yield from _named(first, "concluded")
    begun, following = first.facts.in_force, later[0].facts.in_force if later else None
    if begun and following and begun >= following:
        message = f"最初の版のin_force（{begun}）は、次の版のin_force（{following}）より前の日です"
        yield Problem(first.facts.places["in_force"], message, "version-order")
    for one in later:
        yield from _named(one, "in_force")
        yield from _later(one, first)


def _name(version: Agreement) -> str:
    return version.path.rpartition("/")[2]


def _named(one: Agreement, field: str) -> Iterator[Problem]:
    """The first version is named by the date of the agreement, 2018-06.md, a later one by its first day."""
    day, name = getattr(one.facts, field), _name(one)
    # Without a day a later version has another problem.
    if field in one.facts.places and name != f"{day or UNDATED}.md" and (day or field == "concluded"):
        message = (
            f"ファイルの名は{name[:-3]}ですが、{field}は{day or 'unknown'}です。正しい方にそろえてください"
            f"（{day or 'unknown'}のときのファイルの名は、{day or UNDATED}.mdです）"
        )
        yield Problem(one.facts.places[field], message, "version-date")


def _later(one: Agreement, first: Agreement) -> Iterator[Problem]:
    """A later version has `in_force`, `changed_by`, and the `concluded` of the first, if any."""
    places, right = one.facts.places, first.concluded or "unknown"
    day = Day.read(_name(one).removesuffix(".md"))
    begins = day if day and day.day else "効力を生ずる日（2025-04-01のような形）"
    forms = {"in_force": f"in_force: {begins}", "changed_by": "changed_by: {title: …, concluded: …}"}
    if missing := "及び".join(f"「{form}」" for field, form in forms.items() if field not in places):
        message = (
            f"{_name(first)}の変更後の版には、基本情報に{missing}が必要です"
            "（別の協約であれば、別のフォルダーに置きます）"
        )
        yield Problem(Place(one.path, 1), message, "version-order")
    elif "concluded" in places and one.concluded != first.concluded:
        message = (
            f"concludedには、どの版でも協約の{first.facts.date_is}の日（{right}）を書きます。"
            "変更を定める文書の締結の日は、changed_byのconcludedに書きます"
        )
        yield Problem(places["concluded"], message, "version-concluded")


def copied_witness(one: Agreement, first: Agreement) -> bool:
    """Whether the front matter of a later version was copied with the transcript of the first."""
    own, other = one.facts.witness, first.facts.witness
    return bool(one.path != first.path and own and other and {*own.files} & {*other.files})


def _witness(one: Agreement, first: Agreement) -> Iterator[Problem]:
    """A later version has no transcript of the first, and no marks about it."""
    is_copied, notice = copied_witness(one, first), one.facts.witness
    if notice and not is_copied:
        return
    # What is or may be lost is so in the later version, too.
    known = {_reading(mark) for mark in first.marks if first.facts.witness and not mark.is_lost} - {("", "")}
    marked = (text for text in one.texts if any(m.note.refs or _reading(m) in known for m in text.marks()))
    places = [*([notice.place] if notice else []), *(text.place for text in marked)]
    if places:
        lines = "、".join(map(str, sorted({place.line for place in places})))
        message = (
            f"最初の版の底本（witness）又はその校訂の印が写されています（{lines}行目）。witnessは消し、"
            "「{~~協義~>協議~~}{>>…<<}」は「協議」と改めます。文の欠けの印「{??}{>>…<<}」は残し、"
            "その中の「@167.1」等を消します"
        )
        yield Problem(places[0], message, "witness-missing")


def _reading(mark: Mark) -> tuple[str, str]:
    return mark.edited, mark.witness


def _ends(agreement: Agreement) -> Iterator[Problem]:
    """The last version may say that the agreement has ended, a change that it was withdrawn."""
    last = agreement.versions[-1]
    for one in agreement.published:
        facts, end, withdrawn = one.facts, one.facts.abolished, one.facts.withdrawn
        is_last = one is last and facts.status is Status.ABOLISHED
        if end and not (is_last and end.on >= (last.begins or end.on)):
            message = (
                "abolishedは、最後の版に「status: abolished」とともに書き、"
                f"onは、その版が効力を持つ日（{last.begins or 'unknown'}）より後の日とします"
            )
            yield Problem(end.place, message, "abolished")
        if withdrawn and not (facts.changed_by and facts.in_force and withdrawn.on < facts.in_force):
            message = (
                "withdrawnは、効力を持つ前に取りやめた変更後の版に書き、"
                f"onは、in_force（{facts.in_force or 'unknown'}）より前の日とします"
            )
            yield Problem(withdrawn.place, message, "withdrawn")


def _formerly(step: Step) -> Iterator[Problem]:
    """`formerly` lists each slug that is not that of the version before, and repeats what is listed there."""
    before, after, told = step.before, step.after, step.after.facts.formerly
    was, now = (
        {one.name: one.slug for one in version.parties}
        | {entry.initiative.name: entry.initiative.slug for entry in version.entries}
        for version in (before, after)
    )
    same = {now[name]: slug for name, slug in was.items() if name in now}
    same |= {one.slug: old.slug for one, old in step.proof.known.items() if one.kind == "initiative"}
    due = {new: [old] for new, old in same.items() if old not in now.values() and new not in was.values()}
    for slug, former in before.facts.formerly.items():
        due.setdefault(next((new for new, olds in told.items() if slug in olds), slug), []).extend(former)
    for new, olds in due.items():
        right = ", ".join(dict.fromkeys((*told.get(new, ()), *olds)))
        if new in now.values() and right != ", ".join(told.get(new, ())):
            message = (
                f"「{new}」の元の識別名が、formerlyにありません。「formerly: {{{new}: [{right}]}}」と書きます"
            )
            yield Problem(after.facts.places.get("formerly", Place(after.path, 1)), message, "formerly")
