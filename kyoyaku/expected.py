"""Counts that one agreement is known to have, as data beside it; an agreement may do without.

What is true of one agreement alone (7 articles, 35 initiatives) is so no part of the code's tests.
"""

from __future__ import annotations

from .model import Agreement
from .problems import Problems
from .text import Illegible, Lost
from .yaml_reader import YamlReader

FIELDS = ("articles", "initiatives", "lacunae", "witness_sha256")


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
    for name in fields:
        expected = reader.string(fields, name)
        if expected and name in found and expected != str(found[name]):
            message = f"{name}は{expected}とされていますが、実際は{found[name]}です"
            reader.add(fields[name], message, "expected")
