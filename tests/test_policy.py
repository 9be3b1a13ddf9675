"""The policy of a page: which scripts it lets run, and which settings may stand in pages."""

from __future__ import annotations

import re
from base64 import b64decode
from hashlib import sha256

import pytest

from kyoyaku.policy import CHARSET, is_address, protected, theme_scripts

ROOTED = 'root=new URL("{{ config.extra.scope | d(base_url) }}",location)'
PLAIN = "var theirs = 1"
KNOWN = theme_scripts(
    [f"{{#- A comment -#}}\n<script>{ROOTED}</script>", f"{{% if x %}}\n  <script>{PLAIN}</script>"]
)


def _page(*scripts: str) -> str:
    return f"<head>\n{CHARSET}\n</head><body>{''.join(f'<script>{one}</script>' for one in scripts)}</body>"


def _allowed(html: str) -> list[bytes]:
    match = re.search(r"script-src 'self'((?: 'sha256-[^']+')*)\"", html)
    assert match
    return [b64decode(one) for one in re.findall(r"sha256-([^']+)", match[1])]


@pytest.mark.parametrize("root", [".", "..", "../../..", "/", "/repository/", "https://example.org/a/"])
def test_scripts_of_the_theme_are_allowed_wherever_the_root_is(root: str) -> None:
    rooted = ROOTED.replace(re.findall(r"\{\{.*\}\}", ROOTED)[0], root)
    expected = [sha256(one.encode()).digest() for one in (rooted, PLAIN)]
    assert _allowed(protected(_page(rooted, PLAIN, PLAIN), KNOWN)) == expected


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        f"{PLAIN};alert(1)",
        'root=new URL("",alert(1))',
        'root=new URL(""+alert(1)+"",location)',
        "root=new URL('..',location)",
        "",
    ],
)
def test_no_other_script_is_allowed(script: str) -> None:
    assert _allowed(protected(_page(script), KNOWN)) == []


def test_nothing_but_the_policy_comes_into_a_page() -> None:
    page = _page(PLAIN)
    made = protected(page, KNOWN)
    assert re.sub(r"\n<meta http-equiv[^>]*>", "", made) == page
    assert made.index("http-equiv") < made.index("<script>")


def test_what_is_no_page_gets_no_policy() -> None:
    with pytest.raises(ValueError, match="charset"):
        protected("<html><head></head></html>", KNOWN)


def test_settings_that_are_no_addresses_are_told() -> None:
    for address in ("https://example.org", "http://127.0.0.1:8000/a-b/", "https://github.com/a/b.c"):
        assert is_address(address)
    for other in ("javascript://x/%0aalert(1)", 'https://x/"><script>', "//x", "https://x/ y", "data:,x"):
        assert not is_address(other)
