"""The facts of an agreement in JSON, and what stands beside its text; and back.

A place in the source file is its line; a place in another file is {"path", "line"}.
"""

from __future__ import annotations

from datetime import date

from kyoyaku.forms.json.text import Json
from kyoyaku.model.account import Account, Origin, Treatment
from kyoyaku.model.facts import Facts, Party, Status, WitnessNotice
from kyoyaku.model.layers import Debris, DutyKind, Law, LawPlace, LifeTopic, Name
from kyoyaku.model.text import Ref
from kyoyaku.model.transcript import Transcript, transcript
from kyoyaku.problems import Place


def facts_to_json(facts: Facts) -> Json:
    """The front matter; null is what it does not say."""
    return {
        "title": facts.title,
        "concluded": facts.concluded.isoformat() if facts.concluded else None,
        "status": facts.status.value,
        "checked_on": facts.checked_on.isoformat() if facts.checked_on else None,
        "status_source": facts.status_source,
        "summary": list(facts.summary),
        "basis": facts.basis,
        "parties": [_party_to_json(party) for party in facts.parties],
        "other_instruments": list(facts.other_instruments),
        "witness": _witness_to_json(facts.witness) if facts.witness else None,
        "descriptions": [{"slug": slug, "text": text} for slug, text in facts.descriptions.items()],
        "lines": [{"field": field, "place": _place(place)} for field, place in facts.places.items()],
    }


def facts_from_json(data: Json) -> Facts:
    """The facts that `facts_to_json` has written."""
    return Facts(
        data["title"],
        _day(data["concluded"]),
        Status(data["status"]),
        _day(data["checked_on"]),
        data["status_source"],
        tuple(data["summary"]),
        data["basis"],
        tuple(map(_party_from_json, data["parties"])),
        tuple(data["other_instruments"]),
        _witness_from_json(data["witness"]) if data["witness"] else None,
        {one["slug"]: one["text"] for one in data["descriptions"]},
        {one["field"]: Place(**one["place"]) for one in data["lines"]},
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _place(place: Place) -> Json:
    return {"path": place.path, "line": place.line}


def _party_to_json(party: Party) -> Json:
    """`code` has six digits (全国地方公共団体コード), `area_code` five (標準地域コード)."""
    return {
        "key": party.key,
        "name": party.name,
        "slug": party.slug,
        "code": party.code,
        "area_code": party.code[:5],
        "contact": party.contact,
        "place": _place(party.place),
    }


def _party_from_json(data: Json) -> Party:
    place = Place(**data["place"])
    return Party(data["key"], data["name"], data["slug"], data["code"], data["contact"], place)


def _witness_to_json(notice: WitnessNotice) -> Json:
    return {
        "file": notice.file,
        "description": notice.description,
        "remarks": list(notice.remarks),
        "place": _place(notice.place),
    }


def _witness_from_json(data: Json) -> WitnessNotice:
    return WitnessNotice(data["file"], data["description"], tuple(data["remarks"]), Place(**data["place"]))


def debris_to_json(debris: Debris) -> Json:
    """A cell of the transcript that is not read where it stands."""
    return {
        "at": {"line": debris.ref.line, "cell": debris.ref.cell},
        "kind": debris.kind.name.lower(),
        "pieces": [{"text": text, "moved": moved} for text, moved in debris.pieces],
        "reason": debris.reason,
        "place": _place(debris.place),
    }


def debris_from_json(data: Json) -> Debris:
    """The debris that `debris_to_json` has written."""
    pieces = tuple((one["text"], one["moved"]) for one in data["pieces"])
    ref, kind = Ref(**data["at"]), Treatment[data["kind"].upper()]
    return Debris(ref, kind, pieces, data["reason"], Place(**data["place"]))


def transcript_to_json(witness: Transcript) -> Json:
    """The transcript as it is, with its SHA-256."""
    return {"path": witness.path, "sha256": witness.sha256, "content": witness.content}


def transcript_from_json(data: Json) -> Transcript:
    """The transcript, without byte order mark and CR in what is read of it, as a source is read."""
    text = data["content"].removeprefix("\ufeff").replace("\r\n", "\n")
    return transcript(data["path"], data["content"], text)


def account_to_json(account: Account) -> Json:
    """Numbers of characters by kind."""
    return {
        "transcript": [{"kind": one.name.lower(), "characters": n} for one, n in account.transcript],
        "text": [{"kind": one.name.lower(), "characters": n} for one, n in account.text],
        "transcript_length": account.transcript_length,
        "text_length": account.text_length,
    }


def account_from_json(data: Json) -> Account:
    """The account that `account_to_json` has written."""
    witness = tuple((Treatment[one["kind"].upper()], one["characters"]) for one in data["transcript"])
    text = tuple((Origin[one["kind"].upper()], one["characters"]) for one in data["text"])
    return Account(witness, text, data["transcript_length"], data["text_length"])


def name_to_json(name: Name) -> Json:
    """A name of the index."""
    return {"name": name.name, "reading": name.reading, "kind": name.kind, "place": _place(name.place)}


def name_from_json(data: Json) -> Name:
    """The name that `name_to_json` has written."""
    return Name(data["name"], data["reading"], data["kind"], Place(**data["place"]))


def kind_to_json(kind: DutyKind) -> Json:
    """A kind of duty."""
    return {"key": kind.key, "name": kind.name, "phrases": list(kind.phrases), "place": _place(kind.place)}


def kind_from_json(data: Json) -> DutyKind:
    """The kind that `kind_to_json` has written."""
    return DutyKind(data["key"], data["name"], tuple(data["phrases"]), Place(**data["place"]))


def law_to_json(law: Law) -> Json:
    """A law that the text cites, with its 法令ID, and where its provisions stand at e-Gov法令検索."""
    places = [{"cited": one.cited, "anchor": one.anchor, "place": _place(one.place)} for one in law.places]
    return {
        "name": law.name,
        "law_id": law.identifier,
        "as_of": law.as_of.isoformat(),
        "places": places,
        "place": _place(law.place),
    }


def law_from_json(data: Json) -> Law:
    """The law that `law_to_json` has written."""
    places = tuple(LawPlace(one["cited"], one["anchor"], Place(**one["place"])) for one in data["places"])
    as_of = date.fromisoformat(data["as_of"])
    return Law(data["name"], data["law_id"], as_of, places, Place(**data["place"]))


def topic_to_json(topic: LifeTopic) -> Json:
    """A heading of everyday life, by the editor, with the initiatives under it."""
    return {
        "key": topic.key,
        "name": topic.name,
        "initiatives": list(topic.initiatives),
        "place": _place(topic.place),
    }


def topic_from_json(data: Json) -> LifeTopic:
    """The heading that `topic_to_json` has written."""
    return LifeTopic(data["key"], data["name"], tuple(data["initiatives"]), Place(**data["place"]))
