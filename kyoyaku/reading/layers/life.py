"""life.yml: the initiatives under the words of everyday life, in the order of the page.

- {key: childcare, name: 子育て, initiatives: [child-rearing-support, childcare-supporters]}

The headings are the editor's; the agreement does not have them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.model.layers import LifeTopic
from kyoyaku.reading.layers.side_file import SideFile


def read_life(file: SideFile) -> Iterator[LifeTopic]:
    """The topics of the file. Every initiative stands under a topic, nothing stands in one twice."""
    known = dict.fromkeys(entry.initiative.slug for entry in file.agreement.entries)
    placed: set[str] = set()
    for node, fields in file.entries(("key", "name", "initiatives")):
        key, name = file.slug(fields, "key", "見出しのkey"), file.string(fields, "name")
        slugs = file.lines(fields, "initiatives")
        if not (key and name and slugs and all(slugs)):
            continue
        file.once(node, f"見出しのkey「{key}」", "life-topic")
        for at, slug in enumerate(slugs):
            if slug not in known:
                file.add(node, f"「{slug}」という取組はありません", "life-topic")
            elif slug in slugs[:at]:
                file.add(node, f"「{slug}」は、同じ見出しの前にも書かれています", "life-topic")
        placed.update(slugs)
        yield LifeTopic(key, name, slugs, file.place(node))
    if missing := [slug for slug in known if slug not in placed]:
        file.add(None, f"どの見出しにもない取組があります：{'、'.join(missing)}", "life-topic")
