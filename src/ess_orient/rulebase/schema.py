"""JSON Schema of the data files, from the model: completion and checks while writing, in French."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from ess_orient.model.base import Base
from ess_orient.model.lexicon import Lexicon

FILE = "base.schema.json"
FILES: dict[str, tuple[type, str, str]] = {
    FILE: (
        Base,
        "Fichier de données d'ess-orient",
        "Une ou plusieurs sections de la base. N'importe quel fichier peut contenir n'importe quelle section.",
    ),
    "lexicon.schema.json": (
        Lexicon,
        "Lexique d'ess-orient",
        "Les mots qui font comprendre une phrase.",
    ),
}
"""The schemas: name of the file, record, title and description."""


def schema(file: str = FILE) -> dict[str, Any]:
    """The schema of the data files that point to `file`. Descriptions are those of the model's fields."""
    record, title, description = FILES[file]
    _, components = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    definitions = {name: _plain(definition) for name, definition in sorted(components.items())}
    root = definitions.pop(record.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        **{key: value for key, value in root.items() if key not in ("title", "description")},
        "$defs": definitions,
    }


def schema_text(file: str = FILE) -> str:
    """The schema as it is written to its file."""
    return json.dumps(schema(file), ensure_ascii=False, indent=2) + "\n"


def _plain(definition: dict[str, Any]) -> dict[str, Any]:
    """A record without the developer's own name and sentence, which are English."""
    kept = {key: value for key, value in definition.items() if key not in ("title", "description")}
    if "properties" in kept:
        kept["properties"] = {name: _lenient(value) for name, value in kept["properties"].items()}
    return kept


def _lenient(value: dict[str, Any]) -> dict[str, Any]:
    """One text may stand where a list of texts is meant, as the reader of the files allows; defaults are left out."""
    value = {key: below for key, below in value.items() if key != "default"}
    items = value.get("items")
    if value.get("type") == "array" and isinstance(items, dict) and items.get("type") == "string":
        listed = {key: below for key, below in value.items() if key != "description"}
        return {"description": value.get("description", ""), "anyOf": [{"type": "string"}, listed]}
    return value
