"""The front matter of a draft: title, date, parties, as the text states them; what it lacks is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from kyoyaku.importing.draft import Run, Signatory
from kyoyaku.language.dates import dates_in

BODY = r"(?:[都道府県市区町村]|組合|連合)"
# 旭川市（以下「甲」という。）, 旭川市（以下「中心市」と称する。）
DEFINED = re.compile(
    r"(?P<before>[^。()「」]+)\( *(?:以下|以後)?、? *「(?P<key>[^「」]{1,12})」と(?:いう|称する|する)。?\)"
)
KEY = "[甲乙丙丁戊己庚]"
# 旭川市を甲とし、上川町を乙とし、 旭川市を「甲」、上川町を「乙」とし、
AS = re.compile(rf"(?P<before>[^。、()「」]+)を「?(?P<key>{KEY})」?(?:とし|、)")
# 甲　旭川市, 乙　上川町長　…, 乙　上川郡上川町南町180番地　上川町長　…: the signatures.
SIGNED = re.compile(rf"(?<!\S)(?P<key>{KEY})\s+(?:(?!{KEY}\s)\S+\s+)*?(?P<before>\S+?{BODY})(?=長?(?!\S))")
# What stands before the name of a party: …、上川町, 旭川市と上川町, 宣言に賛同した上川町.
BEFORE = re.compile(rf"(?s:.*)(?:\n|、|を|ため|及び|並びに|{BODY}と|行った|した|する|れた|おける|は、)|^と")
# 地方自治法（昭和22年法律第67号）第252条の2第1項, with brackets as in `folding.plain`.
BASIS = re.compile(r"地方自治法(?:\([^()]*\))?第[0-9]+条(?:の[0-9]+)?(?:第[0-9]+項)?")
KINDS = ("協定", "規約", "契約", "覚書", "宣言", "要綱")


def parties_in(preamble: Sequence[Run], articles: Sequence[Run], closing: Sequence[Run]) -> list[Signatory]:
    """The parties that a preamble or an article defines, or that the lines of signatures name.

    One alone is none: 旭川市及び上川町（以下「関係市町」という。）.
    """
    found: dict[str, str] = {}
    for runs, pattern in ((preamble, DEFINED), (preamble, AS), (articles, DEFINED), (closing, SIGNED)):
        found = found if len(found) > 1 else {}
        for match in pattern.finditer("" if found else "\n".join(run.plain for run in runs)):
            if name := _name(match["before"]):
                found.setdefault(match["key"].replace(" ", ""), name)
    return [Signatory(key, name) for key, name in found.items() if len(found) > 1]


def _name(before: str) -> str:
    """The name at the end of the text before its definition: 上川町 for と上川町; '' if it is no body."""
    name = BEFORE.sub("", before).replace(" ", "")
    return name if re.fullmatch(f".+{BODY}", name) else ""


def day_in(runs: Sequence[Run]) -> list[str]:
    """The days that lines of a closing are, as 2022-01-12, each once."""
    days = [str(day) for run in runs if len(run.joined) < 30 for _, day in dates_in(run.joined)]
    return [*dict.fromkeys(days)]


def kind_of_text(title: str) -> str:
    """What the text is called, by its title: 協定; '' for 協約, and if the title does not say."""
    return next((kind for kind in KINDS if re.search(f"{kind}書?$", title)), "")


def basis_in(runs: Sequence[Run]) -> str:
    """The provision that a preamble quotes as its basis, as a draft writes it; '' if there is none."""
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
