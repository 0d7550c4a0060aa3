"""A case and its lists as pages."""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.cli.interview.session import Session
from ess_orient.render.changes import since_lines
from ess_orient.render.interview import (
    answer_lines,
    board_lines,
    contact_lines,
    head_lines,
    note_lines,
    question_lines,
)
from ess_orient.render.lines import Line


def case_page(session: Session, full: bool = False) -> list[Line]:
    """All of a case: answers, what is left to ask, what changed, contacts, notes, orientation."""
    return list(_case_lines(session, full))


def _case_lines(session: Session, full: bool) -> Iterator[Line]:
    case, view = session.case, session.view
    names = {actor: session.name_of(actor) for actor in _actors(session)}
    yield from head_lines(case)
    yield from answer_lines(case.last.profile, list(session.compiled.questions), view.labels)
    yield from question_lines(view.orientation, view.asked, view.set_aside, view.labels)
    if view.since is not None:
        yield from since_lines(view.since, view.labels)
    yield from contact_lines(case, names)
    yield from note_lines(case, view.labels, names, full)
    if full:
        from ess_orient.render.page import page

        yield from page(view.orientation, view.labels, True)
    else:
        yield from board_lines(view.orientation, case.standing(), view.labels)


def _actors(session: Session) -> set[str]:
    case = session.case
    return {contact.actor for contact in case.contacts} | {note.actor for note in case.notes if note.actor}
