"""Every way a run can fail, said in French on standard error, with its exit code. The only place that words them."""

from __future__ import annotations

import errno
import sys
import traceback
from pathlib import Path

from ess_orient.cli.errors import DONE, INTERRUPTED, UNUSABLE, Interrupted, ProblemsFound, Refusal
from ess_orient.model.wording import shown_value

_SYSTEM = {
    errno.ENOENT: "introuvable",
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EISDIR: "c'est un dossier ; un fichier était attendu",
    errno.ENOTDIR: "une partie du chemin n'est pas un dossier",
    errno.EEXIST: "existe déjà",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EROFS: "disque en lecture seule",
    errno.EMFILE: "trop de fichiers ouverts",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def worded(error: BaseException) -> int:
    """Say what went wrong and give the exit code."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else DONE
    if isinstance(error, BrokenPipeError):
        return DONE  # the reader, such as « head », has all it wanted
    if isinstance(error, Refusal):
        return _refusal(error)
    if isinstance(error, Interrupted):
        _say(error.message)
        return INTERRUPTED
    if isinstance(error, (KeyboardInterrupt, EOFError)):
        _say("Interrompu.")
        return INTERRUPTED
    if isinstance(error, MemoryError):
        _say("Erreur : mémoire insuffisante.", "Fermez d'autres programmes, ou donnez un fichier plus petit.")
        return UNUSABLE
    if isinstance(error, OSError) and error.errno is not None:
        return _system(error)
    return _from_typer(error)


def _refusal(error: Refusal) -> int:
    if isinstance(error, ProblemsFound):
        from ess_orient.render.problems import problems_text

        _say(problems_text(error.problems))
    _say(f"Erreur : {error.message}", error.remedy)
    return error.code


def _system(error: OSError) -> int:
    if error.errno in _FULL:
        _say("Erreur : le disque est plein.", "Libérez de la place, puis recommencez.")
        return UNUSABLE
    place = f" « {shown_value(error.filename, 200)} »" if error.filename else ""
    reason = _SYSTEM.get(error.errno or 0, f"erreur {errno.errorcode.get(error.errno or 0, error.errno)} du système")
    _say(f"Erreur : fichier{place} : {reason}.")
    return UNUSABLE


def _from_typer(error: BaseException) -> int:
    import typer
    from typer._click.exceptions import ClickException

    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, typer.Abort):
        _say("Interrompu.")
        return INTERRUPTED
    if isinstance(error, ClickException):
        from ess_orient.cli.usage import said

        message, remedy, command = said(error)
        _say(f"Erreur : {message}", remedy, f"Aide : {command} --aide")
        return UNUSABLE
    return _bug(error)


def _bug(error: BaseException) -> int:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    _say(
        "Erreur inattendue : ess-orient a un défaut. Signalez-le en recopiant la ligne suivante.",
        f"  {type(error).__name__} : {shown_value(error, 200)}{place}",
        "Pour tout le détail : ESS_ORIENT_DEBUG=1 devant la commande.",
    )
    return UNUSABLE


def _say(*lines: str | None) -> None:
    """On standard error, if there is one left."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{_on_screen(line)}\n" for line in lines if line))
        sys.stderr.flush()
    except OSError:
        return


def _on_screen(text: str) -> str:
    """On a terminal, lines that end between words; elsewhere, for a program that reads them, as they are."""
    if sys.stderr is None or not sys.stderr.isatty():
        return text
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size((80, 24)).columns, 20)
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(line, width, break_on_hyphens=False, break_long_words=False, drop_whitespace=True)
        for line in lines
    )
