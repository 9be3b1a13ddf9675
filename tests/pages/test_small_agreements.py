"""Agreements with less than the sample has: no count of nothing, no empty heading, no name said twice."""

from __future__ import annotations

import re

import pytest

from kyoyaku.listing import listing
from kyoyaku.reading.load import load
from kyoyaku.render import of_agreement, of_site
from testing.project import FIXTURES, ROOT, write_content

HEAD, MARKS, INITIATIVE, ANNEX = (FIXTURES / "small.md").read_text(encoding="utf-8").split("%%\n")
AGREEMENTS = {
    "articles": HEAD,
    "an initiative": HEAD + INITIATIVE,
    "an annex": HEAD + ANNEX,
    "marks": HEAD + MARKS,
    "all": HEAD + MARKS + INITIATIVE,
    "a 附則": HEAD.partition("## 第1条")[0] + "## 附則\n\n経費は、@other@の負担とする。\n",
}


@pytest.fixture(scope="module", params=AGREEMENTS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of an agreement without a witness, with labels, and of the same with names alone."""
    made: dict[str, str] = {}
    for kind, (one, other) in {"labels": ("甲", "乙"), "names": ("山田市", "川上町")}.items():
        root = tmp_path_factory.mktemp("small")
        source = AGREEMENTS[request.param].replace("@one@", one).replace("@other@", other)
        costs = f"- {{key: costs, name: 費用, phrases: [{other}の負担と]}}\n"
        write_content(root, {f"{kind}/2020-04-01.md": source, f"{kind}/duties.yml": costs})
        (agreement,) = load(root)
        home = of_site((listing(agreement),), agreement, ROOT / "templates")["index.md"]
        made |= {path: str(text) for path, text in of_agreement(agreement, ROOT / "templates").items()}
        made |= {f"{kind}/home.md": str(home)}
    return {path: text for path, text in made.items() if path.endswith(".md")}


def test_nothing_is_counted_that_is_not_there(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        assert not re.findall(r"(?<![0-9,])0(?:取組|条|件|項(?!目)|箇所)", text), path


def test_no_heading_stands_above_nothing(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        lines = [line for line in text.splitlines() if line.strip() and not re.match("</?div", line)]
        levels = [len(line) - len(line.lstrip("#")) for line in [*lines, "# "]]
        for line, level, below in zip(lines, levels, levels[1:], strict=False):
            assert not level or not below or below > level, (path, line)


def test_a_party_that_is_called_by_its_name_is_named_once(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        own = re.sub(r'<nav class="ky-crumbs.*?</nav>', "", text, flags=re.DOTALL)
        shown = re.sub(r"<[^>]*>|\s", "", own)
        for name in ("山田市", "川上町"):
            assert f"{name}（{name}）" not in shown, path
            assert not re.search(rf"{name}の役割\W*{name}", shown), path


def test_without_a_witness_no_page_says_what_it_has(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        said = re.sub("底本と校訂|（底本）|(?:底本：)?照らし合わせることのできる底本|## 底本", "", text)
        assert [line for line in said.splitlines() if "底本" in line and "<tr>" not in line] == [], path
