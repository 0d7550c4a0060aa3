"""Une forme s'écrit une seule fois dans une entrée.

À éviter :

    formes: [épicerie, epiceries]

Préférer :

    formes: [épicerie]
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.forms import Form
from ess_orient.model.problem import Level, Problem
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy

RULE = "forme-repetee"


def find(study: LexiconStudy) -> Iterator[Problem]:
    """Lone words and whole forms written twice in one entry."""
    seen: set[tuple[str, int, Form]] = set()
    for written in study.written:
        for form in written.forms:
            key = (written.section, written.position, form)
            if key in seen:
                message = f"« {written.text} » : une de ces formes est déjà écrite dans {written.entry.id}"
                yield study.at_form(written, RULE, message, "Retirez-la : accents et pluriels sont compris d'eux-mêmes.",
                                    Level.WARNING)  # fmt: skip
                break
            seen.add(key)
