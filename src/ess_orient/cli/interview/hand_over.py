"""What leaves the program: a sheet, a copy for the person, a back-up and its return."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import msgspec

from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal
from ess_orient.cli.interview.place import cases_path, clock_of, said_as_refusals
from ess_orient.cli.interview.session import Session
from ess_orient.cli.output import STANDARD, write_result
from ess_orient.intake.backup import back_up, restore
from ess_orient.intake.finding import find_case
from ess_orient.intake.store import Store
from ess_orient.model.case import FORMAT, Case

FORMATS = ("texte", "markdown", "html", "pdf", "json")


class Wanted(NamedTuple):
    """What `exporter` is asked for."""

    format: str
    adviser: bool
    person: bool
    backup: str | None
    replace: bool
    target: str | None


def export(store: Store, context: Context, name: str, wanted: Wanted) -> None:
    """A back-up of all cases, or what concerns one."""
    if wanted.backup is not None:
        if name or wanted.person:
            raise Refusal("--sauvegarde copie tous les dossiers à la fois", "Retirez le nom du dossier et --personne.")
        count = back_up(store, Path(wanted.backup).expanduser(), wanted.replace)
        told = f"{count} dossier{'s' if count > 1 else ''}"
        sys.stderr.write(
            f"Sauvegardé : {told} dans {wanted.backup}. Gardez ce fichier à l'abri, il n'est pas chiffré.\n"
        )
        return
    if not name:
        raise Refusal("il manque le dossier à exporter", "Donnez son nom ou son numéro, ou --sauvegarde FICHIER.")
    if wanted.format not in FORMATS:
        raise Refusal(f"--format : « {wanted.format[:40]} » inconnu ; attendu : {', '.join(FORMATS)}.")
    _refuse_to_replace(wanted)
    case = find_case(store, name)
    if wanted.person:
        write_result(person_copy(case), wanted.target)
    else:
        _sheet(Session(store, context, case), wanted)
    if wanted.target not in (None, STANDARD):
        sys.stderr.write(f"Enregistré : {wanted.target}\n")


def person_copy(case: Case) -> str:
    """All that is held on someone, as JSON."""
    encoded = msgspec.json.encode({"format": FORMAT, "dossier": case})
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def bring_back(context: Context, source: str, replace: bool, given: str | None) -> None:
    """Restore a back-up."""
    with said_as_refusals():
        count, kept = restore(Path(source).expanduser(), cases_path(given), clock_of(context), replace)
    sys.stderr.write(f"Repris : {count} dossier{'s' if count > 1 else ''}.\n")
    if kept is not None:
        sys.stderr.write(f"Les dossiers d'avant sont gardés dans {kept} ; effacez ce fichier s'il ne sert plus.\n")


def _refuse_to_replace(wanted: Wanted) -> None:
    if wanted.target not in (None, STANDARD) and not wanted.replace and Path(str(wanted.target)).is_file():
        raise Refusal(f"{wanted.target} : ce fichier existe déjà", "Donnez un autre nom, ou ajoutez --remplacer.")


def _sheet(session: Session, wanted: Wanted) -> None:
    from ess_orient.cli.interview.sheet import sheet

    content = sheet(session, wanted.format, wanted.adviser)
    if isinstance(content, bytes) and wanted.target in (None, STANDARD) and sys.stdout.isatty():
        raise Refusal("un PDF ne s'affiche pas dans un terminal", "Ajoutez --sortie fiche.pdf.")
    write_result(content, wanted.target)
