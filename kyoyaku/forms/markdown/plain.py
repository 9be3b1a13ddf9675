"""Plain Markdown without HTML and attributes: how it is written, and how its texts are read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from kyoyaku.language.markdown import escape_plain, escape_plain_start

BLOCK = re.compile(r"^ *(?:#{1,6}|-|1\.) ")
"""The sign before a heading or an entry of a list."""
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
"""[name](address): the name has no bracket but `\\[` and `\\]`, the address neither bracket nor blank."""
SIGN = re.compile(rf"\\([!-/:-@\[-`{{-~])|\*\*|`|{LINK.pattern}")
"""A backslash and any ASCII punctuation, or a sign of Markdown: bold text, code or a link."""
CELL = re.compile(r"((?:\\.|[^|\\])*)\|")
RULE, ABOVE, LEFT, BREAK = "---", "^", "<", "<br>"
"""In a table: the line below its head, a cell that is one with that above or at the left, a line break."""
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def line(text: str) -> str:
    """A paragraph of a text that is not escaped yet."""
    return escape_plain_start(escape_plain(text))


def heading(level: int, text: str) -> str:
    """A heading of a text that is not escaped yet; Markdown has six depths."""
    return f"{'#' * min(level, 6)} {line(text)}"


def table(rows: Iterable[Iterable[tuple[str, int, int]]], *, has_head: bool) -> Iterator[str]:
    """The lines of a pipe table; of each cell its Markdown and how many columns and rows it spans."""
    grid: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for cell, colspan, rowspan in row:
            while (at, column) in grid:
                column += 1
            for above, left in product(range(rowspan), range(colspan)):
                grid[at + above, column + left] = LEFT if left else ABOVE if above else cell
    width = 1 + max((column for _, column in grid), default=0)
    lines = [[grid[at, column] for column in range(width)] for at in sorted({at for at, _ in grid})]
    lines[:0] = [] if has_head else [[""] * width]
    yield from (f"| {' | '.join(one)} |" for one in (*lines[:1], [RULE] * width, *lines[1:]))


def write_page(facts: Mapping[str, str], blocks: Iterable[str]) -> str:
    """YAML front matter with `facts`, then the blocks, with a blank line between them."""
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    return f"---\n{front}---\n\n{''.join(_spaced(blocks))}\n"


def _spaced(blocks: Iterable[str]) -> Iterator[str]:
    """A blank line between two blocks, except between entries of a list or rows of a table."""
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


def read_texts(markdown: str) -> Iterator[str]:
    """What a reader sees of each block that `write_page` has written, and of each cell of a table.

    Left out are programs between fences, quotations and images, which are not of the text. Links are read by
    their names: `- [第4条](articles/4/)` is 第4条.
    """
    in_code = False
    for one in FRONT_MATTER.sub("", markdown, count=1).split("\n"):
        if one.startswith("```"):
            in_code = not in_code
        elif one.startswith("|") and not in_code:
            cells = (cell.strip() for written in CELL.findall(one[1:]) for cell in written.split(BREAK))
            yield from (_read(cell) for cell in cells if cell not in ("", RULE, ABOVE, LEFT))
        elif one.strip() and not in_code and not one.startswith(("> ", "![")):
            yield _read(BLOCK.sub("", one))


def _read(line: str) -> str:
    """The characters of a line, without the signs of Markdown."""
    return SIGN.sub(lambda match: match[1] or _read(match[2] or ""), line)
