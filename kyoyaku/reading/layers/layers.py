"""The kinds of file that may stand beside a version.

To add one: a reader in this folder, a row in LAYERS at the end of the reader's file, and a field of `Layers`
in `kyoyaku/model/layers.py`. A reader yields the entries of the file and reports what is wrong. Its docstring
shows an entry. What else a new kind of file needs (schemas, template, guide) is in `guide/developing.md`.
"""

from __future__ import annotations

from kyoyaku.reading.layers import in_text, record, residents

LAYERS = (*record.LAYERS, *in_text.LAYERS, *residents.LAYERS)
EXPECTED = "expected.yml"
