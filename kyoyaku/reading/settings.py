"""The settings of a site, `mkdocs.yml`: who publishes it. What a project leaves out is the program's."""

from __future__ import annotations

from pathlib import Path

import yaml

from kyoyaku import program
from kyoyaku.model.facts import UNOFFICIAL, Publisher
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.files import is_plain, read_bytes
from kyoyaku.reading.yaml_reader import FAULTS, LOADER, NO_YAML, Fields, YamlReader

SETTINGS = "mkdocs.yml"
OWN = ("site_name", "site_url", "repo_url", "site_author")
OF_EXTRA = ("publisher",)
WORDS = {one: one for one in ("true", "false")}


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
    fields = reader.mapping(node, SETTINGS, (), (*OWN, "INHERIT", *known))
    extra = reader.mapping(fields.get("extra"), "extra", (), (*OF_EXTRA, *reader.mapping(known["extra"], "")))
    return _publisher(reader, fields, reader.mapping(extra.get("publisher"), "publisher", (), NAMES))


NAMES = ("name", "official", "contact")


def _publisher(reader: YamlReader, fields: Fields, own: Fields) -> Publisher:
    is_official = reader.choice(own, "official", WORDS) == "true"
    if is_official and "name" not in own:
        message = "officialをtrueとするときは、nameに、公開する地方公共団体の名を書きます"
        reader.add(own["official"], message, "field-missing")
    return Publisher(
        reader.string(own, "name"),
        is_official,
        reader.string(own, "contact"),
        reader.string(fields, "site_name"),
    )
