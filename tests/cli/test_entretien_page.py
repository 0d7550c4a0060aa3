"""The one page: each keystroke's effect, and what stands on the screen at every size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.cli.context import Context
from ess_orient.cli.interview.days import day_of
from ess_orient.cli.interview.frame import compose
from ess_orient.cli.interview.marks import ACTIONS, letters
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.session import Session
from ess_orient.cli.interview.shapes import Mode, Suggestion
from ess_orient.intake.store import Store
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.render.typography import cells
from tests.cli.ask.conftest import small_world  # noqa: F401

HOSTILE = "../../x <script>\x1b[31mrouge\x1b]0;t\x07 [bold] \u202e" + "z" * 3000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "d.sqlite", lambda: "2026-03-03T10:00:00") as opened:
        yield opened


@pytest.fixture
def page(store: Store) -> Page:
    context = Context(today=date(2026, 3, 3))
    return Page(Session(store, context, store.create_case("café", "rouvrir le café")))


def press(page: Page, *keys: str) -> Page:
    for key in keys:
        page.press(key)
    return page


def kept(page: Page) -> dict[AnswerKey, tuple[str, ...]]:
    """What is in the file, not what the page believes."""
    return dict(page.session.store.case(page.session.case.id).last.profile.answers)


def text_of(page: Page, columns: int = 120, lines: int = 40) -> str:
    return "\n".join("".join(text for _, text in row) for row in compose(page, columns, lines).rows)


def test_each_question_has_a_letter_that_no_action_has() -> None:
    given_letters = letters(AnswerKey)
    assert set(given_letters.values()) == set(AnswerKey)
    assert not set(given_letters) & set(ACTIONS)


def test_an_answer_is_two_keystrokes_in_any_order(page: Page) -> None:
    press(page, "s", "2")
    assert kept(page) == {AnswerKey.STAGE: ("creation",)}
    press(page, "p", "1", "e", "1")
    assert kept(page)[AnswerKey.AUDIENCE] == ("porteur",) and kept(page)[AnswerKey.SECTORS] == ("commerce",)
    press(page, "2", "enter")
    assert kept(page)[AnswerKey.SECTORS] == ("commerce", "culture") and page.mode is Mode.PAGE


def test_one_value_too_many_is_said(page: Page) -> None:
    press(page, "e", "1", "2", "3")
    assert page.failed and "2 réponses au plus" in page.status
    assert kept(page)[AnswerKey.SECTORS] == ("commerce", "culture")


def test_said_unknown_none_and_forgotten(page: Page) -> None:
    press(page, "p", "1", "s", "?", "i", "0")
    assert kept(page)[AnswerKey.STAGE] == (DONT_KNOW,) and kept(page)[AnswerKey.SITUATION] == ()
    press(page, "s", "delete", "escape")
    assert AnswerKey.STAGE not in kept(page)


def test_undoing(page: Page) -> None:
    press(page, "s", "1", "s", "2", "u")
    assert kept(page)[AnswerKey.STAGE] == ("idee",)
    press(page, "u")
    assert kept(page) == {}
    press(page, "u")
    assert page.status == "Rien à défaire."


def test_a_place_typed(page: Page) -> None:
    press(page, "d")
    page.submit("Tulle")
    assert kept(page)[AnswerKey.MUNICIPALITY] == ("19272",) and kept(page)[AnswerKey.DEPARTMENT] == ("19",)
    press(page, "d")
    page.submit("Zzyzx")
    assert page.failed and page.mode is Mode.TEXT and page.asking is not None and page.asking.default == "Zzyzx"
    page.submit("Bretagne")
    assert page.mode is Mode.PICK and kept(page)[AnswerKey.REGION] == ("53",)
    press(page, "2")
    assert kept(page)[AnswerKey.DEPARTMENT] == ("29",) and AnswerKey.MUNICIPALITY not in kept(page)
    press(page, "d")
    page.submit("Saint-Denis")
    assert page.mode is Mode.PICK
    press(page, "escape", "d")
    page.submit("nsp")
    assert kept(page)[AnswerKey.DEPARTMENT] == (DONT_KNOW,)


def test_notes_free_and_tied(page: Page) -> None:
    press(page, "n")
    page.submit("libre")
    press(page, "s", "+")
    page.submit("sur le stade")
    press(page, "a", "1", "6")
    page.submit("sur l'acteur")
    notes = page.session.store.case(1).notes
    assert [(note.text, note.answer) for note in notes[:2]] == [("libre", None), ("sur le stade", AnswerKey.STAGE)]
    assert notes[2].actor == page.session.actors()[0].id


def test_a_note_left_without_enter_is_there_again(page: Page) -> None:
    press(page, "n")
    page.leave_line("à moitié")
    press(page, "n")
    assert page.asking is not None and page.asking.default == "à moitié"


def test_contacts(page: Page) -> None:
    press(page, "a", "1", "2", "a", "2", "3")
    assert page.mode is Mode.TEXT
    page.submit("hier")
    assert page.failed
    page.submit("20/3")
    contacts = page.session.store.case(1).contacts
    assert [(contact.state, contact.date) for contact in contacts] == [
        ("contacte", "2026-03-03"), ("rendez_vous", "2026-03-20"),
    ]  # fmt: skip


def test_trying_keeps_nothing_until_told(page: Page) -> None:
    press(page, "p", "1", "b", "2", "enter", "v", "s", "2")
    assert "ET SI" in text_of(page) and "Apparaît : Club d'épargne" in text_of(page).replace("\u00a0", " ")
    assert AnswerKey.STAGE not in kept(page)
    press(page, "escape")
    assert page.trial is None and AnswerKey.STAGE not in kept(page)
    press(page, "v", "s", "2", "g")
    assert kept(page)[AnswerKey.STAGE] == ("creation",)


def test_what_is_understood_waits_for_a_yes(page: Page) -> None:
    page.suggested = {
        AnswerKey.SECTORS: Suggestion(("commerce",), "café"),
        AnswerKey.DEPARTMENT: Suggestion(("19",), "Tulle", "19272"),
    }
    assert "compris" in text_of(page) and kept(page) == {}
    page.cursor = page.keys.index(AnswerKey.SECTORS)
    press(page, "enter")
    assert kept(page) == {AnswerKey.SECTORS: ("commerce",)}
    press(page, "o")
    assert kept(page)[AnswerKey.MUNICIPALITY] == ("19272",)


def test_what_is_left_to_ask_and_what_contradicts_is_shown(page: Page) -> None:
    assert "à demander : change" in text_of(page).replace("\u00a0", " ")
    press(page, "s", "1", "b", "2")
    assert "Une idée se finance rarement" in " ".join(text_of(page, 200).split())


def test_what_cannot_be_kept_is_not_shown_as_kept(page: Page) -> None:
    press(page, "s", "1")
    page.session.store.connection.execute("PRAGMA query_only = ON")
    press(page, "s", "2")
    assert page.failed and "NON GARDÉ" in page.status
    assert page.profile.answers[AnswerKey.STAGE] == ("idee",)
    press(page, "escape", "n")
    page.submit("une longue note")
    assert page.mode is Mode.TEXT and page.asking is not None and page.asking.default == "une longue note"
    page.session.store.connection.execute("PRAGMA query_only = OFF")
    page.submit("une longue note")
    assert page.session.store.case(1).notes[0].text == "une longue note"


def test_beside_when_wide_below_when_not(page: Page) -> None:
    press(page, "p", "1")
    assert any("Profil" in line and "│" in line for line in text_of(page, 120).splitlines())
    narrow = text_of(page, 80, 24).splitlines()
    assert not any("│" in line for line in narrow) and any(line.startswith("───") for line in narrow)


KEYS = st.sampled_from(
    [*"psebdinNatvuog?q0+123456789abcxyz ", "up", "down", "left", "right", "tab", "s-tab", "enter", "escape", "delete",
     "pageup", "pagedown"]
)  # fmt: skip
SUBMITTED = st.sampled_from(["", "Tulle", "Saint-Denis", "Bretagne", "nsp", "12/3", HOSTILE, "\x1b"])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(st.one_of(KEYS, st.tuples(st.just("submit"), SUBMITTED)), max_size=25),
    st.integers(1, 200),
    st.integers(1, 60),
)
def test_whatever_is_pressed_the_screen_holds(store: Store, keys: list[object], columns: int, lines: int) -> None:
    case = store.create_case(None, HOSTILE)
    page = Page(Session(store, Context(today=date(2026, 3, 3)), store.add_note(case, HOSTILE)))
    for key in keys:
        if isinstance(key, tuple):
            page.submit(key[1])
        else:
            page.press(str(key))
        rows = compose(page, columns, lines, "Tul").rows
        assert len(rows) <= lines
        for row in rows:
            text = "".join(piece for _, piece in row)
            assert (cells(text) <= columns and text.isprintable()) or "\u00a0" in text
        assert page.session.case.last.profile == store.case(page.session.case.id).last.profile


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", "2026-03-03"), ("2026-12-01", "2026-12-01"), ("1/12", "2026-12-01"), ("1/12/27", "2027-12-01"),
     ("31/2", None), ("demain", None), ("x" * 9999, None), ("9999-99-99", None)],
)  # fmt: skip
def test_days_as_they_are_typed(typed: str, expected: str | None) -> None:
    assert day_of(typed, "2026-03-03") == expected
