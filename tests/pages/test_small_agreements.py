"""Agreements with less than the sample has: no count of nothing, no empty heading, no name said twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kyoyaku.listing import listing
from kyoyaku.reading.load import load
from kyoyaku.render import of_agreement, of_site
from testing.project import ROOT

HEAD = """---
title: 応援に関する規約
concluded: 2020-04-01
status: unknown
parties:
  - {{key: {0}, name: 山田市, slug: yamada, code: "000001"}}
  - {{key: {1}, name: 川上町, slug: kawakami, code: "000019"}}
---

# 応援に関する規約

## 第1条（経費）

応援に要する経費（以下「応援費」という。）は、{1}の負担とする。
"""
INITIATIVE = """
## 別表（第1条関係）

### 1 訓練

#### 合同の訓練 {{#drill}}

**取組の内容**

訓練を行う。

**{0}の役割**

場所を設ける。

**{1}の役割**

参加する。
"""
LOST = "\n## 第2条（目的）\n\n" + "".join(
    [
        "{{??}}{{>>certain: 紙面が破れている<<}}を",
        "{{~~目滴~>目的~~}}{{>>certain: 誤記<<}}とし、",
        "{{--々--}}{{>>certain: 誤記<<}}",
        "{{?字?}}{{>>unsure: 汚れ<<}}",
        "{{++を++}}{{>>certain: 脱字<<}}行う。",
        "{{??}}{{>>unsure: 続きがあり得る<<}}\n",
    ]
)
ANNEX_WITHOUT_INITIATIVES = "\n## 別表（第1条関係）\n\n川上町の全域\n"
AGREEMENTS = {
    "articles": HEAD,
    "an initiative": HEAD + INITIATIVE,
    "an annex": HEAD + ANNEX_WITHOUT_INITIATIVES,
    "marks": HEAD + LOST,
    "all": HEAD + LOST + INITIATIVE,
}


@pytest.fixture(scope="module", params=AGREEMENTS)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of an agreement without a witness, with labels, and of the same with names alone."""
    made: dict[str, str] = {}
    for kind, keys in {"labels": ("甲", "乙"), "names": ("山田市", "川上町")}.items():
        root: Path = tmp_path_factory.mktemp("small")
        folder = root / "content" / kind
        folder.mkdir(parents=True)
        (folder / "2020-04-01.md").write_text(AGREEMENTS[request.param].format(*keys), encoding="utf-8")
        costs = f"- {{key: costs, name: 費用, phrases: [{keys[1]}の負担と]}}\n"
        (folder / "duties.yml").write_text(costs, encoding="utf-8")
        (agreement,) = load(root)
        found = of_agreement(agreement, ROOT / "templates")
        found |= {
            f"{kind}/home.md": of_site((listing(agreement),), agreement, ROOT / "templates")["index.md"]
        }
        made |= {path: text for path, text in found.items() if isinstance(text, str) and path.endswith(".md")}
    return made


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
        shown = re.sub(r"<[^>]*>|\s", "", text)
        for name in ("山田市", "川上町"):
            assert f"{name}（{name}）" not in shown, path
            assert not re.search(rf"{name}の役割\W*{name}", shown), path


def test_without_a_witness_no_page_says_what_it_has(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        said = re.sub("底本と校訂|（底本）|(?:底本：)?照らし合わせることのできる底本|## 底本", "", text)
        assert [line for line in said.splitlines() if "底本" in line and "<tr>" not in line] == [], path
