"""A YAML file beside a version, read together with the agreement that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.yaml_reader import Fields, YamlReader


class SideFile(YamlReader):
    """Reads the file at `path`, whose content is `text`, and compares it with the agreement."""

    def __init__(self, text: str, path: str, agreement: Agreement, problems: Problems) -> None:
        super().__init__(path, 1, problems)
        self.text = text
        self.path = path
        self.agreement = agreement
        self._words = unvaried(agreement.edited)
        self._seen: set[str] = set()

    def nodes(self) -> list[yaml.Node]:
        """The members of the list that the file is."""
        return self.sequence(self.root(self.text), "ファイル")

    def entries(
        self, required: Sequence[str], optional: Sequence[str] = ()
    ) -> Iterator[tuple[yaml.Node, Fields]]:
        """The members of a file that is a list of mappings, each with its fields."""
        return ((node, self.mapping(node, "一覧", required, optional)) for node in self.nodes())

    def has(self, words: str) -> bool:
        """Whether a text of the agreement contains the words, be it with other shapes of their characters."""
        return unvaried(words) in self._words

    def in_text(self, node: yaml.Node | None, words: str, rule: str) -> None:
        """Report words that no text of the agreement contains."""
        if not self.has(words):
            self.add(node, f"「{words}」は協約の文にありません", rule)

    def once(self, node: yaml.Node, shown: str, rule: str) -> None:
        """Report what an earlier entry has, too; `shown` is how the problem names it."""
        if shown in self._seen:
            self.add(node, f"{shown}は、前にも書かれています", rule)
        self._seen.add(shown)
