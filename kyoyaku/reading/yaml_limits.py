"""What YAML can do and a file of ours may not: seen while it is parsed, before anything is made of it.

An alias can stand for a billion values, a tag for any object of the program, and what is nested a
thousand deep ends the recursion of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import yaml
from yaml.reader import Reader

from kyoyaku import limits
from kyoyaku.problems import Place, Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where there is one, takes a tenth of the time; a test compares the two."""
FAULTS = (yaml.YAMLError, ValueError, OverflowError)
"""What the parsers raise; the last two where an escape names a character that there is not."""


def beyond(text: str, at: Callable[[int], Place]) -> Iterator[Problem]:
    """What may not be there; `at` is the place of a line, from 0. Ends where reading on would cost too much.

    Raises one of FAULTS when the text is no YAML.
    """
    if found := Reader.NON_PRINTABLE.search(text):
        place = at(text.count("\n", 0, found.start()))
        yield Problem(place, f"YAMLに置けない文字U+{ord(found[0]):04X}があります。消してください", "yaml")
    elif len(text) > limits.YAML:
        yield Problem(at(0), f"{len(text):,}字あります（上限{limits.YAML:,}字）", "yaml-size")
    else:
        yield from islice(_beyond(yaml.parse(text, Loader=LOADER), at), 1)


def _beyond(events: Iterable[yaml.Event], at: Callable[[int], Place]) -> Iterator[Problem]:
    depth = 0
    for number, event in enumerate(events):
        place = at(event.start_mark.line if event.start_mark else 0)
        depth += _step(event)
        if depth > limits.YAML_DEPTH:
            yield Problem(place, f"入れ子が深すぎます（上限{limits.YAML_DEPTH}段）", "yaml-depth")
        if number > limits.YAML_NODES:
            yield Problem(place, f"値が多すぎます（上限{limits.YAML_NODES:,}個）", "yaml-size")
        if getattr(event, "anchor", None):
            message = "「&」や「*」（アンカー、エイリアス）は使えません。値をそのまま書いてください"
            yield Problem(place, message, "yaml-alias")
        if getattr(event, "tag", None):
            message = "「!」（タグ）は使えません。文字の「!」は、引用符で囲みます"
            yield Problem(place, message, "yaml-tag")


def line_of(error: Exception, text: str) -> int:
    """The line of a fault, from 0. The parser in Python knows better where it is, and is asked only then."""
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except FAULTS as known:
        error = known if hasattr(known, "problem_mark") else error
    mark = getattr(error, "problem_mark", None)
    return int(mark.line) if mark else 0


def _step(event: yaml.Event) -> int:
    """How much deeper an event leads."""
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0
