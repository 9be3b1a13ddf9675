"""An agreement that is its text alone, for tests of what is found in a text."""

from __future__ import annotations

from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.parse import parse

HEAD = """---
title: 連携協約
concluded: 2022-01-12
status: unknown
parties:
  - {key: 甲, name: 旭川市, slug: asahikawa, code: "012041"}
  - {key: 乙, name: 上川町, slug: kamikawa, code: "014575"}
---
"""
WITNESSED = HEAD.replace("---\n", "---\nwitness: {file: transcript.txt, description: 例}\n", 1)
"""The head of an agreement that was made of a transcript."""
TITLE = "# 連携協約"


def parsed(*paragraphs: str) -> Agreement:
    """The agreement of these headings and paragraphs, whatever its problems."""
    source = "\n\n".join([HEAD, TITLE, *paragraphs])
    agreement = parse(source.encode(), "content/test/2022-01-12.md", "test", Problems())
    assert agreement
    return agreement
