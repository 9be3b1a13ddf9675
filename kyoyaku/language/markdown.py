"""Escapes text for Markdown, so that no character of it is read as markup.

Pages are read by CommonMark and Python-Markdown, which differ in backslash escapes but not in character
references (`&#42;`). Plain Markdown for people and programs has backslashes (CommonMark 0.31, 2.4).
"""

from __future__ import annotations

import re

SIGNS = re.compile(r"""[\\`*_\[\]{}<>&"'~|^$]""")
"""Characters that are markup in either dialect or in HTML, also in the value of an attribute."""
PLAIN_SIGNS = re.compile(r"[\\`*_\[\]<>|~&]")
AT_START = re.compile(r"^([0-9]{0,9})([-+#=.):^])")
"""What would begin a list, a heading or a rule: `- `, `1. `, `2) `, `# `, `===`, `: `; `^` joins a cell."""


def escape(text: str) -> str:
    """The text for the middle of a line, with character references: 2&#42;3 for 2*3."""
    return SIGNS.sub(lambda match: f"&#{ord(match[0])};", text)


def escape_start(line: str) -> str:
    """An escaped line, changed so that it begins no list, heading or rule: 1&#46; for `1.`."""
    return AT_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", line)


def escape_plain(text: str) -> str:
    """The text for the middle of a line, with backslashes: 2\\*3 for 2*3."""
    return PLAIN_SIGNS.sub(lambda match: f"\\{match[0]}", text)


def escape_plain_start(line: str) -> str:
    """As `escape_start`, with a backslash: `1\\.` for `1.`."""
    return AT_START.sub(lambda match: f"{match[1]}\\{match[2]}", line)
