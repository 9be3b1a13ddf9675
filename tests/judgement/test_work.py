"""Twice the agreement is twice the work for a check and for a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.reading.load import load
from testing.project import write_content
from tests.effort import Lines, work
from tests.judgement.in_process import build
from tests.parsed import TITLE, WITNESSED

OPENING = f"{TITLE}|旭川市（以下「甲」という。）は、連携する。|## 第1条（目的）|甲は、連携する。"
ROWS = "**取組の内容**|第1条による。|**甲の役割**|費用を負担する。|**乙の役割**|甲と同じ。"
SIZE = 8
IN_A_FIELD = 4


def _many(form: str, size: int, start: int = 1) -> str:
    """The form so many times, with another number in the place of #n."""
    return "|".join(form.replace("#n", f"{n}") for n in range(start, start + size))


def _agreement(size: int) -> dict[str, str]:
    """An agreement with so many of everything; | stands between paragraphs."""
    fields = [
        f"### {at // IN_A_FIELD + 1} 分野|" + _many(f"#### 取組#n {{#i-#n}}|{ROWS}", IN_A_FIELD, at)
        for at in range(0, size, IN_A_FIELD)
    ]
    parts = [
        OPENING,
        _many("#n 前項及び第1条による。", size, 2),
        _many("## 第#n条|前条による。|2 第1条及び前項による。|(1) 例", size, 2),
        "## 別表第1",
        *fields,
        _many("## 別表第#n|甲", size, 2),
        "## 別記",
        _many("(#n) 次の{~~たおり~>とおり~~}{>>certain: 例<<}", size),
    ]
    lines = "|".join(parts).split("|")
    witness = [line.partition(" {#")[0].strip("#* ").replace("{~~", "").partition("~>")[0] for line in lines]
    stray = [f"屑{n}" for n in range(1, size + 1)]
    debris = enumerate(stray, start=len(lines) + 1)
    files = {
        "debris": [{"at": f"{at}", "kind": "stray", "text": text, "reason": "例"} for at, text in debris],
        "life": [{"key": "all", "name": "すべて", "initiatives": [f"i-{at}" for at in range(size)]}],
        "duties": [{"key": "costs", "name": "費用", "phrases": ["費用を負担"]}],
        "expected": {"initiatives": f"{size}"},
    }
    return {
        "rei/2022-01-12.md": f"{WITNESSED}\n" + "\n\n".join(lines) + "\n",
        "rei/transcript.txt": "\n".join(witness + stray),
        **{f"rei/{name}.yml": json.dumps(one, ensure_ascii=False, indent=1) for name, one in files.items()},
    }


@pytest.mark.site
def test_twice_the_agreement_is_twice_the_work(tmp_path: Path) -> None:
    """A line that runs for each pair of two things would run four times as often."""
    once, twice = (_works(size, tmp_path / f"{size}") for size in (SIZE, 2 * SIZE))
    for before, after in zip(once, twice, strict=True):
        slow = {line: (before[line], after[line]) for line in after if after[line] > 3 * before[line]}
        assert {line: runs for line, runs in slow.items() if runs[1] > SIZE**2} == {}
        assert after.total() > 1.5 * before.total()


def _works(size: int, root: Path) -> tuple[Lines, Lines]:
    """The work of a check and of a build."""
    write_content(root, _agreement(size))
    found: list[Agreement] = []
    check = work(lambda: found.extend(load(root)))
    return check, work(lambda: build(found[0]))
