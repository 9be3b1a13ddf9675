"""life.yml: the initiatives under the words of everyday life, in the order of the page.

- {key: childcare, name: 子育て, initiatives: [child-rearing-support, childcare-supporters]}

The headings are the editor's; the agreement does not have them.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kyoyaku.model.agreement import Agreement
from kyoyaku.model.layers import LifeTopic
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Place, Problem, Problems
from kyoyaku.reading.yaml_reader import YamlReader

FIELDS = ("key", "name", "initiatives")


def read_life(text: str, path: str, problems: Problems) -> tuple[LifeTopic, ...]:
    """The topics of the file; a problem for each entry that has not the form."""
    reader = YamlReader(path, 1, problems)
    return tuple(topic for node in reader.entries(text) if (topic := _topic(reader, node)))


def _topic(reader: YamlReader, node: yaml.Node) -> LifeTopic | None:
    fields = reader.mapping(node, "一覧", FIELDS)
    key, name = reader.string(fields, "key"), reader.string(fields, "name")
    listed = reader.sequence(fields["initiatives"], "initiatives") if "initiatives" in fields else []
    slugs = tuple(reader.line(one, "initiatives") for one in listed)
    if key and (fault := slug_fault(key)):
        reader.add(node, f"見出しのkey「{key}」は{fault}", "slug-form")
    return LifeTopic(key, name, slugs, reader.place(node)) if key and name and all(slugs) and slugs else None


def check_life(agreement: Agreement, path: str) -> Iterator[Problem]:
    """Every initiative stands under a topic, every name is that of an initiative, nothing is there twice."""
    known = [entry.initiative.slug for entry in agreement.entries]
    keys: set[str] = set()
    for topic in agreement.life:
        if topic.key in keys:
            yield Problem(topic.place, f"見出しのkey「{topic.key}」は、前にも書かれています", "life-topic")
        keys.add(topic.key)
        for at, slug in enumerate(topic.initiatives):
            if slug not in known:
                yield Problem(topic.place, f"「{slug}」という取組はありません", "life-topic")
            elif slug in topic.initiatives[:at]:
                yield Problem(topic.place, f"「{slug}」は、同じ見出しの前にも書かれています", "life-topic")
    held = {slug for topic in agreement.life for slug in topic.initiatives}
    if missing := [slug for slug in known if slug not in held]:
        message = f"どの見出しにもない取組があります：{'、'.join(missing)}"
        yield Problem(Place(path, 1), message, "life-topic")
