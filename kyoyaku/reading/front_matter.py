"""The front matter of a version: YAML between two lines of `---`, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kyoyaku.language.characters import unvaried
from kyoyaku.model.facts import AttachmentFacts, Facts, Organisation, Party, Status, WitnessNotice
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.versions.fields import read_changed_by, read_day, read_end, read_procedure
from kyoyaku.reading.yaml_reader import Fields, YamlReader

FENCE = "---"
REQUIRED = ("title", "concluded", "status", "parties")
EDITORS = "summary basis checked_on status_source other_instruments witness descriptions formerly"
OF_THE_TEXT = "kind date_is instrument short bodies no_role annex_columns attachments"
IN_TIME = "in_force changed_by procedure abolished withdrawn comparison"
OPTIONAL = tuple(f"{EDITORS} {OF_THE_TEXT} {IN_TIME}".split())
LINES = "title kind date_is instrument short status_source basis".split()
"""The fields that are a line of any words."""
WITNESS_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.txt")
PARTY = ("key", "name", "slug")
MORE_OF_PARTY = ("code", "contact", "members", "short", "open")


def split_front_matter(text: str, path: str, problems: Problems) -> tuple[str | None, str, int]:
    """(YAML, body, first line of the body); without front matter the YAML is None and a problem is added."""
    lines = text.split("\n")
    if lines[0] != FENCE:
        message = "ファイルの始めに、「---」の行で挟んだ基本情報（titleなど）が必要です"
        problems.add(Place(path, 1), message, "front-matter")
        return None, text, 1
    if FENCE not in lines[1:]:
        problems.add(Place(path, 1), "基本情報を閉じる「---」の行がありません", "front-matter")
        return None, "", len(lines)
    end = lines.index(FENCE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def read_front_matter(text: str, path: str, problems: Problems) -> Facts:
    """The facts in the YAML; a problem is added for every field that is missing or wrong."""
    reader = YamlReader(path, 2, problems)
    fields = reader.mapping(reader.root(text), "基本情報", REQUIRED, OPTIONAL)
    described = reader.mapping(fields.get("descriptions"), "descriptions")
    lines: dict[str, Any] = {name: one for name in LINES if (one := reader.string(fields, name))}
    parties = tuple(_parties(fields, reader))
    return Facts(
        **lines,
        concluded=read_day(fields, reader),
        in_force=reader.date(fields, "in_force"),
        changed_by=tuple(read_changed_by(fields, reader)),
        status=_status(fields, reader),
        checked_on=reader.date(fields, "checked_on"),
        summary=reader.lines(fields, "summary"),
        parties=parties,
        procedure=tuple(sorted(read_procedure(fields, parties, reader), key=lambda act: act.on)),
        abolished=read_end(fields, reader, "abolished"),
        withdrawn=read_end(fields, reader, "withdrawn"),
        is_old_first=bool(reader.choice(fields, "comparison", {"new-first": False, "old-first": True})),
        bodies=tuple(_bodies(fields, reader)),
        no_role=reader.named_lines(fields, "no_role"),
        annex_columns=_annex_columns(fields, reader),
        attachments=tuple(_attachments(fields, reader)),
        other_instruments=reader.lines(fields, "other_instruments"),
        witness=_witness(fields, reader),
        descriptions={slug: reader.string(described, slug) for slug in described},
        formerly=reader.named_lines(fields, "formerly"),
        places={name: reader.place(node) for name, node in fields.items()},
    )


def _status(fields: Fields, reader: YamlReader) -> Status:
    known = {status.value: status for status in Status}
    status = reader.choice(fields, "status", known) or Status.UNKNOWN
    for name in ("checked_on", "status_source"):
        if status is not Status.UNKNOWN and name not in fields:
            message = f"status: {status.value}には確認した日と典拠が必要ですが、「{name}」がありません"
            reader.add(fields["status"], message, "field-missing")
    return status


def _parties(root: Fields, reader: YamlReader) -> Iterator[Party]:
    seen: set[tuple[str, str]] = set()
    listed = root.get("parties")
    if isinstance(listed, yaml.SequenceNode) and not listed.value:
        message = (
            "当事者が一つもありません。個々の団体が示されていないときは、"
            "「{key: 協定市, name: 協定市, slug: 識別名, open: true}」のように、総称を当事者とします"
        )
        reader.add(listed, message, "yaml-value")
        return
    for node, fields in reader.mappings(listed, "項目「parties」", "当事者", PARTY, MORE_OF_PARTY):
        party = Party(
            **{name: reader.string(fields, name) for name in ("key", "name", "code", "contact", "short")},
            slug=reader.slug(fields, "slug", "当事者のslug"),
            place=reader.place(node),
            members=reader.lines(fields, "members"),
            is_open=reader.choice(fields, "open", {"true": "true", "false": "false"}) == "true",
        )
        if party.code and not is_local_government_code(party.code):
            message = f"全国地方公共団体コード「{party.code}」は、検査数字の合う6桁の数字ではありません。"
            message += "分からないときは、書きません"
            reader.add(fields["code"], message, "party-code")
        values = [(name, getattr(party, name)) for name in (*PARTY, "code", "short")]
        for name, value in (*values, *(("members", one) for one in party.members)):
            if value and (name, unvaried(value)) in seen:
                message = f"当事者の項目「{name}」の「{value}」が重なっています"
                reader.add(node, message, "party-doubled")
            seen.add((name, unvaried(value)))
        yield party


def _bodies(root: Fields, reader: YamlReader) -> Iterator[Organisation]:
    for node, fields in reader.mappings(root.get("bodies"), "項目「bodies」", "bodies", ("name", "slug")):
        slug = reader.slug(fields, "slug", "bodiesのslug")
        yield Organisation(reader.string(fields, "name"), slug, reader.place(node))


def _annex_columns(root: Fields, reader: YamlReader) -> dict[str, tuple[str, ...]]:
    """The head rows by the names of annexes; a list alone is that of all annexes. A head may be blank."""
    if isinstance(root.get("annex_columns"), yaml.MappingNode):
        return reader.named_lines(root, "annex_columns", may_be_blank=True)
    columns = reader.lines(root, "annex_columns", may_be_blank=True)
    return {"": columns} if columns else {}


def _attachments(root: Fields, reader: YamlReader) -> Iterator[AttachmentFacts]:
    listed, known = root.get("attachments"), (("title",), ("concluded", "kind"))
    for node, fields in reader.mappings(listed, "項目「attachments」", "attachments", *known):
        title, kind = reader.string(fields, "title"), reader.string(fields, "kind")
        yield AttachmentFacts(title, read_day(fields, reader), kind, reader.place(node))


def _witness(fields: Fields, reader: YamlReader) -> WitnessNotice | None:
    if "witness" not in fields:
        return None
    inner = reader.mapping(
        fields["witness"], "witness", ("file", "description"), ("remarks", "debris", "expected")
    )
    file = inner.get("file")
    # One file, or a list of several in the order of the paper.
    nodes = [file] if isinstance(file, yaml.ScalarNode) else reader.sequence(file, "witnessのfile")
    files = tuple(reader.line(node, "file") for node in nodes)
    for node, name in zip(nodes, files, strict=True):
        if name and not WITNESS_FILE.fullmatch(name):
            right = "witnessのfileには、同じフォルダーにある.txtファイルの名を書きます"
            reader.add(node, f"{right}が「{name}」とあります", "field-value")
    return WitnessNotice(
        files=tuple(filter(WITNESS_FILE.fullmatch, files)),
        description=reader.string(inner, "description"),
        remarks=reader.lines(inner, "remarks"),
        place=reader.place(fields["witness"]),
        debris=reader.string(inner, "debris"),
        expected=reader.string(inner, "expected"),
    )


def is_local_government_code(code: str) -> bool:
    """Six digits, the last the check digit of the 全国地方公共団体コード (modulus 11, weights 6 to 2)."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return int(code[5]) == (11 - total % 11) % 10
