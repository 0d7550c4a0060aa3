"""Lists of cases, and « et si… » beside what is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import msgspec

from ess_orient.cli.ask import screen
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal
from ess_orient.cli.interview.change import one_of
from ess_orient.cli.interview.days import day_option
from ess_orient.cli.interview.session import Changes, Session, labels_of
from ess_orient.engine.standing import months_before
from ess_orient.intake.erasing import RETENTION_MONTHS, unchanged_since
from ess_orient.intake.finding import Listed, Sought, all_cases, find_case, seek
from ess_orient.intake.store import Store
from ess_orient.model.case import CaseState, ContactState
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Unknown
from ess_orient.render.changes import side_by_side, trial_lines
from ess_orient.render.interview import listed_lines, reminder_text
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import as_text

AnyState = StrEnum("AnyState", {each.name: each.value for each in (*CaseState, *ContactState)})  # type: ignore[misc]


class Asked(NamedTuple):
    """What the options of `liste` say."""

    words: str
    states: tuple[str, ...]
    since: str | None
    until: str | None
    departments: tuple[str, ...]
    to_remind: bool
    after_days: int
    format: str


def show_list(store: Store, context: Context, asked: Asked) -> None:
    """The cases that answer to what is asked."""
    if asked.format not in ("texte", "json"):
        raise Refusal(f"--format : « {asked.format[:40]} » inconnu ; attendu : texte, json", None)
    sought = Sought(
        words=asked.words,
        states=frozenset(_state(text) for text in asked.states),
        since=day_option("--depuis", asked.since, context.today),
        until=day_option("--jusqu-a", asked.until, context.today),
        departments=frozenset(_department(context, text) for text in asked.departments),
        to_remind=asked.to_remind,
    )
    everyone = all_cases(store)
    found = seek(everyone, sought, context.today, asked.after_days)
    if asked.format == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode([*_rows(found)]), indent=2).decode() + "\n")
        return
    screen.show(_lines(context, found, len(everyone)), simple=False)
    remind_of_old(store, context)


def remind_of_old(store: Store, context: Context) -> None:
    """Say, once a list is shown, which cases have been kept long enough."""
    limit = months_before(context.today, RETENTION_MONTHS)
    count = len(unchanged_since(store, limit))
    if count:
        several = "s" if count > 1 else ""
        sys.stderr.write(
            f"{count} dossier{several} sans changement depuis {RETENTION_MONTHS} mois : s'ils ne servent plus, "
            f"« ess-orient entretien purger --avant {limit} ».\n"
        )


def show_trial(store: Store, context: Context, name: str, changes: Changes) -> None:
    """What other answers would lead to; the case is not touched."""
    if not changes:
        raise Refusal("aucune réponse à essayer", "Donnez-en une, par exemple --stade creation.")
    session = Session(store, context, find_case(store, name))
    changed = session.try_out(session.case.last.profile, changes)
    trial = session.trial(changed)
    labels = labels_of(context, session.case.last.profile, changed)
    width = screen.width()
    sys.stdout.write("".join(f"{row}\n" for row in side_by_side(trial, width)))
    sys.stdout.write("\n" + as_text(trial_lines(trial, labels), width))


def _lines(context: Context, found: list[Listed], total: int) -> Iterator[Line]:
    if not found:
        yield Line(
            Role.PARAGRAPH, "Aucun dossier pour l'instant." if not total else f"Aucun dossier ainsi, sur {total}."
        )
    labels = labels_of(context, *(item.case.last.profile for item in found))
    for item in found:
        yield from listed_lines(item.case, labels, item.reminder)


def _rows(found: list[Listed]) -> Iterator[dict[str, object]]:
    for case, due in found:
        department = case.last.profile.get(AnswerKey.DEPARTMENT)
        yield {
            "id": case.id,
            "nom": case.name,
            "etat": case.state,
            "departement": None if isinstance(department, Unknown) or not department else department[0],
            "ouvert_le": case.opened_at,
            "modifie_le": case.changed_at,
            "entretiens": len(case.interviews),
            "a_relancer": reminder_text(due) if due is not None else None,
        }


def _state(text: str) -> CaseState | ContactState:
    word = one_of(text, AnyState, "--etat").value
    return CaseState(word) if word in list(CaseState) else ContactState(word)


def _department(context: Context, text: str) -> str:
    from ess_orient.cli.interview.options import answers_given

    found = answers_given(context, {"departement": text}).get(AnswerKey.DEPARTMENT)
    return found[0] if found else text
