"""Where the cases are, and how the commands open them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from ess_orient import paths
from ess_orient.cli.context import Context
from ess_orient.cli.errors import Refusal
from ess_orient.intake.errors import CasesError
from ess_orient.intake.store import Clock, Store

VARIABLE = "ESS_ORIENT_DOSSIERS"
FILE = "dossiers.sqlite"


def cases_path(given: str | None) -> Path:
    """The file of cases: as given, else by the environment, else the user's own. A folder given holds the file."""
    text = given or os.environ.get(VARIABLE) or ""
    if "\0" in text:
        raise Refusal("--dossiers : ce chemin ne peut pas être utilisé", "Donnez un chemin de fichier.")
    path = Path(text).expanduser() if text else paths.user_folder() / FILE
    return path / FILE if path.is_dir() else path


def clock_of(context: Context) -> Clock:
    """The time of day, on the day the context says."""
    return lambda: f"{context.today}T{datetime.now():%H:%M:%S}"


@contextmanager
def said_as_refusals() -> Iterator[None]:
    """What goes wrong with the cases, as a refusal of the command line."""
    try:
        yield
    except CasesError as error:
        raise Refusal(error.message, error.remedy) from error


@contextmanager
def open_cases(context: Context, given: str | None, create: bool = False) -> Iterator[Store]:
    """The cases. Only with `create` is a file made that is not there; the notice about what is kept is said then."""
    path = cases_path(given)
    if not create and not path.exists():
        raise Refusal(
            f"{path} : il n'y a pas encore de dossiers ici",
            "Commencez par « ess-orient entretien nouveau », ou donnez un autre fichier avec --dossiers.",
        )
    with said_as_refusals(), Store(path, clock_of(context)) as store:
        if store.created:
            _give_notice(path)
        yield store


def _give_notice(path: Path) -> None:
    from ess_orient.intake.erasing import RETENTION_MONTHS
    from ess_orient.render.interview import notice_lines
    from ess_orient.render.text import as_text

    sys.stderr.write(as_text(notice_lines(str(path), RETENTION_MONTHS), 80, ruled=False) + "\n")
    sys.stderr.flush()
