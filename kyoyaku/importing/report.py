"""The report of an import: for people in HTML and on the terminal, for programs in JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kyoyaku import program
from kyoyaku.importing.imported import Imported
from kyoyaku.importing.writing import Source
from kyoyaku.reading.load import REPORT

PAGE, DATA = REPORT
OPTIONS: dict[str, Any] = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
"""Options of Jinja for the templates of the report and of `new`."""


def report(folder: str, sources: Sequence[Source], made: Imported) -> tuple[dict[str, str], str]:
    """The files of the report, and the message for the terminal.

    The data has the hash of each file that the import writes, so that the next one knows what was edited.
    """
    account = made.account
    counts = {"source": account.source, **account.counts}
    by_rule = groupby(sorted(made.rules, key=lambda one: one[0]), lambda one: one[0])
    rules = {rule: [at for _, at in several] for rule, several in by_rule}
    words = {"folder": folder, "sources": sources, "made": made, "counts": counts, "rules": rules}
    words["command"] = program.COMMAND
    page, message = (
        Environment(loader=FileSystemLoader(program.TEMPLATES), autoescape=is_page, **OPTIONS)
        .get_template(f"import-report.{'html' if is_page else 'txt'}.j2")
        .render(words)
        for is_page in (True, False)
    )
    data = {
        "format": 1,
        "sources": [asdict(one) for one in sources],
        "files": {name: digest(text.encode()) for name, text in {**made.files, PAGE: page}.items()},
        "questions": [asdict(one) for one in made.questions],
        "not_placed": [{"at": one.at, "text": one.text, "why": one.why} for one in account.not_placed],
        "folded": [{"rule": rule, "number": number} for rule, number in account.folded],
        "rules": [{"rule": rule, "at": at} for rule, at in made.rules],
        "characters": counts,
    }
    return {PAGE: page, DATA: json.dumps(data, ensure_ascii=False, indent=1) + "\n"}, f"{message}\n"


def digest(data: bytes) -> str:
    """The SHA-256 of a file in hexadecimal."""
    return sha256(data).hexdigest()
