"""What every form says of itself: its agreement and version, the program that made it, and a notice."""

from __future__ import annotations

from dataclasses import dataclass

from kyoyaku import __version__
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Publisher
from kyoyaku.pages.words import original, paper, standing

GENERATOR = "kyoyaku"
MAKER = f"{GENERATOR} {__version__}"


@dataclass(frozen=True, slots=True)
class Provenance:
    """The agreement's folder, its title, the day of the version (ISO 8601), generator and notice."""

    agreement: str
    title: str
    version: str
    generator: str
    notice: str
    licence: str = "著作権法第13条により著作権の目的とならないものと考えています。"
    """The belief that README.md states; no legal advice."""


def notice(publisher: Publisher, called: str = "文書") -> str:
    """The notice in the files on the standing of their text; `called` is what the paper is called."""
    return standing(publisher, "この文は、") + original(publisher, called)


def provenance(agreement: Agreement) -> Provenance:
    """The provenance of a version. The commit is in build.json only: each commit would change every file."""
    told = notice(agreement.publisher, paper(agreement.facts.kind))
    return Provenance(agreement.slug, agreement.title.edited, agreement.version, MAKER, told)
