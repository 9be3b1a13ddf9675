"""An agreement with hostile words wherever an editor can write any, and one with harmless words there.

The words of `tests/fixtures/xss.txt` and as many harmless ones go through the same form; so where both sites
have the same elements with the same attributes, no word has become one.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from kyoyaku.problems import ContentError
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
    """The words eight by eight, each group in one: the names of the initiatives."""
    return [JOINT.join(words[at : at + 8]) for at in range(0, len(words), 8)]


def refused(text: str, fact: str) -> set[str]:
    """The rules by which these words are refused, one in the text of an agreement and one beside it."""
    with TemporaryDirectory() as folder:
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
    """
    every = JOINT.join(words)
    body = [
        *_opening(every),
        *(line for at, word in enumerate(groups(words)) for line in _initiative(at, word)),
    ]
    stray = ["屑", *(word for word in words if not BRACES & {*word})]
    transcript = [*stray, *(witness for _, witness in body if witness)]
    files = {
        f"{DAY}.md": _front_matter(every, facts, len(groups(words)))
        + "\n\n".join(source for source, _ in body)
        + "\n",
        "transcript.txt": "\n".join(transcript) + "\n",
        "debris.yml": [_debris(at, word) for at, word in enumerate(stray, 1)],
        "names.yml": [{"name": word, "reading": "ご", "kind": "facility"} for word in words],
        "life.yml": [
            {"key": f"l-{at}", "name": word, "initiatives": [f"v-{at}"]}
            for at, word in enumerate(groups(words))
        ],
        "vocabulary.yml": [[word, f"別の{word}"] for word in words],
        "duties.yml": [{"key": "costs", "name": every, "phrases": words}],
    }
    return {f"{SLUG}/{name}": text if isinstance(text, str) else _yaml(text) for name, text in files.items()}


def _yaml(value: object) -> str:
    """JSON is YAML in which nothing but the quoted words can mean anything."""
    return json.dumps(value, ensure_ascii=False)


def _debris(at: int, word: str) -> dict[str, str]:
    return {"at": str(at), "kind": "stray", "text": word, "reason": word}


def _front_matter(title: str, words: list[str], initiatives: int) -> str:
    every = JOINT.join(words)
    facts = {
        "title": title,
        "status": "in-force",
        "status_source": every,
        "summary": words,
        "parties": [
            {"key": "甲", "name": every, "slug": "ko", "code": "990019", "contact": every},
            {"key": "乙", "name": f"乙{every}", "slug": "otsu", "code": "990027", "contact": every},
        ],
        "witness": {"file": "transcript.txt", "description": every, "remarks": words},
        "descriptions": {f"v-{at}": every for at in range(initiatives)},
        "other_instruments": words,
    }
    days = f"concluded: {DAY}\nchecked_on: {DAY}\n"
    lines = [f"{name}: {_yaml(value)}\n" for name, value in facts.items()]
    return f"---\n{days}{''.join(lines)}---\n\n"


Line = tuple[str, str]
"""A line as the editor writes it, and as the transcript has it."""


def _opening(every: str) -> list[Line]:
    return [
        (f"# {_escaped(every)}", every),
        (f"## 第1条（{_escaped(every)}）", f"第1条（{every}）"),
        (f"甲及び乙は、{_escaped(every)}を行う。", f"甲及び乙は、{every}を行う。"),
        (f"### ア {_escaped(every)}", f"ア {every}"),
    ]


def _initiative(at: int, word: str) -> list[Line]:
    shown = _escaped(word)
    note = f"{{>>certain: {word}<<}}"
    return [
        (f"#### {shown} {{#v-{at}}}", word),
        ("**取組の内容**", "取組の内容"),
        (f"{shown}を行う。", f"{word}を行う。"),
        (
            f"次の{{~~{word}~>語~~}}{note}、{{?{word}?}}{note}及び{{--{word}--}}{note}。",
            f"次の{word}、{word}及び{word}。",
        ),
        ("**甲の役割**", "甲の役割"),
        (f"{shown}を負担する。{{++{word}++}}{note}", f"{word}を負担する。"),
        ("**乙の役割**", "乙の役割"),
        (f"{shown}", word),
    ]


def _escaped(word: str) -> str:
    """As an editor writes signs that are to be read as signs."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", word)
