"""YAML read as typed, node by node, each fault with its line.

The YAML is composed, not constructed: every value stays the string that was written (`012041` keeps
its zero, `no` stays a word), every node knows its line, and no tag can make an object. Tags, anchors and
aliases are refused all the same, and so is what is nested or long beyond reason (`yaml_limits`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

import yaml

from kyoyaku import limits
from kyoyaku.language.characters import invisible
from kyoyaku.problems import Place, Problems
from kyoyaku.reading.yaml_limits import FAULTS, LOADER, beyond, line_of

Fields = dict[str, yaml.Node]


class YamlReader:
    """Reads one YAML text; `first_line` is its first line in the file."""

    def __init__(self, path: str, first_line: int, problems: Problems) -> None:
        self._path = path
        self._first_line = first_line
        self._problems = problems
        self._words = 0

    def root(self, text: str) -> yaml.Node | None:
        """The top node; None, with a problem, when there is none or the text is no YAML."""
        try:
            faults = list(beyond(text, self._at))
            self._problems.extend(faults)
            if faults:
                return None
            node = yaml.compose(text, Loader=LOADER)
        except FAULTS as error:
            line = line_of(error, text)
            message = "YAMLとして読めません。コロンの後の空白、引用符、括弧を確かめてください"
            self._problems.add(self._at(line), message, "yaml")
            return None
        if node is None:
            self.add(None, "中身がありません", "yaml")
        return node

    def mapping(
        self, node: yaml.Node, of: str, required: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> Fields:
        """The fields of a mapping; with names given, one that is missing or unknown is a problem."""
        if not isinstance(node, yaml.MappingNode):
            self.add(node, f"{of}は「項目: 値」の形で書きます", "yaml-value")
            return {}
        if not self._is_short(node, of):
            return {}
        known = (*required, *optional)
        fields: Fields = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in fields:
                self.add(key, f"{of}の項目「{name}」が重複しています", "field-doubled")
            elif known and name not in known:
                message = f"{of}に使えない項目「{name}」があります。使えるのは{'、'.join(known)}です"
                self.add(key, message, "field-unknown")
            fields[name] = value
        for name in required:
            if name not in fields:
                self.add(node, f"{of}に項目「{name}」がありません", "field-missing")
        return fields

    def sequence(self, node: yaml.Node, of: str) -> list[yaml.Node]:
        """The members of a list that is not empty."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.add(node, f"{of}には「- 」を付けて並べます", "yaml-value")
            return []
        return list(node.value) if self._is_short(node, of) else []

    def _is_short(self, node: yaml.CollectionNode, of: str) -> bool:
        if (length := len(node.value)) > limits.ENTRIES:
            self.add(node, f"{of}に{length:,}個あります（上限{limits.ENTRIES:,}個）", "entry-count")
        return length <= limits.ENTRIES

    def entries(self, text: str) -> list[yaml.Node]:
        """The members of the list that a whole file is."""
        root = self.root(text)
        return self.sequence(root, "ファイル") if root else []

    def choice(self, node: yaml.Node, fields: Fields, name: str, known: Collection[str]) -> str:
        """One of the known words, or '' with a problem at the node."""
        written = self.string(fields, name)
        if written and written not in known:
            message = f"{name}は{'、'.join(known)}のどれかですが「{written}」とあります"
            self.add(node, message, "field-value")
        return written if written in known else ""

    def string(self, fields: Fields, name: str) -> str:
        """A value of one line; '' when the field is not there or holds none."""
        node = fields.get(name)
        return "" if node is None else self.line(node, name)

    def line(self, node: yaml.Node, name: str) -> str:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or "\n" in node.value:
            self.add(node, f"項目「{name}」には1行の文字を書きます", "field-value")
            return ""
        if (length := len(node.value)) > limits.VALUE:
            self.add(node, f"項目「{name}」が{length:,}字あります（上限{limits.VALUE:,}字）", "value-length")
            return ""
        if unseen := invisible(node.value):
            message = f"項目「{name}」に目に見えない文字U+{ord(unseen[0]):04X}があります。消してください"
            self.add(node, message, "control-character")
            return ""
        return str(node.value)

    def word(self, node: yaml.Node | None, name: str) -> str:
        """A value that will be looked for in the text, which costs time for each."""
        written = self.line(node, name) if node else ""
        self._words += bool(written)
        if self._words == limits.WORDS + 1:
            self.add(node, f"本文から探す語が{limits.WORDS:,}個を超えました", "word-count")
        if len(written) > limits.WORD:
            self.add(node, f"項目「{name}」が{len(written)}字あります（上限{limits.WORD}字）", "value-length")
            return ""
        return written if self._words <= limits.WORDS else ""

    def date(self, fields: Fields, name: str) -> date | None:
        """A day as 2022-01-12."""
        written = self.string(fields, name)
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
                return date.fromisoformat(written)
        except ValueError:
            pass
        if written:
            message = f"項目「{name}」は2022-01-12のような日付で書きますが「{written}」とあります"
            self.add(fields[name], message, "field-value")
        return None

    def place(self, node: yaml.Node | None) -> Place:
        return self._at(node.start_mark.line if node else 0)

    def _at(self, line: int) -> Place:
        """The place of a line of the YAML, counted from 0."""
        return Place(self._path, self._first_line + line)

    def add(self, node: yaml.Node | None, message: str, rule: str) -> None:
        self._problems.add(self.place(node), message, rule)
