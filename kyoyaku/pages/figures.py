"""Tables and images: what a table is called, and the files of both beside the pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import Bearing, bearings, placed
from kyoyaku.model.parts import Annex, Article, Image, Initiative, Paragraph, Supplement, Table
from kyoyaku.pages.addresses import page_path, part_name, url
from kyoyaku.problems import Place

# p2-i1-b2 is in 第2項第1号, i1-b1 in 第1号.
INSIDE = re.compile(r"(?:p([0-9]+)-)?(?:i([0-9]+)-)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """The file under docs/ of a table, which is called 第1条第1項の表, or of an image of so many pixels."""

    path: str
    name: str = ""
    size: tuple[int, int] | None = None


@lru_cache(maxsize=8)
def figures(agreement: Agreement) -> dict[Place, Figure]:
    """Every table and image by its place in the source: articles/1/table-2.csv, map.png."""
    pictures = {one.file: one for one in agreement.pictures}
    found: dict[Place, Figure] = {}
    counts = Counter[str]()
    for bearing in bearings(agreement):
        folder = url(page_path(agreement, bearing.subject))
        for one in placed(bearing.body, bearing.prefix, bearing.before):
            if isinstance(one.block, Image) and (picture := pictures.get(one.block.file)):
                found[one.block.place] = Figure(f"{agreement.slug}/{picture.file}", size=picture.size)
            elif isinstance(one.block, Table):
                name = f"{_name(agreement, bearing, one.anchor)}の表"
                counts.update((folder, name))
                # Of two tables in 第1項 the second is 第1条第1項の表（2）.
                name += f"（{counts[name]}）" if counts[name] > 1 else ""
                found[one.block.place] = Figure(f"{folder}table-{counts[folder]}.csv", name)
    return found


def _name(agreement: Agreement, bearing: Bearing, anchor: str) -> str:
    """Where a block stands: 第1条第1項第2号, 別表「備考」, 図書館の相互利用「甲の役割」, 前文."""
    subject = bearing.subject
    match subject:
        case Article() | Annex() | Initiative():
            name = subject.name
        case _:
            name = part_name(agreement, subject)
    name += f"「{bearing.heading.edited}」" if bearing.heading and bearing.anchor else ""
    match = INSIDE.match(anchor.removeprefix(bearing.prefix))
    if match and isinstance(bearing.part, Article | Supplement):
        several = sum(isinstance(one, Paragraph) for one in (*bearing.before, *bearing.body)) > 1
        name += f"第{match[1]}項" if match[1] and several else ""
        name += f"第{match[2]}号" if match[2] else ""
    return name
