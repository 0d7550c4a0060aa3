"""Une forme doit pouvoir être lue, et une famille citée doit exister.

À éviter :

    formes: ["<cherher> … local", "… local"]

Préférer :

    formes: ["<chercher> … local"]
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.forms import Kind
from ess_orient.model.problem import Problem
from ess_orient.model.wording import did_you_mean
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy

RULE = "forme-illisible"


def find(study: LexiconStudy) -> Iterator[Problem]:
    """Forms that cannot be parsed; families that do not exist, or that cite a family."""
    known = [family.id for family in study.lexicon.word_families]
    for written in study.written:
        if written.problem is not None:
            yield study.at_form(written, RULE, written.problem, "Voyez les signes admis en tête du fichier.")
        cited = {
            element.text for form in written.forms for step in form for element in step if element.kind is Kind.FAMILY
        }
        for name in sorted(cited):
            if written.section == "familles_de_mots":
                message = f"« {written.text} » : une famille n'en cite pas une autre (<{name}>)"
                yield study.at_form(written, RULE, message, "Recopiez les formes voulues.")
            elif name not in known:
                message = f"« {written.text} » : famille inconnue <{name}>"
                yield study.at_form(written, RULE, message, did_you_mean(name, known))
