"""What a built site gets besides its pages: the forms that hold HTML, slim files, the list of addresses."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from .forms import agree_twins, publish
from .forms.llms import llms
from .listing import Listing
from .model import Agreement
from .problems import ContentError


def of_agreement(
    agreement: Agreement, docs: Mapping[str, str], contents: Mapping[str, str]
) -> dict[str, str]:
    """What joins the pages of an agreement: their twins, and the whole text in Markdown.

    `docs` are its files under docs/, `contents` the HTML of each page's content by its path there.
    ContentError where a twin does not say what its page says.
    """
    twins = publish.twins(agreement, contents)
    if wrong := list(agree_twins.differences(agreement, twins)):
        raise ContentError(wrong)
    return {**twins, **publish.beside(agreement, docs)}


def of_site(
    listings: Iterable[Listing], contents: Mapping[str, str], name: str, commit: str | None
) -> dict[str, str]:
    """What joins the pages that are about no agreement; `contents` as above, `name` that of the site."""
    told = {"llms.txt": llms((one.plain for one in listings), name)}
    return {**publish.twins(None, contents), **told, publish.BUILD: publish.build_json(commit)}


def commit_of(root: Path) -> str | None:
    """The commit of the source, if this is a checkout or GitHub says so."""
    if told := os.environ.get("GITHUB_SHA"):
        return told
    if not (root / ".git").exists() or not (git := shutil.which("git")):
        return None
    done = subprocess.run([git, "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None
