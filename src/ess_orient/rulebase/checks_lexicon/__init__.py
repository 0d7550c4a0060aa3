"""The checks of the lexicon: one file each, whose docstring says what is asked for and why."""

from __future__ import annotations

from collections.abc import Mapping

from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks_lexicon import (
    bad_form,
    everyday_word,
    repeated_form,
    repeated_lexicon_id,
    two_meanings,
    unknown_name,
)
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy
from ess_orient.rulebase.lexicon import LoadedLexicon

_CHECKS = (bad_form, everyday_word, repeated_form, repeated_lexicon_id, two_meanings, unknown_name)


def check(loaded: LoadedLexicon, choices: Mapping[str, frozenset[str]] | None = None) -> tuple[Problem, ...]:
    """What is wrong with a lexicon, reading problems first. `choices`: values of each answer key, where known."""
    study = LexiconStudy(loaded, choices or {})
    found = [problem for each in _CHECKS for problem in each.find(study)]
    return (
        *loaded.problems,
        *sorted(set(found), key=lambda one: (one.file, one.line, one.column, one.rule, one.message)),
    )
