"""The labelled texts: what each says, in the vocabulary of answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

FOLDER = Path(__file__).parent / "corpus"
READABLE = "reglage"
"""All that may be read to tune the lexicon: three files that were measured unread before they were spent."""

ROLES = {READABLE: ("tune-1", "report-1", "fresh-2")}
REPORTED = ("report-2",)
"""What is only measured, once, after tuning has ended."""

SECOND_READINGS = ("second-pass", "second-pass-2")
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
    """The texts of a file of the corpus, or of the files of a role; none if a file is not there yet."""
    return [text for file in ROLES.get(name, (name,)) for text in _file(FOLDER / f"{file}.yaml")]


def _file(path: Path) -> list[Labelled]:
    if not path.is_file():
        return []
    return [_labelled(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


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
