"""Whether an agreement is still in force, as the sentence that pages show."""

from __future__ import annotations

from kyoyaku.language.dates import wareki
from kyoyaku.model.agreement import Agreement
from kyoyaku.model.facts import Status

SENTENCES = {
    Status.IN_FORCE: "{day}現在、効力を有することを確認しました（{source}）。",
    Status.AMENDED: "その後に変更されたことを{day}に確認しました（{source}）。",
    Status.ABOLISHED: "その後に廃止されたことを{day}に確認しました（{source}）。",
}


def status_text(agreement: Agreement) -> str:
    """One sentence or two: of which day the text is, and whether it is still in force, as far as is known."""
    facts = agreement.facts
    concluded = f"{wareki(agreement.concluded)}締結時の本文です。"
    if facts.status is Status.UNKNOWN or facts.checked_on is None:
        return concluded + "その後の変更の有無は、確認していません。"
    day = wareki(facts.checked_on)
    return concluded + SENTENCES[facts.status].format(day=day, source=facts.status_source)
