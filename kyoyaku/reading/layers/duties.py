"""duties.yml: kinds of duties, each told by exact phrases of the text, for filters and for who pays.

- {key: costs, name: 費用を負担する, phrases: [経費を負担, 補助金を支出]}
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.model.layers import DutyKind
from kyoyaku.model.parts import texts
from kyoyaku.reading.layers.side_file import SideFile

MOST = 6
"""At most 6 kinds: the style sheet has six rules for filters."""


def read_duty_kinds(file: SideFile) -> Iterator[DutyKind]:
    """The kinds of the file. Each stands there once, each phrase in the role of a party or in an article."""
    rows = (row for entry in file.agreement.entries for row in entry.initiative.rows)
    bodies = [row.body for row in rows if not row.is_content]
    bodies += [article.body for article in file.agreement.articles]
    words = "\n".join(text.edited for text in texts(tuple(bodies)))
    nodes = file.nodes()
    for node in nodes[MOST:]:
        file.add(node, f"役割の種別は{MOST}個までです", "duty-kind")
    for node in nodes[:MOST]:
        fields = file.mapping(node, "一覧", ("key", "name", "phrases"))
        key, name = file.slug(fields, "key", "役割の種別のkey"), file.string(fields, "name")
        phrases = file.lines(fields, "phrases")
        if not (key and name and phrases and all(phrases)):
            continue
        for phrase in phrases:
            if phrase not in words:
                file.add(node, f"「{phrase}」は、当事者の役割にも条文にもありません", "phrase-in-text")
        file.once(node, f"役割の種別「{key}」", "duty-kind")
        yield DutyKind(key, name, phrases, file.place(node))
