"""Who calls for news, and the lists an adviser asks for."""

from __future__ import annotations

import pytest

from ess_orient.intake.finding import Sought, all_cases, seek
from ess_orient.intake.reminders import reminder
from ess_orient.intake.store import Store
from ess_orient.model.case import Case, CaseState, ContactState, Proposal
from ess_orient.model.change import Why
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from tests.intake.conftest import Clock


def contacted(store: Store, case: Case, state: ContactState, day: str, actor: str = "adie") -> Case:
    return store.set_contact(case, actor, actor.title(), state, day)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        (ContactState.PROPOSED, "2026-03-03", Why.NO_NEWS),
        (ContactState.CONTACTED, "2026-03-03", Why.NO_NEWS),
        (ContactState.PROPOSED, "2026-03-20", None),
        (ContactState.APPOINTMENT, "2026-04-01", Why.APPOINTMENT_PAST),
        (ContactState.APPOINTMENT, "2026-04-02", None),
        (ContactState.NOT_PURSUED, "2026-03-03", None),
        (ContactState.HELPED, "2026-03-03", None),
    ],
)
def test_when_to_call(store: Store, state: ContactState, day: str, expected: Why | None) -> None:
    case = contacted(store, store.create_case("a", ""), state, day)
    found = reminder(case, "2026-04-02")
    assert (found.why if found else None) is expected
    assert reminder(store.change_case(case, state=CaseState.CLOSED), "2026-04-02") is None


def test_only_the_last_state_of_an_actor_counts(store: Store) -> None:
    case = contacted(store, store.create_case("a", ""), ContactState.PROPOSED, "2026-03-03")
    case = contacted(store, case, ContactState.HELPED, "2026-03-10")
    assert reminder(case, "2026-12-01") is None


def test_nothing_noted_since_the_interview(store: Store) -> None:
    case = store.create_case("a", "")
    assert reminder(case, "2026-12-01") is None
    proposal = Proposal(id="adie", kind="financer", name="Adie", shown=True)
    case = store.keep_proposals(case, BaseIdentity(version="", fingerprint=""), [proposal])
    found = reminder(case, "2026-12-01")
    assert found is not None and (found.why, found.since) == (Why.NOTHING_NOTED, "2026-03-03")


def test_lists(store: Store, clock: Clock) -> None:
    cafe = store.create_case("Café", "rouvrir le café")
    cafe = store.set_answers(cafe, {AnswerKey.DEPARTMENT: ("19",)})
    contacted(store, cafe, ContactState.CONTACTED, "2026-03-03")
    clock.day = "2026-06-01"
    mobility = store.create_case("Vélos", "")
    store.add_note(mobility, "connaît la recyclerie de Guéret")
    store.change_case(mobility, state=CaseState.CLOSED)

    def names(sought: Sought) -> list[str]:
        return [item.case.name for item in seek(all_cases(store), sought, "2026-06-02", 30)]

    assert names(Sought()) == ["Vélos", "Café"]
    assert names(Sought(words="CAFE rouvrir")) == ["Café"]
    assert names(Sought(words="gueret")) == ["Vélos"]
    assert names(Sought(states=frozenset({CaseState.CLOSED}))) == ["Vélos"]
    assert names(Sought(states=frozenset({ContactState.CONTACTED, CaseState.CLOSED}))) == ["Vélos", "Café"]
    assert names(Sought(since="2026-06-01")) == ["Vélos"]
    assert names(Sought(until="2026-03-03")) == ["Café"]
    assert names(Sought(departments=frozenset({"19"}))) == ["Café"]
    assert names(Sought(to_remind=True)) == ["Café"]
