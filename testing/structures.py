"""Agreements made of all the structures that real ones have, at random, each with the texts of its paper.

written = written_agreements().example()
written.files     content by path under content/: a version, and an image that it may show
written.parts     the texts that the paper has, in order: before the first heading, and of each part
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from testing.paper import IMAGE, LADDERS, PIECES, Paper
from testing.project import FIXTURES, read_content

OF_ARTICLES = {"第1条の定めにより、": "第1条の定めにより、"}
"""What a text may have as well in a document with articles."""
ANNEXES = (
    *(("別表",), ("別表第1", "別表第2"), ("別表第1の1", "別表第1の2"), ("別図",)),
    *(("別表", "別図第1", "別図第2"), ("様式第1号", "別記"), ("別紙", "別記様式")),
)
PARTIES: tuple[tuple[dict[str, Any], ...], ...] = (
    (
        {"key": "甲", "name": "山田市", "slug": "yamada", "code": "981001"},
        {"key": "乙", "name": "川上町", "slug": "kawakami", "code": "983012", "short": "川上"},
    ),
    (
        {"key": "甲", "name": "山田市", "slug": "yamada"},
        {"key": "乙", "name": "海辺市及び森野町", "slug": "both", "members": ["海辺市", "森野町"]},
        {"key": "丙", "name": "川上町", "slug": "kawakami"},
    ),
    tuple(
        {"key": name, "name": name, "slug": slug}
        for name, slug in (("海辺市", "umibe"), ("森野町", "morino"))
    ),
    ({"key": "協定市", "name": "湖岸の市各市", "slug": "lakeside", "open": True},),
)
BODY = {"name": "山田広域事務組合", "slug": "yamada-koiki"}
SLUG = "yamada-kawakami"


@dataclass(frozen=True, slots=True)
class Written:
    """An agreement in the forms of the source, and what its paper has."""

    files: Mapping[str, str]
    parts: tuple[tuple[str, ...], ...]

    @property
    def texts(self) -> list[str]:
        """Every text of the paper, in order."""
        return [text for part in self.parts for text in part]


@st.composite
def written_agreements(draw: st.DrawFn) -> Written:
    """Agreements with chapters, tables, images, notes, initiatives and all else."""
    paper = _Agreement(draw)
    paper.document()
    for _ in paper.times(1):
        paper.document()
    day = paper.one(("2020-04-01", "2018-06", "2018", "unknown"))
    if paper.yes():
        paper.facts |= {"kind": "規約", "date_is": "告示", "instrument": "告示第55号", "short": "構成市町"}
    front = json.dumps({"concluded": day, **paper.facts}, ensure_ascii=False)
    name = "undated" if day == "unknown" else day
    files = {f"{SLUG}/{name}.md": f"---\n{front}\n---\n\n" + "\n\n".join(paper.blocks) + "\n"}
    if any(block.startswith("![") for block in paper.blocks):
        case = read_content(FIXTURES / "structures" / "image")
        files[f"{SLUG}/{IMAGE}"] = next(text for path, text in case.items() if path.endswith(IMAGE))
    if paper.phrases and paper.yes():
        duties = {"key": "costs", "name": "費用を負担する", "phrases": paper.phrases}
        files[f"{SLUG}/duties.yml"] = json.dumps([duties], ensure_ascii=False)
    return Written(files, tuple(tuple(part) for part in paper.parts if part))


@dataclass
class _Agreement(Paper):
    """An agreement that is being written, with its front matter."""

    facts: dict[str, Any] = field(default_factory=lambda: {"status": "unknown"})
    phrases: list[str] = field(default_factory=list)
    """The beginnings of some articles, for duties.yml."""

    def __post_init__(self) -> None:
        super().__post_init__()
        parties = self.one(PARTIES)
        self.facts["parties"] = parties
        self.keys = [one["key"] for one in parties]

    def document(self) -> None:
        """A document with its title: that of the agreement, or a second one."""
        self.pieces = PIECES
        title = self.heading(1, "{}", is_part=True)
        if self.facts.setdefault("title", title) != title and self.yes():
            self.facts["attachments"] = [{"title": title, "concluded": "2020-05", "kind": "覚書"}]
        shape = self.one(("articles", "chapters", "list", "prose"))
        has_articles = shape in ("articles", "chapters")
        self.pieces = PIECES | OF_ARTICLES if has_articles else PIECES
        self.body(int(shape == "prose"))
        articles = _Articles(self)
        if shape == "articles":
            articles.several(2)
        elif shape == "chapters":
            articles.chapters()
        elif shape == "list":
            self.heading(2, "記", is_part=True)
            for number in self.times(2, 1):
                self.heading(3, f"{number + 1} {{}}", is_part=True)
                self.paragraphs()
        if shape != "prose":
            for _ in self.times(2):
                self.supplement()
        if self.yes():
            self.closing()
        for name in self.one(ANNEXES) if shape != "prose" and self.yes() else ():
            self.annex(name, "（第1条関係）" if has_articles and self.yes() else "")

    def supplement(self) -> None:
        self.heading(2, self.one(("附則", "附則（{}）")), is_part=True)
        if self.yes():
            self.paragraphs(first=self.one(("", "1 ")))
        else:
            _Articles(self).plain(3)

    def closing(self) -> None:
        self.parts.append([])
        self.blocks.append("## 締結")
        for _ in self.times(3, 1):
            self.text()

    def annex(self, name: str, relation: str) -> None:
        self.heading(2, name + relation, is_part=True)
        has_headings, self.in_matrix = self.yes(), self.yes()
        self.body(int(not has_headings))
        if has_headings:
            self.headings(3, self.one(LADDERS))
            for remarks in ("備考", "注")[: len(self.times(2))]:
                self.heading(3, remarks)
                if self.yes():
                    self.text("1 {}")
                    self.text("2 {}")
                else:
                    self.body()
        self.in_matrix = False

    def headings(self, level: int, ladder: Sequence[Sequence[str]]) -> None:
        """Sections and initiatives, some with labels; in a matrix all have the same rows and none below."""
        series, *deeper = ladder
        labels = series if self.yes() else ["", "", ""]
        for label in labels[: len(self.times(2, 1))]:
            form = f"{label} {{}}" if label else "{}"
            if not deeper or level > 5 or self.yes():
                self.initiative(level, form, deeper)
                continue
            self.heading(level, form)
            self.body(0)
            self.headings(level + 1, deeper)

    def initiative(self, level: int, form: str, deeper: Sequence[Sequence[str]]) -> None:
        """An initiative with its rows and those below it; one without a label may have no name."""
        slug = f"work-{next(self.numbers)}"
        if form == "{}" and self.one((True, False, False)):
            self.blocks.append("#" * level + f" {{#{slug}}}")
        else:
            self.heading(level, form, f" {{#{slug}}}")
        if self.in_matrix:
            for name in ("取組の内容", *(f"{key}の役割" for key in self.keys)):
                self.row(name)
            return
        self.body(0)
        self.rows(slug)
        if deeper and level < 6 and self.one((True, False, False)):
            for label in deeper[0][: len(self.times(2, 1))]:
                self.initiative(level + 1, f"{label} {{}}", deeper[1:])

    def rows(self, slug: str) -> None:
        each = [f"{key}の役割" for key in self.keys]
        labels = iter(
            self.one(([""] * 9, [f"{one} " for one in "abcdefghi"], [f"({one}) " for one in "abcdefghi"]))
        )
        kind = self.one(("each", "joint", "all", "inside", "absent"))
        self.row(next(labels) + self.one(("取組の内容", "内容")))
        if kind == "absent" and len(each) > 1:
            self.facts.setdefault("no_role", {})[slug] = [self.keys[-1]]
            each.pop()
        if kind == "inside":
            before = next(labels)
            self.text(f"{before}役割分担", "**", "**")
            for number, name in zip(("i ", "ii ", "iii "), each, strict=False):
                self.row((number if before else "") + name)
            each = []
        elif kind == "joint":
            each = ["及び".join(self.keys) + "の役割"]
        elif kind == "all":
            each = ["役割分担"]
        more = ("費用負担", f"{self.keys[-1]}の費用分担", "その他の{}", f"{BODY['name']}の役割")
        each += self.draw(st.lists(st.sampled_from(more), max_size=2, unique=True))
        if more[-1] in each:
            self.facts["bodies"] = [BODY]
        for name in each:
            self.row(next(labels) + name)

    def row(self, form: str) -> None:
        self.text(form, "**", "**")
        self.body()


@dataclass
class _Articles:
    """The articles of a document or of a 附則, which are numbered through."""

    paper: _Agreement
    number: int = 0

    def chapters(self) -> None:
        """編, 章, 節, or some of them."""
        paper = self.paper
        units = paper.one(("章", "編章", "章節", "編章節"))
        self.inside(units, 2)

    def inside(self, units: str, level: int) -> None:
        for number in self.paper.times(2, 1):
            self.paper.heading(level, f"第{number + 1}{units[0]} {{}}", is_part=True)
            if units[1:] and self.paper.yes():
                self.inside(units[1:], level + 1)
            else:
                self.several(2, level + 1)

    def several(self, most: int, level: int = 2) -> None:
        for _ in self.paper.times(most, 1):
            self.one(level)

    def plain(self, level: int) -> None:
        """Articles without initiatives."""
        for _ in self.paper.times(2, 1):
            self.number += 1
            self.paper.heading(level, f"第{self.number}条（{{}}）")
            self.paper.paragraphs()

    def one(self, level: int) -> None:
        paper, number = self.paper, self.number + 1
        self.number = number
        match paper.one(("", "", "", "range", "two", "deleted", "empty", "branch")):
            case "range":
                self.number += 2
                paper.heading(level, f"第{number}条から第{number + 2}条まで 削除", is_part=True)
            case "two":
                self.number += 1
                paper.heading(level, f"第{number}条及び第{number + 1}条 削除", is_part=True)
            case "deleted":
                paper.heading(level, f"第{number}条 削除", is_part=True)
            case "empty":
                paper.heading(level, f"第{number}条", is_part=True)
                paper.text("削除")
            case "branch" if number > 1:
                self.number -= 1
                paper.heading(level, f"第{self.number}条の2（{{}}）", is_part=True)
                paper.items(paper.one(LADDERS))
                self.number += 1
                paper.heading(level, f"第{self.number}条", is_part=True)
                paper.paragraphs()
            case _:
                paper.heading(level, paper.one((f"第{number}条（{{}}）", f"第{number}条")), is_part=True)
                last = paper.paragraphs()
                paper.phrases.append(paper.parts[-1][1].partition("番")[0] + "番")
                if paper.yes():
                    paper.headings(level + 1, paper.one(LADDERS))
                    if paper.yes():
                        paper.blocks.append("***")
                        paper.paragraphs(start=last + 1)
