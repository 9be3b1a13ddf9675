"""expected.yml: what one agreement is known to have, as data beside it; an agreement may do without.

articles: 7
costs:                                      # the initiatives in which a party bears costs, by their slugs
  甲: [secondary-emergency-care, lifelong-learning]

What is true of one agreement alone does not belong into the tests of the code.
"""

from __future__ import annotations

import yaml

from kyoyaku.analysis.duties import costs, duties
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Party
from kyoyaku.reading.layers.side_file import SideFile

FIELDS = ("articles", "initiatives", "lacunae", "witness_sha256", "costs")


def check_expected(file: SideFile) -> None:
    """Report each field of the file that the agreement does not meet."""
    agreement = file.agreement
    root = file.root(file.text)
    fields = file.mapping(root, "expected.yml", (), FIELDS) if root else {}
    found = {
        "articles": len(agreement.articles),
        "initiatives": len(agreement.entries),
        "lacunae": sum(mark.is_lost for mark in agreement.marks),
        "witness_sha256": agreement.transcript.sha256 if agreement.transcript else "",
    }
    if "costs" in fields:
        _check_costs(file, fields["costs"])
    for name in found.keys() & fields.keys():
        expected = file.string(fields, name)
        if expected and expected != str(found[name]):
            message = f"{name}は{expected}とされていますが、実際は{found[name]}です"
            file.add(fields[name], message, "expected")


def _check_costs(file: SideFile, node: yaml.Node) -> None:
    """Report each party that bears costs in other initiatives than the field names."""
    parties = {party.key: party for party in file.agreement.parties}
    fields = file.mapping(node, "costs", (), tuple(parties))
    for key, listed in fields.items():
        slugs = list(file.lines(fields, key))
        if key in parties and slugs != (found := _bearing(file.agreement, parties[key])):
            message = (
                f"costsの{key}は「{'、'.join(slugs)}」とされていますが、実際は「{'、'.join(found)}」です"
            )
            file.add(listed, message, "expected")


def _bearing(agreement: Agreement, party: Party) -> list[str]:
    """The slugs of the initiatives in which a party bears costs."""
    kind = costs(agreement)
    return [one.entry.initiative.slug for one in duties(agreement, party) if kind and one.quotes(kind)]
