"""What a search should find, worked out from the published pages by other means than the search itself."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.parts import Annex
from kyoyaku.pages.addresses import url
from kyoyaku.pages.page_list import reading_order
from testing.project import FIXTURES, ROOT

RESIDENTS = [
    [tuple(line.split("\t")) for line in part.splitlines() if line and not line.startswith("%%")]
    for part in re.split(
        "%% Others.*", (ROOT / "tests" / "search" / "residents.txt").read_text(encoding="utf-8")
    )
]
"""What residents type with the pages that are right, as in that file: those for development, and others."""
QUERIES = (FIXTURES / "queries.txt").read_text(encoding="utf-8").splitlines()
WIDE = {**{n: n + 0xFEE0 for n in range(0x21, 0x7F)}, 0x20: 0x3000}
SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))
NARROW_KANA = str.maketrans("アイウエオカキクケコサシスセソタチツテトー", "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄｰ")


@dataclass(frozen=True)
class Published:
    """A page as a reader sees it: its address, its title, and the runs of text that a term may stand in."""

    url: str
    title: str
    runs: tuple[str, ...]

    def holds(self, terms: list[str]) -> bool:
        """Whether each term is in one of the runs."""
        return all(any(term in run for run in self.runs) for term in map(fold, terms))


def answers(slug: str, wanted: str, hits: list[str], beside: list[str], said: str) -> bool:
    """Whether a right page is among the first three hits, or the first three links beside them.

    What the agreement does not have must be said, without hits or pages of its text.
    """
    if wanted == "-":
        return not hits and "ありません" in said and all("/life/" in one for one in beside)
    right = {f"{slug}/".removesuffix("overview/") if one == "overview" else one for one in wanted.split()}
    shown = [urlsplit(one).path.strip("/") for one in (*hits[:3], *beside[:3])]
    return bool(right & {one.removeprefix(slug).strip("/") or f"{slug}/" for one in shown})


@cache
def fold(text: str) -> str:
    """Width, case, commas and blanks aside; blanks between Latin words stay, and nothing that is unseen."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf" and sign not in SELECTORS)
    folded = unicodedata.normalize("NFKC", seen).lower().replace(",", "、")
    signs = list(folded)
    for at in range(len(signs) - 2, 0, -1):
        between = folded[at - 1].isascii() and folded[at - 1].isalnum() and folded[at + 1].isascii()
        if signs[at].isspace() and not (between and folded[at + 1].isalnum()):
            del signs[at]
    return "".join(signs).strip()


def pages(site: Path, agreements: tuple[Agreement, ...]) -> list[Published]:
    """The pages that the search covers: each text once, where it is at home."""
    found = []
    for agreement in agreements:
        found.append(_page(site, f"{agreement.slug}/", "h1"))
        for page in reading_order(agreement):
            # The initiatives of an annex, or of an article, have pages of their own.
            hosts = isinstance(page.subject, Annex) or bool(getattr(page.subject, "children", ()))
            found.append(_page(site, url(page.path), HOST if hosts else OWN))
    assert len(found) > 5
    return found


OWN = "h1, h2, h3, h4, h5, h6, p"
HOST = ":is(h1, h2, h3, h4, h5, h6, p):not(.ky-initiative, .ky-row p, .ky-row-label)"


def _page(site: Path, address: str, wanted: str) -> Published:
    html = (site / address / "index.html").read_text(encoding="utf-8")
    # Only what is read of it: the rest of a page is many times as long.
    html = html[html.index("<article") : html.index("</article>")]
    article = BeautifulSoup(html, "html.parser").article
    assert isinstance(article, Tag)
    for excluded in article.select("[data-search-exclude]"):
        excluded.decompose()
    runs = [""]
    for block in article.select(wanted):
        text = block.get_text().strip()
        if block.name == "p":
            runs[-1] += text
        else:
            runs += [text, ""]
    return Published(address, fold(runs[1]), tuple(fold(run) for run in runs if run))


def substrings(pages: list[Published], count: int) -> list[str]:
    """Random passages of 1 to 14 characters, every third of them in another width."""
    random = Random(2022)
    found: list[str] = []
    while len(found) < count:
        run = random.choice(random.choice(pages).runs)
        at = random.randrange(len(run))
        passage = run[at : at + random.randint(1, 14)]
        if passage.split() == [passage]:
            wide = passage.translate(WIDE if random.random() < 0.5 else NARROW_KANA)
            found.append(wide if len(found) % 3 == 0 else passage)
    return found
