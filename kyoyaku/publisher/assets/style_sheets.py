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
_VALUE = re.compile(r"(?<=:)[^;{}]+")
"""The value in `color:var(--x);`; from a selector also the `hover` of `a:hover`, which names no variable."""
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_ALTERNATIVES = frozenset({"is", "where", "has", "matches", "-webkit-any"})
_BARE = {"skip_comments": True, "skip_whitespace": True}


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that can occur in pages, and those that the values of the style sheets use."""

    known: frozenset[str]
    prefixes: tuple[str, ...]
    """Such as `made--` in the script `"made--" + kind`: names that begin like this can occur."""
    used: frozenset[str]

    def __contains__(self, name: str) -> bool:
        return name in self.known or name.startswith(self.prefixes)


def purged(sheets: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """The style sheets of a site, by file name, without comments, blanks and rules that cannot apply.

    They are purged together because a variable or an animation of one sheet may be used in another. Rules
    that do not parse are left out, as browsers do (CSS Syntax Level 3, section 2.2).
    """
    prefixes = tuple(name for name in names if name.endswith(("-", "__")))
    while True:  # a variable may be used only by a rule that is removed
        values = (value for css in sheets.values() for value in _VALUE.findall(css))
        found = _Names(names, prefixes, names.union(*map(WORD.findall, values)))
        parsed = {name: tinycss2.parse_stylesheet(css, **_BARE) for name, css in sheets.items()}
        fewer = {name: "".join(_rules(nodes, found)) for name, nodes in parsed.items()}
        if fewer == sheets:
            return fewer
        sheets = fewer


def _rules(nodes: Iterable[Node], names: _Names) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            possible = [one for one in _listed(node.prelude) if _possible(one, names)]
            if possible:
                yield _block(",".join(map(_selector, possible)), _body(node.content, names))
        elif node.type == "at-rule":
            yield _at_rule(node, names)


def _at_rule(node: Node, names: _Names) -> str:
    """`@media` and the like contain rules, `@page` and `@font-face` declarations; `@keyframes` stays."""
    head = f"@{node.at_keyword} {_value(node.prelude)}".strip()
    if node.content is None:
        return f"{head};"
    if node.lower_at_keyword.endswith("keyframes"):
        return _block(head, _value(node.content)) if head.split()[-1] in names.used else ""
    if node.lower_at_keyword in _GROUPS:
        return _block(head, "".join(_rules(tinycss2.parse_rule_list(node.content, **_BARE), names)))
    return _block(head, _body(node.content, names))


def _body(content: Sequence[Node], names: _Names) -> str:
    """The declarations of a rule, and the rules within it, such as `@top-left` in `@page`."""
    parts: list[str] = []
    for node in tinycss2.parse_blocks_contents(content, **_BARE):
        if node.type != "declaration":
            parts += _rules([node], names)
        elif not node.name.startswith("--") or node.name in names.used:
            parts.append(f"{node.name}:{_value(node.value)}{'!important' if node.important else ''};")
    return "".join(parts).removesuffix(";")


def _block(head: str, body: str) -> str:
    return f"{head}{{{body}}}" if body else ""


def _listed(tokens: Iterable[Node]) -> list[list[Node]]:
    """The selectors of a list: `p, .a > b` are two."""
    selectors: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _possible(selector: Sequence[Node], names: _Names) -> bool:
    """Whether a selector can match an element: whether every name that it needs can occur."""
    followed = zip([None, *selector], selector, strict=False)
    return all(_there(token, before == ":", names) for before, token in followed)


def _there(token: Node, is_state: bool, names: _Names) -> bool:
    """Whether the names that one token of a selector needs can occur; `:hover` and `::before` need none."""
    if token.type in ("ident", "hash"):
        return is_state or f".{token.value}" in names
    if token.type == "[] block":
        return all(name in names for name in _attribute(token.content))
    if token.type == "function" and token.lower_name in _ALTERNATIVES:
        return any(_possible(one, names) for one in _listed(token.arguments))
    return True


def _attribute(content: Sequence[Node]) -> list[str]:
    """The names that `[type]` or `[type=radio]` needs: the attribute, and its value if it is a plain word."""
    name, *rest = [token for token in content if token.type != "whitespace"]
    exact = len(rest) > 1 and rest[0] == "=" and WORD.fullmatch(rest[1].value)
    return [name.value, rest[1].value] if exact else [name.value]


def _selector(tokens: Sequence[Node]) -> str:
    return re.sub(r" ?([>+~,]) ?", r"\1", _value(tokens))


def _value(tokens: Sequence[Node]) -> str:
    """Tokens as text, with one blank for several; strings stay as they are."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return _SPACE.sub(lambda found: found[1] or " ", text).strip()
