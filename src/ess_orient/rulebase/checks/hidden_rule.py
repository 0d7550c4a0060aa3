"""Une règle apporte quelque chose de plus qu'une règle plus générale.

Elle est cachée si une autre, qui s'applique toujours quand elle s'applique, recommande déjà toutes ses fiches avec
autant de points ou plus, et donne la même raison : la personne lirait deux fois la même phrase.

À éviter :

    regles:
      - id: financer-tous
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Il vous faut de quoi payer vos premières dépenses."
        source: {document: guide-2020, section: "Levier 1"}
      - id: financer-a-la-creation
        quand: {besoins: [financement], stade: [creation]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Il vous faut de quoi payer vos premières dépenses."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: financer-tous
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 3}}
        parce_que: "Il vous faut de quoi payer vos premières dépenses."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.engine.satisfy import implies
from ess_orient.engine.terms import Terms
from ess_orient.model.problem import Level
from ess_orient.model.wording import folded
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study

_MOST_COMPARED = 400
"""Rules of one sentence and one target that are compared with each other; more share a sentence only in a made-up base."""


class _Said:
    """A rule as this check compares it."""

    def __init__(self, placed: Placed, terms: Terms, points: dict[str, float]) -> None:
        self.placed = placed
        self.terms = terms
        self.points = points


def find(study: Study) -> Iterator[Finding]:
    """Rules implied by a wider one that gives as much to all their targets, with the same sentence."""
    alike: dict[tuple[str, str], list[_Said]] = {}
    distinct: dict[tuple[str, Terms, frozenset[tuple[str, float]]], _Said] = {}
    for placed in study.sections.get("regles", ()):
        terms = study.rule_terms(placed.record)
        points = {name: value for _, weights in placed.record.recommend.targets() for name, value in weights.items()}
        if terms is None or not points:
            continue
        text = folded(placed.record.because)
        key = (text, terms, frozenset(points.items()))
        if key not in distinct:
            distinct[key] = said = _Said(placed, terms, points)
            for target in points:
                alike.setdefault((text, target), []).append(said)
    for (text, _, _), narrow in distinct.items():
        wider = alike[text, min(narrow.points)][:_MOST_COMPARED]
        found = next((wide for wide in wider if _hides(wide, narrow, study)), None)
        if found is not None:
            where = study.spot(found.placed, ("id",))
            message = (
                f"{narrow.placed.id} n'apporte rien : {found.placed.id} ({where.file}:{where.line}) s'applique toujours"
                " avec elle, aux mêmes fiches, avec la même raison"
            )
            yield Finding(
                study.spot(narrow.placed, ("id",)), message, "Retirez-la, ou dites ce qu'elle a de particulier."
            )


def _hides(wide: _Said, narrow: _Said, study: Study) -> bool:
    return (
        wide is not narrow
        and wide.terms != narrow.terms
        and all(wide.points.get(target, 0.0) >= points for target, points in narrow.points.items())
        and implies(narrow.terms, wide.terms, study.answerable)
    )


CHECK = Check(id="regle-cachee", level=Level.WARNING, find=find)
