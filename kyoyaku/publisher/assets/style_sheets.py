"""Purges style sheets: removes the rules that can match nothing on the site.

The theme has rules for hundreds of features; our pages use few. A selector is removed only if it needs a name
that no page has and no script adds (`page_names`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node

WORD = re.compile(r"[\w-]*[A-Za-z0-9_][\w-]*", re.ASCII)
"""A name, such as `md-nav__link`, `data-md-color-scheme` or `2x`; not `--`, which has no letter or digit."""

ADDED = {
    "md-annotation": {"annotate"},
    "md-code__": set(),
    "md-source__fact": set(),
    "md-tag": {"md-tags"},
    "md-tooltip": {"annotate", "tooltips"},
    "md-version": {"provider"},
    "tabbed-": {"tabbed-set"},
}
"""Class-name prefixes that the theme's script uses only for one feature, and the words of which a page with
the feature has one: code, a repository's figures, tags, tooltips, versions, tabs (mkdocs-material 9.8.1).
A page without the word `tabbed-set` never gets an element of a class such as `tabbed-button`. Buttons of code
and figures of a repository come with what the frame never has."""
TEXT_ONLY = {".note", ".quote", ".success"}
"""Words of our templates that are classes of the theme (boxes) and of no element of ours."""

_ADDED_NAME = re.compile(rf"""(?<=["'`\s<=]){WORD.pattern}(?=["'`\s>$])""", re.ASCII)
"""A name between quotes or blanks in a script, as in `h("div", {class: "md-dialog md-dialog--active"})`; not
`.asked` in `one(".asked > i")`, which only looks for an element."""
_DATA = re.compile(r"\bdataset\.(\w+)", re.ASCII)
"""An attribute that a script sets, as in `element.dataset.mdState = "x"`, which is `data-md-state`."""
_SPACE = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\s+""", re.DOTALL)
"""A string of CSS, which stays as it is (`"a  b"`), or blanks, which become one."""
_GROUPS = frozenset({"media", "supports", "layer", "container"})
_ALTERNATIVES = frozenset({"is", "where", "has", "matches", "-webkit-any"})


@dataclass(frozen=True, slots=True)
class _Block:
    """A rule: `head { body }`, whose body is made of declarations and other rules."""

    head: str
    body: tuple[_Block | str, ...]


_Known = Callable[[str], bool]
"""Whether a name can occur."""


def page_names(pages: Iterable[str], scripts: Iterable[str]) -> frozenset[str]:
    """The names that may occur in pages: attributes and their values (`hidden`, `checkbox`), and with a dot
    before them elements, classes and ids (`.nav`, `.md-nav`).

    `pages` are the texts that pages are made from, `scripts` the scripts that run in them. Each word of a
    page counts as either. Of a script, a word between quotes or blanks counts as a class, and every word as
    an attribute, because a script can set one without quotes (`input.hidden = true`). The theme's script
    asks for `rtl` (pages that run from right to left), but never sets it.
    """
    lines: set[str] = set().union(*(page.splitlines() for page in pages))  # many lines occur on every page
    words = {word for line in lines for word in WORD.findall(line)}
    texts = list(scripts)
    absent = tuple(prefix for prefix, needed in ADDED.items() if not needed & words)
    added = {word for text in texts for word in _ADDED_NAME.findall(text) if not word.startswith(absent)}
    data = {
        re.sub("([A-Z])", r"-\1", f"data-{name}").lower() for text in texts for name in _DATA.findall(text)
    }
    attributes = words.union(data, *map(WORD.findall, texts)) - ({"rtl"} - words)
    return frozenset(attributes | {f".{word}" for word in words | added} - TEXT_ONLY)


def purged(sheets: Mapping[str, str], names: frozenset[str]) -> dict[str, str]:
    """The style sheets of a site, by file name, without comments, blanks and rules that cannot apply.

    They are purged together because a variable or an animation of one sheet may be used in another. Rules
    that do not parse are left out, as browsers do (CSS Syntax Level 3, section 2.2).
    """
    # A name such as `made--` in `"made--" + kind` is a prefix of others.
    prefixes = tuple(name for name in names if name.endswith(("-", "__")))
    bodies = {}
    for sheet, css in sheets.items():
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        bodies[sheet] = tuple(_rules(nodes, lambda name: name in names or name.startswith(prefixes)))
    while True:  # a variable may be used only by another one that is removed
        used = names.union(*map(_words, bodies.values()))
        fewer = {name: tuple(_used(body, used)) for name, body in bodies.items()}
        if fewer == bodies:
            return {name: _written(body) for name, body in bodies.items()}
        bodies = fewer


def _rules(nodes: Iterable[Node], known: _Known) -> Iterator[_Block | str]:
    for node in nodes:
        if node.type == "qualified-rule":
            possible = [one for one in _listed(node.prelude) if _possible(one, known)]
            if possible:
                head = re.sub(r" ?([>+~,]) ?", r"\1", ",".join(map(_value, possible)))
                yield _Block(head, tuple(_body(node.content, known)))
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
        return is_state or known(f".{token.value}")
    if token.type == "hash":
        return known(f".{token.value}")
    if token.type == "[] block":
        return all(map(known, _attribute(token.content)))
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


def _value(tokens: Sequence[Node]) -> str:
    """Tokens as text, with one blank for several; strings stay as they are."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return _SPACE.sub(lambda found: found[1] or " ", text).strip()
