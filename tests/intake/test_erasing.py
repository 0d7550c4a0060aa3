"""What is erased is nowhere any more: neither in the file, nor in its log, nor beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_orient.intake import file
from ess_orient.intake.erasing import erase, sweep, unchanged_since
from ess_orient.intake.errors import CasesError
from ess_orient.intake.store import Store
from ess_orient.model.case import ContactState, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from tests.intake.conftest import Clock

SECRET = "Madame Quatresous"


def fill(store: Store, name: str, said: str) -> int:
    """A case whose every part holds a text."""
    case = store.create_case(f"{name} {said}", f"projet {said}")
    case = store.set_answers(case, {AnswerKey.MUNICIPALITY: (said,)})
    for number in range(30):
        case = store.add_note(case, f"{number} {said} " + "x" * 1500, actor=said)
    case = store.set_contact(case, said, said, ContactState.PROPOSED, "2026-03-03")
    proposal = Proposal(id=said, kind="financer", name=said, shown=True)
    return store.keep_proposals(case, BaseIdentity(version=said, fingerprint=said), [proposal]).id


def everywhere(path: Path) -> bytes:
    """Every byte of every file in the folder."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_the_bytes_are_gone(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store:
        kept = fill(store, "reste", "Monsieur Dupré")
        erased = fill(store, "part", SECRET)
        assert SECRET.encode() in everywhere(path)
        erase(store, [erased])
        assert SECRET.encode() not in everywhere(path)
        assert path.with_name(path.name + "-wal").stat().st_size == 0
        assert store.case(kept).notes[-1].text.startswith("29 Monsieur Dupré")
        with pytest.raises(CasesError, match="n'existe pas"):
            store.case(erased)
    assert SECRET.encode() not in everywhere(path)


def test_what_was_replaced_is_gone_after_the_next_sweep(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store:
        case = store.add_note(store.create_case("a", SECRET), SECRET)
        case = store.change_case(store.remove_note(case, case.notes[0].id), project="autre chose")
        sweep(store)
        assert SECRET.encode() not in everywhere(path)


def test_a_reader_elsewhere_is_told(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "WAIT", 0.2)
    with Store(path, clock) as store, Store(path, clock) as reader:
        number = fill(store, "part", SECRET)
        with reader.reading() as connection:
            connection.execute("SELECT count(*) FROM notes").fetchone()
            with pytest.raises(CasesError, match="lit encore") as caught:
                erase(store, [number])
            assert "purger --traces" in str(caught.value.remedy)
        sweep(store)
        assert SECRET.encode() not in everywhere(path)


def test_another_process_that_has_the_file_open_is_no_hindrance(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store, Store(path, clock) as other:
        number = fill(store, "part", SECRET)
        assert other.case(number)
        erase(store, [number])
        assert SECRET.encode() not in everywhere(path)


def test_old_cases(store: Store, clock: Clock) -> None:
    old = store.create_case("vieux", "")
    clock.day = "2026-06-01"
    store.create_case("récent", "")
    assert [each.name for each in unchanged_since(store, "2026-06-01")] == ["vieux"]
    store.add_note(old, "de retour")
    assert unchanged_since(store, "2026-06-01") == []
