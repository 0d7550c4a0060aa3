"""Small tools for messages in French: near words, lists, folding."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"})


def folded(text: str) -> str:
    """The text without accents or case, hyphens and apostrophes as spaces."""
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word a person most likely meant, or None."""
    by_fold: dict[str, str] = {}
    for candidate in known:
        by_fold.setdefault(folded(candidate), candidate)
    wanted = folded(word[:80])
    if wanted in by_fold:
        return by_fold[wanted]
    close = get_close_matches(wanted, by_fold, n=1, cutoff=0.7)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """« Vouliez-vous … ? », or None if nothing is near."""
    close = nearest(word, known)
    return f"Vouliez-vous « {close} » ?" if close is not None else None


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words joined by commas, cut with an ellipsis beyond `most`."""
    items = list(words)
    return ", ".join(items[:most]) + (", …" if len(items) > most else "")


def shown_value(value: object, most: int = 60) -> str:
    """A value from outside, safe and short enough for a message: no control character, no line break."""
    text = str(value)
    cut = "".join(char if char.isprintable() else "�" for char in text[:most])
    return cut + ("…" if len(text) > most else "")
