"""One word put into a paragraph in the middle of a site: in content/ for ours, in Markdown for the peers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from testing.agreements import INITIATIVES

WORDS = ("改訂春", "改訂夏", "改訂秋")
"""What is put in, one word an edit: no earlier build knows the text, so no cache can hold it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A few characters that stand in one paragraph of an agreement, and the name of that agreement."""

    agreement: str
    text: str


def spot(content: Mapping[str, str]) -> Spot:
    """The middle paragraph of the middle agreement, by some characters that no link can part."""
    path, source = sorted(content.items())[len(content) // 2]
    paragraphs = source[source.index(f"{{#initiative-{INITIATIVES // 2}}}") :].split("\n\n")[2::2]
    runs = (run for paragraph in paragraphs for run in re.findall(r"[^甲乙条項号表、。]{6,}", paragraph))
    return Spot(path.split("/")[0], next(run for run in runs if source.count(run) == 1))


def edit(source: Path, where: Spot, word: str) -> None:
    """Put a word before the spot, wherever the Markdown of the agreement has it."""
    files = [file for file in (source / where.agreement).rglob("*.md") if _holds(file, where.text)]
    assert files, f"{where.text} does not stand below {source}"
    for file in files:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(where.text, word + where.text), encoding="utf-8")


def is_published(site: Path, where: Spot, word: str) -> bool:
    """Whether a page of the agreement has the word at the spot."""
    return any(_holds(page, word + where.text) for page in (site / where.agreement).rglob("*.html"))


def _holds(file: Path, text: str) -> bool:
    return text in file.read_text(encoding="utf-8")
