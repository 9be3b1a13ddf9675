"""Agreements made of all the structures that real ones have, at random, each with the texts of its paper.

written = written_agreements().example()
written.files     content by path under content/: a version, and an image that it may show
written.texts     every text that the paper has, in order

A grammar says what can stand in what. Of each rule one line is drawn:

    § 第@条（{}）     a heading of the level of the place; @ is the number of the next article, = of the last
    {}              a text of its own (語12番), so that it can be found in any form of the agreement
    «items»         what another rule makes; «+articles» one level deeper
    /               the next block; in a table ¦ is the next line
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, product
from typing import Any

from hypothesis import strategies as st

from testing.project import FIXTURES, read_content

PIECES = (
    *("甲及び乙は、協議の上、", "「例」（例）", "（以下「例の語」という。）", "例の語の", "a b"),
    *(r"\*\<b\>\|\[c\](d)\`\_", "&amp;~$'\"#", "{~~誤~>正~~}{>>certain: 例<<}"),
    *("{++補++}{>>certain: 例<<}", "{--余--}{>>certain: 例<<}", "{??}{>>certain: 例<<}"),
)
"""What a text may have behind its number."""
OF_ARTICLES = "第1条の定めにより、"
"""What it may have as well in a document with articles."""
LADDERS = tuple(
    tuple(series.split(" ") for series in ladder.split("|"))
    for ladder in (
        "(1) (2) (3)|ア イ ウ|(ア) (イ) (ウ)|a b c",
        "一 二 三|(一) (二) (三)|イ ロ ハ",
        "① ② ③|(a) (b) (c)",
    )
)
"""The labels of items by their depth. Those of headings and rows are among them."""
ANNEXES = (
    *(("別表",), ("別表第1", "別表第2"), ("別表第1の1", "別表第1の2"), ("別図",)),
    *(("別表", "別図第1", "別図第2"), ("様式第1号", "別記"), ("別紙", "別記様式")),
)
PARTIES: tuple[tuple[dict[str, Any], ...], ...] = (
    (
        {"key": "甲", "name": "山田市", "slug": "yamada", "code": "981001"},
        {"key": "乙", "name": "川上町", "slug": "kawakami", "code": "983012", "short": "川上"},
    ),
    (
        {"key": "甲", "name": "山田市", "slug": "yamada"},
        {"key": "乙", "name": "海辺市及び森野町", "slug": "both", "members": ["海辺市", "森野町"]},
        {"key": "丙", "name": "川上町", "slug": "kawakami"},
    ),
    tuple(
        {"key": name, "name": name, "slug": slug}
        for name, slug in (("海辺市", "umibe"), ("森野町", "morino"))
    ),
    ({"key": "協定市", "name": "湖岸の市各市", "slug": "lakeside", "open": True},),
)
BODY = {"name": "山田広域事務組合", "slug": "yamada-koiki"}
SLUG = "yamada-kawakami"
IMAGE = "map.png"
RELATION = "〓"
"""Stands behind the name of an annex that belongs to 第1条, where there is one."""

GRAMMAR: dict[str, tuple[str, ...]] = {
    "document": (
        *("§ {}/«lead»/«+articles»/«+end»", "§ {}/«lead»/«+編»/«+end»", "§ {}/«lead»/«+章»/«+end»"),
        *("§ {}/«lead»/«+記»/«+end»", "§ {}/«body»/«+closing»"),
    ),
    "編": ("§ 第1編 {}/«+in編»", "§ 第1編 {}/«+in編»/§ 第2編 {}/«+in編»"),
    "in編": ("«articles»", "«章»"),
    "章": ("§ 第1章 {}/«+in章»", "§ 第1章 {}/«+in章»/§ 第2章 {}/«+in章»"),
    "in章": ("«articles»", "«節»"),
    "節": ("§ 第1節 {}/«+articles»", "§ 第1節 {}/«+articles»/§ 第2節 {}/«+articles»"),
    "articles": ("«article»", "«article»/«article»"),
    "article": (
        *("§ 第@条（{}）/«paragraphs»", "§ 第@条/«paragraphs»", "§ 第@条（{}）/«paragraphs»/«+headings»"),
        *("§ 第@条（{}）/{}/«inside»/«+headings»/***/2 {}/«inside»", "§ 第@条/削除", "§ 第@条 削除"),
        *("§ 第@条及び第@条 削除", "§ 第@条から第@条まで 削除"),
        "§ 第@条/«paragraphs»/§ 第=条の2（{}）/«items»/§ 第@条/«paragraphs»",
    ),
    "plain": ("§ 第@条（{}）/«paragraphs»", "§ 第@条（{}）/«paragraphs»/§ 第@条（{}）/«paragraphs»"),
    "記": ("§ 記/«+numbered»",),
    "numbered": ("§ 1 {}/«paragraphs»", "§ 1 {}/«paragraphs»/§ 2 {}/«paragraphs»"),
    "paragraphs": ("{}/«inside»", "{}/«inside»/2 {}/«inside»"),
    "inside": ("", "«matter»", "«items»", "«matter»/«items»/«matter»"),
    "matter": ("", "{}", "{>>note: 平成12年告示・一部改正<<}", "«table»", f"![図]({IMAGE})"),
    "table": (
        *("| {} | {} |¦|---|---|¦| {} | {} |", "| {} |¦|---|¦| 〃 |¦|  |"),
        "| {} | < | {} |¦|---|---|---|¦| {} | {} | ^ |¦| 〃 |  | {}<br>{} |",
        "| | | |¦|---|---|---|¦| {} | < | {} |¦| ^ | < | {} |¦| {} | {} | ^ |",
    ),
    "lead": ("", "«body»"),
    "body": ("{}/«inside»", "{}/«inside»/{}/«inside»"),
    "end": ("«附則»/«closing»/«annexes»",),
    "附則": ("", "§ 附則/«+in附則»", "§ 附則/«+in附則»/§ 附則（{}）/«+in附則»"),
    "in附則": ("«paragraphs»", "1 {}/2 {}", "«plain»"),
    "closing": ("", "§ 締結/{}", "§ 締結/{}/{}/{}"),
    "annexes": (
        "",
        *(
            "/".join(f"§ {one}{sign}/«annex»" for one in names)
            for names in ANNEXES
            for sign in ("", RELATION)
        ),
    ),
    "annex": ("«body»", "«lead»/«+headings»/«+remarks»", "«lead»/«+matrix»/«+remarks»"),
    "remarks": ("", "§ 備考/«in remarks»", "§ 備考/«in remarks»/§ 注/«in remarks»"),
    "in remarks": ("1 {}/2 {}", "«body»"),
    "matrix": ("«work»", "«work»/«work»", "§ {}/«+work»/§ {}/«+work»"),
    "in matrix": ("{}", "{}/«items»", "{}/{}"),
    "items": tuple(f"«items {number}1»" for number in range(len(LADDERS))),
    "headings": tuple(f"«headings {number}1»" for number in range(len(LADDERS))),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An agreement in the forms of the source, and the texts that its paper has."""

    files: Mapping[str, str]
    texts: list[str]


@st.composite
def written_agreements(draw: st.DrawFn) -> Written:
    """Agreements with chapters, tables, images, notes, initiatives and all else."""
    parties = draw(st.sampled_from(PARTIES))
    rules = GRAMMAR | _of_labels(len(parties) > 1) | _of_parties([party["key"] for party in parties])
    numbers = count(1)
    documents = [
        _filled(draw, _drawn(draw, rules, "document", 1), numbers) for _ in range(draw(st.integers(1, 2)))
    ]
    title, *second = (next(_texts(one)) for one in documents)
    body = "\n\n".join(documents)
    day = draw(st.sampled_from(("2020-04-01", "2018-06", "2018", "unknown")))
    facts: dict[str, Any] = {"concluded": day, "status": "unknown", "title": title, "parties": parties}
    facts |= {"bodies": [BODY]} if f"{BODY['name']}の役割" in body else {}
    facts["no_role"] = {slug: [parties[-1]["key"]] for slug in re.findall(r"\{#(absent-\d+)\}", body)}
    if draw(st.booleans()):
        facts |= {"kind": "規約", "date_is": "告示", "instrument": "告示第55号", "short": "構成市町"}
        facts["attachments"] = [{"title": one, "concluded": "2020-05", "kind": "覚書"} for one in second]
    front = json.dumps({name: one for name, one in facts.items() if one}, ensure_ascii=False)
    name = "undated" if day == "unknown" else day
    files = {f"{SLUG}/{name}.md": f"---\n{front}\n---\n\n{body}\n"}
    if f"({IMAGE})" in body:
        case = read_content(FIXTURES / "structures" / "image")
        files[f"{SLUG}/{IMAGE}"] = next(text for path, text in case.items() if path.endswith(IMAGE))
    phrases = re.findall(r"(?m)^## 第\d+条.*\n\n(語\d+番)", body)
    has_duties: bool = draw(st.booleans())
    if phrases and has_duties:
        duties = {"key": "costs", "name": "費用を負担する", "phrases": phrases}
        files[f"{SLUG}/duties.yml"] = json.dumps([duties], ensure_ascii=False)
    return Written(files, [text for one in documents for text in _texts(one)])


def _of_labels(can_lack: bool) -> dict[str, tuple[str, ...]]:
    """The rules for items and headings by their labels; an initiative may lack the role of the last party."""
    rules: dict[str, tuple[str, ...]] = {}
    for number, ladder in enumerate(LADDERS):
        for depth, series in enumerate(ladder, start=1):
            own, below, deeper = f"{number}{depth}", f"{number}{depth + 1}", ladder[depth : depth + 1]
            inside = ("", "«matter»", ": {}", *[":: {}"] * (depth > 1), *(f"«items {below}»" for _ in deeper))
            rules[f"in {own}"] = inside
            rules[f"items {own}"] = tuple(
                "/".join(f"{label} {{}}/«in {own}»" for label in series[:most]) for most in (1, 2, 3)
            )
            rules[f"headings {own}"] = tuple(
                "/".join(f"«heading {own} {label}»" for label in labels)
                for labels in (series[:1], series[:2], [""], ["", ""])
            )
            for label in ("", *series[:2]):
                head = f"§ {label} {{}}".replace("  ", " ")
                work = f"{head} {{#work-%}}/«lead»/«rows»"
                sub = (f"{work}/«+work {below} {one[0]}»/«+work {below} {one[1]}»" for one in deeper)
                lacking = [f"{head} {{#absent-%}}/«lead»/«lacking»"] * can_lack
                rules[f"work {own} {label}"] = (work, *lacking, *sub)
                sections = [f"{head}/«lead»/«+headings {below}»"] * len(deeper)
                unnamed = ["§ {#work-%}/«rows»"] * (not label)
                rules[f"heading {own} {label}"] = (f"«work {own} {label}»", *unnamed, *sections)
    return rules


def _of_parties(keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The rules for the rows of an initiative, with labels or without."""
    each = [f"**&{key}の役割**/«body»" for key in keys]
    joint, of_all = [f"**&{'及び'.join(keys)}の役割**/«body»"], ["**&役割分担**/«body»"]
    others = ("費用負担", f"{keys[-1]}の費用分担", "その他の{}", f"{BODY['name']}の役割")
    more = [[], *([f"**&{one}**/«body»"] for one in others)]
    rows, lacking = list[str](), list[str]()
    for form, content, extra in product(
        ("", "{} ", "({}) "), ("取組の内容", "内容"), [*more, more[1] + more[2]]
    ):
        romans = ("i ", "ii ", "iii ") if form else ("", "", "")
        inside = ["**&役割分担**", *(one.replace("&", sign) for sign, one in zip(romans, each, strict=False))]
        for roles in (each, joint, of_all, inside, each[:-1]):
            made = _labelled(form, "/".join((f"**&{content}**/«body»", *roles, *extra)))
            (lacking if roles == each[:-1] else rows).append(made)
    matrix = "/".join(f"**{name}**/«in matrix»" for name in ("取組の内容", *(f"{key}の役割" for key in keys)))
    return {"rows": tuple(rows), "lacking": tuple(lacking), "work": (f"§ {{}} {{#work-%}}/{matrix}",)}


def _labelled(form: str, rows: str) -> str:
    """Rows with the labels a, b, c or (a), (b), (c), or with none."""
    letters = iter("abcdefghi")
    return re.sub("&", lambda _: form.format(next(letters)), rows)


def _drawn(draw: st.DrawFn, rules: Mapping[str, Sequence[str]], name: str, level: int) -> str:
    """What a rule makes at a level of headings, of which Markdown has six."""
    chosen = draw(st.sampled_from([one for one in rules[name] if level < 6 or "«+" not in one]))
    return re.sub(
        "«([+]?)([^»]+)»",
        lambda one: _drawn(draw, rules, one[2], level + bool(one[1])),
        chosen.replace("§", "#" * level),
    )


def _filled(draw: st.DrawFn, blocks: str, numbers: Iterator[int]) -> str:
    """A document of these blocks, with numbers and words."""
    has_articles, number = "第@条" in blocks.partition("附則")[0], 0

    def counted(found: re.Match[str]) -> str:
        nonlocal number
        number = 0 if found[0].startswith("#") else number + (found[0] == "@")
        return found[0] if found[0].startswith("#") else str(number)

    blocks = re.sub("## 附則|[@=]", counted, blocks.replace(RELATION, "（第1条関係）" * has_articles))
    blocks = re.sub("%", lambda _: str(next(numbers)), blocks)

    def words(_: re.Match[str]) -> str:
        pieces = (*PIECES, *[OF_ARTICLES] * has_articles)
        return f"語{next(numbers)}番" + "".join(draw(st.lists(st.sampled_from(pieces), max_size=2)))

    return "\n\n".join(re.sub("{}", words, one) for one in blocks.split("/") if one).replace("¦", "\n")


SIGNS = re.compile(r"^#+ |^:+ | ?\{#[a-z0-9-]+\}$|\*\*|\{>>.*?<<\}|\{--.*?--\}|\{~~.*?~>|~~\}|\{\+\+|\+\+\}")
"""What the source has and the paper has not."""


def _texts(document: str) -> Iterator[str]:
    """The texts of a document as the paper has them: no signs of the source, notes and images."""
    for block in document.split("\n\n"):
        texts = [] if block.startswith(("{>>", "![", "***", "## 締結")) else [block]
        if block.startswith("|"):
            cells = (cell.strip() for line in block.split("\n") for cell in re.split(r"(?<!\\)\|", line))
            texts = [one for cell in cells if cell not in ("^", "<", "---") for one in cell.split("<br>")]
        for one in texts:
            if read := re.sub(r"\\(.)", r"\1", SIGNS.sub("", one).replace("{??}", "〔欠落〕")):
                yield read
