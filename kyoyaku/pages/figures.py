"""Tables and images: what a table is called, and the files of both beside the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.anchors import bearings, placed
from kyoyaku.model.parts import Image, Table
from kyoyaku.pages.addresses import page_path, url
from kyoyaku.pages.citations import named_place
from kyoyaku.problems import Place


@dataclass(frozen=True, slots=True)
class Figure:
    """The file under docs/ of a table, which is called 第1条第1項の表, or of an image of so many pixels."""

    path: str
    name: str = ""
    size: tuple[int, int] | None = None


@lru_cache(maxsize=8)
def figures(agreement: Agreement) -> dict[Place, Figure]:
    """Every table and image by its place in the source: articles/1/table-2.csv, map.png."""
    found = dict[Place, Figure]()
    pictures, counts = {one.file: one for one in agreement.pictures}, Counter[str]()
    for bearing in bearings(agreement):
        folder = url(page_path(agreement, bearing.subject))
        for one in placed(bearing.body, bearing.prefix, bearing.before):
            if isinstance(one.block, Image) and (picture := pictures.get(one.block.file)):
                found[one.block.place] = Figure(f"{agreement.slug}/{picture.file}", size=picture.size)
            elif isinstance(one.block, Table):
                address = f"{folder.removeprefix(f'{agreement.slug}/')}#{one.anchor}"
                name = f"{named_place(agreement, address).name}の表"
                counts.update((folder, name))
                # Of two tables in 第1項 the second is 第1条第1項の表（2）.
                name += f"（{counts[name]}）" if counts[name] > 1 else ""
                found[one.block.place] = Figure(f"{folder}table-{counts[folder]}.csv", name)
    return found
