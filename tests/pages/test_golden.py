"""The pages of the sample as files, tests/golden/docs; of most agreements those that show structures."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.output import sync
from testing.project import PLAIN, RICH, ROOT, rendered

GOLDEN = ROOT / "tests" / "golden" / "docs"
WHOLE = {PLAIN, RICH}
"""The agreements of which every file is kept."""
CHOSEN = """
asagiri-kasumino-mikagami/index.md
asagiri-kasumino-mikagami/articles/3.md
asagiri-kasumino-mikagami/articles/4.md
asagiri-kasumino-mikagami/costs.md
asagiri-kasumino-mikagami/data/agreement.akn.xml
asagiri-kasumino-mikagami/data/duties.csv
asagiri-kasumino-mikagami/initiatives/checkups.md
asagiri-kasumino-mikagami/initiatives/emergency.md
asagiri-kasumino-mikagami/initiatives/index.md
asagiri-kasumino-mikagami/initiatives/pediatrics.md
asagiri-kasumino-mikagami/parties/mikagami.md
ashihara-matsukage/annex.md
ashihara-matsukage/annex/table.md
ashihara-matsukage/initiatives/export-support.md
ashihara-matsukage/text.md
shioji/index.md
shioji/annex.md
shioji/annex-3.md
shioji/annex-4.md
shioji/articles/2.md
shioji/closing.md
takamine-tanikage/index.md
takamine-tanikage/annex.md
takamine-tanikage/articles/3.md
takamine-tanikage/articles/5.md
takamine-tanikage/articles/index.md
takamine-tanikage/attached/index.md
takamine-tanikage/attached/articles/2.md
takamine-tanikage/data/agreement.akn.xml
takamine-tanikage/feed.xml
takamine-tanikage/full.md
takamine-tanikage/supplement-2.md
""".split()


def test_pages_of_the_sample(
    sample: tuple[Agreement, ...], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    made = rendered(sample)
    others = {one.slug for one in sample} - WHOLE
    assert set(CHOSEN) - made.keys() == set()
    pages = {path: text for path, text in made.items() if path.split("/")[0] not in others or path in CHOSEN}
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        sync(pages, GOLDEN)
    files = [file for file in GOLDEN.rglob("*") if file.is_file()]
    expected = {file.relative_to(GOLDEN).as_posix(): file.read_bytes().decode() for file in files}
    assert expected, "no golden pages: run make golden and look at what it made"
    sync(pages, tmp_path)
    advice = f"if this is meant: make golden, and read the diff. What was made is in {tmp_path}"
    assert _difference(expected, dict(pages)) == "", advice


def _difference(expected: dict[str, str], made: dict[str, str]) -> str:
    """Pages that are missing, too many, or changed, as one diff."""
    lines: list[str] = []
    for path in sorted(expected.keys() | made.keys()):
        old, new = expected.get(path, "").split("\n"), made.get(path, "").split("\n")
        lines += difflib.unified_diff(old, new, f"golden/{path}", f"made/{path}", lineterm="", n=1)
    return "\n".join(lines[:80])
