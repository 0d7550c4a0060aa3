"""A lexicon with its forms parsed and the place of each, as the checks look at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ess_orient.model.forms import BadForm, Form, Kind, parse
from ess_orient.model.lexicon import Combination, Cue, Mask, WordFamily
from ess_orient.model.problem import Level, Problem
from ess_orient.rulebase.lexicon import FILE, LoadedLexicon

Entry = WordFamily | Cue | Mask | Combination


class Written(NamedTuple):
    """One form of an entry: parsed, or why it cannot be."""

    section: str
    position: int
    rank: int
    entry: WordFamily | Cue | Mask
    text: str
    forms: tuple[Form, ...]
    problem: str | None


class LexiconStudy:
    """What the checks share."""

    def __init__(self, loaded: LoadedLexicon, choices: Mapping[str, frozenset[str]]) -> None:
        self.lexicon = loaded.lexicon
        self.choices = choices
        self._origins = loaded.origins
        groups: tuple[tuple[str, tuple[WordFamily | Cue | Mask, ...]], ...] = (
            ("familles_de_mots", loaded.lexicon.word_families),
            ("mots", loaded.lexicon.cues),
            ("locutions", loaded.lexicon.masks),
        )
        self.written = tuple(
            _written(section, position, index, entry, text)
            for section, entries in groups
            for position, entry in enumerate(entries)
            for index, text in enumerate(entry.forms)
        )

    def problem(
        self, section: str, position: int, path: tuple[str | int, ...], rule: str, message: str, remedy: str | None = None,
        level: Level = Level.ERROR,
    ) -> Problem:  # fmt: skip
        """A finding at the place of an entry, or of what lies in it."""
        origins = self._origins.get(section, ())
        if position >= len(origins):
            return Problem(file=FILE, rule=rule, message=message, remedy=remedy, level=level)
        origin = origins[position]
        node = origin.node.at(path)
        return Problem(
            file=origin.file, line=node.line, column=node.column, rule=rule, message=message, remedy=remedy, level=level
        )

    def at_form(
        self, written: Written, rule: str, message: str, remedy: str | None = None, level: Level = Level.ERROR
    ) -> Problem:
        """A finding at the place of a form."""
        return self.problem(written.section, written.position, ("formes", written.rank), rule, message, remedy, level)


def _written(section: str, position: int, index: int, entry: WordFamily | Cue | Mask, text: str) -> Written:
    try:
        return Written(section, position, index, entry, text, tuple(parse(text)), None)
    except BadForm as bad:
        return Written(section, position, index, entry, text, (), str(bad))


def lone_words(form: Form) -> tuple[str, ...]:
    """The words of a form that is but one word, or one of several; empty for any other form."""
    if len(form) != 1 or any(element.kind not in (Kind.WORD, Kind.EXACT) for element in form[0]):
        return ()
    return tuple(element.text for element in form[0])
