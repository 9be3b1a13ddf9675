"""What one agreement is known to have, as data beside it; an agreement may do without.

articles: 7
costs:                                      # the initiatives in which a party bears costs, by their slugs
  甲: [secondary-emergency-care, lifelong-learning]

What is true of one agreement alone is so no part of the code's tests.
"""

from __future__ import annotations

import yaml

from kyoyaku.analysis.duties import costs, duties
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.model.text import Illegible, Lost
from kyoyaku.problems import Problems
from kyoyaku.reading.yaml_reader import YamlReader

FIELDS = ("articles", "initiatives", "lacunae", "witness_sha256", "costs")


def check_expected(agreement: Agreement, text: str, path: str, problems: Problems) -> None:
    """A problem for each field of `expected.yml` that the agreement does not meet."""
    reader = YamlReader(path, 1, problems)
    root = reader.root(text)
    fields = reader.mapping(root, "expected.yml", (), FIELDS) if root else {}
    found = {
        "articles": len(agreement.articles),
        "initiatives": len(agreement.entries),
        "lacunae": sum(isinstance(mark, Lost | Illegible) for mark in agreement.marks),
        "witness_sha256": agreement.transcript.sha256 if agreement.transcript else "",
    }
    if "costs" in fields:
        _check_costs(agreement, reader, fields["costs"])
    for name in found.keys() & fields.keys():
        expected = reader.string(fields, name)
        if expected and expected != str(found[name]):
            message = f"{name}は{expected}とされていますが、実際は{found[name]}です"
            reader.add(fields[name], message, "expected")


def _check_costs(agreement: Agreement, reader: YamlReader, node: yaml.Node) -> None:
    """A problem for each party that bears costs in other initiatives than the field names."""
    parties = {party.key: party for party in agreement.parties}
    for key, listed in reader.mapping(node, "costs", (), tuple(parties)).items():
        slugs = [reader.line(one, key) for one in reader.sequence(listed, key)]
        if key in parties and slugs != (found := _bearing(agreement, parties[key])):
            message = (
                f"costsの{key}は「{'、'.join(slugs)}」とされていますが、実際は「{'、'.join(found)}」です"
            )
            reader.add(listed, message, "expected")


def _bearing(agreement: Agreement, party: Party) -> list[str]:
    kind = costs(agreement)
    return [one.entry.initiative.slug for one in duties(agreement, party) if kind and one.quotes(kind)]
