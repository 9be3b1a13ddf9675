"""The policy of a page: what it lets run, and which settings may stand in pages."""

from __future__ import annotations

from kyoyaku.publisher.work import POLICY, is_address


def test_nothing_is_excepted_from_the_policy() -> None:
    directives = dict(one.split(" ", 1) for one in POLICY.split("; "))
    assert directives["script-src"] == "'self'"
    # All that a page may be made to hold, but for what a policy in a page cannot forbid.
    assert {one for one, sources in directives.items() if sources == "'none'"} == {
        "default-src",
        "base-uri",
        "form-action",
    }
    assert set(" ".join(directives.values()).split()) == {"'none'", "'self'", "data:"}


def test_settings_that_are_no_addresses_are_told() -> None:
    for address in ("https://example.org", "http://127.0.0.1:8000/a-b/", "https://github.com/a/b.c"):
        assert is_address(address)
    for other in ("javascript://x/%0aalert(1)", 'https://x/"><script>', "//x", "https://x/ y", "data:,x"):
        assert not is_address(other)
