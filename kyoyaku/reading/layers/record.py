"""The readers of debris, corrections, former ids of marks, addresses, and expected counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kyoyaku.analysis.duties import costs, duties
from kyoyaku.model import layers
from kyoyaku.model.agreement import Agreement, State
from kyoyaku.model.transcript import DEBRIS_KINDS, Treatment
from kyoyaku.pages.addresses import text_places
from kyoyaku.problems import Place
from kyoyaku.reading.layers.side_file import Layer, Of, SideFile
from kyoyaku.reading.marks import read_ref

BRACED = re.compile(r"\{([^{}]+)\}")


def read_debris(file: SideFile) -> Iterator[layers.Debris]:
    """The cells of a transcript that are not read where they stand, each with its text and why.

    - {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}

    `text` is what the cell has; a passage of it that a mark has moved elsewhere stands in braces.
    """
    for node, fields in file.entries(("at", "kind", "text", "reason")):
        ref = file.parsed(fields, "at", read_ref, "atは「行.欄」又は「行」で書きます")
        kind = file.choice(fields, "kind", DEBRIS_KINDS)
        text, reason = file.string(fields, "text", is_witness=True), file.string(fields, "reason")
        if re.search(r"[{}]", BRACED.sub("", text)):
            message = "textの{ }が対になっていません。移した文を{と}で囲みます"
            file.add(fields["text"], message, "field-value")
        if ref and kind:
            yield layers.Debris(ref, kind, _pieces(text, kind), reason, file.place(fields.get("text", node)))


def _pieces(text: str, kind: Treatment) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd; a cell of the kind `moved` needs no braces."""
    if kind is Treatment.MOVED and not BRACED.search(text):
        return ((text, True),)
    pieces = enumerate(BRACED.split(text))
    return tuple((piece, index % 2 == 1) for index, piece in pieces if piece)


def read_errata(file: SideFile) -> Iterator[layers.Erratum]:
    """Mistakes of ours in the published text that were mended later (正誤), in the order of their days.

    - {on: 2026-11-27, at: articles/4/#p2, was: 協議する, now: 協議して定める}

    `at` is the address of the text under the agreement, in the version that was current on that day; else
    versions/2021-03-25/#article-4-p2. `was` and `now` have some words around the change. Corrections of one
    place are checked from the last to the first, and each is undone before the next one is checked: only the
    last one quotes the text as it is now.
    """
    own, found = file.agreement, []
    texts = {place.address: text.edited for text, place in text_places(own).items()}
    frozen = {f"versions/{own.version}/#{one.whole}": one.address for one in text_places(own).values()}
    version = own.facts.concluded
    for node, fields in file.entries(("on", "at", "was", "now")):
        on, at = file.date(fields, "on"), file.string(fields, "at")
        was, now = file.string(fields, "was"), file.string(fields, "now")
        if not (on and at and was and now and _is_about(own, at, on)):
            continue
        at = frozen.get(at, at)
        if version and str(on) < str(version):
            file.add(node, f"訂正の日は{on}とありますが、版の日は{version}です", "erratum-day")
        if at not in texts:
            right = (
                "概要のページのアドレスに続く部分を、「articles/4/#p2」"
                "（前の版では「versions/2021-03-25/#article-4-p2」）のように書きます"
            )
            of = f"{own.version}の版の" if own.facts.changed_by or own.replaced_on else ""
            file.add(node, f"「{at}」に当たる箇所は{of}本文にありません。{right}", "erratum-place")
        elif was == now:
            file.add(node, "wasとnowが同じです", "erratum-text")
        else:
            found.append((layers.Erratum(on, at, was, now, file.place(node)), node))
    found.sort(key=lambda one: one[0].on)
    taken_back = set[str]()
    for one, node in reversed(found):
        if one.now not in texts[one.at]:
            message = f"「{one.now}」は{one.at}の文にありません"
            if one.at in taken_back:
                message += (
                    "（後の訂正をする前の文）。同じ箇所の訂正は古い順に並べ、前のnowと次のwasをそろえます"
                )
            file.add(node, message, "erratum-text")
        texts[one.at] = texts[one.at].replace(one.now, one.was, 1)
        taken_back.add(one.at)
    yield from (one for one, _ in found)


def _is_about(version: Agreement, at: str, on: date) -> bool:
    """Whether a correction is one of a version: of the one that it names, or that was current on its day."""
    if match := re.match("versions/([^/]*)/", at):
        is_known = any(match[1] == one.version for one in version.versions)
        return match[1] == version.version or (version.state is State.CURRENT and not is_known)
    is_begun = not (version.facts.changed_by and version.begins) or version.begins <= on
    return is_begun and (not version.replaced_on or on < version.replaced_on)


def read_former_marks(file: SideFile) -> Iterator[str]:
    """The ids of marks that were published by a number, in the order of these numbers.

    - article-4-p2-c17
    """
    known = {mark.id for mark in file.agreement.marks}
    for node in file.nodes():
        if (mark := file.line(node, "印のid")) not in known:
            message = f"「{mark}」という校訂の印はありません。印を除いたときは、近くの印のidを書きます"
            file.add(node, message, "former-mark")
        yield mark


def read_addresses(file: SideFile) -> Iterator[layers.Address]:
    """The addresses that were ever published, a line each. It is no YAML.

    asahikawa-kamikawa/articles/4/
    """
    for number, line in enumerate(file.text.split("\n"), start=1):
        if address := line.strip():
            yield layers.Address(address, Place(file.path, number))


def check_expected(file: SideFile) -> None:
    """Compare the agreement with expected.yml, and report each difference; it fills no field of `Layers`.

    articles: 7
    costs:                                      # the initiatives in which a party bears costs
      甲: [secondary-emergency-care, lifelong-learning]
    """
    agreement, kind = file.agreement, costs(file.agreement)
    found = {
        "articles": len(agreement.articles),
        "initiatives": len(agreement.entries),
        "lacunae": sum(mark.is_lost for mark in agreement.marks),
        "witness_sha256": agreement.transcript.sha256 if agreement.transcript else "",
    }
    bearing = {
        party.key: tuple(one.entry.initiative.slug for one in own if kind and one.quotes(kind))
        for party in agreement.parties
        for own in [duties(agreement, party)]
    }
    fields = file.mapping(file.root(file.text), "expected.yml", (), (*found, "costs"))
    for name in found.keys() & fields.keys():
        expected = file.string(fields, name)
        if expected and expected != (real := str(found[name])):
            message = f"{name}は{expected}とされていますが、実際は{real or 'なし'}です"
            file.add(fields[name], message, "expected")
    listed = file.mapping(fields.get("costs"), "costs", (), tuple(bearing))
    for key in listed.keys() & bearing.keys():
        slugs, own = file.lines(listed, key), bearing[key]
        if slugs != own and agreement.state is State.CURRENT:  # whose duties.yml has the phrases
            real = f"「{'、'.join(own)}」" if own else "なし"
            message = f"costsの{key}は「{'、'.join(slugs)}」とされていますが、実際は{real}です"
            file.add(listed[key], message, "expected")


LAYERS = (
    Layer("debris.yml", "debris", read_debris, Of.READING),
    Layer("corrections.yml", "errata", read_errata, Of.EVERY),
    Layer("addresses.txt", "addresses", read_addresses),
    Layer("former-marks.yml", "former_marks", read_former_marks, Of.FIRST),
)
