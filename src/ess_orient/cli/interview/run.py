"""From a case to its interview: on the page, line by line, or without any question."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from ess_orient.cli.app import on_terminal
from ess_orient.cli.ask import screen
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Interrupted
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.session import Changes, Session
from ess_orient.cli.interview.shapes import Suggestion
from ess_orient.cli.interview.show import case_page
from ess_orient.cli.interview.understood import Understood, understood
from ess_orient.intake.store import Store
from ess_orient.model.case import Case
from ess_orient.model.condition import AnswerKey
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import as_text


def hold(
    store: Store, context: Context, case: Case, changes: Changes, simple: bool, silent: bool, note: str | None
) -> None:
    """Keep what is given, then hold the interview where someone can be asked."""
    session = Session(store, context, case)
    if changes:
        session.answer(changes)
    else:
        session.keep_results()
    if note:
        session.note(note)
    found = understood(session)
    suggested = found.answers
    if found.message:
        sys.stderr.write(as_text([Line(Role.NOTE, found.message)], screen.width(), ruled=False))
    if silent or not on_terminal():
        tell_suggestions(session, suggested)
        screen.show(case_page(session), simple=True)
        return
    _wait_for_notice(store)
    try:
        _on_screen(session, found, screen.is_simple(simple))
    finally:
        _farewell(session.case)


def tell_suggestions(session: Session, suggested: Mapping[AnswerKey, Suggestion]) -> None:
    """Without a screen, what was understood is told and not kept: nobody has confirmed it."""
    if not suggested:
        return
    labels = session.view.labels
    lines = [Line(Role.NOTE, "Compris dans la description, à confirmer (rien de ceci n'est gardé) :")]
    lines += [
        Line(Role.FACT, f"{labels.answer(key.value, found.values)} (« {found.words} »)", label=labels.title(key.value))
        for key, found in suggested.items()
    ]
    sys.stderr.write(as_text(lines, screen.width(), ruled=False))


def _on_screen(session: Session, found: Understood, simple: bool) -> None:
    if simple:
        from ess_orient.cli.interview.simple import Plain

        Plain(session, found.answers).run()
        return
    from ess_orient.cli.interview.fullscreen import FullScreen

    if FullScreen(Page(session, found.answers, found.message)).run():
        raise Interrupted("Interrompu.")


def _wait_for_notice(store: Store) -> None:
    """The notice of the first run stays until it is read."""
    if store.created:
        sys.stderr.write("Entrée pour commencer. ")
        sys.stderr.flush()
        input()


def _farewell(case: Case) -> None:
    name = case.name if case.name.replace(" ", "").isalnum() else str(case.id)
    quoted = f'"{name}"' if " " in name else name
    sys.stderr.write(f"Tout est gardé. Pour continuer : ess-orient entretien reprendre {quoted}\n")
