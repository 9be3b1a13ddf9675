"""corrections.yml: mistakes of ours in the published text that were mended later (正誤), each with its day.

- {on: 2026-11-27, at: articles/4/#p2, was: 協議する, now: 協議して定める}

`at` is the address of the text under the agreement. `was` and `now` have as many words
around the change as it takes to see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.model.layers import Erratum
from kyoyaku.pages.text_addresses import text_places
from kyoyaku.reading.layers.side_file import SideFile


def read_errata(file: SideFile) -> Iterator[Erratum]:
    """The corrections in the order of their days. What a place has now is what its last one says.

    So each is taken back before the one that was made before it is looked at.
    """
    texts = {place.address: text.edited for text, place in text_places(file.agreement).items()}
    version, found = file.agreement.facts.concluded, []
    for node, fields in file.entries(("on", "at", "was", "now")):
        on, at = file.date(fields, "on"), file.string(fields, "at")
        was, now = file.string(fields, "was"), file.string(fields, "now")
        if not (on and at and was and now):
            continue
        if version and on < version:
            file.add(node, f"訂正の日は{on}とありますが、版の日は{version}です", "erratum-day")
        if at not in texts:
            right = "協約のアドレスに続く部分を、「articles/4/#p2」のように書きます"
            file.add(node, f"「{at}」に当たる箇所は本文にありません。{right}", "erratum-place")
        elif was == now:
            file.add(node, "wasとnowが同じです", "erratum-text")
        else:
            found.append((Erratum(on, at, was, now, file.place(node)), node))
    found.sort(key=lambda one: one[0].on)
    for one, node in reversed(found):
        if one.now not in texts[one.at]:
            file.add(node, f"「{one.now}」は{one.at}の文にありません", "erratum-text")
        texts[one.at] = texts[one.at].replace(one.now, one.was, 1)
    yield from (one for one, _ in found)
