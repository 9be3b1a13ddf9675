"""The index of a large site gives every place of every string; a small one is a single file."""

from __future__ import annotations

import json
from bisect import bisect_left
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kyoyaku.model.agreement import Agreement
from kyoyaku.search.documents import index_part
from kyoyaku.search.index import search_index
from kyoyaku.search.large import ngrams
from kyoyaku.search.large.ngrams import Ngram, Shard, cut_into_shards, find_ngrams

# A browser sorts 𠮷, which is beyond the Basic Multilingual Plane, before ～; Python sorts it after.
CHARACTERS = "甲乙のは𠮷\uff5e"
MODEL = "第1条この協約は、甲及び乙が相互に連携し、圏域の発展を図ることを目的とする。"
Texts = list[tuple[int, str]]


def _as_sorted(text: str) -> bytes:
    return text.encode("utf-16-be")


def _find(shards: list[Shard], wanted: str) -> tuple[list[int], bool]:
    """The places for a string, as `ngrams.js` finds them; True if it must be looked up in their texts."""
    firsts = [_as_sorted(shard.first) for shard in shards]
    assert firsts == sorted(firsts)
    number = bisect_left(firsts, _as_sorted(wanted))
    if number == len(firsts) or shards[number].first != wanted:
        number = max(0, number - 1)
    own = shards[number].ngrams
    at = bisect_left([_as_sorted(ngram.text) for ngram in own], _as_sorted(wanted))
    if at == len(own) and number + 1 < len(shards) and shards[number + 1].first.startswith(wanted):
        own, at = shards[number + 1].ngrams, 0
    if at < len(own) and own[at].text.startswith(wanted):
        return own[at].places, False
    shorter = own[at - 1] if at else Ngram("", [])
    if not shorter.text or not wanted.startswith(shorter.text):
        return [], False
    ends = len(shorter.places) <= ngrams.SHORT or len(shorter.text) == ngrams.LONGEST
    return (shorter.places, True) if ends else ([], False)


def _check(texts: Texts, strings: list[str]) -> None:
    shards = list(cut_into_shards(find_ngrams(texts)))
    names = [ngram.text for shard in shards for ngram in shard.ngrams]
    assert names == sorted(set(names), key=_as_sorted)
    for wanted in strings:
        standing = sorted({place for place, text in texts if wanted in text})
        places, looked_up = _find(shards, wanted)
        assert places == sorted(set(places))
        assert set(standing) <= set(places) if looked_up else standing == places, wanted


def test_every_place_of_every_string_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ngrams, "SHARD", 40)
    random = Random(3)
    texts = [(place, "".join(random.choices(CHARACTERS, k=60))) for place in range(0, 400, 4)]
    texts = sorted(texts + [(place, MODEL * 2) for place in range(1, 400, 8)])
    found = [(text, random.randrange(60)) for _, text in random.choices(texts, k=1000)]
    strings = ["丙", *(text[at : at + random.randint(1, 40)] for text, at in found)]
    _check(texts, [*strings, *(string + "は" for string in strings)])


short_texts = st.text(CHARACTERS, min_size=1, max_size=12).map(lambda text: text * (1 + len(text) % 3))


@given(st.lists(short_texts, min_size=1, max_size=30), st.sampled_from([1, 9, 10**9]))
@example(["の甲", "の", "の甲", "の甲"] * 9, 1)
@example(["甲乙"] * 30, 1)
def test_small_limits_lose_nothing(texts: list[str], shard: int) -> None:
    """Short n-grams and small shards show with few texts what else needs a whole country."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("SHORT", 2), ("LONGEST", 6), ("SHARD", shard)):
            patch.setattr(ngrams, name, value)
        strings = {
            text[at : at + length] for text in texts for at in range(len(text)) for length in (1, 3, 8)
        }
        _check(list(enumerate(texts)), [*strings, *(string + "甲" for string in strings)])


def test_the_limit_decides_which_index_is_made(sample: tuple[Agreement, ...]) -> None:
    parts = [index_part(one, named=True) for one in sample]
    small, large = search_index(parts, 1_000_000), search_index(parts, 1_000)
    assert small.keys() == {"texts.json"}
    pages = [list(page) for page in zip(*json.loads(small["texts.json"])["pages"], strict=True)]
    assert len(pages) == sum(len(part.pages) for part in parts)
    assert [json.loads(large[f"pages/{number}.json"]) for number in range(len(pages))] == pages
    # 第1条第1項 can be cited in each agreement; that of a second document is not meant.
    cited = json.loads(large["paragraphs.json"])["articles/1/#p1"]
    assert len(cited) == len(sample)
    assert all(pages[number][1].split("/", 1)[1] == "articles/1/" for number in cited)
