"""debris.yml: the cells of a transcript that are not read where they stand, each with its text and why.

- {at: "78.2", kind: stray, text: "•", reason: 表の空の行に読み取られた記号}

`text` is what the cell has; a passage of it that a mark has moved elsewhere stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.model.account import DEBRIS_KINDS
from kyoyaku.model.layers import Debris
from kyoyaku.reading.layers.side_file import SideFile
from kyoyaku.reading.marks import read_ref

BRACED = re.compile(r"\{([^{}]+)\}")


def read_debris(file: SideFile) -> tuple[Debris, ...]:
    """The cells that the file declares."""
    return tuple(_debris(file))


def _debris(file: SideFile) -> Iterator[Debris]:
    for node in file.nodes:
        fields = file.mapping(node, "一覧", ("at", "kind", "text", "reason"))
        at, text, reason = (file.string(fields, name) for name in ("at", "text", "reason"))
        kind = file.choice(node, fields, "kind", DEBRIS_KINDS)
        ref = read_ref(at)
        if at and not ref:
            file.add(node, f"atは「行.欄」又は「行」で書きますが「{at}」とあります", "field-value")
        if re.search(r"[{}]", BRACED.sub("", text)):
            message = "textの{ }が対になっていません。移した文を{と}で囲みます"
            file.add(fields["text"], message, "field-value")
        if ref and kind:
            place = file.place(fields.get("text", node))
            yield Debris(ref, DEBRIS_KINDS[kind], _pieces(text, kind), reason, place)


def _pieces(text: str, kind: str) -> tuple[tuple[str, bool], ...]:
    """`ab{cd}` as ab and, moved, cd; a cell of the kind `moved` needs no braces."""
    if kind == "moved" and not BRACED.search(text):
        return ((text, True),)
    pieces = enumerate(BRACED.split(text))
    return tuple((piece, index % 2 == 1) for index, piece in pieces if piece)
