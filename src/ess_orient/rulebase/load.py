"""Folders of YAML to one base, or to what is wrong with them. A broken file never hides the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect as shape

from ess_orient.model.base import Base
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.convert import MISSING, Converter, type_of
from ess_orient.rulebase.nodes import Node, Unreadable, parse, read_text

SEPARATE_FILES = frozenset({"lexicon.yaml", "natural_areas.yaml", "rurality.yaml"})
"""Files of a data folder that other rooms read by themselves."""

EMBEDDED = "base intégrée"


class Origin(NamedTuple):
    """Where a record was read."""

    layer: str
    file: str
    node: Node


class Loaded(NamedTuple):
    """A base with all that was found while reading it.

    `origins` gives, for each section (French name), one origin per record, in the order of the base.
    """

    base: Base
    identity: BaseIdentity
    problems: tuple[Problem, ...]
    origins: dict[str, tuple[Origin, ...]]

    @property
    def usable(self) -> bool:
        """Whether no error was found."""
        return not any(problem.level is Level.ERROR for problem in self.problems)


class Layer(NamedTuple):
    """A data folder and the name it is shown under."""

    name: str
    folder: Path


def files_of(layer: Layer) -> list[Path]:
    """The data files of a folder, in the order of their names."""
    return sorted(
        path for path in layer.folder.glob("*.yaml") if path.name not in SEPARATE_FILES and path.is_file()
    )  # fmt: skip


def fingerprint(layers: Sequence[Layer]) -> str:
    """What identifies the content: the same files give the same fingerprint wherever they lie."""
    digest = hashlib.sha256()
    for layer in layers:
        for path in files_of(layer):
            content = path.read_bytes()
            digest.update(f"{path.name}\0{len(content)}\0".encode())
            digest.update(content)
    return f"sha256:{digest.hexdigest()}"


def load(layers: Sequence[Layer]) -> Loaded:
    """Read every file of every folder, strictly, and lay them over each other in the order given."""
    reader = _Reader()
    for layer in layers:
        reader.read_layer(layer)
    return reader.loaded(layers)


class _Reader:
    def __init__(self) -> None:
        described = type_of(Base)
        assert isinstance(described, shape.StructType)
        self._sections = {field.encode_name: field.type for field in described.fields}
        self._several = {name for name, kind in self._sections.items() if _item(kind) is not None}
        self._raw: dict[str, list[Any]] = {name: [] for name in self._several}
        self._single: dict[str, Any] = {}
        self._origins: dict[str, list[Origin]] = {name: [] for name in self._several}
        self.problems: list[Problem] = []

    def read_layer(self, layer: Layer) -> None:
        if not layer.folder.is_dir():
            self._report(str(layer.folder), "dossier", "dossier introuvable", "Vérifiez le chemin donné à --base.")
            return
        files = files_of(layer)
        if not files:
            self._report(str(layer.folder), "dossier", "aucun fichier .yaml dans ce dossier",
                         "Créez un dossier de départ avec « ess-orient base nouveau ».")  # fmt: skip
        for path in files:
            shown = path.name if layer.name == EMBEDDED else f"{layer.folder.name}/{path.name}"
            self._read_file(layer, path, shown)

    def _report(self, file: str, rule: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(file=shown_value(file, 200), rule=rule, message=message, remedy=remedy))

    def _read_file(self, layer: Layer, path: Path, shown: str) -> None:
        try:
            root, problems = parse(read_text(path, shown), shown)
        except Unreadable as unreadable:
            self.problems.append(unreadable.problem)
            return
        self.problems += problems
        if root is None:
            return
        converter = Converter(shown)
        if root.pairs is None:
            converter.problem(root, "type", "le fichier doit contenir des sections « nom: »")
        for key, value in root.pairs or ():
            self._read_section(converter, layer, shown, key, value)
        self.problems += converter.problems

    def _read_section(self, converter: Converter, layer: Layer, shown: str, key: Node, value: Node) -> None:
        name = key.text or ""
        kind = self._sections.get(name)
        if kind is None:
            message = f"section inconnue « {shown_value(name)} » ; attendu : {listed(self._sections, 40)}."
            converter.problem(key, "section", message, did_you_mean(name, self._sections))
            return
        item = _item(kind)
        if item is None:
            found = converter.convert(value, kind, name)
            if found is not MISSING:
                self._single[name] = found
            return
        if value.items is None:
            converter.problem(
                value, "type", f"{name} : une liste était attendue", "Commencez chaque fiche par un tiret."
            )
            return
        for below in value.items:
            record = converter.convert(below, item, name)
            if record is not MISSING:
                self._raw[name].append(record)
                self._origins[name].append(Origin(layer.name, shown, below))

    def loaded(self, layers: Sequence[Layer]) -> Loaded:
        base = msgspec.convert({**self._single, **self._raw}, Base)
        identity = BaseIdentity(
            version=base.version or "",
            fingerprint=fingerprint([layer for layer in layers if layer.folder.is_dir()]),
            layers=tuple(layer.name for layer in layers),
        )
        origins = {name: tuple(found) for name, found in self._origins.items()}
        return Loaded(base, identity, tuple(self.problems), origins)


def _item(kind: shape.Type) -> shape.Type | None:
    """The type of a section's records, None for a single value."""
    while isinstance(kind, shape.Metadata):
        kind = kind.type
    return kind.item_type if isinstance(kind, shape.VarTupleType) else None
