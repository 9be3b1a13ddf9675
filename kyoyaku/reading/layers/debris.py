"""debris.yml: the cells of a transcript that are not read where they stand, each with its text and why.

- {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}

`text` is what the cell has; a passage of it that a mark has moved elsewhere stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.account import DEBRIS_KINDS, Treatment
from kyoyaku.model.layers import Debris
from kyoyaku.reading.layers.side_file import SideFile
from kyoyaku.reading.marks import read_ref

BRACED = re.compile(r"\{([^{}]+)\}")


def read_debris(file: SideFile) -> Iterator[Debris]:
    """The cells that the file declares."""
    for node, fields in file.entries(("at", "kind", "text", "reason")):
        ref = file.parsed(fields, "at", read_ref, "atは「行.欄」又は「行」で書きます")
        kind = file.choice(fields, "kind", DEBRIS_KINDS)
        text, reason = file.string(fields, "text", is_witness=True), file.string(fields, "reason")
        if re.search(r"[{}]", BRACED.sub("", text)):
            message = "textの{ }が対になっていません。移した文を{と}で囲みます"
            file.add(fields["text"], message, "field-value")
        if ref and kind:
            yield Debris(ref, kind, _pieces(text, kind), reason, file.place(fields.get("text", node)))


def _pieces(text: str, kind: Treatment) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd; a cell of the kind `moved` needs no braces."""
    if kind is Treatment.MOVED and not BRACED.search(text):
        return ((text, True),)
    pieces = enumerate(BRACED.split(text))
    return tuple((piece, index % 2 == 1) for index, piece in pieces if piece)
