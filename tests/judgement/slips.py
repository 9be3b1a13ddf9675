"""Edits of content at random, as a slip, a script or another program would make them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

from testing.project import FIXTURES

GIVEN = yaml.safe_load((FIXTURES / "slips.yml").read_text(encoding="utf-8"))
SCRAPS = (*GIVEN["scraps"], "あ" * 4000, "a" * 300)
KINDS = "insert insert insert replace everywhere everywhere line move value value".split()
MEANT = re.compile(r'[a-z0-9:{}\[\],#*>~"-]')
"""What has a meaning for the readers, so that a change of it in all files would only be refused."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An edit of some file; `file`, `at` and `to` are taken modulo what there is."""

    kind: str
    file: int
    at: int
    to: int
    scrap: str


SLIPS = st.builds(
    Slip,
    st.sampled_from(KINDS),
    st.integers(0, 9),
    st.integers(0, 9_999),
    st.integers(0, 9_999),
    st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=3).map("".join) | st.sampled_from(GIVEN["lines"]),
)


def slipped(files: Mapping[str, str], slips: Iterable[Slip]) -> dict[str, str]:
    """The files after the edits."""
    found = dict(files)
    for slip in slips:
        path = sorted(found)[slip.file % len(found)]
        if slip.kind == "everywhere":
            lines = found[path].split("\n")
            line = lines[slip.at % len(lines)]
            old = line[slip.to % (len(line) or 1) :][: 1 + slip.at % 3]
            if old and not MEANT.search(old):
                found = {name: text.replace(old, old + slip.scrap) for name, text in found.items()}
        elif slip.kind == "value":
            found[path] = _with_value(found[path], slip) if path.endswith((".yml", ".md")) else found[path]
        else:
            found[path] = _with_line(found[path], slip)
    return found


def _with_line(text: str, slip: Slip) -> str:
    """The text with a line more, a line elsewhere, or the scrap in a line."""
    lines = text.split("\n")
    at = slip.at % len(lines)
    line, place = lines[at], slip.to % (len(lines[at]) + 1)
    if slip.kind == "line":
        lines[at:at] = ["", slip.scrap, ""]
    elif slip.kind == "move":
        lines.insert(slip.to % len(lines), lines.pop(at))
    else:
        lines[at] = line[:place] + slip.scrap + line[place + (slip.kind == "replace") :]
    return "\n".join(lines)


def _with_value(text: str, slip: Slip) -> str:
    """The text with another value in its YAML, which is all of it or stands at the head of a version."""
    head, fence, body = text.removeprefix("---\n").partition("\n---\n")
    try:
        tree = yaml.load(head, Loader=yaml.BaseLoader)
    except yaml.YAMLError:
        return text
    if leaves := list(_leaves(tree)):
        holder, key = leaves[slip.at % len(leaves)]
        old = holder[key]
        holder[key] = (slip.scrap, f"{old}{slip.scrap}", f"{slip.scrap}{old}")[slip.to % 3]
    written = json.dumps(tree, ensure_ascii=False)
    return f"---\n{written}{fence}{body}" if fence else written


def _leaves(node: Any) -> Iterator[tuple[Any, Any]]:
    """Each value that is a string, by what holds it and its key there."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        if isinstance(value, str):
            yield node, key
        else:
            yield from _leaves(value)
