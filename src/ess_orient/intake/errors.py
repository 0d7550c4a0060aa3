"""Why the cases cannot be read or kept, said in French with the way out."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CasesError(Exception):
    """The file of cases, or a case asked for, cannot be used. `message` and `remedy` are for the person."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class DamagedFile(CasesError):
    """The file of cases is there but no longer whole."""


RESTORE = (
    "Rien n'a été effacé. Reprenez votre dernière sauvegarde : « ess-orient entretien restaurer FICHIER ». "
    "Le fichier abîmé sera gardé à côté, sous un autre nom."
)


def damaged(path: Path, detail: str) -> DamagedFile:
    """The refusal to go on with a file that is not whole."""
    return DamagedFile(
        f"{path} : le fichier des dossiers est abîmé ({detail}) ; un fichier entier était attendu", RESTORE
    )


def said(error: sqlite3.Error | OSError, path: Path) -> CasesError:
    """A failure of the disk or the file, in French."""
    if isinstance(error, OSError):
        return _disk(error, path)
    code = getattr(error, "sqlite_errorcode", None) or 0
    base = code & 0xFF
    if base in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CasesError(
            f"{path} : un autre programme écrit dans les dossiers depuis trop longtemps ; rien n'a été changé",
            "Fermez l'autre programme, puis recommencez.",
        )
    if base == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return CasesError(
            f"{path} : le disque est plein ; ce dernier ajout n'a pas été gardé, ce qui précède l'est",
            "Libérez de la place, puis recommencez.",
        )
    if base in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return CasesError(
            f"{path} : ce fichier ou son dossier ne peut pas être écrit ; rien n'a été gardé",
            "Vérifiez vos droits, ou choisissez une autre place avec --dossiers FICHIER.",
        )
    if base in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return damaged(path, "lecture impossible")
    return CasesError(
        f"{path} : le disque ne répond pas comme attendu ({error}) ; ce dernier ajout n'a pas été gardé",
        "Vérifiez le disque, puis recommencez.",
    )


_WORDS = {
    errno.EACCES: "accès refusé",
    errno.EPERM: "accès refusé",
    errno.EROFS: "disque en lecture seule",
    errno.ENOTDIR: "une partie du chemin n'est pas un dossier",
    errno.ENOENT: "introuvable",
    errno.EISDIR: "c'est un dossier",
    errno.ENAMETOOLONG: "nom trop long",
    errno.EEXIST: "existe déjà",
}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def _disk(error: OSError, path: Path) -> CasesError:
    if error.errno in _FULL:
        return CasesError(
            f"{path} : le disque est plein ; rien n'a été gardé", "Libérez de la place, puis recommencez."
        )
    why = _WORDS.get(error.errno or 0, "le disque refuse")
    return CasesError(
        f"{path} : ce chemin ne peut pas être utilisé ({why}) ; rien n'a été gardé",
        "Vérifiez le chemin et vos droits, ou choisissez une autre place avec --dossiers FICHIER.",
    )


@contextmanager
def worded(path: Path) -> Iterator[None]:
    """Failures of the file below come out as `CasesError`."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        raise said(error, path) from error
