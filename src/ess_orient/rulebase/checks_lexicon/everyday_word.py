"""Un mot de tous les jours ne dit rien à lui seul : il faut d'autres mots autour.

« monter » se dit d'un projet comme d'un escalier ; « monter une association » est clair.

À éviter :

    formes: [monter]

Préférer :

    formes: ["monter une association"]
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.forms import folded, stem_of
from ess_orient.model.lexicon import Cue, CueKey
from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy, lone_words

RULE = "mot-de-tous-les-jours"
_SHORTEST = 3
_FREE = frozenset({CueKey.SIGNAL, CueKey.OUT_OF_SCOPE})
"""Signals tell nothing alone; what is out of scope is weighed against the rest."""


def find(study: LexiconStudy) -> Iterator[Problem]:
    """Entries of one word that everyone uses about anything."""
    settings = study.lexicon.settings
    words = (*settings.breaks, *settings.negation_words, *settings.negation_ends, *settings.everyday_words)
    everyday = {stem_of(folded(word)) for word in words} | _words_that_ask(study)
    for written in study.written:
        if not isinstance(written.entry, Cue) or written.entry.key in _FREE:
            continue
        for form in written.forms:
            for word in lone_words(form):
                if word in everyday or len(word) < _SHORTEST:
                    message = f"« {word} » seul ne dit rien de sûr : c'est un mot de tous les jours"
                    yield study.at_form(written, RULE, message, "Ajoutez les mots qui l'accompagnent.")


def _words_that_ask(study: LexiconStudy) -> set[str]:
    """Words of the families that only ask or wish: they need what is asked for."""
    return {
        word
        for written in study.written
        if written.section == "familles_de_mots" and written.entry.id in ("chercher", "vouloir", "rever", "creer")
        for form in written.forms
        for word in lone_words(form)
    }
