"""Text made safe and typeset the French way, whatever it holds; and measured in cells of a terminal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

NO_BREAK = "\u00a0"
_KEPT = frozenset({NO_BREAK, "\u202f"})
_BEFORE = re.compile(r" +(?=[:;?!»%€])")
_SENTENCE = re.compile(r".{12,}?[.!?…](?= [A-ZÀ-ÝŒ«])", re.DOTALL)
_AFTER = re.compile(r"(?<=«) +")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def safe(text: str) -> str:
    """The text on one line, without control, escape or direction characters."""
    return "".join(_shown(char) for char in text).strip(" ")


def _shown(char: str) -> str:
    if char.isprintable() or char in _KEPT:
        return char
    return " " if char in "\t\n\r\u2028\u2029" or unicodedata.category(char) == "Zs" else "\ufffd"


def typeset(text: str) -> str:
    """Safe text with the spaces that French keeps together; none is added where the text has none."""
    return _AFTER.sub(NO_BREAK, _BEFORE.sub(NO_BREAK, safe(text)))


def lowered(text: str) -> str:
    """The text to go on with inside a sentence: its capital dropped, unless it begins an acronym or a name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first[1:].islower() or len(first) == 1 else text


def ended(text: str) -> str:
    """The text with a full stop, unless it ends already."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def french_date(written: str) -> str:
    """« 2020-09-01 » as « 1er septembre 2020 », « 2020-09 » as « septembre 2020 »; anything else as it stands."""
    parts = written.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return written
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return written
    named = f"{_MONTHS[month - 1]} {parts[0]}"
    if len(parts) == 2:
        return named
    day = int(parts[2])
    return f"{'1er' if day == 1 else day} {named}"


def short_date(written: str) -> str:
    """« 2026-11-23 » as « 23/11/2026 », « 2020-09 » as « 09/2020 »; anything else as it stands."""
    parts = written.split("-")
    return "/".join(reversed(parts)) if all(part.isdigit() for part in parts) and len(parts) <= 3 else written


def first_sentence(text: str) -> str:
    """What stands before the second sentence."""
    found = _SENTENCE.match(text)
    return found[0].rstrip() if found else text


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of at most `width` cells, begun by `first` then by `rest`; a longer word stands alone on its line."""
    line, filled = first, False
    for word in text.split(" "):
        if not word:
            continue
        if filled and cells(line) + 1 + cells(word) > width:
            yield line
            line, filled = rest, False
        line = f"{line} {word}" if filled else f"{line}{word}"
        filled = True
    if filled or first.strip():
        yield line
