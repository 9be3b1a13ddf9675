"""Addresses are for ever: whatever slug is changed, the build is refused, or the old address leads on."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from posixpath import normpath

import pytest

from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.published import promised as addresses_of
from kyoyaku.problems import ContentError
from kyoyaku.reading.load import load
from kyoyaku.render import of_agreement
from testing.project import ROOT, Case, cases, write_case

(KEPT,) = (case for case in cases("check") if case.name.startswith("addresses: addresses that are kept"))
SOURCE, LIST = "rei/2022-01-12.md", "rei/addresses.txt"


def _loaded(files: dict[str, str], former: dict[str, list[str]]) -> Agreement:
    """The agreement, with those former slugs in its front matter that there are."""
    listed = "".join(f"\n  {slug}: [{', '.join(old)}]" for slug, old in former.items() if old)
    head = f"status: unknown\nformerly:{listed}" if listed else "status: unknown"
    text = files[SOURCE].replace("status: unknown", head)
    with tempfile.TemporaryDirectory() as folder:
        write_case(Path(folder), Case("", files | {SOURCE: text}, [], {}, 0))
        (agreement,) = load(Path(folder))
    return agreement


def _renamed(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The files as an editor changes them with a slug: all but addresses.txt."""
    slug = re.compile(rf"(?<=#|/|-){old}(?=[}}/-])|(?<=slug: ){old}(?=,)")
    return {name: text if name == LIST else slug.sub(new, text) for name, text in files.items()}


def test_a_slug_that_is_changed_leads_on_or_is_refused() -> None:
    """Also one that is changed twice, and that of a party."""
    files, slugs = KEPT.files, ["libraries", "ko"]
    former: dict[str, list[str]] = {slug: [] for slug in slugs}
    agreement = _loaded(files, former)
    ever = addresses_of(agreement)
    for which, new in ((0, "xa"), (1, "xbc-y1"), (0, "xd")):
        old = slugs[which]
        files = _renamed(files, old, new) | {LIST: "\n".join(sorted(ever))}
        with pytest.raises(ContentError) as refused:
            _loaded(files, {slug: olds for slug, olds in former.items() if slug != old})
        assert {one.rule for one in refused.value.problems} == {"address-lost"}
        assert f": [{old}]" in str(refused.value)
        slugs[which], former[new] = new, [*former.pop(old), old]
        agreement = _loaded(files, former)
        ever |= addresses_of(agreement)
    docs = of_agreement(agreement, ROOT / "templates")
    assert [one for one in ever if not resolves(docs, one)] == []


def resolves(docs: Mapping[str, str | bytes], address: str) -> bool:
    """Whether a page or a file of this address is made; a page that leads on leads to another."""
    if not address.endswith("/"):
        return address in docs or address.endswith("/agreement.md")
    if leads_on := docs.get(f"{address}index.html"):
        (target,) = re.findall(r'; url=(\.\./[^"]+/)"', str(leads_on))
        return resolves(docs, f"{normpath(f'{address}{target}')}/")
    return f"{address.rstrip('/')}.md" in docs or f"{address}index.md" in docs


def test_content_has_accepted_its_addresses(published: tuple[Agreement, ...]) -> None:
    """A page or a download that the program gets is promised in the same commit."""
    for agreement in published:
        listed = {one.address for one in agreement.addresses}
        new = addresses_of(agreement) - listed if listed else set()
        assert new == set(), "make addresses, and commit content/*/addresses.txt"
