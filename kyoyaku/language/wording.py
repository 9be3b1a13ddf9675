"""How official Japanese (公用文) joins words, and how a long text is shortened."""

from __future__ import annotations

from collections.abc import Sequence


def joined(names: Sequence[str], word: str) -> str:
    """A、B及びC; A又はB: the word (及び, 又は, と) stands once, before the last."""
    *first, last = names
    return f"{'、'.join(first)}{word}{last}" if first else last


def quoted(words: Sequence[str]) -> str:
    """「A」、「B」又は「C」."""
    return joined([f"「{word}」" for word in words], "又は")


def clipped(text: str, first: int, last: int = 0) -> str:
    """The first and the last characters of a text with … between; all of it if it has no more than these."""
    return text if len(text) <= first + last else f"{text[:first]}…{text[len(text) - last :]}"
