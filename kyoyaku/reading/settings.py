"""The settings of a site, `mkdocs.yml`: who publishes it. What a project leaves out is the program's."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import yaml

from kyoyaku import limits, program
from kyoyaku.model.facts import UNOFFICIAL, Publisher
from kyoyaku.model.pictures import Picture
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.checks.images import NAME, picture_fault
from kyoyaku.reading.files import is_plain, read_bytes
from kyoyaku.reading.yaml_reader import FAULTS, LOADER, NO_YAML, Fields, YamlReader

SETTINGS = "mkdocs.yml"
OF_SITE = ("site_name", "site_url", "repo_url", "site_author")
OF_EXTRA = ("publisher", "colour", "logo")
OF_PUBLISHER = ("name", "official", "contact")
COLOURS = {
    row["name"]: row
    for row in csv.DictReader((program.TEMPLATES / "colours.csv").read_text("utf-8").splitlines())
}
"""The colours that a site can have, each with those of its links and lines on white and on black.

They are of the palette of デジタル庁デザインシステム, in a step that is read well where it stands (a test).
"""
LOGO = re.compile(rf"static/(?P<path>(?:[\w-]+/)*{NAME.pattern})", re.ASCII)


def publisher(root: Path, problems: Problems) -> Publisher:
    """The publisher by root/mkdocs.yml; a problem for what may not stand there. Nobody if there is no file.

    A setting may have a tag or an anchor, which are for the publisher: `site_url: !ENV SITE_URL`.
    """
    file = root / SETTINGS
    if not is_plain(file):
        return UNOFFICIAL
    try:
        node = yaml.compose(read_bytes(file, root, problems) or b"", LOADER)
        others = yaml.compose((program.TEMPLATES / SETTINGS).read_bytes(), LOADER)
    except FAULTS as fault:
        mark = getattr(fault, "problem_mark", None)
        problems.add(Place(SETTINGS, mark.line + 1 if mark else 1), NO_YAML, "yaml")
        return UNOFFICIAL
    reader = YamlReader(SETTINGS, 1, problems)
    known = reader.mapping(others, "")
    fields = reader.mapping(node, SETTINGS, (), (*OF_SITE, "INHERIT", *known))
    extra = reader.mapping(fields.get("extra"), "extra", (), (*OF_EXTRA, *reader.mapping(known["extra"], "")))
    own = reader.mapping(extra.get("publisher"), "publisher", (), OF_PUBLISHER)
    is_official = reader.choice(own, "official", {one: one for one in ("true", "false")}) == "true"
    if is_official and "name" not in own:
        message = "officialをtrueとするときは、nameに、公開する地方公共団体の名を書きます"
        reader.add(own["official"], message, "field-missing")
    return Publisher(
        name=reader.string(own, "name"),
        is_official=is_official,
        contact=reader.string(own, "contact"),
        site_name=reader.string(fields, "site_name"),
        colour=reader.choice(extra, "colour", {name: name for name in COLOURS}) or "",
        logo=_logo(reader, extra, root, problems),
    )


def _logo(reader: YamlReader, extra: Fields, root: Path, problems: Problems) -> str:
    """The path of the logo on the site, which is that under static/; a problem if it cannot be shown."""
    form = "「static/logo.svg」のように、staticの中のPNG、JPEG又はSVGのファイルを英数字の名で書きます"
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
