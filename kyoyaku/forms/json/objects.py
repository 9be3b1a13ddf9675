"""How the objects of agreement.json correspond to the classes of the model: the declaration of the format.

An object has a key for each field of its class, in the order of the class; the tables here say where that
is not so. A field that is added to a class is in the file at once; add it to agreement.schema.json by hand.

Texts and notes are no objects of their own: their keys join those of the object that they belong to.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from kyoyaku.model import grid, parts
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.change import ChangedBy
from kyoyaku.model.facts import Facts, Party, WitnessNotice
from kyoyaku.model.layers import Debris, Law
from kyoyaku.model.text import Lost, Note
from kyoyaku.model.transcript import Account, Transcript
from kyoyaku.problems import Place

ORDER: dict[type, str] = {
    Agreement: "slug path title facts preamble parts transcript debris account",
    Party: "key name slug code area_code",
    parts.Article: "text body",
    parts.Annex: "text body",
    parts.Row: "parties",
    parts.Closing: "place lines",
    parts.Section: "label position",
    parts.Initiative: "slug label name",
    parts.Paragraph: "label text inside",
    Lost: "number length at_most whole",
    Transcript: "files sha256",
}
"""The keys that come first in an object, if the order is not that of the class; some are no fields."""
LEFT_OUT = {
    *((parts.Row, "kind"), (Note, "source"), (Transcript, "lines"), (Transcript, "rows"), (Place, "at")),
    *((Agreement, name) for name in "addresses pictures publisher replaced_on".split()),
    *((Agreement, name) for name in "earlier coming withdrawn".split()),
    *((ChangedBy, "instrument"), (Facts, "is_old_first")),
    *((WitnessNotice, "debris"), (WitnessNotice, "expected")),
}
"""Fields that are not in the JSON: `type` says them, they follow from other fields, or concern the site."""
RENAMED: dict[tuple[type, str], str] = {
    (Agreement, "path"): "source",
    (Facts, "places"): "lines",
    (Party, "is_open"): "open",
    **{(one, "place"): "line" for one in (parts.Closing, grid.Table, parts.Image, parts.DatabaseNote)},
    (Debris, "ref"): "at",
    (Law, "identifier"): "law_id",
}
PAIRS = {
    (Facts, "descriptions"): ("slug", "text"),
    (Facts, "formerly"): ("slug", "former"),
    (Facts, "places"): ("field", "place"),
    (Facts, "no_role"): ("slug", "keys"),
    (Facts, "annex_columns"): ("annex", "columns"),
    (Debris, "pieces"): ("text", "moved"),
    (Transcript, "files"): ("path", "lines_before"),
    (Account, "transcript"): ("kind", "characters"),
    (Account, "text"): ("kind", "characters"),
}
"""Fields of pairs, which JSON has as objects of two keys."""


@cache
def keys(kind: type) -> tuple[tuple[str, str], ...]:
    """Pairs (attribute of the class, key in JSON), in the order of the JSON object."""
    first = ORDER.get(kind, "").split()
    rest = (one.name for one in fields(kind) if one.name not in first)
    return tuple(
        (name, RENAMED.get((kind, name), name)) for name in (*first, *rest) if (kind, name) not in LEFT_OUT
    )


def type_of(value: object) -> str:
    """What `type` (or `kind`, of a mark) says: the class, or of which kind a row is."""
    if isinstance(value, parts.Row):
        return value.kind
    return type(value).__name__.lower()
