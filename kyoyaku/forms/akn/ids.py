"""Addresses as eIds of Akoma Ntoso (Naming Convention 1.0, section 5): art_4__para_2."""

from __future__ import annotations

import re

# `p2-i1-3` has paragraph 2 and items 1-3; `role-aobano-p1` and `s3-1-p1` have a head before them;
# `content` and `s3-1-4` are only a head; `l2` is the second line of the closing. A slug may hold hyphens,
# so the head of a role is the shortest that leaves a paragraph or an item, or else all.
ANCHOR = re.compile(
    r"(?P<head>content|role-.+?|s[\d-]+?)?(?:(?:^|-)p(?P<paragraph>\d+))?(?:(?:^|-)i(?P<items>[\d-]+))?"
    r"|l(?P<line>\d+)"
)
PAGES = {"articles": "art", "initiatives": "init", "closing": "conclusions", "supplement": "suppl"}


def eid(address: str) -> str:
    """art_4__para_2__point_1 for articles/4/#p2-i1; 'title' for '', the agreement itself."""
    page, _, anchor = address.partition("#")
    name, _, number = page.rstrip("/").partition("/")
    if match := re.fullmatch(r"annex-(\d+)", name):
        name, number = "annex", match[1]
    steps = [f"{PAGES.get(name, name)}_{number}" if number else PAGES.get(name, name)]
    return "__".join([*steps, *_steps(anchor)]) or "title"


def _steps(anchor: str) -> list[str]:
    """para_2, point_1 and point_3 for p2-i1-3; sec_3-1 for s3-1; an anchor of another form as it is."""
    match = ANCHOR.fullmatch(anchor)
    if not match or not anchor:
        return [anchor] if anchor else []
    if match["line"]:
        return [f"p_{match['line']}"]
    head = match["head"] or ""
    steps = [f"sec_{head[1:]}" if re.fullmatch(r"s[\d-]+", head) else head.replace("role-", "role_", 1)]
    steps += [f"para_{match['paragraph']}"] if match["paragraph"] else []
    steps += [f"point_{n}" for n in (match["items"] or "").split("-") if n]
    return [step for step in steps if step]
