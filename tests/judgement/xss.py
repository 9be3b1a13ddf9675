"""An agreement with hostile words wherever an editor can write any, and one with harmless words there.

The words of `tests/fixtures/xss.txt` and as many harmless ones go through the same form; so where both sites
have the same elements with the same attributes, no word has become one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from kyoyaku.problems import ContentError
from kyoyaku.reading.layers import plain_words
from kyoyaku.reading.load import load
from testing.project import FIXTURES, write_content

SLUG = "rei"
DAY = "2021-10-01"
JOINT = "と"
BRACES = frozenset("{}")
"""They mean something in a line that is declared as stray."""
WORDS = [
    line
    for line in (FIXTURES / "xss.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("%%")
]


def tried() -> list[str]:
    """Each attempt, with a number at its end so that none is part of another."""
    assert len(set(WORDS)) == len(WORDS) > 40
    return [f"{word}語{number:03}" for number, word in enumerate(WORDS)]


def harmless(words: list[str]) -> list[str]:
    """As many words of no harm, in the same form."""
    return [f"無害{'}' * bool(BRACES & {*word})}語{number:03}" for number, word in enumerate(words)]


def groups(words: list[str]) -> list[str]:
    """The words sixteen by sixteen, each group in one: the names of the initiatives."""
    return [JOINT.join(words[at : at + 16]) for at in range(0, len(words), 16)]


def refused(text: str, fact: str) -> set[str]:
    """The rules by which these words are refused, one in the text of an agreement and one beside it."""
    with TemporaryDirectory() as folder, patch.object(plain_words, "LONGEST", 1000):
        root = Path(folder)
        write_content(root, content([text], [fact]))
        try:
            load(root)
        except ContentError as error:
            return {problem.rule for problem in error.problems}
    return set()


def content(words: list[str], facts: list[str]) -> dict[str, str]:
    """The files of an agreement by path under content/: `words` in its text, `facts` in what stands beside.

    Each stands wherever there is a place for it; where there is one place only, all stand there together.
    Where each initiative or party has a place, each has some of the facts: else each page would hold all of
    them many times.
    `tests/fixtures/xss.md` has the form: the front matter, the beginning, and what is repeated for each
    initiative; each line of the text as the editor writes it, and after a tab as the transcript has it.
    """
    head, opening, initiative = (FIXTURES / "xss.md").read_text(encoding="utf-8").split("%%\n")
    every, slugs = JOINT.join(words), [f"v-{at}" for at in range(len(groups(words)))]
    lines = _lines(opening, every, "")
    for slug, word in zip(slugs, groups(words), strict=True):
        lines += _lines(initiative, word, slug)
    stray = ["屑", *(word for word in words if not BRACES & {*word})]
    every_fact = JOINT.join(facts)
    own = [facts[at :: len(slugs)] or facts for at in range(len(slugs))]
    front_matter = {
        "words": _yaml(every),
        "facts": _yaml(every_fact),
        "half": _yaml(JOINT.join(facts[::2])),
        "other": _yaml(f"乙{JOINT.join(facts[1::2])}"),
        "each": _yaml(facts),
        "described": _yaml({slug: JOINT.join(some) for slug, some in zip(slugs, own, strict=True)}),
        "formerly": _yaml({slug: [f"w{slug}"] for slug in slugs}),
    }
    files = {
        f"{DAY}.md": _filled(head, front_matter) + "".join(f"{source}\n\n" for source, _ in lines),
        "transcript.txt": "".join(f"{witness}\n" for witness in (*stray, *(one for _, one in lines))),
        "debris.yml": _yaml(
            [{"at": str(at), "kind": "stray", "text": one, "reason": one} for at, one in enumerate(stray, 1)]
        ),
        **_layers(words, facts, slugs, own),
        "duties.yml": _yaml([{"key": "costs", "name": every, "phrases": words}]),
    }
    return {f"{SLUG}/{name}": text for name, text in files.items()}


def _layers(words: list[str], facts: list[str], slugs: list[str], own: list[list[str]]) -> dict[str, str]:
    """What an editor puts beside a text; `own` are the facts of each initiative."""
    return {
        "names.yml": _yaml([{"name": word, "reading": "ご", "kind": "facility"} for word in words]),
        "life.yml": _yaml(
            [
                {"key": f"l{slug}", "name": word, "initiatives": [slug], "words": some}
                for slug, word, some in zip(slugs, groups(words), own, strict=True)
            ]
        ),
        "plain.yml": _yaml(
            [
                {"at": f"initiatives/{slug}", "plain": f"{word}。", "words": some}
                for slug, word, some in zip(slugs, groups(words), own, strict=True)
            ]
        ),
        "glossary.yml": _yaml([{"term": word, "reading": "ご", "meaning": f"{word}。"} for word in words]),
        "contacts.yml": _yaml(
            [
                {"party": "ko", "office": one, "url": f"https://example.org/?{at}&lang", "checked_on": DAY}
                for at, one in enumerate(facts)
            ]
        ),
        "corrections.yml": _yaml(
            [
                {"on": DAY, "at": f"initiatives/{slug}/", "was": f"乙{JOINT.join(some)}", "now": word}
                for slug, word, some in zip(slugs, groups(words), own, strict=True)
            ]
        ),
        "vocabulary.yml": _yaml([[word, f"別の{word}"] for word in words]),
    }


def _yaml(value: object) -> str:
    """JSON is YAML in which nothing but the quoted words can mean anything."""
    return json.dumps(value, ensure_ascii=False)


def _filled(form: str, values: Mapping[str, str]) -> str:
    return re.sub("@([a-z]+)@", lambda place: values[place[1]], form)


def _lines(form: str, word: str, slug: str) -> list[tuple[str, str]]:
    """Each line as the editor writes it, signs escaped, and as the transcript has it."""
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word)
    note = f"{{>>certain: {word}<<}}"
    both = (line.split("\t") for line in form.splitlines())
    values = {"raw": word, "slug": slug, "note": note}
    return [
        (_filled(source, values | {"word": escaped}), _filled(witness, {"word": word}))
        for source, witness in both
    ]
