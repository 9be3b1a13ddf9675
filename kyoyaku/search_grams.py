"""Where any passage stands, for a site too large to be fetched whole: an index of grams.

A gram is a run of characters with the places where it stands. Grams grow one sign at a time until they
stand in a few places only ("light"); then the texts of these tell the rest, and a reader wants them
anyway. So every passage that is shorter than its grams is in the index with all its places, any other
begins with a light gram, and one small file answers either way.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from .folding import fold
from .search_pages import SearchPage

Gram = tuple[str, list[int]]
LIGHT = 20
"""In so many places or fewer a gram need not grow."""
LONGEST = 32
"""Signs at which a gram ends in any case: model texts are alike for whole pages."""
TITLE, HEADING, BODY, WITNESS = range(4)
ZONES = 4
"""A place is a page and a zone of it: number of the page times ZONES, plus the zone."""
END = "\n"


def runs(pages: Iterable[SearchPage]) -> Iterator[tuple[int, str]]:
    """The folded texts of pages that a passage may stand in, each with its place."""
    for number, page in enumerate(pages):
        place = number * ZONES
        yield place + TITLE, fold(page.title.text)
        passages = [page.title]
        for part in page.parts:
            yield place + HEADING, fold(part.heading.text)
            yield place + BODY, fold("".join(line.text for line in part.lines))
            passages += [part.heading, *part.lines]
        yield from ((place + WITNESS, fold(one.witness)) for one in passages if one.witness)


def grams(found: Iterable[tuple[int, str]]) -> Iterator[Gram]:
    """The grams of these runs with their places, in the order in which a browser sorts strings.

    A gram that is always followed by the same sign is left out: the longer one stands for it.
    """
    listed = list(found)
    text = "".join(run + END for _, run in listed)
    places = array("I", (place for place, run in listed for _ in range(len(run) + 1)))
    waiting: list[tuple[str, Sequence[int]]] = [("", range(len(text)))]
    while waiting:
        gram, starts = waiting.pop()
        own = sorted({places[start] for start in starts})
        if len(own) <= LIGHT or len(gram) == LONGEST:
            yield gram, own
            continue
        longer = _followed(text, starts, len(gram))
        if gram and (len(longer) > 1 or END in longer):
            yield gram, own
        signs = sorted(longer.keys() - {END}, key=lambda sign: sign.encode("utf-16-be"), reverse=True)
        waiting += ((gram + sign, longer[sign]) for sign in signs)


def _followed(text: str, starts: Sequence[int], length: int) -> dict[str, list[int]]:
    """The starts of a gram of this length by the sign that follows it."""
    found: dict[str, list[int]] = {}
    for start in starts:
        found.setdefault(text[start + length], []).append(start)
    return found
