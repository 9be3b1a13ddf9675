"""What a page may load and run, as its Content-Security-Policy (https://www.w3.org/TR/CSP3/).

It stands in the page, since a folder of files on GitHub Pages sends no header of its own. Scripts in the page
run only if they are those of the theme's templates, told by their hashes: a script that came into a page by
its text would have none.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

PARTIALS = "partials/javascripts/"
"""Where the theme keeps the scripts that it writes into pages, among its templates."""
CHARSET = '<meta charset="utf-8">'
"""How the head of each page begins; what follows is under the policy."""
DIRECTIVES = (
    # Scripts come last, with the hashes of the page; workers count as scripts.
    "default-src 'none'",  # whatever is not named: fonts, frames, plug-ins, media, a manifest
    "style-src 'self'",
    "img-src 'self' data:",  # the theme's icons stand in its style sheets
    "connect-src 'self'",
    # What `default-src` does not cover. The forms of the theme are never sent.
    "base-uri 'none'",
    "form-action 'none'",
)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ROOT = re.compile(r'(?<=new URL\(")(?:\{\{.*?\}\}|[\w.:/~%-]*)(?="[,)])')
"""The way to the root of the site, as a template asks for it and as a page has it."""

_ADDRESS = re.compile(r"https?://[\w.:@/~%+-]+", re.ASCII)


def is_address(setting: str) -> bool:
    """Whether a setting may stand in a page as the address of a site."""
    return bool(_ADDRESS.fullmatch(setting))


def theme_scripts(templates: Iterable[str]) -> frozenset[str]:
    """The scripts that stand in the theme's templates, wherever the root of the site is."""
    return frozenset(_anywhere(script) for template in templates for script in _SCRIPT.findall(template))


def protected(html: str, known: frozenset[str]) -> str:
    """A page with its policy. `known` are the scripts in it that may run; ValueError for what is no page."""
    before, charset, after = html.partition(CHARSET)
    if not charset:
        raise ValueError(f"no {CHARSET} to put a policy behind")
    hashes = [_hash(script) for script in _SCRIPT.findall(after) if _anywhere(script) in known]
    allowed = " ".join(["script-src 'self'", *dict.fromkeys(hashes)])
    policy = "; ".join([*DIRECTIVES, allowed])
    return f'{before}{charset}\n<meta http-equiv="Content-Security-Policy" content="{policy}">{after}'


@lru_cache(maxsize=256)
def _anywhere(script: str) -> str:
    """A script as it is on pages of any depth, and however blanks were folded."""
    return " ".join(_ROOT.sub("", script).split())


@lru_cache(maxsize=256)
def _hash(script: str) -> str:
    """https://www.w3.org/TR/CSP3/#grammardef-hash-source"""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
