"""Erasing, once it is sure that it is wanted."""

from __future__ import annotations

import sys

from ess_orient.cli.app import on_terminal
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Interrupted, Refusal
from ess_orient.cli.interview.days import day_option
from ess_orient.intake.erasing import erase, sweep, unchanged_since
from ess_orient.intake.finding import find_case
from ess_orient.intake.store import Store
from ess_orient.model.wording import shown_value
from ess_orient.render.typography import french_date

_COPIES = "Les sauvegardes et les fiches faites auparavant ne sont pas touchées : effacez-les vous-même.\n"


def erase_one(store: Store, name: str, sure: bool) -> None:
    """Erase one case for good."""
    case = find_case(store, name)
    told = f"le dossier « {shown_value(case.name)} » ({len(case.interviews)} entretien(s), {len(case.notes)} note(s))"
    _confirmed(f"Effacer pour de bon {told} ?", sure)
    erase(store, [case.id])
    sys.stderr.write(f"Effacé : {told}. {_COPIES}")


def purge(store: Store, context: Context, before: str | None, traces: bool, sure: bool) -> None:
    """Erase what has not changed since a day, or only sweep the file."""
    if traces:
        sweep(store)
        sys.stderr.write("Le fichier et son journal ne gardent plus rien de ce qui a été effacé.\n")
        return
    day = day_option("--avant", before, context.today)
    if not day:
        raise Refusal("il manque --avant DATE", f"Écrivez par exemple --avant {context.today}.")
    old = unchanged_since(store, day)
    if not old:
        sys.stderr.write(f"Aucun dossier n'est resté sans changement depuis le {french_date(day)}.\n")
        return
    for each in old:
        sys.stderr.write(f"  {each.id}. {shown_value(each.name)}, {french_date(each.changed_at[:10])}\n")
    _confirmed(f"Effacer pour de bon {'ces dossiers' if len(old) > 1 else 'ce dossier'} ?", sure)
    erase(store, [each.id for each in old])
    sys.stderr.write(f"Effacé : {len(old)} dossier{'s' if len(old) > 1 else ''}. {_COPIES}")


def _confirmed(question: str, sure: bool) -> None:
    """Go on only if the person says so."""
    if sure:
        return
    if not on_terminal():
        raise Refusal(f"{question} Rien n'a été effacé", "Pour confirmer, ajoutez --oui.")
    sys.stderr.write(f"{question} (oui/non) : ")
    sys.stderr.flush()
    if input().strip().casefold() not in ("oui", "o"):
        raise Interrupted("Rien n'a été effacé.")
