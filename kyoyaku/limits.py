"""How much content may hold: far more than any agreement has, and so little that a check takes seconds.

Each limit has a message of its own. A file's size in bytes is limited where it is read (`source`).
"""

from __future__ import annotations

LINE = 5_000
"""Characters of a line of any file; the longest paragraph of the first agreement has 600."""
LINES = 50_000
"""Lines of a version."""
HEADING = 1_000
"""Characters of the line of a heading, its marks included."""
HEADINGS = 2_000
"""Headings of a version: its articles, sections and initiatives together."""
MARKS = 20_000
"""Editor's marks of a version."""
REFS = 20
"""Places of the transcript that one note may name."""
QUOTATIONS = 2_000
"""Places of the transcript that all notes of a version may name."""
CELLS = 100
"""Cells of a line of the transcript."""
DEFINITIONS = 500
"""Words that a version defines."""
YAML = 200_000
"""Characters of a file in YAML, or of the front matter."""
YAML_DEPTH = 8
"""Lists and mappings within each other; the files that we read have four."""
YAML_NODES = 20_000
"""Values, lists and mappings of one file."""
ENTRIES = 2_000
"""Members of a list or of a mapping."""
VALUE = 2_000
"""Characters of a value."""
WORD = 100
"""Characters of a name or phrase that is looked for in the text."""
WORDS = 1_000
"""Names, phrases and words of one file that are looked for in the text."""
PARTIES = 200
"""Parties of an agreement."""
PROBLEMS = 1_000
"""Problems of an agreement that are reported at once."""
