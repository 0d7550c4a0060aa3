"""Erasing for good: the text is then neither in the file nor in its log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ess_orient.intake.errors import CasesError, worded
from ess_orient.intake.store import Store

RETENTION_MONTHS = 24
"""How long a case without any change is kept before the adviser is told to erase it."""


class Old(NamedTuple):
    """A case that nothing has changed since a day."""

    id: int
    name: str
    changed_at: str


def unchanged_since(store: Store, day: str) -> list[Old]:
    """The cases last changed before that day, the oldest first."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT id, name, changed_at FROM cases WHERE changed_at < ? ORDER BY changed_at, id", (day,)
        ).fetchall()
    return [Old(*row) for row in rows]


def erase(store: Store, cases: Sequence[int]) -> None:
    """Erase cases and all that hangs on them, then every trace in the file.

    Deleted bytes are overwritten (`secure_delete`), the file is written anew (`VACUUM`) and the log emptied.
    `CasesError` if another process still reads: the cases are gone then, but the log could not be emptied yet.
    """
    with store.writing() as connection:
        for number in cases:
            connection.execute("DELETE FROM cases WHERE id = ?", (number,))
    sweep(store)


def sweep(store: Store) -> None:
    """Write the file anew without what was deleted, and empty its log."""
    with worded(store.path):
        store.connection.execute("VACUUM")
        busy, *_ = store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise CasesError(
            f"{store.path} : le dossier est supprimé, mais un autre programme lit encore le fichier : "
            "des traces peuvent rester dans son journal",
            "Fermez l'autre programme, puis lancez « ess-orient entretien purger --traces ».",
        )
