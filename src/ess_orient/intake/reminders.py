"""Which cases call for news, and since when."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from ess_orient.intake.records import Case, CaseState, Contact, ContactState

AFTER_DAYS = 30
"""Days of silence after which to ask for news, unless told otherwise."""


class Why(Enum):
    """What the reminder rests on."""

    APPOINTMENT_PAST = "appointment past"
    NO_NEWS = "no news"
    NOTHING_NOTED = "nothing noted"


class Reminder(NamedTuple):
    """Why to call, since which day, and about which actors (none: nothing was noted since the interview)."""

    why: Why
    since: str
    contacts: tuple[Contact, ...]


def reminder(case: Case, today: str, after_days: int = AFTER_DAYS) -> Reminder | None:
    """The most pressing reason to ask for news of an open case, or None."""
    if case.state is CaseState.CLOSED:
        return None
    limit = (date.fromisoformat(today) - timedelta(days=after_days)).isoformat()
    latest = case.standing().values()
    past = tuple(contact for contact in latest if contact.state is ContactState.APPOINTMENT and contact.date < today)
    if past:
        return Reminder(Why.APPOINTMENT_PAST, min(contact.date for contact in past), past)
    waiting = tuple(
        contact
        for contact in latest
        if contact.state in (ContactState.PROPOSED, ContactState.CONTACTED) and contact.date <= limit
    )
    if waiting:
        return Reminder(Why.NO_NEWS, min(contact.date for contact in waiting), waiting)
    if not case.contacts and case.last.proposals and case.last.day <= limit:
        return Reminder(Why.NOTHING_NOTED, case.last.day, ())
    return None
