"""Reads YAML with every value as it was typed, and with the line of each problem.

The YAML is composed, not constructed: every value stays the string that was written (`012041` keeps its
zero, `no` stays a word), every node knows its line, and no tag can make an object. What could stop a build
is refused before the tree is made: an alias for a billion values, nesting beyond Python's recursion limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import yaml

from kyoyaku import limits
from kyoyaku.model.slugs import slug_fault
from kyoyaku.problems import Place, Problem, Problems
from kyoyaku.reading.source_text import character_problems

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where there is one, takes a tenth of the time; a test compares the two."""
FAULTS = (yaml.YAMLError, ValueError, OverflowError)
"""What the parsers raise; the last two where an escape names a character that does not exist."""
NO_YAML = "YAMLとして読めません。コロンの後の空白、引用符、括弧を確かめてください"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Fields = dict[str, yaml.Node]
Value = TypeVar("Value")


class YamlReader:
    """Reads one YAML text and reports its problems; `first_line` is its first line in the file at `path`."""

    def __init__(self, path: str, first_line: int, problems: Problems) -> None:
        self._path = path
        self._first_line = first_line
        self._problems = problems

    def root(self, text: str) -> yaml.Node | None:
        """The top node; None, with a problem, when there is none or the text is no YAML."""
        node = None
        try:
            problem = self._forbidden(text, LOADER)
            if not problem:
                node = yaml.compose(text, Loader=LOADER)
                problem = None if node else Problem(self._at(0), "中身がありません", "yaml")
        except FAULTS as fault:
            problem = self._syntax_fault(text, fault)
        if problem:
            self._problems.extend((problem,))
        return node

    def _forbidden(self, text: str, loader: type[Any]) -> Problem | None:
        """The first thing in the text that we do not allow. Raises one of FAULTS when the text is no YAML."""
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            place = self._at(event.start_mark.line if event.start_mark else 0)
            if depth > limits.YAML_DEPTH:
                return Problem(place, f"入れ子が深すぎます（上限{limits.YAML_DEPTH}段）", "yaml-depth")
            if getattr(event, "anchor", None):
                message = "「&」や「*」（アンカー、エイリアス）は使えません。値をそのまま書いてください"
                return Problem(place, message, "yaml-alias")
            if getattr(event, "tag", None):
                message = "「!」（タグ）は使えません。文字の「!」は、引用符で囲みます"
                return Problem(place, message, "yaml-tag")
        return None

    def _syntax_fault(self, text: str, fault: Exception) -> Problem:
        """The problem for what LOADER raised; the Python parser knows the line more exactly."""
        try:
            if problem := self._forbidden(text, yaml.SafeLoader):
                return problem
        except FAULTS as exact:
            fault = exact if hasattr(exact, "problem_mark") else fault
        mark = getattr(fault, "problem_mark", None)
        return Problem(self._at(mark.line if mark else 0), NO_YAML, "yaml")

    def mapping(
        self, node: yaml.Node | None, of: str, required: Sequence[str] = (), optional: Sequence[str] = ()
    ) -> Fields:
        """The fields of a mapping; none without a node. If names are given, they say what may stand there."""
        if not isinstance(node, yaml.MappingNode):
            if node:
                self.add(node, f"{of}は「項目: 値」の形で書きます", "yaml-value")
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

    def sequence(self, node: yaml.Node | None, of: str) -> list[yaml.Node]:
        """The members of a list, which may not be empty; none without a node."""
        is_list = isinstance(node, yaml.SequenceNode)
        if node and not (is_list and node.value):
            right = "一つ以上を並べます" if is_list else "「- 」を付けて並べます"
            self.add(node, f"{of}には{right}", "yaml-value")
        return list(node.value) if node and is_list else []

    def mappings(
        self, node: yaml.Node | None, of: str, each: str, *names: Sequence[str]
    ) -> Iterator[tuple[yaml.Node, Fields]]:
        """The members of a list of mappings, each with its fields; `names` as `mapping` takes them."""
        return ((one, self.mapping(one, each, *names)) for one in self.sequence(node, of))

    def line(self, node: yaml.Node, name: str, *, is_witness: bool = False) -> str:
        """A value of one line; '' with a problem if the node is none.

        HTML drops blanks at an edge and all but one of several, so only words of the witness may have them.
        """
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip() or "\n" in node.value:
            self.add(node, f"項目「{name}」には1行の文字を書きます", "field-value")
            return ""
        if not is_witness and (node.value != node.value.strip() or re.search(r"  |\t", node.value)):
            message = f"項目「{name}」にタブ、続いた空白又は始め若しくは終わりの空白があります"
            self.add(node, f"{message}。半角の空白1個にするか、消してください", "field-value")
        # What is written as it is was mended when the file was read; "\u200b" is a character only now.
        self._problems.extend(character_problems(node.value, self.place(node)))
        return str(node.value)

    def string(self, fields: Fields, name: str, *, is_witness: bool = False) -> str:
        """The value of a field; '' when the field is missing or has no value of one line."""
        node = fields.get(name)
        return "" if node is None else self.line(node, name, is_witness=is_witness)

    def lines(self, fields: Fields, name: str, *, may_be_blank: bool = False) -> tuple[str, ...]:
        """The members of a list of lines; none when the field is missing. `may_be_blank`: "" is one, too."""
        return tuple(
            "" if may_be_blank and node.value == "" else self.line(node, name)
            for node in self.sequence(fields.get(name), f"項目「{name}」")
        )

    def named_lines(
        self, fields: Fields, name: str, *, may_be_blank: bool = False
    ) -> dict[str, tuple[str, ...]]:
        """The lists of lines of a mapping, by their names."""
        named = self.mapping(fields.get(name), name)
        return {one: self.lines(named, one, may_be_blank=may_be_blank) for one in named}

    def parsed(
        self, fields: Fields, name: str, parse: Callable[[str], Value | None], right: str
    ) -> Value | None:
        """What `parse` makes of the value of a field; None when the field is missing or does not fit.

        `right` says in the problem how the value is written: readingは平仮名で書きます.
        """
        value = self.string(fields, name)
        found = parse(value) if value else None
        if value and found is None:
            self.add(fields[name], f"{right}が「{value}」とあります", "field-value")
        return found

    def choice(self, fields: Fields, name: str, known: Mapping[str, Value]) -> Value | None:
        """What `known` has for the word in a field; None, with a problem, for any other word."""
        return self.parsed(fields, name, known.get, f"項目「{name}」は{'、'.join(known)}のどれかです")

    def date(self, fields: Fields, name: str) -> date | None:
        """The day of a field, written as 2022-01-12."""
        return self.parsed(fields, name, _day, f"項目「{name}」は2022-01-12のような日付で書きます")

    def slug(self, fields: Fields, name: str, of: str) -> str:
        """The value of a field that is used as a permanent name; a problem if it is not fit."""
        value = self.string(fields, name)
        if value and (fault := slug_fault(value)):
            self.add(fields[name], f"{of}「{value}」は{fault}", "slug-form")
        return value

    def place(self, node: yaml.Node | None) -> Place:
        """Where a node begins; without a node, the first line."""
        return self._at(node.start_mark.line if node else 0)

    def _at(self, line: int) -> Place:
        """The place of a line of the YAML, counted from 0."""
        return Place(self._path, self._first_line + line)

    def add(self, node: yaml.Node | None, message: str, rule: str) -> None:
        """Report a problem at a node; without a node, at the first line."""
        self._problems.add(self.place(node), message, rule)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if DAY.fullmatch(written) else None
    except ValueError:
        return None
