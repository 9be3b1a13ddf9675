"""Marks that were published by a number keep these addresses."""

from __future__ import annotations

import re

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.page_list import agreement_pages
from testing.project import rendered


def test_a_mark_that_had_a_number_is_found_by_it_on_every_page_that_has_it(
    agreements: tuple[Agreement, ...],
) -> None:
    pages = rendered(agreements)
    for agreement in agreements:
        former = {mark: number for number, mark in enumerate(agreement.former_marks, start=1)}
        assert len(former) >= min(1, len(agreement.marks))
        for page in agreement_pages(agreement):
            text, own = str(pages[page.path]), [former[mark.id] for mark in page.marks if mark.id in former]
            for kind in ("mark", "note"):
                assert re.findall(rf'id="{kind}-(\d+)"', text) == list(map(str, own)), page.path
        listed = re.findall(r'id="correction-(\d+)"', str(pages[f"{agreement.slug}/text.md"]))
        assert listed == [str(former[mark.id]) for mark in agreement.marks if mark.id in former]
