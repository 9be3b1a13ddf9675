"""A side file: YAML beside a version, whose entries are compared with the agreement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

import yaml

from kyoyaku.language.characters import unvaried
from kyoyaku.model.agreement import Agreement
from kyoyaku.problems import Problems
from kyoyaku.reading.yaml_reader import Fields, YamlReader

READING = re.compile(r"[ぁ-ゖー]+")


class SideFile(YamlReader):
    """Reads the file at `path`, whose content is `text`, and compares it with the agreement."""

    def __init__(self, text: str, path: str, agreement: Agreement, problems: Problems) -> None:
        super().__init__(path, 1, problems)
        self.text = text
        self.path = path
        self.agreement = agreement
        self._words = unvaried(agreement.edited)
        self._ever = unvaried("\n".join(one.edited for one in agreement.versions))
        self._seen: set[str] = set()

    def nodes(self) -> list[yaml.Node]:
        """The members of the list that the file is."""
        return self.sequence(self.root(self.text), "ファイル")

    def entries(self, *names: Sequence[str]) -> Iterator[tuple[yaml.Node, Fields]]:
        """The members of a file that is a list of mappings, each with its fields."""
        return self.mappings(self.root(self.text), "ファイル", "一覧", *names)

    def has(self, words: str) -> bool:
        """Whether any version contains the words; variation selectors are ignored.

        Not only the current one: nobody edits the file on the day on which the next version takes effect.
        """
        return unvaried(words) in self._ever

    def in_text(self, node: yaml.Node | None, words: str, rule: str) -> bool:
        """Whether the text contains the words; a problem if no version does."""
        if not self.has(words):
            self.add(node, f"「{words}」は{self.agreement.facts.kind}の文にありません", rule)
        return unvaried(words) in self._words

    def once(self, node: yaml.Node, shown: str, rule: str) -> None:
        """Report what an earlier entry has, too; `shown` is how the problem names it."""
        if shown in self._seen:
            self.add(node, f"{shown}は、前にも書かれています", rule)
        self._seen.add(shown)

    @property
    def is_read(self) -> bool:
        """Whether an entry could be read; if none, nobody can say what the file leaves out."""
        return bool(self._seen)


class Of(Enum):
    """The version of an agreement that a side file belongs to."""

    CURRENT = "the current one"
    READING = "the one whose front matter names it; without a name, the first"
    FIRST = "the first"
    EVERY = "each; the reader takes the entries about it"


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of side file: its name, the field of `Layers` that it fills, its reader, and its version."""

    file: str
    field: str
    read: Callable[[SideFile], Iterator[object]]
    of: Of = Of.CURRENT
