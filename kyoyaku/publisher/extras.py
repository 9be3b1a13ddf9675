"""What a built site gets besides its pages: Markdown twins, agreement.md, llms.txt, build.json, site.zip."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kyoyaku import __version__, output, program
from kyoyaku.forms.downloads import SUMS, markdown, sums
from kyoyaku.forms.feed import feed
from kyoyaku.forms.markdown.plain import write_page
from kyoyaku.forms.markdown.twins import twin
from kyoyaku.forms.markdown.whole import llms
from kyoyaku.forms.provenance import GENERATOR, MAKER, notice, provenance
from kyoyaku.forms.verify import verify_twins
from kyoyaku.listing import Listing, publisher, site_name
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Publisher
from kyoyaku.output import Files
from kyoyaku.pages.addresses import twin_path, url
from kyoyaku.pages.page_list import agreement_pages
from kyoyaku.pages.published import moved
from kyoyaku.pages.words import together
from kyoyaku.problems import Problems
from kyoyaku.publisher.assets.minify import minify
from kyoyaku.publisher.assets.own import own_sheet
from kyoyaku.reading.files import static_files
from kyoyaku.reading.settings import SETTINGS
from kyoyaku.search.documents import IndexPart, site_part
from kyoyaku.search.index import ENCODINGS, search_index

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

ZIP = "site.zip"
SOURCES = ("content", "static", SETTINGS, "kyoyaku", *program.DATA)
"""What a site is made from. If git sees a change in it, build.json names no commit."""

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time of the ZIP format."""
FILE = 0o644 << 16  # a regular file that everybody may read, as external_attr has it
LEVEL = 1
"""The level of compression; the highest takes three times as long and saves a tenth."""
LEFT_OUT = re.compile(
    r"404\.html|(?:.*/)?build\.json|sitemap\.xml(?:\.gz)?|\.nojekyll|CNAME|.*\.zip(?:\.sha256)?"
)
"""Files that only a server uses, and build.json, which differs from commit to commit."""
OFFER = re.compile(r'<li><a href="((?![a-z]+:|/)[^"]*)".*?</li>\n')
"""An item of a list that begins with a link within the site: `<li><a href="build.json">…</a>…</li>`."""
FOLDER = re.compile(
    r'(?:<(?:a|link)\b[^>]*? href="|"0; url=)(?![a-z]+:|/)(?:[^"#?]*/\.{0,2}|\.{1,2})(?=["#?])'
)
"""The start of a link to a folder: `<a class="x" href="` and `../articles/`, `..` or `.`, but not `/…`.

A redirect has such a link, too: `<meta http-equiv="refresh" content="0; url=../buses/">`.
"""


def of_agreement(
    agreement: Agreement, docs: Files, contents: Mapping[str, str], site_url: str | None
) -> dict[str, str | bytes]:
    """The extra files of an agreement, by their paths under site/: twins, agreement.md and its checksum.

    With `site_url` also feed.xml with whole addresses, because many feed readers know no relative ones.
    `docs` are the files under docs/, `contents` is the HTML of each page's content by the page's path there,
    also of pages about something else. Raises TextLostError if a page lacks a text of the agreement.
    """
    own_pages = {path: html for path, html in contents.items() if path.startswith(f"{agreement.slug}/")}
    own_pages |= {path: str(docs[f"{url(path)}index.html"]) for path in moved(agreement)}
    twins = {twin_path(path): twin(html) for path, html in own_pages.items()}
    verify_twins(agreement, twins)
    news = {f"{agreement.slug}/feed.xml": feed(agreement, site_url)} if site_url else {}
    own, listed = markdown(agreement), f"{agreement.slug}/data/{SUMS}"
    others = docs[listed]
    assert isinstance(others, str)
    versions = {twin_path(page.path): page.version or agreement for page in agreement_pages(agreement)}
    facts = {path: asdict(provenance(versions.get(path, agreement))) for path in twins}
    # agreement.md is not under docs/, where mkdocs would take it for a page; nor is it in the sums there.
    return {
        **{path: write_page(facts[path], (one.markdown for one in blocks)) for path, blocks in twins.items()},
        **news,
        f"{agreement.slug}/data/{own.name}": own.content,
        listed: others + sums([own]),
    }


def of_site(listings: Sequence[Listing], contents: Mapping[str, str]) -> dict[str, str]:
    """The extra files for pages about no agreement, by their paths under site/; `contents` as above."""
    facts = {"generator": MAKER, "notice": notice(publisher(listings))}
    about = f"地方公共団体の間の{together(one.kind for one in listings)}の本文と校訂。{facts['notice']}"
    own = {twin_path(path): twin(html) for path, html in contents.items() if "/" not in path}
    return {
        **{path: write_page(facts, (one.markdown for one in blocks)) for path, blocks in own.items()},
        "llms.txt": llms((one.llms_section for one in listings), site_name(listings), about),
    }


def of_rest(
    config: MkDocsConfig, listings: Sequence[Listing], parts: Sequence[IndexPart], contents: Mapping[str, str]
) -> Files:
    """The same, with the search index, minified scripts and style sheets, build.json, the files of static/.

    `config` has the settings of the run that has made the pages and the files of the theme in `site_dir`.
    """
    root, made = Path(config.config_file_path).parent, output.read_files(Path(config.site_dir))
    index = search_index([*parts, site_part()], config.extra["search_index_limit"])
    return {
        **of_site(listings, contents),
        **{f"search/{name}": text.encode(ENCODINGS.get(name, "utf-8")) for name, text in index.items()},
        **minify(made | own_sheet(publisher(listings)), program.TEMPLATES, map(str, config.extra_javascript)),
        **build_json(root, publisher(listings)),
        **{name: file.read_bytes() for name, file in static_files(root, Problems()).items()},
    }


def build_json(root: Path, own: Publisher) -> dict[str, str]:
    """build.json, the only file with the commit of root/content, or the reason why it is unknown."""
    facts = {"generator": GENERATOR, "version": __version__, **_commit(root), "notice": notice(own)}
    return {"build.json": json.dumps(facts, ensure_ascii=False, indent=1) + "\n"}


def _commit(root: Path) -> dict[str, str | None]:
    """The commit of the source from GITHUB_SHA or git; null, with the reason, where neither knows it."""
    if commit := os.environ.get("GITHUB_SHA"):
        return {"commit": commit}
    if not (root / ".git").exists():
        reason = "Gitのリポジトリではない"
    elif not (git := shutil.which("git")):
        reason = "gitがない"
    else:
        head, changes = (
            subprocess.run([git, *command], cwd=root, capture_output=True, text=True, check=False)
            for command in (
                ("rev-parse", "--verify", "HEAD"),
                ("--no-optional-locks", "status", "--porcelain", "--", *SOURCES),
            )
        )
        if head.returncode == 0 and not changes.stdout:
            return {"commit": head.stdout.strip()}
        if head.returncode == 0:
            reason = "コミットしていない変更がある"
        elif "safe.directory" in head.stderr:
            reason = "リポジトリの所有者が別の利用者である（safe.directory）"
        else:
            reason = "コミットがない"
    return {"commit": None, "commit_unknown": reason}


def add_archive(site: Path) -> None:
    """Add site.zip to a site whose other files are all there."""
    output.put({ZIP: archive(output.read_files(site))}, site)


def archive(files: Mapping[str, bytes]) -> bytes:
    """The bytes of site.zip: the site for reading from a folder, without a network; its links lead to files.

    `files` are given by their paths under site/. The same files give the same bytes: the names are sorted,
    times and permissions are constant.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in sorted(name for name in files if not LEFT_OUT.fullmatch(name)):
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, FILE, 3
            data = files[name]
            content = offline(data.decode("utf-8")) if name.endswith(".html") else data
            packed.writestr(entry, content, compresslevel=LEVEL)
    return made.getvalue()


def offline(html: str) -> str:
    """The HTML of a page to read without a server: links to a folder lead to the `index.html` in it.

    Items of lists that offer a file which is not in the ZIP are left out.
    """
    offered = OFFER.sub(lambda found: "" if LEFT_OUT.fullmatch(found[1].lstrip("./")) else found[0], html)
    return FOLDER.sub(lambda found: f"{found[0].rstrip('/')}/index.html", offered)
