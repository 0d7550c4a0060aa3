"""The keystrokes: a letter for each question, a digit or letter for each choice."""

from __future__ import annotations

from collections.abc import Iterable

from ess_orient.model.condition import AnswerKey

MARKS = "123456789abcdefghijklmopqrstuvwxyz"
ACTIONS = {
    "n": "note",
    "N": "note sur la ligne",
    "a": "suites des acteurs",
    "t": "texte du projet",
    "v": "et si…",
    "u": "défaire",
    "q": "quitter",
}
"""What the other letters do, in the order of the help."""


def letters(keys: Iterable[AnswerKey]) -> dict[str, AnswerKey]:
    """A letter of its own for each question: the first of its French name that is free."""
    given: dict[str, AnswerKey] = {}
    for key in keys:
        spare = (letter for letter in [*key.value, *MARKS] if letter.isalpha())
        letter = next(letter for letter in spare if letter not in given and letter not in ACTIONS and letter != "o")
        given[letter] = key
    return given
