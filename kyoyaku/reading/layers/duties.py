"""duties.yml: kinds of duties, each told by the exact phrases of the text, for filters and for who pays.

- {key: costs, name: 費用を負担する, phrases: [経費を負担, 補助金を支出]}
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import DutyKind
from kyoyaku.model.parts import texts
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Problem, Problems
from kyoyaku.reading.yaml_reader import YamlReader

FIELDS = ("key", "name", "phrases")
MOST = 6
"""The style sheet has a rule for each filter."""


def read_duty_kinds(text: str, path: str, problems: Problems) -> tuple[DutyKind, ...]:
    """The kinds of the file; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    nodes = reader.entries(text)
    for node in nodes[MOST:]:
        reader.add(node, f"役割の種別は{MOST}個までです", "duty-kind")
    return tuple(kind for node in nodes[:MOST] if (kind := _entry(reader, node)))


def _entry(reader: YamlReader, node: yaml.Node) -> DutyKind | None:
    fields = reader.mapping(node, "一覧", FIELDS)
    key, name = reader.string(fields, "key"), reader.string(fields, "name")
    listed = reader.sequence(fields["phrases"], "phrases") if "phrases" in fields else []
    phrases = tuple(reader.word(one, "phrases") for one in listed)
    if key and (fault := slug_fault(key)):
        reader.add(node, f"役割の種別のkey「{key}」は{fault}", "slug-form")
    if not (key and name and phrases and all(phrases)):
        return None
    return DutyKind(key, name, phrases, reader.place(node))


def check_duty_kinds(agreement: Agreement) -> Iterator[Problem]:
    """Each phrase stands in a role or in an article, and each kind is there once."""
    roles = [row.body for entry in agreement.entries for row in entry.initiative.rows if not row.is_content]
    bodies = (*roles, *(article.body for article in agreement.articles))
    held = "\n".join(text.edited for text in texts(tuple(bodies)))
    seen: set[str] = set()
    for kind in agreement.duty_kinds:
        for phrase in kind.phrases:
            if phrase not in held:
                message = f"「{phrase}」は、当事者の役割にも条文にもありません"
                yield Problem(kind.place, message, "phrase-in-text")
        if kind.key in seen:
            yield Problem(kind.place, f"役割の種別「{kind.key}」は、前にも書かれています", "duty-kind")
        seen.add(kind.key)
