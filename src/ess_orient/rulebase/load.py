"""Folders of YAML to one base, or to what is wrong with them. A broken file never hides the others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect as shape

from ess_orient.model.base import BASE_FORMAT, Base
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.convert import MISSING, Converter, type_of
from ess_orient.rulebase.files import EMBEDDED, SEPARATE_FILES, Layer, files_of, left_out, shown_name
from ess_orient.rulebase.layers import Change, Merger, Origin
from ess_orient.rulebase.nodes import Node, Unreadable, parse, read_text

__all__ = ["EMBEDDED", "SEPARATE_FILES", "Change", "Layer", "Loaded", "Origin", "files_of", "fingerprint", "load"]


class Loaded(NamedTuple):
    """A base with all that was found while reading it.

    `origins` gives, for each section (French name), one origin per record, in the order of the base; they are empty
    for a base read from its compiled form. `layers` and `changes` are always there: the layer of each entry that is
    not of the first one, and what later layers replaced, by id.
    """

    base: Base
    identity: BaseIdentity
    problems: tuple[Problem, ...] = ()
    origins: Mapping[str, tuple[Origin, ...]] = MappingProxyType({})
    layers: Mapping[str, str] = MappingProxyType({})
    changes: Mapping[str, tuple[Change, ...]] = MappingProxyType({})

    @property
    def usable(self) -> bool:
        """Whether no error was found."""
        return not any(problem.level is Level.ERROR for problem in self.problems)

    def layer_of(self, identifier: str) -> str:
        """The name of the layer an entry, a rule or a door was read from."""
        return self.layers.get(identifier, self.identity.layers[0] if self.identity.layers else EMBEDDED)


def fingerprint(layers: Sequence[Layer]) -> str:
    """What identifies the content: the same files give the same fingerprint wherever they lie."""
    digest = hashlib.sha256()
    for layer in layers:
        for path in files_of(layer):
            try:
                content = path.read_bytes() if path.is_file() else b""
            except OSError:
                content = b""
            digest.update(f"{path.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    return f"sha256:{digest.hexdigest()}"


def load(layers: Sequence[Layer]) -> Loaded:
    """Read every file of every folder, strictly, and lay them over each other in the order given."""
    reader = _Reader(layers)
    for layer in layers:
        reader.read_layer(layer)
    return reader.loaded()


class _Reader:
    def __init__(self, layers: Sequence[Layer]) -> None:
        described = type_of(Base)
        assert isinstance(described, shape.StructType)
        self._layers = layers
        self._sections = {field.encode_name: field.type for field in described.fields}
        items = {name: _item(kind) for name, kind in self._sections.items()}
        self._merger = Merger({name: kind for name, kind in items.items() if kind is not None})
        self._single: dict[str, Any] = {}
        self._places: dict[str, Origin] = {}
        self.problems: list[Problem] = []

    def read_layer(self, layer: Layer) -> None:
        if not layer.folder.is_dir():
            self._report(str(layer.folder), "dossier", "dossier introuvable", "Vérifiez le chemin du dossier.")
            return
        files = files_of(layer)
        if not files:
            self._report(str(layer.folder), "dossier", "aucun fichier .yaml dans ce dossier",
                         "Créez un dossier de départ avec « ess-orient base nouveau ».")  # fmt: skip
        for path in left_out(layer):
            self._report(shown_name(layer, path), "fichier", "fichier qui n'est pas lu : son nom doit finir par .yaml",
                         f"Renommez-le en {path.stem}.yaml.")  # fmt: skip
        for path in files:
            shown = shown_name(layer, path)
            if path.exists() and not path.is_file() and not path.is_dir():
                self._report(shown, "fichier", "ce n'est pas un fichier ordinaire", "Retirez-le du dossier.")
                continue
            try:
                root, problems = parse(read_text(path, shown), shown)
            except Unreadable as unreadable:
                self.problems.append(unreadable.problem)
                continue
            self.problems += problems
            if root is not None:
                self._read_tree(layer, shown, root)

    def _report(self, file: str, rule: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(file=shown_value(file, 200), rule=rule, message=message, remedy=remedy))

    def _read_tree(self, layer: Layer, shown: str, root: Node) -> None:
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
            self._read_single(converter, Origin(layer.name, shown, value), name, kind)
            return
        if value.items is None:
            converter.problem(
                value, "type", f"{name} : une liste était attendue", "Commencez chaque fiche par un tiret."
            )
            return
        for below in value.items:
            record = converter.convert(below, item, name)
            if record is not MISSING:
                self._merger.add(name, record, Origin(layer.name, shown, below))

    def _read_single(self, converter: Converter, origin: Origin, name: str, kind: shape.Type) -> None:
        """A value that the whole base has once. A territory's own version number does not replace the base's."""
        found = converter.convert(origin.node, kind, name)
        if found is MISSING:
            return
        first = self._places.get(name)
        if name == "format":
            if found is not None and found != BASE_FORMAT:
                message = f"format « {shown_value(found)} » ; « {BASE_FORMAT} » était attendu"
                remedy = "Ce fichier est fait pour une autre version du programme : installez-la, ou adaptez-le."
                converter.problem(origin.node, "format", message, remedy)
            return
        if first is not None and (name != "version" or first.layer == origin.layer):
            message = f"« {name} » déjà écrit dans {first.file}, ligne {first.node.line}"
            converter.problem(origin.node, "section-double", message, "Gardez-en un seul.")
        elif first is None:
            self._single[name] = found
            self._places[name] = origin

    def loaded(self) -> Loaded:
        merged = self._merger.merged()
        base = msgspec.convert({**self._single, **merged.records}, Base)
        identity = BaseIdentity(
            version=base.version or "",
            fingerprint=fingerprint([layer for layer in self._layers if layer.folder.is_dir()]),
            layers=tuple(layer.name for layer in self._layers),
        )
        origins = {**{name: (origin,) for name, origin in self._places.items()}, **merged.origins}
        first = self._layers[0].name if self._layers else EMBEDDED
        layers = {entry: layer for entry, layer in merged.layers.items() if layer != first}
        problems = (*self.problems, *merged.problems)
        return Loaded(base, identity, problems, origins, layers, merged.changes)


def _item(kind: shape.Type) -> shape.Type | None:
    """The type of a section's records, None for a single value."""
    while isinstance(kind, shape.Metadata):
        kind = kind.type
    return kind.item_type if isinstance(kind, shape.VarTupleType) else None
