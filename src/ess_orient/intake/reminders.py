"""Which cases call for news, and since when."""

from __future__ import annotations

from datetime import date, timedelta

from ess_orient.model.case import Case, CaseState, ContactState
from ess_orient.model.change import Reminder, Why

AFTER_DAYS = 30
"""Days of silence after which to ask for news, unless told otherwise."""


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
