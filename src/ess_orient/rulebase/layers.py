"""Records of several folders laid over each other: what is added, what is replaced, what clashes.

Folders apply in the order given. A later one adds records and, by its section `modifications`, replaces fields of
those below it: where two replace the same field, the last one holds and a finding names both. Nothing is removed,
and an id is never redefined.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec import inspect as shape

from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.convert import MISSING, Converter
from ess_orient.rulebase.nodes import Node

MODIFICATIONS = "modifications"
_UPDATES = "suivis"
_DECIDED_BY_UPDATE = frozenset({"statut", "verifie_le"})


class Origin(NamedTuple):
    """Where a record was read; `replaced` tells where each replaced field was."""

    layer: str
    file: str
    node: Node
    replaced: Mapping[str, Origin] = {}


class Change(Struct, frozen=True):
    """What a layer replaced of a record."""

    layer: str
    keys: tuple[str, ...]
    why: str


class Merged(NamedTuple):
    """All layers as one."""

    records: dict[str, list[Any]]
    origins: dict[str, tuple[Origin, ...]]
    problems: tuple[Problem, ...]
    layers: dict[str, str]
    changes: dict[str, tuple[Change, ...]]


class _Target(NamedTuple):
    """A record that may be modified: its values, its type, and where its origin stands."""

    values: dict[str, Any]
    kind: shape.StructType
    section: str
    position: int


class Merger:
    """Collects records in the order they are read, then lays modifications over them."""

    def __init__(self, sections: Mapping[str, shape.Type]) -> None:
        self._sections = sections
        self._records: dict[str, list[Any]] = {name: [] for name in sections}
        self._origins: dict[str, list[Origin]] = {name: [] for name in sections}
        self._problems: list[Problem] = []
        self._done: dict[tuple[str, str], Origin] = {}
        self._changes: dict[str, list[Change]] = {}

    def add(self, section: str, record: Any, origin: Origin) -> None:
        """One record of a section."""
        self._records[section].append(record)
        self._origins[section].append(origin)

    def merged(self) -> Merged:
        """The records with all modifications applied, and what is wrong with these."""
        targets = self._targets()
        layers = {name: self._origins[target.section][target.position].layer for name, target in targets.items()}
        modifications = zip(self._records[MODIFICATIONS], self._origins[MODIFICATIONS], strict=True)
        for modification, origin in modifications:
            self._modify(modification, origin, targets)
        origins = {name: tuple(found) for name, found in self._origins.items()}
        changes = {name: tuple(found) for name, found in self._changes.items()}
        return Merged(self._records, origins, tuple(self._problems), layers, changes)

    def _targets(self) -> dict[str, _Target]:
        """Every record with an id; where one repeats, the first."""
        found: dict[str, _Target] = {}
        for section, kind in self._sections.items():
            if not isinstance(kind, shape.StructType) or section == MODIFICATIONS:
                continue
            for position, record in enumerate(self._records[section]):
                self._add_target(found, record, kind, section, position)
        return found

    def _add_target(
        self, found: dict[str, _Target], record: Any, kind: shape.StructType, section: str, position: int
    ) -> None:
        identifier = record.get("id")
        if identifier is not None:
            found.setdefault(identifier, _Target(record, kind, section, position))
        for field in kind.fields:
            below = _item(field.type)
            if field.encode_name == "manieres" and isinstance(below, shape.StructType):
                for way in record.get("manieres", ()):
                    self._add_target(found, way, below, section, position)

    def _problem(
        self, origin: Origin, node: Node, rule: str, message: str, remedy: str | None, level: Level = Level.ERROR
    ) -> None:
        self._problems.append(
            Problem(
                file=origin.file, line=node.line, column=node.column, level=level, rule=rule, message=message, remedy=remedy
            )
        )  # fmt: skip

    def _modify(self, modification: dict[str, Any], origin: Origin, targets: dict[str, _Target]) -> None:
        name = modification["fiche"]
        target = targets.get(name)
        if target is None:
            message = f"fiche inconnue « {shown_value(name)} » ; l'identifiant d'une fiche de la base était attendu"
            self._problem(origin, origin.node.at(("fiche",)), "modification", message, did_you_mean(name, targets))
            return
        replaced = origin.node.get("remplacer")
        fields = {field.encode_name: field for field in target.kind.fields if field.encode_name != "id"}
        changed: list[str] = []
        for key, value in (replaced.pairs or ()) if replaced is not None else ():
            word = key.text or ""
            if word not in fields:
                message = (
                    f"{name} n'a pas de ligne « {shown_value(word)} » à remplacer ; attendu : {listed(fields, 30)}."
                )
                remedy = "Un identifiant ne change pas." if word == "id" else did_you_mean(word, fields)
                self._problem(origin, key, "modification", message, remedy)
                continue
            if self._replace(target, name, word, fields[word], origin, value):
                changed.append(word)
        if changed:
            self._changes.setdefault(name, []).append(Change(origin.layer, tuple(changed), modification["pourquoi"]))

    def _replace(self, target: _Target, name: str, key: str, field: shape.Field, origin: Origin, value: Node) -> bool:
        converter = Converter(origin.file)
        found = converter.convert(value, field.type, key)
        self._problems += converter.problems
        if found is MISSING:
            return False
        self._clash(name, key, origin, value)
        if key in _DECIDED_BY_UPDATE and any(update["entree"] == name for update in self._records[_UPDATES]):
            message = f"« {key} » de {name} vient de son suivi, qui l'emporte sur cette ligne"
            self._problem(origin, value, "modification", message, "Écrivez un suivi de cette fiche dans « suivis ».")
        target.values[key] = found
        before = self._origins[target.section][target.position]
        replaced = {**before.replaced, key: Origin(origin.layer, origin.file, value)}
        if name == self._records[target.section][target.position].get("id"):
            self._origins[target.section][target.position] = before._replace(replaced=replaced)
        return True

    def _clash(self, name: str, key: str, origin: Origin, value: Node) -> None:
        first = self._done.get((name, key))
        if first is not None:
            message = (
                f"« {key} » de {name} est déjà remplacé dans {first.file}, ligne {first.node.line}"
                f" ({first.layer}) ; ici : {origin.layer}"
            )
            remedy = "La dernière couche l'emporte : gardez une seule des deux modifications."
            self._problem(origin, value, "couches-en-conflit", message, remedy, Level.WARNING)
        self._done[name, key] = Origin(origin.layer, origin.file, value)


def _item(kind: shape.Type) -> shape.Type | None:
    while isinstance(kind, shape.Metadata):
        kind = kind.type
    return kind.item_type if isinstance(kind, shape.VarTupleType) else None
