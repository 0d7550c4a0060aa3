"""The file of cases: made private, checked at each opening, safe against a power cut and a second process."""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from pathlib import Path

from ess_orient.intake import schema
from ess_orient.intake.errors import CasesError, damaged, worded

HEADER = b"SQLite format 3\x00"
WAIT = 10.0
"""Seconds to wait for another process that is writing."""
WHOLE_CHECK_UP_TO = 32_000_000
"""Bytes up to which every index is checked too at opening (a hundredth of a second a megabyte)."""
_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "fuse.rclone"})


def opened(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection to the file, made if it is not there, and whether it was. `CasesError` if it cannot be used."""
    with worded(path):
        created = make(path)
        check_header(path)
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection, created


def make(path: Path) -> bool:
    """Make the folder and an empty file that only the user can read, before anything is written in it."""
    if path.exists():
        return False
    if path.parent.exists() and not path.parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a directory", str(path.parent))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False  # another process was faster
    return True


def check_header(path: Path) -> None:
    """Refuse what is no SQLite file before SQLite may write to it."""
    if path.is_dir():
        raise CasesError(
            f"{path} : c'est un dossier de fichiers ; un fichier était attendu",
            f"Donnez un nom de fichier, par exemple --dossiers {path / 'dossiers.sqlite'}.",
        )
    with path.open("rb") as stream:
        start = stream.read(len(HEADER))
    if start not in (b"", HEADER):
        raise foreign(path)


def foreign(path: Path) -> CasesError:
    """The refusal of another program's file."""
    return CasesError(
        f"{path} : ce n'est pas un fichier de dossiers d'ess-orient ; il n'a pas été touché",
        "Donnez un autre fichier avec --dossiers. S'il est abîmé, reprenez une sauvegarde : "
        "« ess-orient entretien restaurer FICHIER ».",
    )


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file of another program, of a later version, or no longer whole."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = schema.version_of(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != schema.APPLICATION_ID and (application or version or tables):
        raise foreign(path)
    if version > schema.VERSION:
        raise CasesError(
            f"{path} : ces dossiers viennent d'une version plus récente d'ess-orient (format {version} ; "
            f"celle-ci lit jusqu'au format {schema.VERSION}) ; rien n'a été touché",
            "Mettez ess-orient à jour.",
        )
    thorough = path.stat().st_size <= WHOLE_CHECK_UP_TO
    found = connection.execute(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}(1)").fetchone()[0]
    if found != "ok":
        raise damaged(path, "contrôle d'intégrité")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    check(connection, path)
    # A write-ahead log needs memory shared by all who write: not so between machines of a network.
    connection.execute(f"PRAGMA journal_mode = {'TRUNCATE' if on_network(path) else 'WAL'}").fetchone()
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    schema.migrate(connection)


def on_network(path: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether the file lies on a shared folder of the network, as far as the system tells."""
    if sys.platform == "win32":
        return str(path.absolute()).startswith("\\\\")
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    whole = path.absolute().resolve()
    held: dict[Path, str] = {}
    for line in lines:
        _, place, kind, *_ = [*line.split(" "), "", "", ""]
        held[Path(place.replace("\\040", " "))] = kind
    nearest = next((held[folder] for folder in [whole, *whole.parents] if folder in held), "")
    return nearest in _NETWORK
