"""vocabulary.yml: words that a search takes for the same, put side by side by the editor.

- [子ども, こども, 子供]
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Place, Problem, Problems
from kyoyaku.reading.yaml_reader import YamlReader

Group = tuple[str, ...]


def read_vocabulary(text: str, path: str, problems: Problems) -> list[tuple[Group, Place]]:
    """The groups of the file, each with its place; a problem for each that is no list of words."""
    reader = YamlReader(path, 1, problems)
    return [
        (tuple(reader.word(word, "語") for word in reader.sequence(node, "語の組")), reader.place(node))
        for node in reader.entries(text)
    ]


def check_vocabulary(agreement: Agreement, groups: list[tuple[Group, Place]]) -> Iterator[Problem]:
    """A group has two words or more, no word twice, and one that stands in the text."""
    text = "\n".join(one.edited for one in agreement.texts)
    for words, place in (one for one in groups if all(one[0]) and one[0]):
        shown = "、".join(words)
        if len(set(words)) < max(2, len(words)):
            yield Problem(place, f"異なる語を二つ以上並べてください: {shown}", "vocabulary")
        elif not any(word in text for word in words):
            yield Problem(place, f"どの語も協約の文にありません: {shown}", "vocabulary")
