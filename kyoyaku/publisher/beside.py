"""What stands on the site besides what the publisher makes: twins, the whole text, llms.txt, the ZIP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from kyoyaku import __version__
from kyoyaku.forms import verify as agree
from kyoyaku.forms.downloads import MARKDOWN, SUMS, markdown, sums
from kyoyaku.forms.markdown.plain import page
from kyoyaku.forms.markdown.twins import twin
from kyoyaku.forms.provenance import GENERATOR, NOTICE, provenance
from kyoyaku.model.agreement import Agreement
from kyoyaku.pages.addresses import file_path, twin_path
from kyoyaku.problems import Problem

ZIP = "site.zip"
BUILD = "build.json"


def twins(agreement: Agreement | None, contents: Mapping[str, str]) -> dict[str, str]:
    """The twins of an agreement's pages, or of those about none, by their paths under site/.

    `contents` is the HTML of each page by its path in docs/.
    """
    general = {"generator": f"{GENERATOR} {__version__}", "notice": NOTICE}
    facts = asdict(provenance(agreement)) if agreement else general
    return {twin_path(path): page(facts, twin(html)) for path, html in contents.items()}


def differences(agreement: Agreement, docs: Mapping[str, str]) -> list[Problem]:
    """Where a form of an agreement, among the files of docs/ or agreement.md, departs from the model."""
    whole = {file_path(agreement, f"data/{MARKDOWN}"): markdown(agreement).content}
    return list(agree.differences(agreement, {**docs, **whole}))


def beside(agreement: Agreement, docs: Mapping[str, str]) -> dict[str, str]:
    """The whole text in Markdown, which the publisher would take for a page, and the checksums with its own.

    `docs` are the files under docs/, among them the checksums of the others.
    """
    own, listed = markdown(agreement), file_path(agreement, f"data/{SUMS}")
    return {file_path(agreement, f"data/{own.name}"): own.content, listed: docs[listed] + sums([own])}


def build_json(commit: str | None) -> str:
    """The one file that knows the source's commit; null where nothing tells it."""
    facts = {"generator": GENERATOR, "version": __version__, "commit": commit, "notice": NOTICE}
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
