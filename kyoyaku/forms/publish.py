"""What stands on the site besides what the publisher makes: twins, the whole text, llms.txt, the ZIP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from .. import __version__
from ..addresses import file_path
from ..model import Agreement
from ..problems import Problem
from . import agree, agree_twins
from .downloads import MARKDOWN, SUMS, markdown, sums
from .llms import llms, twin_path
from .plain import page
from .provenance import GENERATOR, NOTICE, provenance
from .twins import twin

ZIP = "site.zip"
BUILD = "build.json"


def twins(agreements: tuple[Agreement, ...], contents: Mapping[str, str]) -> dict[str, str]:
    """The twins of pages by their paths under site/; `contents` is the HTML of each by its path in docs/."""
    facts = {one.slug: asdict(provenance(one)) for one in agreements}
    general = {"generator": f"{GENERATOR} {__version__}", "notice": NOTICE}
    return {
        twin_path(path): page(facts.get(path.split("/")[0], general), twin(html))
        for path, html in contents.items()
    }


def differences(agreements: tuple[Agreement, ...], docs: Mapping[str, str]) -> list[Problem]:
    """Where a form of an agreement, among the files of docs/ or agreement.md, departs from the model."""
    return [
        problem
        for agreement in agreements
        for problem in agree.differences(
            agreement, {**docs, file_path(agreement, f"data/{MARKDOWN}"): markdown(agreement).content}
        )
    ]


def twin_differences(agreements: tuple[Agreement, ...], made: Mapping[str, str]) -> list[Problem]:
    """What twins lack of the text of their pages."""
    return [problem for agreement in agreements for problem in agree_twins.differences(agreement, made)]


def beside(agreements: tuple[Agreement, ...], docs: Mapping[str, str], site_name: str) -> dict[str, str]:
    """The files in plain text that the publisher would take for pages, and those that tell of them.

    `docs` are the files under docs/, whose checksums agreement.md joins.
    """
    files = {"llms.txt": llms(agreements, site_name)}
    for agreement in agreements:
        own = markdown(agreement)
        files[file_path(agreement, f"data/{own.name}")] = own.content
        listed = file_path(agreement, f"data/{SUMS}")
        files[listed] = docs[listed] + sums([own])
    return files


def build_json(commit: str | None) -> str:
    """The one file that knows the source's commit; null where nothing tells it."""
    facts = {"generator": GENERATOR, "version": __version__, "commit": commit, "notice": NOTICE}
    return json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
