"""Plain Markdown without HTML and attributes: how it is written, and how its texts are read back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from kyoyaku.language.markdown import escape_plain, escape_plain_start

BLOCK = re.compile(r"^ *(?:#{1,6}|-|1\.) ")
"""The sign before a heading or an entry of a list."""
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]*)\)")
"""[name](address): the name has no bracket but `\\[` and `\\]`, the address neither bracket nor blank."""
SIGN = re.compile(rf"\\([!-/:-@\[-`{{-~])|\*\*|`|{LINK.pattern}")
"""A backslash and any ASCII punctuation, or a sign of Markdown: bold text, code or a link."""
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def line(text: str) -> str:
    """A paragraph of a text that is not escaped yet."""
    return escape_plain_start(escape_plain(text))


def heading(level: int, text: str) -> str:
    """A heading of a text that is not escaped yet; Markdown has six depths."""
    return f"{'#' * min(level, 6)} {line(text)}"


def write_page(facts: Mapping[str, str], blocks: Iterable[str]) -> str:
    """YAML front matter with `facts`, then the blocks, with a blank line between them."""
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


def read_texts(markdown: str) -> Iterator[str]:
    """What a reader sees of each block that `write_page` has written; programs between fences are left out.

    Links are read by their names: `- [第4条](articles/4/)` is 第4条.
    """
    in_code = False
    for one in FRONT_MATTER.sub("", markdown, count=1).split("\n"):
        if one.startswith("```"):
            in_code = not in_code
        elif one.strip() and not in_code:
            yield _read(BLOCK.sub("", one))


def _read(line: str) -> str:
    """The characters of a line, without the signs of Markdown."""
    return SIGN.sub(lambda match: match[1] or _read(match[2] or ""), line)
