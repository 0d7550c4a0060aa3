"""An explanation as text: where the entry stands, each rule with its conditions, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from ess_orient.model.explanation import (
    Change,
    ConditionExplained,
    EntryExplained,
    Explanation,
    Obstacle,
    Presence,
    RuleExplained,
    TestExplained,
    Truth,
)
from ess_orient.model.wording import listed
from ess_orient.render.labels import Labels
from ess_orient.render.typography import ended, safe

_MARKS = {Truth.YES: "oui    ", Truth.NO: "non    ", Truth.UNKNOWN: "inconnu"}
_OBSTACLES = {
    Obstacle.CLOSED: "elle est arrêtée ou remplacée",
    Obstacle.NO_RULE: "aucune règle ne la recommande",
    Obstacle.RULES: "aucune des règles qui la recommandent ne s'applique",
    Obstacle.TERRITORY: "elle sert un autre territoire",
    Obstacle.RESERVED: "elle est réservée à d'autres personnes",
}
_BECOMES = {
    Presence.SHOWN: "montrée d'abord",
    Presence.LISTED: "proposée, sans être montrée d'abord",
    Presence.ABSENT: "absente",
}
_STATUS = {
    "actif": "active", "a_confirmer": "à confirmer", "renomme": "renommée", "remplace": "remplacée",
    "termine": "terminée",
}  # fmt: skip


class LayerChange(Protocol):
    """What a layer replaced of an entry."""

    @property
    def layer(self) -> str:
        """The layer that replaced them."""

    @property
    def keys(self) -> Sequence[str]:
        """The lines replaced."""

    @property
    def why(self) -> str:
        """The reason given."""


def explanation_text(
    explanation: Explanation, labels: Labels, changes: Mapping[str, Sequence[LayerChange]] | None = None
) -> str:
    """One entry in full, or a line for each of many."""
    layers = explanation.base.layers
    writer = _Writer(labels, changes or {}, layers[0] if layers else "")
    if len(explanation.explained) == 1:
        return "\n".join(writer.entry(explanation.explained[0])) + "\n"
    return "\n".join(writer.overview(explanation.explained)) + "\n"


class _Writer:
    def __init__(self, labels: Labels, changes: Mapping[str, Sequence[LayerChange]], first_layer: str) -> None:
        self._labels = labels
        self._first = first_layer
        self._changes = changes

    def entry(self, told: EntryExplained) -> Iterator[str]:
        """Everything about one entry."""
        yield f"{safe(told.name)} ({told.id}, {told.kind})"
        yield f"  {self._standing(told)}"
        yield from self._facts(told)
        if told.territory is not None:
            yield f"  Territoire : {safe(told.label)}"
            yield from self._condition(told.territory, 2)
        if told.reserved_to is not None:
            yield f"  Réservée à ({told.reserved_to.verdict}) :"
            yield from self._condition(told.reserved_to, 2)
        total = _points(sum(rule.counted for rule in told.rules))
        yield f"  Règles ({total}) :" if told.rules else "  Règles : aucune."
        for rule in told.rules:
            yield from self._rule(rule)
        if told.change is not None:
            yield f"  {self._change(told, told.change)}"

    def overview(self, several: Sequence[EntryExplained]) -> Iterator[str]:
        """Entries proposed, kind by kind with their rules, then the others with what keeps them out."""
        present = [told for told in several if told.presence is not Presence.ABSENT]
        for told in sorted(present, key=lambda told: (told.kind, told.rank or 0)):
            yield f"{told.kind} {told.id} : {self._standing(told)}"
            for rule in told.rules:
                if rule.counted:
                    yield f"    +{_number(rule.counted)} {rule.rule} ({rule.verdict}) : {safe(rule.text)}"
        for told in several:
            if told.presence is Presence.ABSENT:
                yield f"{told.kind} {told.id} : {self._standing(told)}"

    def _standing(self, told: EntryExplained) -> str:
        if told.presence is Presence.ABSENT:
            reasons = " ; ".join(_OBSTACLES[reason] for reason in told.obstacles if reason in _OBSTACLES)
            if told.gives_way_to is not None:
                reasons = f"elle cède la place à {told.gives_way_to}"
            return ended(f"Écartée : {reasons}")
        where = "montrée d'abord" if told.presence is Presence.SHOWN else f"pas parmi les {told.limit} premières"
        check = ""
        if told.to_check:
            check = f" ; à vérifier : {listed(self._labels.question(key) for key in told.to_check)}"
        return f"Proposée au rang {told.rank} ({where}), {_points(told.score)}{check}."

    def _facts(self, told: EntryExplained) -> Iterator[str]:
        if told.status != "actif":
            yield f"  Statut : {_STATUS.get(told.status, told.status)}." + (
                f" La suite : {told.successor}." if told.successor else ""
            )
        if told.update_note:
            yield f"  Suivi : {safe(told.update_note)}"
        if told.layer:
            yield f"  Couche : {safe(told.layer)}"
        for change in self._changes.get(told.id, ()):
            yield f"  Remplacé par {safe(change.layer)} : {listed(change.keys)}. {safe(change.why)}"

    def _rule(self, rule: RuleExplained) -> Iterator[str]:
        points = f"+{_points(rule.counted)}" if rule.counted else f"0 sur {_points(rule.points)}"
        layer = f", couche {safe(rule.layer)}" if rule.layer not in ("", self._first) else ""
        yield f"    {rule.rule} : {rule.verdict}, {points}{layer}"
        yield f"      « {safe(rule.text)} »"
        yield from self._condition(rule.when, 3)
        if rule.unless is not None:
            yield f"      sauf ({rule.unless.verdict}) :"
            yield from self._condition(rule.unless, 4)

    def _condition(self, condition: ConditionExplained, depth: int) -> Iterator[str]:
        indent = "  " * depth
        if not (condition.tests or condition.all_of or condition.any_of or condition.none_of):
            yield f"{indent}{_MARKS[Truth.YES]} toujours"
        for test in condition.tests:
            yield indent + self._test(test)
        for child in condition.all_of:
            yield from self._condition(child, depth)
        for title, children in (("une au moins", condition.any_of), ("aucune", condition.none_of)):
            if children:
                yield f"{indent}{title} de :"
                for child in children:
                    yield from self._condition(child, depth + 1)

    def _test(self, test: TestExplained) -> str:
        accepted = listed(test.accepted, 8)
        given = "sans réponse" if test.given is None else f"réponse : {listed(test.given, 8) or 'aucune'}"
        return f"{_MARKS[test.verdict]} {test.key} parmi {accepted} ({safe(given)})"

    def _change(self, told: EntryExplained, change: Change) -> str:
        if not change.changed:
            if Obstacle.CLOSED in told.obstacles or Obstacle.NO_RULE in told.obstacles:
                return "Aucune réponse ne la ferait proposer."
            sure = "Aucun changement" if change.complete else "Aucun changement trouvé"
            more = "" if change.complete else " ; la recherche s'est arrêtée là"
            return f"{sure} de {change.limit} réponse{'s' if change.limit > 1 else ''} au plus ne change cela{more}."
        said = " et ".join(
            f"{key} : {values if isinstance(values, str) else listed(values, 8) or 'aucune'}"
            for key, values in change.changed.items()
        )
        becomes = _BECOMES[change.becomes] if change.becomes is not None else ""
        check = ", à vérifier" if change.certainty == "a_verifier" else ""
        return f"Le plus petit changement trouvé : {said}. Elle serait {becomes}{check}."


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _points(value: float) -> str:
    return f"{_number(value)} point{'s' if value >= 2 else ''}"
