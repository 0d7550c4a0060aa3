"""One case by the name or number a person types; many by what is sought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ess_orient.intake.errors import CasesError
from ess_orient.intake.reminders import reminder
from ess_orient.intake.store import Store
from ess_orient.model.case import Case, CaseState, ContactState
from ess_orient.model.change import Reminder
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Unknown
from ess_orient.model.wording import folded, listed, nearest, shown_value

_SHOWN = 6


class Sought(NamedTuple):
    """What a list is narrowed to; everything empty: all cases."""

    words: str = ""
    states: frozenset[CaseState | ContactState] = frozenset()
    since: str = ""
    until: str = ""
    departments: frozenset[str] = frozenset()
    to_remind: bool = False


class Listed(NamedTuple):
    """A case of a list, and why it calls for a follow-up, if it does."""

    case: Case
    reminder: Reminder | None


def find_case(store: Store, text: str) -> Case:
    """The case of that number, name, or only name that begins so. `CasesError` if none or several."""
    with store.reading() as connection:
        names: list[tuple[int, str]] = connection.execute("SELECT id, name FROM cases ORDER BY id").fetchall()
    exact = [number for number, name in names if name == text.strip() or str(number) == text.strip().removeprefix("n°")]
    wanted = folded(text[:400])
    alike = exact[:1] or [number for number, name in names if folded(name) == wanted]
    if not alike and wanted:
        alike = [number for number, name in names if folded(name).startswith(wanted)]
    if len(alike) == 1:
        return store.case(alike[0])
    shown = shown_value(text)
    if alike:
        which = listed((f"{number} ({shown_value(name, 40)})" for number, name in names if number in alike), _SHOWN)
        raise CasesError(f"{len(alike)} dossiers répondent à « {shown} » : {which}", "Donnez le numéro du dossier.")
    if not names:
        raise CasesError(f"aucun dossier « {shown} » : il n'y a pas encore de dossier",
                         "Commencez par « ess-orient entretien nouveau ».")  # fmt: skip
    close = nearest(text, [name for _, name in names])
    raise CasesError(
        f"aucun dossier « {shown} » ; un nom ou un numéro de dossier était attendu",
        (f"Vouliez-vous « {shown_value(close)} » ? " if close else "") + "La liste : « ess-orient entretien liste ».",
    )


def all_cases(store: Store) -> list[Case]:
    """Every case, the last changed first."""
    with store.reading() as connection:
        numbers = [number for (number,) in connection.execute("SELECT id FROM cases ORDER BY changed_at DESC, id DESC")]
    return [store.case(number) for number in numbers]


def seek(cases: Iterable[Case], sought: Sought, today: str, after_days: int) -> list[Listed]:
    """The cases that answer to all that is asked; reminders first by the longest wait."""
    found = []
    for case in cases:
        due = reminder(case, today, after_days)
        if _answers_to(case, sought) and (due is not None or not sought.to_remind):
            found.append(Listed(case, due))
    if sought.to_remind:
        found.sort(key=lambda item: (item.reminder.since if item.reminder else "", item.case.id))
    return found


def _answers_to(case: Case, sought: Sought) -> bool:
    day = case.changed_at[:10]
    if (sought.since and day < sought.since) or (sought.until and day > sought.until):
        return False
    if sought.departments and not sought.departments.intersection(_known(case, AnswerKey.DEPARTMENT)):
        return False
    if sought.states and not sought.states.intersection(_states(case)):
        return False
    return all(word in _searched(case) for word in folded(sought.words).split())


def _known(case: Case, key: AnswerKey) -> Sequence[str]:
    values = case.last.profile.get(key)
    return () if isinstance(values, Unknown) else values


def _states(case: Case) -> set[CaseState | ContactState]:
    return {case.state, *(contact.state for contact in case.standing().values())}


def _searched(case: Case) -> str:
    return folded(" ".join([case.name, case.project, *(note.text for note in case.notes)]))
