"""The front matter of a version: YAML between two lines of `---`, checked field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.language.characters import unvaried
from kyoyaku.model.facts import Facts, Party, Status, WitnessNotice
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.yaml_reader import Fields, YamlReader

FENCE = "---"
REQUIRED = ("title", "concluded", "status", "parties")
OPTIONAL = tuple(
    "summary basis checked_on status_source other_instruments witness descriptions formerly".split()
)
WITNESS_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.txt")
PARTY = ("key", "name", "slug", "code")


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
    former = reader.mapping(fields.get("formerly"), "formerly")
    return Facts(
        title=reader.string(fields, "title"),
        concluded=reader.date(fields, "concluded"),
        status=_status(fields, reader),
        checked_on=reader.date(fields, "checked_on"),
        status_source=reader.string(fields, "status_source"),
        summary=reader.lines(fields, "summary"),
        basis=reader.string(fields, "basis"),
        parties=tuple(_parties(fields, reader)),
        other_instruments=reader.lines(fields, "other_instruments"),
        witness=_witness(fields, reader),
        descriptions={slug: reader.string(described, slug) for slug in described},
        formerly={slug: reader.lines(former, slug) for slug in former},
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
    for node in reader.sequence(root.get("parties"), "項目「parties」"):
        fields = reader.mapping(node, "当事者", PARTY, ("contact",))
        party = Party(
            key=reader.string(fields, "key"),
            name=reader.string(fields, "name"),
            slug=reader.slug(fields, "slug", "当事者のslug"),
            code=reader.string(fields, "code"),
            contact=reader.string(fields, "contact"),
            place=reader.place(node),
        )
        if party.code and not is_local_government_code(party.code):
            message = f"全国地方公共団体コード「{party.code}」は、検査数字の合う6桁の数字ではありません"
            reader.add(fields["code"], message, "party-code")
        for name in PARTY:
            value = getattr(party, name)
            if value and (name, unvaried(value)) in seen:
                message = f"当事者の項目「{name}」の「{value}」が重なっています"
                reader.add(node, message, "party-doubled")
            seen.add((name, unvaried(value)))
        yield party


def _witness(fields: Fields, reader: YamlReader) -> WitnessNotice | None:
    if "witness" not in fields:
        return None
    inner = reader.mapping(fields["witness"], "witness", ("file", "description"), ("remarks",))
    right = "witnessのfileには、同じフォルダーにある.txtファイルの名を書きます"
    file = reader.parsed(inner, "file", WITNESS_FILE.fullmatch, right)
    return WitnessNotice(
        file=file[0] if file else "",
        description=reader.string(inner, "description"),
        remarks=reader.lines(inner, "remarks"),
        place=reader.place(fields["witness"]),
    )


def is_local_government_code(code: str) -> bool:
    """Six digits, the last the check digit of the 全国地方公共団体コード (modulus 11, weights 6 to 2)."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=False))
    return int(code[5]) == (11 - total % 11) % 10
