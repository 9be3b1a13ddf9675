"""Plain Markdown without HTML and attributes: how it is written, and how its lines are read back.

CommonMark 0.31: any ASCII punctuation may be escaped by a backslash (section 2.4).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
AT_START = re.compile(r"^(\d{1,9})?([-+#=.):])")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
LINK = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1 to 6), a label in bold (`strong`), an entry of a list (`bullet`), or a paragraph.

    `text` is what is read, `links` are the addresses that it leads to.
    """

    text: str
    level: int = 0
    strong: bool = False
    bullet: bool = False
    links: tuple[str, ...] = ()


def escape(text: str) -> str:
    """The text so that Markdown takes none of it for a sign, at the beginning of a line or within."""
    return AT_START.sub(lambda match: f"{match[1] or ''}\\{match[2]}", SIGNS.sub(r"\\\g<0>", text))


def heading(level: int, text: str) -> str:
    """A heading of a text that is not escaped yet; Markdown has six depths."""
    return f"{'#' * min(level, 6)} {escape(text)}"


def page(facts: Mapping[str, str], blocks: Iterable[str]) -> str:
    """Blocks with a blank line between, under what the file says of itself as YAML."""
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    return f"---\n{front}---\n\n{''.join(_spaced(blocks))}\n"


def _spaced(blocks: Iterable[str]) -> Iterator[str]:
    """A blank line between two blocks, but for entries of a list and rows of a table."""
    last = ""
    for block in blocks:
        if last:
            yield "\n" if _sign(last) and _sign(last) == _sign(block) else "\n\n"
        yield block
        last = block


def _sign(block: str) -> str:
    """The sign of an entry or a row; '' of any other block."""
    start = block.lstrip(" ")[:2]
    return start.strip() if start in ("- ", "| ") or start == "|" else ""


def read(markdown: str) -> Iterator[Block]:
    """The blocks of a page as `page` has written it, its front matter left out."""
    in_code = False
    for line in FRONT_MATTER.sub("", markdown, count=1).split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        elif line.strip() and not in_code:
            yield _block(line)


def _block(line: str) -> Block:
    marks, _, rest = line.partition(" ")
    links = tuple(match[2] for match in LINK.finditer(line))
    if re.fullmatch("#{1,6}", marks):
        return Block(_read(rest), level=len(marks), links=links)
    if marks in ("-", "1."):
        return Block(_read(rest), bullet=True, links=links)
    if len(line) > 4 and line.startswith("**") and line.endswith("**") and "**" not in line[2:-2]:
        return Block(_read(line[2:-2]), strong=True, links=links)
    return Block(_read(line), links=links)


def _read(written: str) -> str:
    """What a reader sees of a line: links by their names, signs without their backslashes."""
    bare = re.sub(r"(?<!\\)\*\*", "", LINK.sub(lambda match: match[1], written))
    return ESCAPED.sub(r"\1", bare)
