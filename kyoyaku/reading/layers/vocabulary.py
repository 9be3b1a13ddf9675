"""vocabulary.yml: words that a search takes for the same, put side by side by the editor.

- [子ども, こども, 子供]
"""

from __future__ import annotations

from collections.abc import Iterator

from kyoyaku.reading.layers.side_file import SideFile


def read_vocabulary(file: SideFile) -> Iterator[tuple[str, ...]]:
    """The groups of the file. A group has two different words or more, of which one stands in the text."""
    for node in file.nodes():
        words = tuple(file.line(word, "語") for word in file.sequence(node, "語の組"))
        shown = "、".join(words)
        if not words or not all(words):
            pass
        elif len(set(words)) < max(2, len(words)):
            file.add(node, f"異なる語を二つ以上並べてください: {shown}", "vocabulary")
        elif not any(word in file.agreement.edited for word in words):
            file.add(node, f"どの語も協約の文にありません: {shown}", "vocabulary")
        yield words
