"""What a built site gets besides its pages: the plain forms of them, and what made it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from kyoyaku.forms import verify_twins as agree_twins
from kyoyaku.forms.markdown.llms_txt import llms
from kyoyaku.listing import Listing
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.navigation import site_name
from kyoyaku.problems import ContentError
from kyoyaku.publisher import beside as publish


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


def of_site(listings: Sequence[Listing], contents: Mapping[str, str], commit: str | None) -> dict[str, str]:
    """What joins the pages that are about no agreement; `contents` as above, `commit` that of the source."""
    told = {
        "llms.txt": llms((one.llms_section for one in listings), site_name([one.heading for one in listings]))
    }
    return {**publish.twins(None, contents), **told, publish.BUILD: publish.build_json(commit)}


def commit_of(root: Path) -> str | None:
    """The commit of the source, if this is a checkout or GitHub says so."""
    if told := os.environ.get("GITHUB_SHA"):
        return told
    if not (root / ".git").exists() or not (git := shutil.which("git")):
        return None
    command = [git, "rev-parse", "--verify", "--quiet", "HEAD"]
    return (
        subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout.strip() or None
    )
