"""The agreement as data, on the published site: twins, ZIP, examples, and a build that stops."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import document_fromstring

from kyoyaku import __version__, commands
from kyoyaku.forms import verify
from kyoyaku.forms.markdown.plain import LINK
from kyoyaku.forms.markdown.twins import Block, twin
from kyoyaku.forms.verify import TextLostError, verify_twins
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import twin_path
from kyoyaku.pages.page_list import Kind, agreement_pages
from kyoyaku.pages.published import moved
from kyoyaku.publisher.extras import archive, offline
from testing.project import copy_project, read_content, snapshot

pytestmark = pytest.mark.site


def _twins(site: Path, slug: str = "") -> dict[str, str]:
    """The twins of a site, or those of an agreement."""
    files = (site / slug).rglob("index.md")
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in files}


def _blocks(site: Path, agreement: Agreement) -> dict[str, list[Block]]:
    """What the twins of an agreement's pages are made of, by their paths; nothing for those that lead on."""
    found: dict[str, list[Block]] = {twin_path(path): [] for path in moved(agreement)}
    for path in (twin_path(page.path) for page in agreement_pages(agreement)):
        html = (site / path).with_suffix(".html").read_text(encoding="utf-8")
        found[path] = twin(html[html.index("<article") : html.rindex("</article>")])
    return found


def test_every_page_has_a_plain_twin(site: Path, agreements: tuple[Agreement, ...]) -> None:
    twins = _twins(site)
    pages = {file.relative_to(site).as_posix() for file in site.rglob("index.html")}
    assert {path.replace(".md", ".html") for path in twins} == pages
    for agreement in agreements[-1:]:  # a build verifies all of them
        blocks = _blocks(site, agreement)
        verify_twins(agreement, blocks)
        own = [(path, one.markdown) for path, several in blocks.items() for one in several if one.is_own]
        assert [(path, text) for path, text in own if f"{text}\n" not in twins[path]] == []
    for path, text in twins.items():
        assert re.match(rf"---\n(?s:.*)kyoyaku {__version__}", text), path
        # What is underlined in a 新旧対照表 has no sign in Markdown.
        body = re.sub(r"^```\n.*?^```$|</?u>", "", text, flags=re.DOTALL | re.MULTILINE)
        assert not re.search(r"(?<!\\)<[a-z/!]", body), path
        assert not re.search(r"(?<!\\)\{[:#]|data-search-exclude", body), path
    for path, text in {**twins, "llms.txt": (site / "llms.txt").read_text(encoding="utf-8")}.items():
        links = [
            unquote(urlsplit(one).path)
            for _, one in LINK.findall(text)
            if not one.startswith(("https:", "tel:"))
        ]
        for target in ((site / path).parent / link for link in links):
            assert target.is_file() or (target / "index.html").is_file(), (path, target)
        assert links, path


def test_a_twin_that_lost_something_is_named(sample_site: Path, sample: tuple[Agreement, ...]) -> None:
    agreement = sample[0]
    blocks = _blocks(sample_site, agreement)
    page = next(page for page in agreement_pages(agreement) if page.kind is Kind.ARTICLE)
    path, other = twin_path(page.path), f"{agreement.slug}/articles/99/index.md"
    at = next(at for at, one in enumerate(blocks[path]) if one.is_own and not one.markdown.startswith("#"))
    before, own, after = blocks[path][:at], blocks[path][at], blocks[path][at + 1 :]
    more = Block("¶", is_own=True)
    for broken, named in (
        ({**blocks, path: [*before, replace(own, markdown=own.markdown[:-1]), *after]}, path),
        ({**blocks, path: [*before, *after]}, path),
        ({**blocks, path: [*before, own, more, *after]}, path),
        ({one: found for one, found in blocks.items() if one != path}, path),
        ({**blocks, other: []}, other),
    ):
        with pytest.raises(TextLostError, match=re.escape(named)):
            verify_twins(agreement, broken)


def test_checksums_are_those_of_the_files(site: Path, agreements: tuple[Agreement, ...]) -> None:
    for folder in (site / agreement.slug / "data" for agreement in agreements):
        lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        listed = {line[66:]: line[:64] for line in lines}
        files = {name: data for name, data in snapshot(folder).items() if not name.startswith("index.")}
        assert listed == {name: digest for name, digest in files.items() if name != "SHA256SUMS"}
        shown = (folder / "index.html").read_text(encoding="utf-8")
        assert [name for name, digest in listed.items() if digest not in shown] == ["agreement.md"]


def test_examples_run_as_they_are_printed(sample_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each prints something of some agreement; one about initiatives nothing of an agreement without them."""
    printed = defaultdict[str, str](str)
    for page in sorted(sample_site.glob("*/data/index.html")):
        monkeypatch.chdir(page.parent)
        html = document_fromstring(page.read_text(encoding="utf-8"))
        examples = html.findall(".//pre[@class='ky-example']")
        assert len(examples) >= 6
        for one in examples:
            program = "".join(map(str, one.itertext()))
            if one.get("data-language") == "python":
                with redirect_stdout(io.StringIO()) as said:
                    exec(program, {})
                printed[program] += said.getvalue()
            elif shutil.which("sha256sum"):
                done = subprocess.run(["sh", "-c", program], check=True, capture_output=True, text=True)
                printed[program] += done.stdout
    assert all(map(str.strip, printed.values())), printed


def test_a_site_of_several_agreements_has_no_archive(sample_site: Path) -> None:
    """It would be the same again; and no page may lead to it."""
    assert not (sample_site / "site.zip").exists()
    assert not [one for one in sample_site.rglob("*.html") if "site.zip" in one.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("which", "pdfs"), [("sole_site", 0), pytest.param("printed_site", 1, marks=pytest.mark.browser)]
)
def test_every_link_of_the_archive_leads_to_a_file_in_it(
    which: str, pdfs: int, request: pytest.FixtureRequest
) -> None:
    packed = zipfile.ZipFile(request.getfixturevalue(which) / "site.zip")
    names = set(packed.namelist())
    assert "build.json" not in names
    assert sum(name.endswith(".pdf") for name in names) == pdfs
    leading_to_pdf = set()
    for name in (one for one in names if one.endswith(".html")):
        links: Any = document_fromstring(packed.read(name)).xpath("//@href | //@src")
        parts = map(urlsplit, links)
        for link in {unquote(one.path) for one in parts if one.path and not one.scheme}:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), link))
            assert target in names, (name, link)
            leading_to_pdf |= {name} if target.endswith(".pdf") else set()
    assert len(leading_to_pdf) == 2 * pdfs


def test_the_archive_is_the_same_for_the_same_files() -> None:
    files = {"b/index.html": b'<a href="../">x</a>', "a.css": b"a { }", "404.html": b"", "build.json": b"{}"}
    made = archive(files)
    assert made == archive(dict(reversed(files.items())))
    packed = zipfile.ZipFile(io.BytesIO(made))
    assert packed.namelist() == ["a.css", "b/index.html"]
    assert packed.read("b/index.html") == b'<a href="../index.html">x</a>'


@pytest.mark.parametrize(
    "form", ['<a class="x" href="{}">', '<meta http-equiv="refresh" content="0; url={}">']
)
def test_a_link_to_a_folder_becomes_one_to_its_page(form: str) -> None:
    for href in ("../", "./", "../x/?q=1", "articles/4/#p2", "..", "."):
        page = re.sub(r"(?<=\.)$|/(?=[?#]|$)", "/index.html", href)
        assert offline(form.format(href)) == form.format(page)
    for href in ("#p2", "data.csv", "https://example.com/", "mailto:a@example.com", "/a/"):
        assert offline(form.format(href)) == form.format(href)


def test_a_packed_page_offers_only_what_is_packed() -> None:
    first, form = '<li><a href="a.csv">a</a></li>\n', '<li><a href="{}" download>b</a>　c</li>\n'
    for href in ("../b/data.json", "https://example.com/x.zip"):
        assert offline(first + form.format(href) + first) == first + form.format(href) + first
    for href in ("../../build.json", "site.zip", "../x/build.json"):
        assert offline(first + form.format(href) + first) == first + first


def test_a_text_that_a_page_has_lost_stops_the_build(
    tmp_path: Path, sole_site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of the program: a traceback that names page and text, and site/ as it was."""
    project = copy_project(tmp_path / "project", read_content(sole_site.parent))
    before = snapshot(shutil.copytree(sole_site, project / "site"))
    monkeypatch.setattr(verify, "page_texts", lambda *_: ["無い文"])
    with pytest.raises(TextLostError, match=r"^site/aobano-[a-z-]+/index\.md: .*「無い文」"):
        commands.run(lambda: commands.build(project))
    assert snapshot(project / "site") == before
    assert not list(project.glob(".site.next*"))
