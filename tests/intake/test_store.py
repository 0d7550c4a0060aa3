"""What is kept is there again, private, and nothing else is."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ess_orient.intake.errors import CasesError
from ess_orient.intake.finding import find_case
from ess_orient.intake.store import LONGEST_NAME, LONGEST_TEXT, Store
from ess_orient.model.case import CaseState, ContactState, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.profile import DONT_KNOW
from tests.intake.conftest import Clock

HOSTILE = (
    "../../x", "<script>alert(1)</script>", "\x1b[31mrouge\x1b]0;titre\x07", "'; DROP TABLE cases; --", "#set page(width: 1pt)",
    "[bold]gras[/bold]", "{{ 7*7 }}", "é" * 500_000, "a\0b", "\u202eàl'envers", "\ud800", "=cmd|' /C calc'!A0",
)  # fmt: skip


def test_answers_are_kept_each_by_itself(path: Path, clock: Clock) -> None:
    with Store(path, clock) as store:
        case = store.create_case("café", "un café associatif")
        store.set_answers(case, {AnswerKey.STAGE: ("idee",), AnswerKey.SITUATION: ()})
        store.set_answers(case, {AnswerKey.STAGE: ("creation",), AnswerKey.NEEDS: (DONT_KNOW,)})
    with Store(path, clock) as store:
        last = store.case(case.id).last
    assert dict(last.profile.answers) == {
        AnswerKey.STAGE: ("creation",), AnswerKey.NEEDS: (DONT_KNOW,), AnswerKey.SITUATION: (),
    }  # fmt: skip
    said = {answer.key: answer.said_at for answer in last.answers}
    assert said[AnswerKey.SITUATION] < said[AnswerKey.STAGE] == said[AnswerKey.NEEDS]


def test_an_answer_may_be_forgotten(store: Store) -> None:
    case = store.set_answers(store.create_case("a", ""), {AnswerKey.STAGE: ("idee",)})
    assert not store.set_answers(case, {AnswerKey.STAGE: None}).last.answers


def test_a_later_interview_begins_with_the_former_answers(store: Store, clock: Clock) -> None:
    case = store.set_answers(store.create_case("a", ""), {AnswerKey.STAGE: ("idee",)})
    clock.day = "2026-04-07"
    case = store.new_interview(case)
    case = store.set_answers(case, {AnswerKey.STAGE: ("creation",)})
    assert [interview.profile.answers[AnswerKey.STAGE] for interview in case.interviews] == [("idee",), ("creation",)]
    assert [interview.day for interview in case.interviews] == ["2026-03-03", "2026-04-07"]
    assert case.changed_at.startswith("2026-04-07")


def test_what_was_proposed_is_kept_with_the_base_that_gave_it(store: Store) -> None:
    base = BaseIdentity(version="2026.11", fingerprint="sha256:0", layers=("base intégrée",))
    proposal = Proposal(id="adie", kind="financer", name="Adie", shown=True)
    case = store.keep_proposals(store.create_case("a", ""), base, [proposal])
    assert (case.last.base, case.last.proposals) == (base, (proposal,))


def test_notes_and_contacts(store: Store) -> None:
    case = store.create_case("a", "")
    case = store.add_note(case, "libre")
    case = store.add_note(case, "sur le stade", answer=AnswerKey.STAGE)
    case = store.add_note(case, "très accueillants", actor="adie")
    case = store.set_contact(case, "adie", "Adie", ContactState.PROPOSED, "2026-03-03")
    case = store.set_contact(case, "adie", "Adie", ContactState.APPOINTMENT, "2026-03-20")
    assert [(note.answer, note.actor) for note in case.notes] == [(None, None), (AnswerKey.STAGE, None), (None, "adie")]
    assert [contact.state for contact in case.contacts] == ["propose", "rendez_vous"]
    assert case.standing()["adie"].date == "2026-03-20"
    case = store.remove_note(case, case.notes[0].id)
    assert len(case.notes) == 2
    with pytest.raises(CasesError, match="pas de note 99"):
        store.remove_note(case, 99)


def test_a_case_is_renamed_closed_and_told_otherwise(store: Store) -> None:
    case = store.create_case("a", "une idée")
    other = store.create_case("b", "")
    case = store.change_case(case, name="c", project="un café", state=CaseState.CLOSED)
    assert (case.name, case.project, case.state) == ("c", "un café", CaseState.CLOSED)
    with pytest.raises(CasesError, match="s'appelle déjà"):
        store.change_case(other, name="c")
    assert store.change_case(case, name="c").name == "c"


def test_a_name_is_given_that_says_nothing_of_the_person(store: Store) -> None:
    store.create_case("Dossier 2", "")
    assert [store.create_case(None, "").name for _ in range(2)] == ["Dossier 3", "Dossier 4"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_kept_as_text(store: Store, text: str) -> None:
    case = store.add_note(store.create_case("a", text), text)
    expected = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    assert case.notes[0].text == case.project == expected


@pytest.mark.parametrize("name", ["", "  \n ", "x" * (LONGEST_NAME + 1), "x" * 1_000_000])
def test_a_name_that_nobody_could_type_is_refused(store: Store, name: str) -> None:
    with pytest.raises(CasesError, match="caractères étaient attendus"):
        store.create_case(name, "")


def test_a_text_beyond_measure_is_refused(store: Store) -> None:
    with pytest.raises(CasesError, match="au plus"):
        store.add_note(store.create_case("a", ""), "x" * (LONGEST_TEXT + 1))
    with pytest.raises(CasesError, match="vide"):
        store.add_note(store.create_case("b", ""), " \n")


def test_two_cases_of_one_name(store: Store) -> None:
    store.create_case("a", "")
    with pytest.raises(CasesError, match="existe déjà") as caught:
        store.create_case(" a ", "")
    assert "reprendre" in str(caught.value.remedy)


def test_a_case_is_found_by_number_name_or_beginning(store: Store) -> None:
    first = store.create_case("Café de Trégnac", "")
    second = store.create_case("Café de Tulle", "")
    assert find_case(store, str(second.id)).id == second.id
    assert find_case(store, "cafe de tregnac").id == find_case(store, "café de tr").id == first.id
    with pytest.raises(CasesError, match="2 dossiers répondent"):
        find_case(store, "café")
    with pytest.raises(CasesError, match="aucun dossier") as caught:
        find_case(store, "Cafe de Tule")
    assert "Vouliez-vous « Café de Tulle »" in str(caught.value.remedy)
    for strange in ("", "   ", "%", "\x1b[2J", "x" * 1_000_000, "\ud800"):
        with pytest.raises(CasesError):
            find_case(store, strange)


def test_a_case_erased_by_another_process_is_not_brought_back(path: Path, clock: Clock, store: Store) -> None:
    case = store.create_case("a", "")
    with Store(path, clock) as other, other.writing() as connection:
        connection.execute("DELETE FROM cases")
    with pytest.raises(CasesError):
        store.add_note(case, "perdu")


@pytest.mark.skipif(os.name == "nt", reason="modes of files are those of Unix")
def test_the_file_is_private_from_its_first_byte(path: Path, clock: Clock) -> None:
    before = os.umask(0)
    try:
        with Store(path, clock) as store:
            store.create_case("a", "")
            modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(["dossiers.sqlite", "dossiers.sqlite-wal", "dossiers.sqlite-shm"], 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


WRITER = """
import sys
from pathlib import Path
from ess_orient.intake.store import Store
path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store(path, lambda: "2026-03-03T10:00:00") as store:
    case = store.case(1)
    for number in range(count):
        store.add_note(case, f"{name} {number}")
"""


def test_two_processes_write_at_once_without_loss(path: Path, store: Store) -> None:
    store.create_case("a", "")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, "40"]) for name in ("un", "deux")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    assert {note.text for note in store.case(1).notes} == {f"{name} {n}" for name in ("un", "deux") for n in range(40)}


def test_many_processes_make_the_file_at_once(path: Path) -> None:
    command = (
        "import sys; from pathlib import Path; from ess_orient.intake.store import Store\n"
        "with Store(Path(sys.argv[1]), lambda: '2026-03-03T10:00:00') as store: store.create_case(sys.argv[2], '')"
    )
    makers = [subprocess.Popen([sys.executable, "-c", command, str(path), f"n{n}"]) for n in range(6)]
    assert [maker.wait(60) for maker in makers] == [0] * 6
    with Store(path, lambda: "") as store:
        assert store.connection.execute("SELECT count(*) FROM cases").fetchone() == (6,)
