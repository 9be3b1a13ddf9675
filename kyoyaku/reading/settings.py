"""The settings of a site, `mkdocs.yml`: its name, its addresses, its publisher. The program has the rest.

A pull request can change the settings, so no setting can name code to run or a file to read.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from os.path import lexists
from pathlib import Path
from typing import Any

from kyoyaku import limits, program
from kyoyaku.model.facts import Publisher
from kyoyaku.model.pictures import Picture
from kyoyaku.problems import Problems
from kyoyaku.reading.checks.images import NAME, picture_fault
from kyoyaku.reading.files import is_allowed, is_plain, read_bytes
from kyoyaku.reading.source_text import read_text
from kyoyaku.reading.yaml_reader import Fields, YamlReader

SETTINGS = "mkdocs.yml"
OF_SITE = ("site_name", "site_url", "repo_url", "site_author")
OF_EXTRA = ("publisher", "colour", "logo")
OF_PUBLISHER = ("name", "official", "contact")
INHERITED = "templates/mkdocs.yml"
"""What mkdocs itself, in a checkout, inherits (`INHERIT:`)."""
COLOURS = {
    row["name"]: row
    for row in csv.DictReader((program.TEMPLATES / "colours.csv").read_text("utf-8").splitlines())
}
"""The colours that a site can have, each with those of its links and lines on white and on black.

They are from the palette of デジタル庁デザインシステム; a test checks their contrast.
"""
LOGO = re.compile(rf"static/(?P<path>(?:[\w-]+/)*{NAME.pattern})", re.ASCII)


ADDRESS = re.compile(r"https?://[a-zA-Z0-9][\w.-]*(?::[0-9]{1,5})?(?:/[\w.:@/~%+-]*)?", re.ASCII)
"""An address that can stand in an attribute of a page: without quotes, blanks, brackets and passwords."""
ADDRESS_FORM = "は「https://example.jp/a/」のような、「?」、「#」及び全角の文字のないアドレスです"


def address_fault(settings: Mapping[str, Any]) -> str:
    """What is wrong with an address in the settings for mkdocs; the environment has some. '' if nothing."""
    named = {**settings, "program_url": settings["extra"].get("program_url")}
    given = {name: named[name] for name in ("site_url", "repo_url", "program_url") if named[name]}
    wrong = (name for name, address in given.items() if not ADDRESS.fullmatch(str(address)))
    return "".join(f"{name}{ADDRESS_FORM}が「{given[name]}」とあります\n" for name in wrong).strip()


def publisher(root: Path, problems: Problems) -> Publisher:
    """The publisher in root/mkdocs.yml (without one, an empty one); a problem for each wrong setting."""
    reader, fields = _read(root, problems)
    reader.choice(fields, "INHERIT", {INHERITED: INHERITED})
    extra = reader.mapping(fields.get("extra"), "extra", (), OF_EXTRA)
    named = reader.mapping(extra.get("publisher"), "publisher", (), OF_PUBLISHER)
    is_official = reader.choice(named, "official", {one: one for one in ("true", "false")}) == "true"
    if is_official and "name" not in named:
        message = "officialをtrueとするときは、nameに、公開する地方公共団体の名を書きます"
        reader.add(named["official"], message, "field-missing")
    return Publisher(
        name=reader.string(named, "name"),
        is_official=is_official,
        contact=reader.string(named, "contact"),
        site_name=_own(reader, fields).get("site_name", ""),
        colour=reader.choice(extra, "colour", {name: name for name in COLOURS}) or "",
        logo=_logo(reader, extra, root, problems),
    )


def own(root: Path) -> dict[str, str]:
    """The settings of root/mkdocs.yml that mkdocs takes as they are; `publisher` reports their problems."""
    return _own(*_read(root, Problems()))


def _read(root: Path, problems: Problems) -> tuple[YamlReader, Fields]:
    reader, file = YamlReader(SETTINGS, 1, problems), root / SETTINGS
    is_there = lexists(file) and is_allowed(file, root, problems)
    data = read_bytes(file, root, problems) if is_there else None
    text = "" if data is None else read_text(data, SETTINGS, problems)
    node = reader.root(text) if text else None
    return reader, reader.mapping(node, SETTINGS, (), (*OF_SITE, "INHERIT", "extra"))


def _own(reader: YamlReader, fields: Fields) -> dict[str, str]:
    values = {name: reader.string(fields, name) for name in ("site_name", "site_author")}
    for name in ("site_url", "repo_url"):
        address = reader.parsed(fields, name, ADDRESS.fullmatch, f"項目「{name}」{ADDRESS_FORM}")
        values[name] = address[0] if address else ""
    return {name: value for name, value in values.items() if value}


def _logo(reader: YamlReader, extra: Fields, root: Path, problems: Problems) -> str:
    """The path of the logo on the site, which is that under static/; a problem if it cannot be shown."""
    form = "「static/logo.svg」のように、staticの中の英数字の名の画像（.png、.jpg、.jpeg又は.svg）を書きます"
    named = reader.parsed(extra, "logo", LOGO.fullmatch, f"項目「logo」には、{form}")
    if not named:
        return ""
    wrong = "がありません。staticの中に置くか、名を確かめてください"
    if is_plain(root / named[0]):
        data = read_bytes(root / named[0], root, problems, limits.PICTURE)
        wrong = "" if data is None else picture_fault(Picture(named["path"], data))
    if wrong:
        reader.add(extra["logo"], f"logoのファイル「{named[0]}」{wrong}", "image-file")
    return "" if wrong else named["path"]
