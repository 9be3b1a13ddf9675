"""The cases of an agreement through time, tests/fixtures/time/<case>/content, as they are on a day."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from unittest.mock import patch

from kyoyaku.history.steps import Step, steps
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.compared import Compared, compared
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.reading.versions.versions import AS_OF
from kyoyaku.render import of_agreement
from testing.project import FIXTURES, ROOT, read_content, write_content

CASES = FIXTURES / "time"
DAY = "2026-11-27"
FUTURE = "12-no-text-and-future"
"""Its steps have no instrument, and one of its versions is still to come."""


@contextmanager
def as_of(day: str = DAY) -> Iterator[None]:
    """The environment of a build on a day."""
    with patch.dict(os.environ, {AS_OF: day}):
        yield


def loaded(root: Path, day: str = DAY) -> Agreement:
    """The agreement of root/content, which has no problem."""
    with as_of(day):
        (found,) = load(root)
    return found


@cache
def agreement(case: str, day: str = DAY) -> Agreement:
    """The agreement of a case."""
    return loaded(CASES / case, day)


def problems(root: Path, day: str = DAY) -> list[str]:
    """What is reported of root/content, line by line."""
    with as_of(day):
        try:
            load(root)
        except ContentError as error:
            return str(error).split("\n")
    return []


def write_edited(root: Path, case: str, edit: Mapping[str, str] = MappingProxyType({})) -> Path:
    """Make root/content hold a case with texts replaced; each old text stands just once, after its file.

    {"2025-04-01.md: 毎年度2回": "毎年度3回", "2025-04-01.md~ 瀬音[町市]": "原町"}; behind ~ a pattern.
    """
    files = read_content(CASES / case)
    for key, new in edit.items():
        name, sign, old = re.split("(: |~ )", key, maxsplit=1)
        (path,) = (path for path in files if path.endswith(name))
        pattern = old if sign == "~ " else re.escape(old)
        files[path], count = re.subn(pattern, lambda _, new=new: new, files[path])
        assert count == 1 or sign == "~ ", f"{old!r} stands {count} times"
    write_content(root, files)
    return root


def step(case: str, version: str = "", day: str = DAY) -> Step:
    """The step of a case to a version; without its name, the only one."""
    (found,) = (one for one in steps(agreement(case, day)) if version in ("", one.after.version))
    return found


def rows(one: Step) -> list[str]:
    """The rows of a step that show a change: kind, place, and what is underlined on both sides.

    changed 第4条第2項 2回以上←1回
    """
    kept = (row for row in compared(one) if row.line.is_change)
    return list(dict.fromkeys(f"{row.kind} {row.name}{_underlined(row)}" for row in kept))


def _underlined(row: Compared) -> str:
    if not (row.new.pieces and row.old.pieces):
        return ""
    return " " + "←".join("・".join(one for one, it in side.pieces if it) for side in (row.new, row.old))


FUTURE, LATER = "12-no-text-and-future", ("2024-04-01", "2027-04-01")
OF_HARA = "formerly: {hara: [seoto]}\nstatus:"
END = """status: abolished
abolished: {on: 2026-04-01, by: 両議会の議決}
checked_on: 2026-04-02
status_source: 霧峰市告示（作り例）"""
CHILD = """住民に窓口を知らせる。

##### ア 出張の相談 {#visits}

**取組の内容**

相談の場を設ける。

**甲の役割**

会場を用意する。

**乙の役割**

相談員が集落を訪ねる。"""
TABLE = "甲及び乙が受益の程度に応じて負担する。\n\n| 区分 | 額 |\n| --- | --- |\n| 甲 | 1円 |"
TOLD = "広報により住民に窓口を知らせる。"
LIST = "別表のとおりとする。\n\n(1) 窓口\n\nア 証明\n\n"
COMMAND = "changes/2025-03-20.md: 第4条第2項中「1回」を「2回以上」に改める。"
INNER = "  changed_by: {title: 変更の変更, concluded: 2025-03-25}\n  text: changes"
SAID = "この変更協約は、令和7年4月1日から施行する。"
FORCE, MORE = f"changes/2025-03-20.md: {SAID}", "changes/2025-03-20.md~ (?<=に改める。)"
UNREAD, OTHER = "第2条を別紙のとおり直す。", "\n\n第5条を別図のとおり直す。"
ROLES = "甲及び乙が連携する取組並びに甲及び乙の役割は、別表のとおり"
GRID, MOVED = (
    "\n\n| 区分 | 甲 | 乙 |\n|---|---|---|\n| 診療 | {}割 | 1割 |",
    "\n#### 消費生活の相談 {#consumer-desk}",
)
DAYS = ("2021-03-25", "2025-04-01")
ARTICLES = """## 第1条（変更）

第4条第2項中「1回」を「2回以上」に改める。

## 第2条（準備）

準備は、この協約の施行前に行うことができる。"""
# Cases with other texts: the case, and what stands where.
EDITED = {
    "ended": ("01-phrase", {"2025-04-01.md: status: unknown": END}),
    "one-inside": ("06-initiatives", {"2021-03-25.md: 住民に窓口を知らせる。": CHILD}),
    "table": (FUTURE, {f"{day}.md: {TABLE.split()[0]}": TABLE for day in LATER}),
    "changed-itself": ("01-phrase", {"2025-04-01.md:   text: changes": INNER}),
    "role": (FUTURE, {f"{day}.md: {TOLD}": f"{TOLD}\n\n費用を負担する。" for day in LATER}),
    # 第2号 is not 第1項: what is put in before it makes it 第3号.
    "item": (
        "01-phrase",
        {
            COMMAND: UNREAD,
            "2021-03-25.md: 別表のとおりとする。": f"{LIST}(2) 消防",
            "2025-04-01.md: 別表のとおりとする。": f"{LIST}イ 届出\n\n(2) 図書館\n\n(3) 消防",
        },
    ),
    "paragraphs": (
        "01-phrase",
        {
            COMMAND: UNREAD,
            "2021-03-25.md: 運営し、医師": "運営する。\n\n医師",
            "2025-04-01.md: 診療所を運営し、医師": "看護師を置く。\n\n診療所を運営する。\n\n医師",
        },
    ),
    "withdrawn": (FUTURE, {"2027-04-01.md: parties:": "withdrawn: {on: 2026-11-20, by: 協議}\nparties:"}),
    "not-read": (
        "01-phrase",
        {FORCE: f"{SAID}\n\n2 なお従前の例による。", MORE: OTHER},
    ),
    "in-articles": (
        "01-phrase",
        {COMMAND: ARTICLES, FORCE: f"{SAID}ただし、第4条を除く。"},
    ),
    "reference": ("03-article-inserted", {f"{day}.md: {ROLES}": f"第4条及び{ROLES}" for day in DAYS}),
    # The preamble, the annex and so all initiatives are gone.
    "left-out": ("01-phrase", {COMMAND: UNREAD, "2025-04-01.md~ (?s)\n霧峰市（[^\n]*|## 別表.*|別表の": ""}),
    "another-party": (
        "01-phrase",
        {COMMAND: UNREAD, "2025-04-01.md~ 瀬音町": "原町", "2025-04-01.md: seoto": "hara"},
    ),
    "another-slug": (
        "01-phrase",
        {COMMAND: UNREAD, "2025-04-01.md~ slug: seoto": "slug: hara", "2025-04-01.md: status:": OF_HARA},
    ),
    "old-first": ("01-phrase", {"2025-04-01.md: status: ": "comparison: old-first\nstatus: "}),
    "rows-of-a-table": (
        FUTURE,
        {f"2021-03-25.md: {ROLES}とする。": f"{ROLES}とし、次による。{GRID.format(8)}"}
        | {f"{day}.md: {ROLES}とする。": f"{ROLES}とし、次による。{GRID.format(9)}" for day in LATER}
        | {f"{day}.md: {MOVED}": f"\n### 2 相談\n{MOVED}" for day in LATER}
        | {f"{day}.md: ### 2 行き来": "### 3 行き来" for day in LATER},
    ),
    "nothing": (FUTURE, {f"{day}.md: 広報により": "" for day in LATER}),
}


@cache
def pages(case: str) -> dict[str, str]:
    """The files of a case or of a row of EDITED, perhaps on another day: table@2023-01-01."""
    name, _, day = case.partition("@")
    if name not in EDITED:
        return made(agreement(name, day or DAY))
    with TemporaryDirectory() as folder:
        return made(loaded(write_edited(Path(folder), *EDITED[name]), day or DAY))


def made(one: Agreement) -> dict[str, str]:
    """The files of an agreement, by their paths under its folder."""
    files = of_agreement(one, ROOT / "templates")
    return {
        path.partition("/")[2].removesuffix(".md"): str(text).replace("&#45;", "-")
        for path, text in files.items()
    }
