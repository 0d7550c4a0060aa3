"""From a strict tree to the model's types: the model says what is expected, every deviation is a located problem."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from msgspec import inspect as shape

from ess_orient.model.problem import Problem
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.nodes import Node

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?$")
_DATE = re.compile(r"\d{4}-\d{2}(-\d{2})?$")
_BOOLEANS = {"true": True, "false": False, "oui": True, "non": False}
_YAML_BOOLEANS = frozenset({"yes", "no", "on", "off", "y", "n", "true", "false"})
_NULLS = frozenset({"", "~", "null"})

MISSING = object()
"""A value that could not be read; its problem has been recorded."""


@cache
def type_of(record: type) -> shape.Type:
    """The described type of a record, worked out once."""
    return shape.type_info(record)


class Converter:
    """Collects all problems of a file; `convert` returns plain values ready for the model, or `MISSING`."""

    def __init__(self, shown_as: str) -> None:
        self._shown_as = shown_as
        self.problems: list[Problem] = []

    def problem(self, node: Node, rule: str, message: str, remedy: str | None = None) -> object:
        """Record a problem at a node."""
        self.problems.append(
            Problem(file=self._shown_as, line=node.line, column=node.column, rule=rule, message=message, remedy=remedy)
        )
        return MISSING

    def convert(self, node: Node, expected: shape.Type, what: str) -> Any:
        """The node as the expected type. `what` names it in messages."""
        match expected:
            case shape.Metadata(type=inner):
                return self.convert(node, inner, what)
            case shape.UnionType():
                return self._union(node, expected, what)
            case shape.StructType():
                return self._struct(node, expected, what)
            case shape.VarTupleType(item_type=item):
                return self._list(node, item, what)
            case shape.AnyType():
                return _as_written(node)
            case shape.DictType(value_type=value):
                return self._mapping(node, value, what)
            case shape.EnumType(cls=cls):
                return self._word(node, tuple(str(member.value) for member in cls), what)
            case shape.BoolType():
                return self._boolean(node, what)
            case shape.IntType() | shape.FloatType():
                return self._number(node, expected, what)
            case _:
                return self._text(node, what)

    def _union(self, node: Node, expected: shape.UnionType, what: str) -> Any:
        kinds = [_bare(kind) for kind in expected.types]
        if any(isinstance(kind, shape.NoneType) for kind in kinds) and node.plain and node.text in _NULLS:
            return None
        kinds = [kind for kind in kinds if not isinstance(kind, shape.NoneType)]
        if len(kinds) > 1 and node.items is not None:
            kinds = [kind for kind in kinds if isinstance(kind, shape.VarTupleType)] or kinds
        return self.convert(node, kinds[0], what)

    def _struct(self, node: Node, expected: shape.StructType, what: str) -> Any:
        if node.pairs is None:
            if node.plain and node.text in _NULLS and not any(field.required for field in expected.fields):
                return {}
            return self.problem(node, "type", f"{what} : une suite de clés était attendue", "Voyez un exemple voisin.")
        fields = {field.encode_name: field for field in expected.fields}
        values: dict[str, Any] = {}
        broken = False
        for key, below in node.pairs:
            name = key.text or ""
            field = fields.get(name)
            if field is None:
                message = f"{what} : clé inconnue « {shown_value(name)} » ; attendu : {listed(fields, 30)}."
                self.problem(key, "cle-inconnue", message, did_you_mean(name, fields) or "Retirez cette clé.")
                broken = True
                continue
            value = self.convert(below, field.type, name)
            broken = broken or value is MISSING
            values[name] = value
        for name, field in fields.items():
            if field.required and node.get(name) is None:
                rule = "sans-source" if name == "source" else "cle-manquante"
                self.problem(node, rule, f"{what} : il manque la clé « {name} »", f"Ajoutez « {name}: … ».")
                broken = True
        return MISSING if broken else values

    def _list(self, node: Node, item: shape.Type, what: str) -> Any:
        if node.items is None:
            if node.plain and node.text in _NULLS:
                return []
            if node.pairs is None and isinstance(_bare(item), (shape.StrType, shape.EnumType)):
                value = self.convert(node, item, what)
                return MISSING if value is MISSING else [value]
            return self.problem(node, "type", f"{what} : une liste était attendue", "Écrivez [un, deux] ou des tirets.")
        values = [self.convert(below, item, what) for below in node.items]
        return MISSING if any(value is MISSING for value in values) else values

    def _mapping(self, node: Node, value: shape.Type, what: str) -> Any:
        if node.pairs is None:
            if node.plain and node.text in _NULLS:
                return {}
            return self.problem(node, "type", f"{what} : « nom: valeur » était attendu", "Écrivez {nom: valeur}.")
        values = {key.text: self.convert(below, value, f"{what}.{key.text}") for key, below in node.pairs}
        return MISSING if any(found is MISSING for found in values.values()) else values

    def _word(self, node: Node, words: tuple[str, ...], what: str) -> Any:
        text = self._text(node, what)
        if text is MISSING or text in words:
            return text
        message = f"{what} inconnu « {shown_value(text)} » ; attendu : {listed(words, 20)}."
        return self.problem(node, "valeur-inconnue", message, did_you_mean(str(text), words))

    def _boolean(self, node: Node, what: str) -> Any:
        if node.plain and node.text in _BOOLEANS:
            return _BOOLEANS[node.text]
        found = shown_value(node.text if node.text is not None else "…")
        return self.problem(node, "type", f"{what} : « {found} » ; true (oui) ou false (non) était attendu")

    def _number(self, node: Node, expected: shape.IntType | shape.FloatType, what: str) -> Any:
        text = node.text or ""
        whole = isinstance(expected, shape.IntType)
        if not node.plain or not _NUMBER.match(text) or (whole and not text.lstrip("+-").isdigit()) or len(text) > 15:
            kind = "un nombre entier" if whole else "un nombre"
            return self.problem(
                node, "type", f"{what} : « {shown_value(text)} » ; {kind} sans guillemets était attendu"
            )
        if "," in text:
            return self.problem(
                node, "type", f"{what} : « {text} » ; le point était attendu", f"Écrivez {text.replace(',', '.')}."
            )
        value = int(text) if whole else float(text)
        low, high = expected.ge, expected.le
        if (low is not None and value < low) or (high is not None and value > high):
            return self.problem(node, "type", f"{what} : {text} hors des bornes ({low} à {high or '…'})")
        return value

    def _text(self, node: Node, what: str) -> Any:
        if node.text is None:
            return self.problem(node, "type", f"{what} : un texte était attendu")
        if not node.plain:
            return node.text
        text = node.text
        if text in _NULLS:
            return self.problem(node, "texte-vide", f"{what} : rien n'est écrit", "Complétez, ou retirez la clé.")
        if _NUMBER.match(text):
            return self.problem(
                node,
                "guillemets",
                f"{what} : {text} se lit comme un nombre ; un texte était attendu",
                f'Écrivez "{text}".',
            )
        if text.lower() in _YAML_BOOLEANS:
            return self.problem(
                node, "guillemets", f"{what} : « {text} » se lit comme oui ou non ; un texte était attendu",
                f'Écrivez "{text}".',
            )  # fmt: skip
        if _DATE.match(text):
            return self.problem(
                node, "guillemets", f"{what} : la date {text} doit être un texte", f'Écrivez "{text}".'
            )  # fmt: skip
        return text


def _as_written(node: Node) -> Any:
    """Texts, lists and mappings without any type: what is meant is decided later."""
    if node.items is not None:
        return [_as_written(below) for below in node.items]
    if node.pairs is not None:
        return {key.text: _as_written(below) for key, below in node.pairs}
    return None if node.plain and node.text in _NULLS else node.text


def _bare(kind: shape.Type) -> shape.Type:
    while isinstance(kind, shape.Metadata):
        kind = kind.type
    return kind
