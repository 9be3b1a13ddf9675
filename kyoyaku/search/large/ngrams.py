"""Where each string of a large site stands: n-grams of growing length with their posting lists.

The posting list of an n-gram holds the places where it stands. A place is a page and a zone of it (title,
heading, body, witness reading, citation), as one number. An n-gram with a short posting list is not extended,
because the few texts of these places can be looked at. Any other n-gram is followed by the n-grams that are
one character longer. For the texts 協議会 (place 0), 協議 (4) and 協約 (8), with SHORT = 1:

    協 [0, 4, 8]    協約 [8]    協議 [0, 4]    協議会 [0]

So a string of the site either begins some n-grams, the first of which has all its places (協議 → [0, 4]), or
it begins with one that has a short posting list (協約書 → look at place 8). `ngrams.js` reads the index.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from posixpath import commonprefix
from typing import NamedTuple

END = "\n"
"""Ends each text; folded texts hold no line break."""
SHORT = 20
"""Entries of a posting list up to which an n-gram is not extended."""
LONGEST = 32
"""The length of an n-gram that is never extended: model texts are alike for whole pages."""
SHARD = 2000
"""N-grams and postings, together, up to which a shard is filled; about 11 kB."""


class Ngram(NamedTuple):
    """A string and the places where it stands, in order."""

    text: str
    places: list[int]


class Shard(NamedTuple):
    """N-grams that follow each other in order.

    `first` is the shortest prefix of the first n-gram that is greater than all n-grams of the shard before.
    """

    first: str
    ngrams: list[Ngram]


def find_ngrams(texts: Iterable[tuple[int, str]]) -> Iterator[Ngram]:
    """The n-grams of all texts, in the order of a browser's strings. Texts come with their places, in order.

    An n-gram that is always followed by the same character is left out: the longer one stands for it.
    """
    listed = [(place, text + END) for place, text in texts if text]
    site = "".join(text for _, text in listed)
    # Arrays, because lists would need 40 bytes for each character of the site.
    places = array("I")
    for place, text in listed:
        places.extend(array("I", [place]) * len(text))
    starts: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for start, character in enumerate(site):
        starts[character].append(start)
    starts.pop(END, None)
    for character in sorted(starts, key=_order):
        own = starts[character]
        suffixes = [site[start : start + LONGEST] for start in own]
        yield from _extend(character, range(len(own)), suffixes, [places[start] for start in own])


def _extend(prefix: str, chosen: Sequence[int], suffixes: list[str], places: list[int]) -> list[Ngram]:
    """The n-grams that begin with a prefix; `chosen` are the numbers of the suffixes that begin with it."""
    own = Ngram(prefix, list(dict.fromkeys(map(places.__getitem__, chosen))))
    length = len(prefix)
    if len(own.places) <= SHORT or length == LONGEST:
        return [own]
    longer: dict[str, list[int]] = defaultdict(list)
    for number in chosen:
        longer[suffixes[number][length]].append(number)
    ends = longer.pop(END, None)
    if len(longer) == 1 and not ends:
        own_suffixes = [suffixes[number] for number in chosen]
        common = commonprefix([min(own_suffixes), max(own_suffixes)]).split(END)[0]
        return _extend(common, chosen, suffixes, places)
    found = [own]
    for character in sorted(longer, key=_order):
        found += _extend(prefix + character, longer[character], suffixes, places)
    return found


def _order(character: str) -> bytes:
    """Browsers compare strings by UTF-16 code units: 𠮷 (D842 DFB7) comes before ～ (FF5E)."""
    return character.encode("utf-16-be")


def cut_into_shards(ngrams: Iterable[Ngram]) -> Iterator[Shard]:
    """The n-grams in files of about equal size; a long posting list has a shard of its own."""
    first, own, size = "", list[Ngram](), 0
    for ngram in ngrams:
        weight = 1 + len(ngram.places)
        if own and size + weight > SHARD:
            yield Shard(first, own)
            # 協約 | 協議会 → 協議: the shortest prefix that sorts after the last n-gram of the shard before.
            first = ngram.text[: len(commonprefix([own[-1].text, ngram.text])) + 1]
            own, size = [], 0
        own.append(ngram)
        size += weight
    if own:
        yield Shard(first, own)
