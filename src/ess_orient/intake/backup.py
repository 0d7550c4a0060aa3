"""All cases to one file and back. Nothing is ever overwritten without being told to."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
import time
from pathlib import Path

from ess_orient.intake import file
from ess_orient.intake.errors import CasesError, DamagedFile, worded
from ess_orient.intake.store import Clock, Store

DRAFT = ".partiel"
_STRAY_AFTER = 3600.0


def back_up(store: Store, target: Path, replace: bool = False) -> int:
    """Copy every case to one file of its own, checked before it takes its name; how many cases it holds."""
    if target.exists() and not replace:
        raise CasesError(
            f"{target} : ce fichier existe déjà ; il n'a pas été remplacé",
            "Donnez un autre nom, ou ajoutez --remplacer.",
        )
    with worded(target):
        if target.exists() and target.samefile(store.path):
            raise CasesError(f"{target} : c'est le fichier des dossiers lui-même", "Donnez un autre nom.")
        draft = _draft_beside(target)
        try:
            _copy(store.connection, draft)
            count = inspect(draft)
            _take_name(draft, target, replace)
        finally:
            _remove(draft)
    return count


def inspect(source: Path) -> int:
    """How many cases a back-up holds. `CasesError` if it is no whole file of cases; nothing is written to it."""
    if not source.is_file():
        raise CasesError(
            f"{source} : ce fichier est introuvable ; une sauvegarde était attendue", "Vérifiez le chemin."
        )
    with worded(source):
        file.check_header(source)
        connection = sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
        try:
            file.check(connection, source)
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'cases'").fetchone():
                raise file.foreign(source)
            return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])
        finally:
            connection.close()


def restore(source: Path, path: Path, now: Clock, replace: bool = False) -> tuple[int, Path | None]:
    """Put a back-up in the place of the cases; how many it holds, and where the former ones were kept.

    A damaged file is set aside by itself; a whole one that holds cases only with `replace`, and is set aside too.
    """
    count = inspect(source)
    with worded(path):
        if path.exists() and path.samefile(source):
            raise CasesError(f"{source} : c'est le fichier des dossiers lui-même", "Donnez une sauvegarde.")
        draft = _draft_beside(path)
        try:
            with contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read:
                _copy(read, draft)
            kept = _set_aside(path, now, replace)
            draft.replace(path)
        finally:
            _remove(draft)
    Store(path, now).close()  # brings an older format up to date
    return count, kept


def _set_aside(path: Path, now: Clock, replace: bool) -> Path | None:
    """Give the present file a second name, once it is sure that nobody uses it; None if there is nothing to keep."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with Store(path, now) as store, store.reading() as connection:
            held = connection.execute("SELECT count(*) FROM cases").fetchone()[0]
        if held and not replace:
            raise CasesError(
                f"{path} : {held} dossier{'s' if held > 1 else ''} s'y trouve{'nt' if held > 1 else ''} déjà ; "
                "la sauvegarde n'a pas été reprise",
                "Ajoutez --remplacer : les dossiers d'aujourd'hui seront gardés à côté, sous un autre nom.",
            )
        _refuse_if_used(path)
    except DamagedFile:
        pass
    aside = _free_name(path, now())
    for ending in ("-wal", "-shm"):  # a log left beside must never be applied to another file
        log = path.with_name(path.name + ending)
        if log.exists():
            log.rename(aside.with_name(aside.name + ending))
    try:
        os.link(path, aside)  # the name always holds a file: the old one until the new one takes it
    except OSError:  # file systems without links
        path.rename(aside)
    return aside


def _refuse_if_used(path: Path) -> None:
    """Another process that has the file open would go on writing into what was set aside."""
    with contextlib.closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()  # only possible when alone
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")


def _free_name(path: Path, now: str) -> Path:
    stamp = now.replace(":", "").replace("T", "-")
    aside = path.with_name(f"{path.stem}.avant-{stamp}{path.suffix}")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.stem}.avant-{stamp}-{number}{path.suffix}")
        number += 1
    return aside


def _draft_beside(target: Path) -> Path:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for stray in target.parent.glob(f".{glob.escape(target.name)}.*{DRAFT}"):  # a power cut may have left one
        if time.time() - stray.stat().st_mtime > _STRAY_AFTER:
            stray.unlink(missing_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}{DRAFT}")
    draft.unlink(missing_ok=True)
    file.make(draft)
    return draft


def _copy(source: sqlite3.Connection, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, without a log beside it
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _take_name(draft: Path, target: Path, replace: bool) -> None:
    if replace:
        draft.replace(target)
        return
    try:
        os.link(draft, target)  # fails if the name was taken meanwhile
    except FileExistsError:
        raise CasesError(f"{target} : ce fichier existe déjà", "Donnez un autre nom.") from None
    except OSError:  # file systems without links
        draft.rename(target)


def _remove(draft: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)
