"""Upper limits that protect a build from an accident: the wrong file, a script gone wild, a YAML bomb.

Each is far above what an agreement has, and each has a message of its own. The cost of a check and of a build
grows with the text: for 2,000 initiatives a check takes seconds, a build a minute. Only the list at the side
of the pages grows with the square of a section, because each page of the section lists all of it.
"""

from __future__ import annotations

FILE = 1_000_000
"""Bytes of a file."""
PICTURE = 5_000_000
"""Bytes of an image; a scanned page has a million."""
LINE = 5_000
"""Characters of a line of a file; the longest paragraph of the first agreement has 600."""
HEADINGS = 2_000
"""Headings of a version: its articles, sections and initiatives together."""
YAML_DEPTH = 8
"""Lists and mappings inside each other; the files that we read have four."""
PROBLEMS = 1_000
"""Problems of an agreement that are reported at once."""
