"""One file holds everything, is checked before it counts, and replaces nothing silently."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from ess_orient.intake import backup
from ess_orient.intake.backup import back_up, inspect, restore
from ess_orient.intake.errors import CasesError
from ess_orient.intake.store import Store
from tests.intake.conftest import Clock
from tests.intake.test_file import FIXTURES


@pytest.fixture
def saved(store: Store, tmp_path: Path) -> Path:
    store.add_note(store.create_case("a", "un café"), "une note")
    target = tmp_path / "ailleurs" / "sauvegarde.sqlite"
    assert back_up(store, target) == 1
    return target


def test_there_and_back(saved: Path, tmp_path: Path, clock: Clock) -> None:
    elsewhere = tmp_path / "autre" / "dossiers.sqlite"
    assert restore(saved, elsewhere, clock) == (1, None)
    with Store(elsewhere, clock) as store:
        assert store.case(1).notes[0].text == "une note"
    assert [each.name for each in saved.parent.iterdir()] == [saved.name]
    if os.name != "nt":
        assert {stat.S_IMODE(each.stat().st_mode) for each in (saved, elsewhere)} == {0o600}


def test_a_back_up_never_replaces_silently(saved: Path, store: Store) -> None:
    before = saved.read_bytes()
    with pytest.raises(CasesError, match="existe déjà"):
        back_up(store, saved)
    assert saved.read_bytes() == before
    store.create_case("b", "")
    assert back_up(store, saved, replace=True) == 2


def test_the_cases_are_not_their_own_back_up(store: Store, path: Path, clock: Clock) -> None:
    store.create_case("a", "")
    with pytest.raises(CasesError, match="lui-même"):
        back_up(store, path, replace=True)
    with pytest.raises(CasesError, match="lui-même"):
        restore(path, path, clock, replace=True)
    assert store.case(1)


def test_what_is_there_is_kept_aside(saved: Path, path: Path, clock: Clock, store: Store) -> None:
    store.create_case("d'aujourd'hui", "")
    store.close()
    with pytest.raises(CasesError, match="2 dossiers s'y trouvent déjà"):
        restore(saved, path, clock)
    count, kept = restore(saved, path, clock, replace=True)
    assert count == 1 and kept is not None and inspect(kept) == 2
    _, again = restore(saved, path, clock, replace=True)
    assert again != kept


def test_a_file_in_use_is_not_pulled_away(saved: Path, path: Path, clock: Clock, store: Store) -> None:
    with pytest.raises(CasesError, match="un autre programme"):
        restore(saved, path, clock, replace=True)
    assert store.case(1)
    assert not list(path.parent.glob("*.avant-*"))


def test_a_back_up_of_a_former_format(path: Path, clock: Clock) -> None:
    assert restore(FIXTURES / "format-1.sqlite", path, clock) == (1, None)
    with Store(path, clock) as store:
        assert store.case(1).notes


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 100, b"PK\x03\x04" * 100])
def test_what_is_no_back_up_changes_nothing(
    path: Path, clock: Clock, store: Store, tmp_path: Path, content: bytes
) -> None:
    store.create_case("a", "")
    store.close()
    before = path.read_bytes()
    source = tmp_path / "faux.sqlite"
    source.write_bytes(content)
    with pytest.raises(CasesError):
        restore(source, path, clock, replace=True)
    with pytest.raises(CasesError, match="introuvable"):
        restore(tmp_path / "absent", path, clock, replace=True)
    assert path.read_bytes() == before


def test_a_log_left_beside_a_damaged_file_is_not_applied_to_the_new_one(
    saved: Path, path: Path, clock: Clock, store: Store
) -> None:
    shutil.copy(path.with_name(path.name + "-wal"), path.with_name("copie-wal"))
    store.close()
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8000)
    path.with_name("copie-wal").rename(path.with_name(path.name + "-wal"))
    restore(saved, path, clock, replace=True)
    assert not path.with_name(path.name + "-wal").exists()
    with Store(path, clock) as opened:
        assert opened.case(1).name == "a"


def test_drafts_left_by_a_power_cut_are_swept(saved: Path, store: Store) -> None:
    stray = saved.with_name(f".{saved.name}.1{backup.DRAFT}")
    stray.write_text("reste")
    os.utime(stray, (0, 0))
    back_up(store, saved, replace=True)
    assert not stray.exists()
