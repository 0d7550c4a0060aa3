"""Answers kept: private, whole, and no reason to stop when they cannot be."""

from __future__ import annotations

import json
import os
import stat
import time
from pathlib import Path

import pytest

from ess_orient.cli.kept import FORMAT, PATH_VARIABLE, Keeper
from ess_orient.model.condition import AnswerKey

ANSWERS = {AnswerKey.AUDIENCE: ("porteur",), AnswerKey.SECTORS: ("commerce", "culture")}


def test_kept_and_read_again(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path / "mes" / "reponses.json")
    assert keeper.keep(ANSWERS, [AnswerKey.AUDIENCE])
    kept = Keeper(keeper.path).read()
    assert kept is not None
    assert kept.reponses == {"profil": ["porteur"], "secteurs": ["commerce", "culture"]}
    assert kept.posees == ["profil"]
    assert stat.S_IMODE(keeper.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keeper.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in keeper.path.parent.iterdir()] == ["reponses.json"]
    keeper.forget()
    assert Keeper(keeper.path).read() is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "autre", "reponses": {"profil": "a"}}', b'{"reponses": {}}', b"[" * 200_000,
     json.dumps({"format": FORMAT, "reponses": {"profil": 3}}).encode()],
)  # fmt: skip
def test_what_cannot_be_read_is_as_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "k.json"
    path.write_bytes(content)
    assert Keeper(path).read() is None


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keeper = Keeper(tmp_path / "file" / "k.json")
    assert not keeper.keep(ANSWERS, [])
    assert keeper.failure
    assert keeper.read() is None
    keeper.forget()


def test_the_path_may_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "ici.json"))
    assert Keeper().path == tmp_path / "ici.json"


def test_strays_of_a_power_cut_are_swept(tmp_path: Path) -> None:
    old, new = tmp_path / ".k.json.abc", tmp_path / ".k.json.def"
    for path in (old, new):
        path.write_text("x")
    os.utime(old, (time.time() - 7200,) * 2)
    Keeper(tmp_path / "k.json").read()
    assert not old.exists()
    assert new.exists()
