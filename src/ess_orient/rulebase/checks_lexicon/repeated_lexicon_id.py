"""Chaque identifiant du lexique est unique : il nomme la règle qui a fait comprendre une réponse.

À éviter :

    mots:
      - {id: epicerie, cle: secteurs, valeurs: [commerce], formes: [épicerie]}
      - {id: epicerie, cle: secteurs, valeurs: [commerce], formes: [supérette]}

Préférer :

    mots:
      - {id: epicerie, cle: secteurs, valeurs: [commerce], formes: [épicerie, supérette]}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy

RULE = "identifiant-repete"


def find(study: LexiconStudy) -> Iterator[Problem]:
    """Ids used twice, across sections."""
    lexicon = study.lexicon
    seen: set[str] = set()
    sections: tuple[tuple[str, list[str]], ...] = (
        ("familles_de_mots", [entry.id for entry in lexicon.word_families]),
        ("mots", [entry.id for entry in lexicon.cues]),
        ("locutions", [entry.id for entry in lexicon.masks]),
        ("combinaisons", [entry.id for entry in lexicon.combinations]),
        ("secours", [entry.id for entry in lexicon.helplines]),
    )
    for section, ids in sections:
        for position, name in enumerate(ids):
            if name in seen:
                message = f"identifiant « {name} » déjà pris"
                yield study.problem(section, position, ("id",), RULE, message, "Choisissez-en un autre.")
            seen.add(name)
