"""Tests and conditions in plain French, for proofs and explanations."""

from __future__ import annotations

from ess_orient.engine.satisfy import Conflict
from ess_orient.engine.terms import Field, Literal
from ess_orient.model.wording import listed

NAMES = {
    Field.AUDIENCE: "profil",
    Field.STAGE: "stade",
    Field.SECTORS: "secteurs",
    Field.NEEDS: "besoins",
    Field.SITUATION: "situation",
    Field.LEGAL_FORM: "forme",
    Field.PLACE: "departement",
    Field.MUNICIPALITY: "commune",
}


def test_said(test: Literal) -> str:
    """« stade parmi creation, reprise »."""
    values = listed(sorted(test.values), 6) or "aucune valeur"
    return f"{NAMES[test.field]} {'parmi' if test.positive else 'hors de'} {values}"


def conflict_said(conflict: Conflict) -> str:
    """Why no answer fulfils these tests together."""
    told = " et ".join(test_said(test) for test in conflict.tests)
    if len(conflict.tests) == 1:
        return f"aucune réponse possible ne donne {told}"
    if conflict.most > 1:
        return f"aucun choix d'au plus {conflict.most} réponses ne donne à la fois {told}"
    return f"aucune réponse ne donne à la fois {told}"
