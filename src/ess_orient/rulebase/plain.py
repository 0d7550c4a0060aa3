"""Texts that people read: which they are, their sentences, words and acronyms."""

from __future__ import annotations

import re

from ess_orient.model.question import Question
from ess_orient.rulebase.study import Part

_FOR_PEOPLE = frozenset({
    "text", "because", "to_act", "to_seek", "help", "example", "prepare", "lesson", "aim", "note", "missions", "structures",
})  # fmt: skip
_END = re.compile(r"(?<=[.!?…])[\s»\")]+(?=[^a-zà-ÿ]|\Z)|\n+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")
_ACRONYM = re.compile(r"(?<![\w@/.])[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ0-9]|\.(?=[A-Z]))*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9]*(?![\w@])")


def for_people(part: Part) -> bool:
    """Whether a text is a sentence that a person reads."""
    return part.name in _FOR_PEOPLE or (part.name == "title" and isinstance(part.owner, Question))


def sentences(text: str) -> list[str]:
    """The sentences of a text. An abbreviation before a small letter ends none."""
    return [sentence.strip() for sentence in _END.split(text) if sentence.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence, as spaces part them; « 1 000 » is one, a lone sign is none."""
    joined = _THOUSANDS.sub("", sentence)
    return [word for word in joined.split() if any(char.isalnum() for char in word)]


def acronyms(text: str) -> list[str]:
    """The words of two capitals or more, addresses left out."""
    return [found.replace(".", "") for found in _ACRONYM.findall(_ADDRESS.sub(" ", text))]
