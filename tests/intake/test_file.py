"""Files that cannot be used are refused in French, untouched; those of former formats are brought up to date."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ess_orient.intake import file, schema
from ess_orient.intake.backup import restore
from ess_orient.intake.errors import CasesError
from ess_orient.intake.store import Store
from ess_orient.model.case import CaseState
from ess_orient.model.condition import AnswerKey
from tests.intake.conftest import Clock

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("former", range(1, schema.VERSION))
def test_a_file_of_each_former_format_is_brought_up_to_date(tmp_path: Path, clock: Clock, former: int) -> None:
    path = tmp_path / "dossiers.sqlite"
    shutil.copy(FIXTURES / f"format-{former}.sqlite", path)
    with Store(path, clock) as store:
        case = store.case(1)
        assert schema.version_of(store.connection) == schema.VERSION
        assert store.add_note(store.new_interview(case), "plus tard", actor="bge").notes[-1].actor == "bge"
    assert (case.name, case.project) == ("Café d'en bas", "rouvrir le café du village")
    assert [interview.profile.answers[AnswerKey.STAGE] for interview in case.interviews] == [("idee",), ("emergence",)]
    assert case.notes[0].text == "La mairie prête le local."
    assert case.last.proposals == () and case.last.base is None
    assert case.state is (CaseState.OPEN if former == 1 else CaseState.CLOSED)
    assert bool(case.contacts) is (former == 2)


def test_a_fixture_is_kept_of_every_former_format() -> None:
    assert len(list(FIXTURES.glob("format-*.sqlite"))) == schema.VERSION - 1


def test_a_migration_that_fails_leaves_the_former_format(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "dossiers.sqlite"
    shutil.copy(FIXTURES / "format-1.sqlite", path)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:2], "CREATE TABLE a (b); CREATE TABLE a (b)"))
    with pytest.raises(CasesError):
        Store(path, clock)
    monkeypatch.undo()
    connection = sqlite3.connect(path)
    assert schema.version_of(connection) == 1
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'contacts'").fetchone() == (0,)
    connection.close()
    Store(path, clock).close()


def refused(path: Path, clock: Clock) -> str:
    """The message for a file that is then left as it was."""
    before = path.read_bytes()
    with pytest.raises(CasesError) as caught:
        Store(path, clock)
    assert path.read_bytes() == before
    assert caught.value.remedy
    return caught.value.message


def test_a_text_file(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("mes notes à moi, qui ne sont pas des dossiers\n" * 100)
    assert "ce n'est pas un fichier de dossiers" in refused(path, clock)


def test_the_file_of_another_program(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "autre.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cases (id)")
    connection.close()
    assert "ce n'est pas un fichier de dossiers" in refused(path, clock)


def test_a_later_format(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store:
        store.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    assert "version plus récente" in refused(path, clock)


def _damage(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store:
        case = store.create_case("a", "")
        for number in range(40):
            store.add_note(case, f"{number} " + "x" * 3000)
    size = path.stat().st_size
    with path.open("r+b") as stream:
        for place in range(4096, size, 4096):
            stream.seek(place)
            stream.write(b"\xff" * 200)


def test_a_damaged_file_and_the_way_out(path: Path, clock: Clock, tmp_path: Path) -> None:
    from ess_orient.intake.backup import back_up

    saved = tmp_path / "sauvegarde.sqlite"
    with Store(path, clock) as store:
        store.create_case("d'avant", "")
        back_up(store, saved)
    _damage(path, clock)
    assert "abîmé" in refused(path, clock)
    broken = path.read_bytes()
    count, kept = restore(saved, path, clock)
    assert count == 1
    assert kept is not None and kept.read_bytes() == broken
    with Store(path, clock) as store:
        assert store.case(1).name == "d'avant"


def test_every_cut_and_every_flipped_byte_is_refused_or_read(path: Path, clock: Clock, tmp_path: Path) -> None:
    with Store(path, clock) as store:
        case = store.create_case("a", "un projet")
        store.add_note(case, "x" * 9000)
    whole = path.read_bytes()
    for number, place in enumerate([*range(0, len(whole), 1499), 16, 18, 24, 28, 60, 68, 100]):
        copy = tmp_path / f"essai-{number}.sqlite"
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]):
            copy.write_bytes(content)
            try:
                with Store(copy, clock) as store:
                    store.connection.execute("SELECT count(*) FROM cases").fetchone()
            except CasesError as error:
                assert error.remedy
            for each in tmp_path.glob(f"{copy.name}*"):
                each.unlink()


def test_a_folder_in_the_place_of_the_file(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(CasesError, match="un fichier était attendu"):
        Store(tmp_path, clock)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(CasesError, match="une partie du chemin n'est pas un dossier"):
        Store(tmp_path / "x" / "dossiers.sqlite", clock)


def test_a_strange_path(tmp_path: Path, clock: Clock) -> None:
    for name in ("a\0b", "x" * 5000):
        with pytest.raises((CasesError, ValueError)):
            Store(tmp_path / name, clock)


FULL = """
import resource, sys
from pathlib import Path
from ess_orient.intake.errors import CasesError
from ess_orient.intake.store import Store
path = Path(sys.argv[1])
with Store(path, lambda: "2026-03-03T10:00:00") as store:
    case = store.create_case("a", "")
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    for number in range(400):
        try:
            case = store.add_note(case, f"{number} " + "x" * 3000)
        except CasesError as error:
            print(len(case.notes), error.message, error.remedy, sep="|")
            break
"""


def test_a_full_disk_loses_nothing_confirmed(path: Path, clock: Clock) -> None:
    run = subprocess.run([sys.executable, "-c", FULL, str(path), "200000"], capture_output=True, text=True, check=True)
    confirmed, message, remedy = run.stdout.strip().split("|")
    assert "le disque est plein" in message and "place" in remedy
    with Store(path, clock) as store:
        assert len(store.case(1).notes) == int(confirmed) > 3
        store.add_note(store.case(1), "la place est revenue")


def test_a_disk_too_full_to_begin(path: Path) -> None:
    command = (
        "import resource, sys; from pathlib import Path; from ess_orient.intake.errors import CasesError\n"
        "from ess_orient.intake.store import Store\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: Store(Path(sys.argv[1]), lambda: '')\n"
        "except CasesError as error: print(error.message)\n"
    )
    run = subprocess.run([sys.executable, "-c", command, str(path)], capture_output=True, text=True, check=True)
    assert "le disque" in run.stdout
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 1000
    Store(path, lambda: "").close()


def test_a_file_that_cannot_be_written(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said from SQLite's own error: a test run by root may write anywhere."""
    with Store(path, clock) as store:
        case = store.create_case("a", "")
        store.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(CasesError, match="ne peut pas être écrit"):
            store.add_note(case, "x")


def test_another_process_that_never_ends_its_turn(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    monkeypatch.setattr(file, "WAIT", 0.2)
    case = store.create_case("a", "")
    with Store(path, clock) as other:
        store.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(CasesError, match="un autre programme écrit"):
            other.add_note(case, "x")
        store.connection.execute("ROLLBACK")


def test_no_shared_memory_log_on_a_network_folder(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "partage commun"
    share.mkdir()
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//serveur/x {str(share).replace(' ', chr(92) + '040')} cifs rw 0 0\n")
    assert file.on_network(share / "dossiers.sqlite", mounts)
    assert not file.on_network(tmp_path / "dossiers.sqlite", mounts)
    assert not file.on_network(tmp_path / "dossiers.sqlite", tmp_path / "absent")


def test_a_shared_folder_is_used_with_a_plain_journal(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "on_network", lambda _path: True)
    with Store(path, clock) as store:
        store.create_case("a", "")
        assert store.connection.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
