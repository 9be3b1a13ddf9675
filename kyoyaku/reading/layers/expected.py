"""expected.yml: what one agreement is known to have, as data beside it; an agreement may do without.

articles: 7
costs:                                      # the initiatives in which a party bears costs, by their slugs
  甲: [secondary-emergency-care, lifelong-learning]

What is true of one agreement alone does not belong into the tests of the code.
"""

from __future__ import annotations

from kyoyaku.analysis.duties import costs, duties
from kyoyaku.reading.layers.side_file import SideFile


def check_expected(file: SideFile) -> None:
    """Report each field of the file that the agreement does not meet."""
    agreement = file.agreement
    found = {
        "articles": len(agreement.articles),
        "initiatives": len(agreement.entries),
        "lacunae": sum(mark.is_lost for mark in agreement.marks),
        "witness_sha256": agreement.transcript.sha256 if agreement.transcript else "",
    }
    root = file.root(file.text)
    fields = file.mapping(root, "expected.yml", (), (*found, "costs")) if root else {}
    for name in found.keys() & fields.keys():
        expected = file.string(fields, name)
        if expected and expected != str(found[name]):
            message = f"{name}は{expected}とされていますが、実際は{found[name]}です"
            file.add(fields[name], message, "expected")
    parties, kind = {party.key: party for party in agreement.parties}, costs(agreement)
    listed = file.mapping(fields["costs"], "costs", (), tuple(parties)) if "costs" in fields else {}
    for key, node in listed.items():
        slugs = file.lines(listed, key)
        own = duties(agreement, parties[key]) if key in parties else ()
        bearing = tuple(one.entry.initiative.slug for one in own if kind and one.quotes(kind))
        if key in parties and slugs != bearing:
            message = (
                f"costsの{key}は「{'、'.join(slugs)}」とされていますが、実際は「{'、'.join(bearing)}」です"
            )
            file.add(node, message, "expected")
