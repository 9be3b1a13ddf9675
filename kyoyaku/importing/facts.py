"""The front matter of a draft: title, date, parties, as the text states them. What it does not is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from kyoyaku.importing.draft import Run, Signatory
from kyoyaku.language.dates import dates_in

# 旭川市（以下「甲」という。）, 旭川市（以下「中心市」と称する。）
DEFINED = re.compile(
    r"(?P<before>[^。()「」]+)\((?:以下|以後)?、?「(?P<key>[^「」]{1,12})」と(?:いう|称する|する)。?\)"
)
# 旭川市を甲とし、上川町を乙とし、
AS = re.compile(r"(?P<before>[^。、()「」]+)を「?(?P<key>[甲乙丙丁戊己庚])」?とし")
# 甲　旭川市, 乙　上川町長　…: a line of the signatures.
SIGNED = re.compile(
    r"(?P<key>[甲乙丙丁戊己庚]) +(?P<before>[^ ]+?[市区町村都道府県])(?=長|[^市区町村都道府県]*$)"
)
BODY = re.compile(r".+(?:[都道府県市区町村]|組合|連合|協議会)")
BETWEEN = re.compile("と|及び|並びに|、")
BASIS = re.compile(r"地方自治法(?:\([^()]*\))?第[0-9]+条(?:の[0-9]+)?(?:第[0-9]+項)?")
KINDS = ("協定", "規約", "契約", "覚書", "宣言", "要綱")


def parties_in(runs: Sequence[Run]) -> list[Signatory]:
    """The parties that a preamble defines, or that lines of signatures name."""
    for pattern in (DEFINED, AS, SIGNED):
        found = [
            Signatory(match["key"], name)
            for run in runs
            for match in pattern.finditer(run.plain)
            if (name := _name(match["before"]))
        ]
        if found:
            return [one for at, one in enumerate(found) if one.key not in {other.key for other in found[:at]}]
    return []


def _name(before: str) -> str:
    """The name at the end of what stands before its definition: 上川町 of と上川町; '' if it is no body."""
    starts = [0, *(match.end() for match in BETWEEN.finditer(before))]
    name = before[starts[-1] :].strip()
    return name.replace(" ", "") if BODY.fullmatch(name) else ""


def day_in(runs: Sequence[Run]) -> list[str]:
    """The days that lines of a closing are, as 2022-01-12, each once."""
    days = [str(day) for run in runs if len(run.joined) < 30 for _, day in dates_in(run.joined)]
    return [*dict.fromkeys(days)]


def kind_of_text(title: str) -> str:
    """What the text is called, by its title: 協定; '' for 協約, and if the title does not say."""
    return next((kind for kind in KINDS if re.search(f"{kind}書?$", title)), "")


def basis_in(runs: Sequence[Run]) -> str:
    """The provision that a preamble quotes as its basis, as a draft writes it; ''."""
    for run in runs:
        if match := BASIS.search(run.plain):
            return run.part(*match.span()).written
    return ""


def field(name: str, value: str) -> str:
    """A line of YAML; the value is quoted where it could mean something else."""
    is_plain = re.fullmatch(r"[^\s\W\d](?:[^\s:#{}\[\],&*?|<>=!%@`'\"\\-]|-(?=\d))*", value)
    return f"{name}: {value if is_plain else json.dumps(value, ensure_ascii=False)}"


def listed(values: Sequence[str]) -> str:
    """A list of YAML on one line: [取組, 取組の内容]."""
    return "[" + ", ".join(field("", one)[2:] for one in values) + "]"


def asked(question: str) -> str:
    """An open question as a comment of YAML."""
    return f"# {{>>ask: {question}<<}}"
