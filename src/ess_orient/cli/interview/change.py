"""Changing a case from the command line: answers, name, state, notes, contacts."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import NamedTuple, TypeVar

from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal
from ess_orient.cli.interview.days import day_option
from ess_orient.cli.interview.session import Changes, Session
from ess_orient.intake.finding import find_case
from ess_orient.intake.store import LONGEST_TEXT, Store
from ess_orient.model.case import CaseState, ContactState
from ess_orient.model.condition import AnswerKey
from ess_orient.model.wording import did_you_mean, folded, listed, nearest, shown_value
from ess_orient.render.interview import CONTACT_STATES
from ess_orient.render.typography import french_date

Word = TypeVar("Word", bound=StrEnum)


class Told(NamedTuple):
    """What of a case is to change besides answers."""

    name: str | None = None
    project: str | None = None
    state: str | None = None
    notes_gone: tuple[int, ...] = ()


def modify(store: Store, context: Context, name: str, changes: Changes, told: Told) -> None:
    """Change what is given, and say what was."""
    if not changes and told == Told():
        raise Refusal(
            "rien n'est à changer", "Donnez une réponse (--stade…), --nom, --projet, --etat ou --retirer-note."
        )
    state = one_of(told.state, CaseState, "--etat") if told.state is not None else None
    case = find_case(store, name)
    done = []
    if changes:
        session = Session(store, context, case)
        session.answer(changes)
        labels = session.view.labels
        done += [
            f"{labels.title(key.value)} : {labels.answer(key.value, values) if values is not None else 'effacé'}"
            for key, values in changes.items()
        ]
        case = session.case
    if (told.name, told.project, state) != (None, None, None):
        case = store.change_case(case, name=told.name, project=told.project, state=state)
        done.append(f"dossier « {shown_value(case.name)} », {case.state.value}")
    for number in told.notes_gone:
        case = store.remove_note(case, number)
        done.append(f"note {number} effacée")
    if told.notes_gone:
        from ess_orient.intake.erasing import sweep

        sweep(store)
    sys.stderr.write("".join(f"Gardé – {each}\n" for each in done))


def write_note(
    store: Store,
    context: Context,
    name: str,
    text: str,
    about: str | None,
    actor: str | None,
    state: str | None,
    day: str | None,
) -> None:
    """Keep a note, the state of a contact, or both."""
    text = sys.stdin.read(LONGEST_TEXT + 1) if text == "-" else text
    reached = one_of(state, ContactState, "--etat") if state is not None else None
    if actor is None and (reached is not None or day is not None):
        raise Refusal("--etat et --le disent où en est un contact : il manque --acteur", "Ajoutez --acteur ACTEUR.")
    if not text.strip() and reached is None:
        raise Refusal("il manque le texte de la note", "Écrivez-le entre guillemets, ou « - » pour l'entrée standard.")
    session = Session(store, context, find_case(store, name))
    key = one_of(about, AnswerKey, "--sur") if about is not None else None
    entry = known_actor(session, actor) if actor is not None else None
    if entry is not None and reached is not None:
        date = day_option("--le", day, context.today) or context.today
        session.contact(entry, reached, date)
        sys.stderr.write(f"Gardé – {session.name_of(entry)} : {CONTACT_STATES[reached]}, le {french_date(date)}\n")
    if text.strip():
        session.note(text, key, entry)
        sys.stderr.write(f"Gardé – note {session.case.notes[-1].id}\n")


def known_actor(session: Session, text: str) -> str:
    """The id of an actor or scheme, given as id or by name. `Refusal` if the base has none."""
    base = session.compiled.base
    entries = [*base.actors, *base.schemes]
    names: dict[str, str] = {}
    for entry in entries:
        standing = session.compiled.standings[entry.id]
        for each in (entry.id, entry.name, standing.name, entry.acronym or entry.id, *entry.other_names):
            names.setdefault(folded(each), entry.id)
    if folded(text[:200]) in names:
        return names[folded(text[:200])]
    close = nearest(text, names)
    raise Refusal(
        f"--acteur : « {shown_value(text)} » n'est ni un acteur ni un dispositif de la base",
        f"Vouliez-vous « {names[close]} » ?" if close else "Cherchez-le : « ess-orient catalogue acteurs ».",
    )


def one_of(text: str, known: type[Word], option: str) -> Word:
    """The value of that name. `Refusal` if there is none."""
    for each in known:
        if folded(each.value) == folded(text[:60]):
            return each
    words = [each.value for each in known]
    message = f"{option} : « {shown_value(text)} » inconnu ; attendu : {listed(words, 20)}."
    raise Refusal(message, did_you_mean(text, words))
