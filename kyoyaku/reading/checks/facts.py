"""The rules about the front matter: it agrees with the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kyoyaku.language.characters import unvaried
from kyoyaku.language.dates import dates_in, wareki
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import DATE_IS
from kyoyaku.model.parts import Closing
from kyoyaku.problems import Problem

DEFINITION = re.compile(r"。?以下(?:、)?「[^「」]*」という。?")


def title_agrees(agreement: Agreement) -> Iterator[Problem]:
    """`title` of the front matter is the title of the text."""
    given, printed = agreement.facts.title, agreement.title.edited
    if given and given != printed:
        message = f"題名は「{printed}」ですが、基本情報のtitleは「{given}」です"
        yield Problem(agreement.facts.places["title"], message, "title-agrees")


def date_in_text(agreement: Agreement) -> Iterator[Problem]:
    """The date under 締結 is the date on which the version was concluded; that of a 告示 is another."""
    closings = (one.part for one in agreement.standing if isinstance(one.part, Closing) and not one.document)
    for text in (line for one in closings if agreement.facts.date_is == DATE_IS for line in one.lines):
        for written, day in dates_in(text.edited):
            agreed = agreement.facts.concluded
            if agreed and agreed.exact and text.edited == written and day != agreed.exact:
                message = (
                    f"締結の日は、基本情報では{wareki(agreed)}ですが「{written}」とあります。"
                    "正しい方にそろえてください"
                )
                yield Problem(text.place, message, "date-agrees")


def basis_in_text(agreement: Agreement) -> Iterator[Problem]:
    """`basis` quotes the text."""
    basis = agreement.facts.basis
    texts = (unvaried(DEFINITION.sub("", text.edited)) for text in agreement.texts)
    if basis and not any(unvaried(basis) in text for text in texts):
        fault = f"basis「{basis}」は{agreement.facts.kind}の文にありません。"
        message = f"{fault}文のとおり（定義の括弧書きは除く）に書いてください"
        yield Problem(agreement.facts.places["basis"], message, "basis-in-text")


def witness_named(agreement: Agreement) -> Iterator[Problem]:
    """A place of the transcript is cited only where the front matter names a transcript.

    For a later version, `reading/versions/checks.py` looks at its marks all at once.
    """
    if agreement.facts.witness or agreement.facts.changed_by:
        return
    for text in agreement.texts:
        if any(mark.note.refs for mark in text.marks()):
            message = "「@」で底本の箇所を示すには、基本情報のwitnessが必要です"
            yield Problem(text.place, message, "witness-missing")
    for debris in agreement.debris[:1]:
        message = "底本のない原稿に、本文に置かない箇所の一覧があります"
        yield Problem(debris.place, message, "witness-missing")


RULES = (title_agrees, date_in_text, basis_in_text, witness_named)
