"""What holds of whatever agreement content/ has. What is true of one alone stands in its expected.yml."""

from __future__ import annotations

import re

from kyoyaku.model.agreement import Agreement
from testing.project import rendered

DESCRIPTION = re.compile(r'^description: "(.+)"$', re.MULTILINE)


def test_every_page_has_a_description_of_its_own(published: tuple[Agreement, ...]) -> None:
    files = rendered(published)
    pages = [text for path, text in files.items() if path.endswith(".md")]
    described = [match[1] for text in pages if (match := DESCRIPTION.search(text))]
    assert len(described) == len(pages)
    assert len(set(described)) == len(described)
