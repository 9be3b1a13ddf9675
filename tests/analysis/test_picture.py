"""The picture by field: every initiative once, under its heading, with what is said of each party's costs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from kyoyaku.analysis.duties import costs, paying
from kyoyaku.analysis.picture import count, initials, picture
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import ICONS
from kyoyaku.model.parts import Section
from kyoyaku.pages.addresses import page_path, url
from kyoyaku.pages.words import cell_text, losses
from kyoyaku.render import of_site
from testing.project import ROOT

SHEET = (ROOT / "templates/theme/assets/stylesheets/home.css").read_text(encoding="utf-8")


def _home(agreement: Agreement) -> str:
    return of_site((listing(agreement),), agreement, ROOT / "templates")["index.md"]


def test_each_initiative_is_a_link_with_its_name_where_it_stands(sample: tuple[Agreement, ...]) -> None:
    for agreement in sample:
        cells = [(group, cell) for group in picture(agreement) for cell in group.cells]
        assert Counter(cell.entry.initiative.slug for _, cell in cells) == Counter(
            entry.initiative.slug for entry in agreement.entries
        )
        home = _home(agreement)
        assert ("<figure" in home) is bool(agreement.entries)
        for group, cell in cells:
            above = [one for one in cell.entry.sections if isinstance(one, Section)]
            assert group.subject is [cell.entry.host, *above][-1]
            address = url(page_path(agreement, cell.entry.initiative))
            drawn = re.escape(f'<a href="{address}">') + r'<svg viewBox="0 0 \d+ 40" role="img"><title>(.*?)<'
            assert len(re.findall(drawn, home)) == 1, address


def test_who_pays_is_what_the_page_of_costs_says(sample: tuple[Agreement, ...]) -> None:
    seen = Counter[str]()
    for agreement in sample:
        kind = costs(agreement)
        if not kind:
            assert count(agreement, "pays") == []
            continue
        found = {entry.initiative.slug: rows for entry, rows in paying(agreement, kind)}
        for cell in (cell for group in picture(agreement) for cell in group.cells):
            rows = found.get(cell.entry.initiative.slug, [])
            for party, state in zip(agreement.parties, cell.states, strict=True):
                own = [(duty, quotes) for duty, quotes in rows if party in duty.row.parties]
                pays = any(quotes for _, quotes in own)
                assert state == ("pays" if pays else "unsure" if own else "")
                assert bool(state) is (
                    (party.short or party.name) in cell_text(agreement, cell).partition("（")[2]
                )
                seen[state] += 1
    assert {*seen} == {"pays", "unsure", ""}


def test_up_to_three_parties_have_a_sign_in_the_cells_if_all_differ(sample: tuple[Agreement, ...]) -> None:
    one = next(one for one in sample if len(one.parties) == 3)
    assert initials(one) == "".join(party.called[0] for party in one.parties)
    doubled = replace(one, facts=replace(one.facts, parties=one.parties[:1] * 2))
    assert initials(doubled) == ""


@pytest.mark.parametrize("lost", [True, False])
def test_home_says_what_is_lost_and_of_a_whole_text_nothing(
    sample: tuple[Agreement, ...], *, lost: bool
) -> None:
    one = next(one for one in sample if bool(one.marks) is lost)
    assert bool(losses(one)) is lost
    assert ("失われているか読み取れ" in _home(one)) is lost


def test_each_icon_is_drawn() -> None:
    assert re.findall(r"^\.ky-topic-(\w+) \{ --ky-shape", SHEET, re.MULTILINE) == ICONS
