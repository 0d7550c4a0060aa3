"""Une valeur, un signal ou un secours cité doit exister.

À éviter :

    cle: secteurs
    valeurs: [comerce]

Préférer :

    cle: secteurs
    valeurs: [commerce]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ess_orient.model.lexicon import CueKey
from ess_orient.model.problem import Problem
from ess_orient.model.wording import did_you_mean, listed
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy

RULE = "nom-inconnu"


def find(study: LexiconStudy) -> Iterator[Problem]:
    """Values outside the answers' vocabulary, signals never given, helplines not described."""
    lexicon = study.lexicon
    signals = [value for cue in lexicon.cues if cue.key is CueKey.SIGNAL for value in cue.values]
    doors = [line.id for line in lexicon.helplines]
    for position, cue in enumerate(lexicon.cues):
        known = doors if cue.key is CueKey.DISTRESS else _choices(study, cue.key)
        yield from _unknown(study, "mots", position, cue.values, known)
        if not cue.values and cue.key is not CueKey.OUT_OF_SCOPE:
            yield study.problem(
                "mots", position, (), RULE, f"« {cue.id} » ne dit aucune valeur", "Ajoutez « valeurs »."
            )
    for position, combination in enumerate(lexicon.combinations):
        yield from _unknown(study, "combinaisons", position, combination.values, _choices(study, combination.key))
        for name in (*combination.all_of, *combination.any_of, *combination.none_of):
            key, equal, value = name.partition("=")
            if not equal and key not in signals and key not in set(CueKey):
                message = f"« {name} » n'est ni un signal ni une clé ; signaux : {listed(dict.fromkeys(signals), 20)}."
                yield study.problem("combinaisons", position, (), RULE, message, did_you_mean(name, signals))
            elif equal and key not in set(CueKey):
                yield study.problem(
                    "combinaisons", position, (), RULE, f"clé inconnue « {key} »", did_you_mean(key, CueKey)
                )
            elif equal:
                yield from _unknown(study, "combinaisons", position, (value,), _choices(study, CueKey(key)))
    for name in lexicon.settings.default_helplines:
        if name not in doors:
            yield study.problem("secours", len(doors), (), RULE, f"secours inconnu « {name} » (par_defaut)")


def _choices(study: LexiconStudy, key: CueKey) -> Iterable[str] | None:
    return study.choices.get(key.value)


def _unknown(
    study: LexiconStudy, section: str, position: int, values: Iterable[str], known: Iterable[str] | None
) -> Iterator[Problem]:
    if known is None:
        return
    for value in values:
        if value not in known:
            message = f"valeur inconnue « {value} » ; attendu : {listed(sorted(known), 20)}."
            yield study.problem(section, position, ("valeurs",), RULE, message, did_you_mean(value, known))
