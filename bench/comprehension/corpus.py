"""The labelled texts: what each says, in the vocabulary of answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "corpus"
FIELDS = ("profil", "stade", "secteurs", "besoins", "situation", "forme")


class Labelled(NamedTuple):
    """A text with its labels: for each field a set of values (empty: the text does not say)."""

    id: str
    text: str
    values: Mapping[str, frozenset[str]]
    place: Mapping[str, str]
    out_of_scope: bool
    distress: bool


def load(name: str) -> list[Labelled]:
    """The texts of a file of the corpus."""
    entries = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_labelled(entry) for entry in entries]


def _labelled(entry: dict[str, Any]) -> Labelled:
    said = entry["attendu"]
    values = {field: frozenset(_list(said.get(field))) for field in FIELDS}
    return Labelled(
        entry["id"], entry["texte"], values, dict(said.get("lieu") or {}),
        bool(said.get("hors_sujet")), bool(said.get("detresse")),
    )  # fmt: skip


def _list(value: object) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
