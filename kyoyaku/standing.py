"""What is known of an agreement's standing, in the words of the pages."""

from __future__ import annotations

from .facts import Status
from .model import Agreement
from .numerals import wareki

SENTENCES = {
    Status.IN_FORCE: "{day}現在、効力を有することを確かめています（{source}）。",
    Status.AMENDED: "その後に変更されたことを{day}に確かめています（{source}）。",
    Status.ABOLISHED: "その後に廃止されたことを{day}に確かめています（{source}）。",
}


def standing(agreement: Agreement) -> str:
    """One sentence on what is known, with the day it was checked and the source."""
    facts = agreement.facts
    concluded = f"{wareki(agreement.concluded)}締結時の文で"
    if facts.status is Status.UNKNOWN or facts.checked_on is None:
        return concluded + "、その後の変更は未確認です。"
    day = wareki(facts.checked_on)
    return concluded + "す。" + SENTENCES[facts.status].format(day=day, source=facts.status_source)
