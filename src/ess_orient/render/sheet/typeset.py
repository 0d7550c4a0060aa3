"""The texts of a sheet typeset the French way: spaces that do not break, narrow ones, apostrophes."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from ess_orient.model.sheet import Part
from ess_orient.render.typography import safe

NO_BREAK, NARROW = "\u00a0", "\u202f"
_WORD = re.compile(r"\S+")
_ADDRESS_SIGNS = ("://", "@", "www.")
_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’"),
    (re.compile(r"[ \u00a0]+(?=[;!?])"), NARROW),
    (re.compile(r" +(?=[:»%€])"), NO_BREAK),
    (re.compile(r"(?<=«) +"), NO_BREAK),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(rf"(?<=\d|r) (?=(?:{_MONTH})\b)"), NO_BREAK),
    (re.compile(r"(?<=\bp\.) (?=\d)|(?<=\bn°) (?=\d)|(?<=\d) (?=(?:M€|k€|ans?|km)\b)"), NO_BREAK),
    (re.compile(r" (?=[–—] )"), NO_BREAK),
)
_PLAIN = frozenset({"url", "key", "reader"})
"""Fields that are not read as French."""

AnyPart = TypeVar("AnyPart", bound=Part)


def french(text: str) -> str:
    """Safe text on one line, typeset; addresses within it stay as they are. No space is added where none stands."""
    text = safe(text)
    pieces: list[str] = []
    done = 0
    for word in _WORD.finditer(text):  # word by word: a search across words takes hours on a million letters
        if any(sign in word[0] for sign in _ADDRESS_SIGNS):
            pieces += [_typeset(text[done : word.start()]), word[0]]
            done = word.end()
    return "".join([*pieces, _typeset(text[done:])])


def _typeset(text: str) -> str:
    for pattern, space in _RULES:
        text = pattern.sub(space, text)
    return text


def typeset_part(part: AnyPart) -> AnyPart:
    """The part with all its texts typeset, down to the last."""
    changed = {name: _value(getattr(part, name)) for name in part.__struct_fields__ if name not in _PLAIN}
    return msgspec.structs.replace(part, **changed)


def _value(value: object) -> object:
    if isinstance(value, str):
        return french(value)
    if isinstance(value, Part):
        return typeset_part(value)
    return tuple(_value(each) for each in value) if isinstance(value, tuple) else value
