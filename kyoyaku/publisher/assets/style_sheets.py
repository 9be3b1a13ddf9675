"""Purges style sheets: removes the rules that can match nothing on the site.

The theme has rules for hundreds of features; our pages use few. A selector is removed only if it needs a name
that no page has and no script adds (`page_names.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

from kyoyaku.publisher.assets.page_names import WORD

_SPACE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s+""", re.DOTALL)
"""A string of CSS, which stays as it is (`"a  b"`), or blanks, which become one."""
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_ALTERNATIVES = frozenset({"is", "where", "has", "matches", "-webkit-any"})


@dataclass(frozen=True, slots=True)
class _Block:
    """A rule: `head { body }`, whose body is made of declarations and other rules."""

    head: str
    body: tuple[_Block | str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The names that can occur. A name such as `made--` in `"made--" + kind` is a prefix of others."""

    names: frozenset[str]
    prefixes: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.names or name.startswith(self.prefixes)


def purged(sheets: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """The style sheets of a site, by file name, without comments, blanks and rules that cannot apply.

    They are purged together because a variable or an animation of one sheet may be used in another. Rules
    that do not parse are left out, as browsers do (CSS Syntax Level 3, section 2.2).
    """
    known = _Known(names, tuple(name for name in names if name.endswith(("-", "__"))))
    bodies = {name: tuple(_rules(_parsed(css), known)) for name, css in sheets.items()}
    while True:  # a variable may be used only by another one that is removed
        used = names.union(*map(_words, bodies.values()))
        fewer = {name: tuple(_used(body, used)) for name, body in bodies.items()}
        if fewer == bodies:
            return {name: _written(body) for name, body in bodies.items()}
        bodies = fewer


def _parsed(css: str) -> list[Node]:
    nodes: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return nodes


def _rules(nodes: Iterable[Node], known: _Known) -> Iterator[_Block | str]:
    for node in nodes:
        if node.type == "qualified-rule":
            possible = [one for one in _listed(node.prelude) if _possible(one, known)]
            if possible:
                yield _Block(",".join(map(_selector, possible)), tuple(_body(node.content, known)))
        elif node.type == "at-rule":
            yield _at_rule(node, known)


def _at_rule(node: Node, known: _Known) -> _Block | str:
    """`@media` and the like contain rules, `@page` and `@font-face` declarations; `@keyframes` stays."""
    head = f"@{node.at_keyword} {_value(node.prelude)}".strip()
    if node.content is None:
        return head
    if node.lower_at_keyword.endswith("keyframes"):
        return _Block(head, (_value(node.content),))
    if node.lower_at_keyword in _GROUPS:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return _Block(head, tuple(_rules(inner, known)))
    return _Block(head, tuple(_body(node.content, known)))


def _body(content: Sequence[Node], known: _Known) -> Iterator[_Block | str]:
    """The declarations of a rule, and the rules within it, such as `@top-left` in `@page`."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            yield f"{node.name}:{_value(node.value)}{'!important' if node.important else ''}"
        else:
            yield from _rules([node], known)


def _listed(tokens: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a list: `p, .a > b` are two."""
    selectors: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _possible(selector: Sequence[Node], known: _Known) -> bool:
    """Whether a selector can match an element: whether every name that it needs can occur."""
    followed = zip([None, *selector], selector, strict=False)
    return all(_there(token, before == ":", known) for before, token in followed)


def _there(token: Node, is_state: bool, known: _Known) -> bool:
    """Whether the names that one token of a selector needs can occur; `:hover` and `::before` need none."""
    if token.type == "ident":
        return is_state or f".{token.value}" in known
    if token.type == "hash":
        return f".{token.value}" in known
    if token.type == "[] block":
        return all(name in known for name in _attribute(token.content))
    if token.type == "function" and token.lower_name in _ALTERNATIVES:
        return any(_possible(one, known) for one in _listed(token.arguments))
    return True


def _attribute(content: Sequence[Node]) -> list[str]:
    """The names that `[type]` or `[type=radio]` needs: the attribute, and its value if it is a plain word."""
    name, *rest = [token for token in content if token.type != "whitespace"]
    exact = len(rest) > 1 and rest[0] == "=" and WORD.fullmatch(rest[1].value)
    return [name.value, rest[1].value] if exact else [name.value]


def _used(body: Iterable[_Block | str], used: frozenset[str]) -> Iterator[_Block | str]:
    """A body without the variables and animations that nothing uses, and without empty rules."""
    for one in body:
        if isinstance(one, str):
            if not one.startswith("--") or one.partition(":")[0] in used:
                yield one
        elif "keyframes " not in one.head or one.head.split()[-1] in used:
            inner = tuple(_used(one.body, used))
            if inner:
                yield _Block(one.head, inner)


def _words(body: Iterable[_Block | str]) -> frozenset[str]:
    """The words of all values, among them the variables and animations that are used."""
    found: set[str] = set()
    for one in body:
        found |= _words(one.body) if isinstance(one, _Block) else set(WORD.findall(one.partition(":")[2]))
    return frozenset(found)


def _written(body: Iterable[_Block | str]) -> str:
    parts = [f"{one};" if isinstance(one, str) else f"{one.head}{{{_written(one.body)}}}" for one in body]
    return "".join(parts).removesuffix(";")


def _selector(tokens: Sequence[Node]) -> str:
    return re.sub(r" ?([>+~,]) ?", r"\1", _value(tokens))


def _value(tokens: Sequence[Node]) -> str:
    """Tokens as text, with one blank for several; strings stay as they are."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return _SPACE.sub(lambda found: found[1] or " ", text).strip()
