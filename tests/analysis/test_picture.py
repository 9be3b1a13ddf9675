"""The picture by field: every initiative once, under its heading, with what is said of each party's costs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kyoyaku.analysis.picture import initials, picture
from kyoyaku.listing import listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import ICONS
from kyoyaku.model.parts import Section
from kyoyaku.pages.addresses import page_path, url
from kyoyaku.pages.markup import markdown
from kyoyaku.pages.words import cell_text, losses
from kyoyaku.render import of_site
from testing.project import ROOT

SHEET = (ROOT / "templates/theme/assets/stylesheets/home.css").read_text(encoding="utf-8")


def _home(agreement: Agreement) -> str:
    return of_site((listing(agreement),), agreement, ROOT / "templates")["index.md"]


def test_each_initiative_is_a_link_with_its_name_where_it_stands(sample: tuple[Agreement, ...]) -> None:
    seen = set[str]()
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
            (title,) = re.findall(drawn, home)
            assert title == markdown(cell_text(agreement, cell))
            for party, state in zip(agreement.parties, cell.states, strict=False):
                assert bool(state) is ((party.short or party.name) in title.partition("（")[2])
            seen |= {*cell.states}
    assert seen == {"pays", "unsure", ""}


def test_up_to_three_parties_have_a_sign_in_the_cells_if_all_differ(sample: tuple[Agreement, ...]) -> None:
    one = next(one for one in sample if len(one.parties) == 3)
    assert initials(one) == "".join(party.called[0] for party in one.parties)
    doubled = replace(one, facts=replace(one.facts, parties=one.parties[:1] * 2))
    assert initials(doubled) == ""


def test_home_says_what_is_lost_and_of_a_whole_text_nothing(sample: tuple[Agreement, ...]) -> None:
    for one in sample:
        said, home = losses(one), _home(one)
        assert bool(said) is any(mark.is_lost or not mark.note.is_certain for mark in one.marks)
        assert f"本文の{said}" in home if said else "失われているか読み取れ" not in home


def test_each_icon_is_drawn() -> None:
    assert re.findall(r"^\.ky-topic-(\w+) \{ --ky-shape", SHEET, re.MULTILINE) == ICONS
