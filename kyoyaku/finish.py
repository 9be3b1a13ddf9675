"""What a built site gets besides its pages: the search index, slim files, the forms that hold HTML."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from . import output
from .forms import publish
from .forms.archive import archive
from .model import Agreement
from .problems import Problem
from .search_index import search_index
from .search_share import share
from .slim import slim


def search(site: Path, agreements: tuple[Agreement, ...]) -> None:
    """Our worker fetches its own index at the first query; what the theme loads with each page is empty.

    Scripts and style sheets lose what nobody needs once all pages are there.
    """
    folder = site / "search"
    theirs = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    empty = {"search_index.json": json.dumps({**theirs, "docs": []})}
    index = search_index(share(one, named=len(agreements) > 1) for one in agreements)
    output.sync({**empty, **index.files}, folder)
    output.put(slim(output.take(site)), site)


def forms(
    site: Path,
    agreements: tuple[Agreement, ...],
    docs: Mapping[str, str],
    contents: Mapping[str, str],
    name: str,
    commit: str | None,
) -> list[Problem]:
    """The twins of the pages, what is in plain text, and last the ZIP of all that.

    `docs` are the files under docs/, `contents` the HTML of each page's content by its path there. Where a
    twin does not say what its page says nothing is written, and the problems tell.
    """
    twins = publish.twins(agreements, contents)
    if wrong := publish.twin_differences(agreements, twins):
        return wrong
    output.put({**twins, **publish.beside(agreements, docs, name)}, site)
    output.put({publish.ZIP: archive(output.take(site)), publish.BUILD: publish.build_json(commit)}, site)
    return []


def commit_of(root: Path) -> str | None:
    """The commit of the source, if this is a checkout or GitHub says so."""
    if told := os.environ.get("GITHUB_SHA"):
        return told
    if not (root / ".git").exists() or not (git := shutil.which("git")):
        return None
    done = subprocess.run([git, "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None
