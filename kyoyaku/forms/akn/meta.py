"""The metadata of a document in Akoma Ntoso: FRBR identification, parties, notes, provenance.

IRIs after the Akoma Ntoso Naming Convention 1.0: /akn/jp/doc/agreement/<day>/<agreement>.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from kyoyaku.forms.akn.text import EDITOR, element, write_note
from kyoyaku.forms.provenance import provenance
from kyoyaku.history.steps import steps
from kyoyaku.language.dates import Day
from kyoyaku.model.agreement import UNDATED, Agreement
from kyoyaku.model.facts import DATE_IS
from kyoyaku.model.text import Text
from kyoyaku.pages.chronicle import past
from kyoyaku.pages.compared import compared
from kyoyaku.pages.words import instruments

OWN = "urn:kyoyaku:akn"
"""The XML namespace of the provenance, for which the standard has no element."""
UNKNOWN = {"date": "9999-12-31", "name": "unknown"}
"""The schema requires a day. Where it is not known, the IRIs and `version` have the known month or year."""


MODIFICATIONS = {"changed": "substitution", "added": "insertion", "removed": "repeal", "moved": "renumbering"}
"""The kinds of rows of a 新旧対照表 as the standard calls them."""
LEVELS = {
    "FRBRWork": (("FRBRcountry", "jp"), ("FRBRsubtype", "agreement"), ("FRBRauthoritative", "false")),
    "FRBRExpression": (("FRBRauthoritative", "false"), ("FRBRlanguage", "jpn")),
    "FRBRManifestation": (("FRBRformat", "application/akn+xml"),),
}
"""The further elements that the schema requires at each level."""


def write_meta(
    document: Element, agreement: Agreement, component: str, day: Day | None, ids: Mapping[Text, str]
) -> None:
    """Write the metadata of a document of that day: `component` is `main`, or the eId of an attachment."""
    meta = element(document, "meta")
    identification = element(meta, "identification", source=EDITOR)
    facts = agreement.facts
    # Of any version and language.
    work = f"/akn/jp/doc/agreement/{agreement.concluded or UNDATED}/{agreement.slug}"
    iris = {"FRBRWork": work, "FRBRExpression": f"{work}/jpn@{agreement.version}"}
    iris["FRBRManifestation"] = f"{iris['FRBRExpression']}.akn"
    date = UNKNOWN
    if day and day.exact:
        date = {"date": str(day), "name": "concluded" if facts.date_is == DATE_IS else facts.date_is}
    for level, iri in iris.items():
        if level == "FRBRExpression" and facts.in_force:
            date = {"date": str(facts.in_force), "name": "in force"}
        _level(identification, level, iri, component, date)
    if component == "main":
        if agreement.begins and (facts.in_force or facts.abolished or steps(agreement)):
            _in_time(meta, agreement, ids)
        _references(meta, agreement)
        notes = element(meta, "notes", source=EDITOR) if agreement.marks else meta
        for mark in agreement.marks:
            write_note(notes, mark)
        own = element(meta, "proprietary", source=EDITOR)
        said = {"kind": facts.kind, "date_is": facts.date_is, "instrument": facts.instrument}
        for name, value in (asdict(provenance(agreement)) | said).items():
            if value and name != "title":
                SubElement(own, f"{{{OWN}}}{name}").text = value


def _level(identification: Element, name: str, iri: str, component: str, date: dict[str, str]) -> None:
    level = element(identification, name)
    stem, dot, suffix = iri.partition(".")
    element(level, "FRBRthis", value=f"{stem}/!{component}{dot}{suffix}")
    element(level, "FRBRuri", value=iri)
    element(level, "FRBRdate", **date)
    element(level, "FRBRauthor", href=EDITOR if name == "FRBRManifestation" else "#parties")
    for own, value in LEVELS[name]:
        element(level, own, **{"language" if own == "FRBRlanguage" else "value": value})


def _in_time(meta: Element, agreement: Agreement, ids: Mapping[Text, str]) -> None:
    """Write the events that made and ended versions, what the last one changed, when each is in force."""
    versions, abolished = [one for one in agreement.versions if one.begins], agreement.facts.abolished
    events = element(meta, "lifecycle", source=EDITOR)
    for one in versions:
        kind, by = ("amendment", f"by_{one.version}") if one.facts.changed_by else ("generation", "parties")
        more = {"date": str(one.begins), "type": kind, "source": f"#{by}"}
        element(events, "eventRef", eId=f"from_{one.version}", **more)
    if abolished:
        element(events, "eventRef", eId="end", date=str(abolished.on), type="repeal", source="#parties")
    rows = [row for step in past(agreement)[-1:] for row in compared(step) if row.kind in MODIFICATIONS]
    changed = element(element(meta, "analysis", source=EDITOR), "passiveModifications") if rows else meta
    for number, row in enumerate(rows, start=1):
        own = element(changed, "textualMod", eId=f"mod_{number}", type=MODIFICATIONS[row.kind])
        element(own, "source", href=f"#by_{agreement.version}")
        new = ids.get(row.line.pair.new.source) if row.line.pair.new and row.line.pair.new.source else None
        where = f"#{new}" if new else f"../{row.old.address}"
        element(own, "destination", href=where)
    times = element(meta, "temporalData", source=EDITOR)
    for one, after in zip_longest(versions, versions[1:]):
        group = element(times, "temporalGroup", eId=f"time_{one.version}")
        end = f"#from_{after.version}" if after else "#end" if abolished else ""
        more = {"start": f"#from_{one.version}", "refersTo": "#in_force"} | ({"end": end} if end else {})
        element(group, "timeInterval", **more)


def _references(meta: Element, agreement: Agreement) -> None:
    references = element(meta, "references", source=EDITOR)
    ontology = "/akn/ontology/organization/jp"
    named = [(f"party_{p.slug}", f"{ontology}/{p.code or p.slug}", p.name) for p in agreement.parties]
    named += [(f"body_{one.slug}", f"{ontology}/{one.slug}", one.name) for one in agreement.facts.bodies]
    for identifier, href, name in named:
        element(references, "TLCOrganization", eId=identifier, showAs=name, href=href)
    names = agreement.party_names
    element(references, "TLCOrganization", eId="parties", href="#parties", showAs=names)
    element(references, "TLCOrganization", eId="editor", href=EDITOR, showAs="この資料の編者")
    if meta.find("temporalData") is not None:
        force = {"href": "/akn/ontology/concept/jp/in-force", "showAs": "効力"}
        element(references, "TLCConcept", eId="in_force", **force)
    for one in (one for one in agreement.versions if one.facts.changed_by):
        more = {"href": f"../changes/{one.version}/", "showAs": instruments(one.facts.changed_by)}
        element(references, "passiveRef", eId=f"by_{one.version}", **more)
