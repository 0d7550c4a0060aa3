"""The schema follows the model, every data file obeys it, and none of it is English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ess_orient import paths
from ess_orient.rulebase.files import SEPARATE_FILES
from ess_orient.rulebase.schema import FILES, schema, schema_text
from tests.cli.running import call

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted(path for path in paths.data_folder().glob("*.yaml") if path.name not in SEPARATE_FILES)
EXAMPLES = sorted((ROOT / "examples").glob("*/*.yaml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@pytest.mark.parametrize("name", FILES)
def test_the_file_in_the_repository_is_in_step(name: str) -> None:
    assert (ROOT / "schema" / name).read_text(encoding="utf-8") == schema_text(name), (
        "ess-orient base schema --sortie schema"
    )


def test_the_command_prints_and_writes_it(tmp_path: Path) -> None:
    assert call("base", "schema").out == schema_text()
    assert call("base", "schema", "--sortie", str(tmp_path / "a")).code == 0
    assert {path.name for path in (tmp_path / "a").iterdir()} == set(FILES)


def descriptions(node: object, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every property with its path."""
    found = []
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items():
            found.append((f"{path}.{name}", value))
        for key, value in node.items():
            found += descriptions(value, f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            found += descriptions(value, path)
    return found


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_described_in_french(name: str) -> None:
    for path, value in descriptions(schema(name)):
        text = value.get("description", "")
        assert text, path
        assert not re.search(r"\b(the|what|where|which|whether|with)\b", text), (path, text)


class Validator:
    """Enough of JSON Schema for what the model generates; no dependency for a few keywords."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def errors(self, value: object, node: dict[str, Any], path: str = "") -> list[str]:
        if "$ref" in node:
            return self.errors(value, self.root["$defs"][node["$ref"].removeprefix("#/$defs/")], path)
        if "anyOf" in node:
            tried = [self.errors(value, option, path) for option in node["anyOf"]]
            return [] if any(not errors for errors in tried) else tried[0]
        kind = node.get("type")
        kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
        if kind in kinds and not isinstance(value, kinds[kind]):
            return [f"{path}: {kind}"]
        if kind in ("integer", "number") and (isinstance(value, bool) or not isinstance(value, (int, float))):
            return [f"{path}: {kind}"]
        if "enum" in node and value not in node["enum"]:
            return [f"{path}: enum"]
        if isinstance(value, list):
            return [e for i, item in enumerate(value) for e in self.errors(item, node.get("items", {}), f"{path}[{i}]")]
        return self._object(value, node, path) if isinstance(value, dict) else []

    def _object(self, value: dict[str, Any], node: dict[str, Any], path: str) -> list[str]:
        found = [f"{path}: {key} missing" for key in node.get("required", ()) if key not in value]
        extra = node.get("additionalProperties", True)
        for key, below in value.items():
            if key in node.get("properties", {}):
                found += self.errors(below, node["properties"][key], f"{path}.{key}")
            elif extra is False:
                found.append(f"{path}: {key} unknown")
            elif isinstance(extra, dict):
                found += self.errors(below, extra, f"{path}.{key}")
        return found


@pytest.mark.parametrize("file", [*DATA, *EXAMPLES], ids=lambda path: path.name)
def test_every_data_file_obeys_it(file: Path) -> None:
    document = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert Validator(schema()).errors(document, schema()) == []


@pytest.mark.parametrize("file", [*DATA, *EXAMPLES], ids=lambda path: path.name)
def test_every_data_file_points_to_it(file: Path) -> None:
    found = MODELINE.match(file.read_text(encoding="utf-8"))
    if file.name == "territories.yaml":
        pytest.skip("written by a tool, not by hand")
    assert found is not None
    assert (file.parent / found[1]).resolve() == ROOT / "schema" / "base.schema.json"


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    checker = Validator(schema())
    rule = {"id": "a", "recommander": {}, "parce_que": "x", "source": {"document": "d"}}
    assert checker.errors({"regles": [rule]}, schema()) == []
    assert checker.errors({"regles": [{**rule, "quand": {"stade": "idee"}}]}, schema()) == []
    for wrong in ({"regle": []}, {"regles": [{**rule, "si": {}}]}, {"regles": [{"id": "a"}]}, {"regles": {}}):
        assert checker.errors(wrong, schema()), wrong
    assert json.loads(schema_text())["$defs"]["Rule"]["additionalProperties"] is False
