"""The compiled form: never stale, never trusted when broken, no harm when it cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.rulebase import cache
from ess_orient.rulebase.cache import load_cached
from ess_orient.rulebase.load import EMBEDDED, Layer, load

LAYERS = [Layer(EMBEDDED, paths.data_folder())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache that holds the embedded base."""
    load_cached(LAYERS, tmp_path / "cache")
    return tmp_path / "cache"


def compiled(folder: Path) -> Path:
    (path,) = folder.glob("base-*.json")
    return path


def test_the_compiled_form_is_the_base(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load(LAYERS)
    monkeypatch.setattr(cache, "load", lambda _layers: pytest.fail("read again"))
    found = load_cached(LAYERS, folder)
    assert found.base == read.base
    assert found.identity == read.identity


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"version":1}', b"{}" * 1000])
def test_a_broken_compiled_form_is_read_again(folder: Path, content: bytes) -> None:
    compiled(folder).write_bytes(content)
    assert len(load_cached(LAYERS, folder).base.levers) == 4
    assert compiled(folder).stat().st_size > 10_000


def test_a_form_of_another_content_is_not_taken(folder: Path) -> None:
    path = compiled(folder)
    text = path.read_text(encoding="utf-8").replace("sha256:", "sha256:0", 1)
    path.write_text(text.replace('"Avise"', '"Autre"'), encoding="utf-8")
    names = [actor.name for actor in load_cached(LAYERS, folder).base.actors]
    assert "Autre" not in names


def test_a_changed_file_is_seen(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    file = data / "a.yaml"
    layers = [*LAYERS, Layer("essai", data)]
    for title in ("Un", "Deux"):
        file.write_text(f"documents: [{{id: essai, titre: {title}, auteurs: Nous, date: '2024'}}]\n", encoding="utf-8")
        assert load_cached(layers, tmp_path / "cache").base.documents[-1].title == title


def test_an_absent_layer_is_told_even_when_the_rest_is_compiled(folder: Path, tmp_path: Path) -> None:
    found = load_cached([*LAYERS, Layer("absent", tmp_path / "absent")], folder)
    assert [problem.rule for problem in found.problems] == ["dossier"]


def test_a_base_with_problems_is_not_kept(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "a.yaml").write_text("version: 1\n", encoding="utf-8")
    assert load_cached([Layer("essai", data)], tmp_path / "cache").problems
    assert not (tmp_path / "cache").exists()


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    assert len(load_cached(LAYERS, tmp_path / "fichier" / "cache").base.levers) == 4


def test_no_half_written_file_is_left(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == [compiled(folder).name]
