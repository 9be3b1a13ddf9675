"""Laws in a text as links to e-Gov法令検索: https://laws.e-gov.go.jp/law/<法令ID>#<anchor of the provision>.

A provision whose anchor nobody has checked leads to the beginning of its law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kyoyaku.analysis.references import BRACKETED, CITED
from kyoyaku.language.dates import wareki
from kyoyaku.model.layers import Law
from kyoyaku.pages.markup import Link

EGOV = "https://laws.e-gov.go.jp/law/"


def law_links(text: str, laws: Iterable[Law]) -> Iterator[Link]:
    """The names of laws in an edited text, and the provisions that are cited right after them."""
    for law in laws:
        for match in re.finditer(re.escape(law.name), text):
            yield Link(match.start(), match.end(), f"{EGOV}{law.identifier}", f"{law.name}（e-Gov法令検索）")
            if cited := re.compile(rf"{BRACKETED}?({CITED})").match(text, match.end()):
                yield _provision(law, cited)


def _provision(law: Law, cited: re.Match[str]) -> Link:
    written = cited[1]
    anchor = next((one.anchor for one in law.places if one.cited == written), "")
    address = f"{EGOV}{law.identifier}" + (f"#{anchor}" if anchor else "")
    checked = f"。{wareki(law.as_of)}施行の版で位置を確認" if anchor else "の先頭"
    return Link(cited.start(1), cited.end(1), address, f"{law.name}{written}（e-Gov法令検索{checked}）")
