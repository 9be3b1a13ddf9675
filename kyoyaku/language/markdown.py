"""Text as Markdown that reads as this text: every sign that could mean something to Markdown is escaped.

In two ways: pages are read by CommonMark and Python-Markdown, which differ in backslash escapes but not in
character references (`&#42;`). Plain Markdown for people and programs has backslashes (CommonMark 0.31, 2.4).
"""

from __future__ import annotations

import re

SIGNS = re.compile(r"""[\\`*_\[\]{}<>&"'~|^$]""")
"""What means something to either dialect or to HTML, also in the value of an attribute."""
PLAIN_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
AT_START = re.compile(r"^([0-9]{0,9})([-+#=.):^])")
"""What would begin a list, a heading or a rule: `- `, `1. `, `2) `, `# `, `===`, `: `; `^` joins a cell."""


def escape(text: str) -> str:
    """The text in the middle of a line, with character references."""
    return SIGNS.sub(lambda match: f"&#{ord(match[0])};", text)


def escape_start(line: str) -> str:
    """A line whose text is escaped, so that it begins no list, heading or rule."""
    return AT_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", line)


def escape_plain(text: str) -> str:
    """The text in the middle of a line, with backslashes."""
    return PLAIN_SIGNS.sub(r"\\\g<0>", text)


def escape_plain_start(line: str) -> str:
    """A line as `escape_start` makes it, with a backslash."""
    return AT_START.sub(r"\1\\\2", line)
