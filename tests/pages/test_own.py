"""`extra` of mkdocs.yml: what is wrong is told, every colour is read well, and a logo is what it says."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from pathlib import Path

import pytest

from kyoyaku import limits, output
from kyoyaku.model.facts import UNOFFICIAL, Publisher
from kyoyaku.problems import Problems
from kyoyaku.publisher.assets.own import SHEET, own_sheet
from kyoyaku.reading.settings import COLOURS, publisher
from testing.project import ROOT

THEME = (ROOT / "templates/theme/assets/stylesheets/kyoyaku.css").read_text(encoding="utf-8")
LINKS = ("--md-typeset-a-color", "--md-accent-fg-color", "--ky-visited")
TEXTS = ("--md-default-fg-color", "--md-default-fg-color--light")
SHADE = "--md-accent-fg-color--transparent"
"""Behind a switch that is pressed, and the result of a search that is pointed at."""
GROUNDS = ("--md-default-bg-color", "--ky-panel", "--ky-target", "--ky-lost-panel", SHADE)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
FORM = "のように、staticの中の英数字の名の画像"


def _variables(css: str, scheme: str) -> dict[str, str]:
    (block,) = re.findall(rf'\[data-md-color-scheme="{scheme}"\] {{(.*?)}}', css, re.DOTALL)
    return dict(re.findall(r"(--[\w-]+): (#\w+);", block))


def _own(colour: str) -> str:
    return own_sheet(Publisher(colour=colour))[SHEET].decode()


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = re.findall(
        "..", colour[1:] if len(colour) == 7 else re.sub("(.)", r"\1\1", colour[1:])
    )
    return int(red, 16) / 255, int(green, 16) / 255, int(blue, 16) / 255


def _contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio"""
    parts = (
        [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _rgb(colour)]
        for colour in (one, other)
    )
    dark, light = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in parts)
    return (light + 0.05) / (dark + 0.05)


def _hue(colour: str) -> float:
    """The degrees of a colour that is no grey."""
    hue, _, saturation = rgb_to_hls(*_rgb(colour))
    assert saturation > 0.3, colour
    return hue * 360


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_is_read_well_on_every_ground(colour: str, scheme: str) -> None:
    of = _variables(THEME, "default") | _variables(THEME, scheme) | _variables(_own(colour), scheme)
    pairs = [(one, ground, 4.5) for one in LINKS for ground in GROUNDS]
    pairs += [(one, SHADE, 4.5) for one in TEXTS]
    pairs += [("--md-default-fg-color", "--md-typeset-mark-color", 4.5)]  # what is marked in a link
    pairs += [("--ky-key", "--md-default-bg-color", 4.5)]  # the numbers of the picture stand on it
    pairs += [("--ky-key", ground, 3) for ground in GROUNDS]
    assert [pair for pair in pairs if _contrast(of[pair[0]], of[pair[1]]) < pair[2]] == []
    apart = abs(_hue(of["--ky-visited"]) - _hue(of["--md-typeset-a-color"]))
    assert 50 < apart < 310, "a visited link looks like another"


def test_without_a_setting_nothing_is_added_and_blue_is_what_a_site_has_without() -> None:
    assert own_sheet(UNOFFICIAL) == {}
    for scheme in ("default", "slate"):
        assert _variables(_own("blue"), scheme).items() <= _variables(THEME, scheme).items()


def _read(root: Path, extra: str) -> tuple[Publisher, list[str]]:
    (root / "mkdocs.yml").write_text(f"site_name: 例\nextra:\n  {extra}\n", encoding="utf-8")
    problems = Problems()
    found = publisher(root, problems)
    return found, [str(one) for one in problems.found]


def test_what_is_right_is_taken(tmp_path: Path) -> None:
    output.put({"static/images/logo.svg": SVG}, tmp_path)
    found = _read(tmp_path, "colour: light-blue\n  logo: static/images/logo.svg")
    assert found == (Publisher(site_name="例", colour="light-blue", logo="images/logo.svg"), [])


@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        (
            "colour: pink",
            f"項目「colour」は{'、'.join(COLOURS)}のどれかですが「pink」とあります (field-value)",
        ),
        ("publisher: {names: 青葉野市}", "publisherに使えない項目「names」があります"),
        ("publisher: {official: true}", "officialをtrueとするときは、nameに"),
        ("publisher: {name: 市, official: はい}", "項目「official」はtrue、falseのどれかです"),
        ("publisher: 青葉野市", "publisherは「項目: 値」の形で書きます"),
        ("colour: [red]", "項目「colour」には1行の文字を書きます (field-value)"),
        ("colours: red", "使えるのはpublisher、colour、logoです"),
        ("logo: logo.svg", FORM),
        ("logo: static/../logo.svg", FORM),
        ("logo: static/ロゴ.svg", FORM),
        ("logo: static/logo.webp", FORM),
        ("logo: static/nowhere.svg", "「static/nowhere.svg」がありません"),
        ("logo: static/link.svg", "「static/link.svg」がありません"),
        ("logo: static/run.svg", "スクリプト又は外のファイルへの参照となるもの（「onload=」）を含む"),
        ("logo: static/logo.png", "SVGです。名又はファイルを確かめてください (image-file)"),
        ("logo: static/large.svg", "100バイトを超えています。小さくしてください (image-file)"),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: str, problem: str
) -> None:
    monkeypatch.setattr(limits, "PICTURE", 100)
    run = SVG.replace(" viewBox", ' onload="x()" viewBox')
    output.put({"logo.svg": SVG, "static/logo.png": SVG, "static/run.svg": run}, tmp_path)
    output.put({"static/large.svg": SVG.format(" " * 100)}, tmp_path)
    (tmp_path / "static/link.svg").symlink_to(tmp_path / "logo.svg")
    found, told = _read(tmp_path, extra)
    assert (found.colour, found.logo) == ("", "")
    assert len(told) == 1
    assert told[0].startswith("mkdocs.yml:3: ")
    assert problem in told[0]
