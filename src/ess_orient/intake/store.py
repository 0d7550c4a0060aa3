"""Reading and writing cases. Each call is one transaction: once it returns, what it was given is on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import msgspec

from ess_orient.intake import file
from ess_orient.intake.errors import CasesError, worded
from ess_orient.intake.reading import read_case
from ess_orient.model.case import Case, CaseState, ContactState, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.wording import shown_value

Clock = Callable[[], str]
"""The present moment, « 2026-11-23T14:05:09 »."""

LONGEST_NAME = 120
LONGEST_TEXT = 2_000_000


class Store:
    """The cases of one file. Several processes may hold one at once."""

    def __init__(self, path: Path, now: Clock) -> None:
        self.path = path
        self.now = now
        self.connection, self.created = file.opened(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the last one to do so folds its log into it."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, waiting for its turn; all of it is kept or nothing."""
        with worded(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the file."""
        with worded(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    def case(self, number: int) -> Case:
        """All of a case. `CasesError` if it was erased meanwhile."""
        with self.reading() as connection:
            found = read_case(connection, number)
        if found is None:
            raise CasesError(f"le dossier {number} n'existe pas ou plus", "Voyez « ess-orient entretien liste ».")
        return found

    def create_case(self, name: str | None, project: str) -> Case:
        """A new case with its first interview. Without a name, one is given that says nothing of the person."""
        name = checked_name(name) if name is not None else None
        project, now = checked_text(project), self.now()
        with self.writing() as connection:
            if name is None:
                name = _free_name(connection)
            elif connection.execute("SELECT 1 FROM cases WHERE name = ?", (name,)).fetchone():
                raise CasesError(
                    f"un dossier « {shown_value(name)} » existe déjà",
                    f'Reprenez-le : « ess-orient entretien reprendre "{shown_value(name)}" », ou donnez un autre nom.',
                )
            row = connection.execute(
                "INSERT INTO cases (name, project, opened_at, changed_at) VALUES (?, ?, ?, ?)",
                (name, project, now, now),
            )
            number = int(row.lastrowid or 0)
            connection.execute("INSERT INTO interviews (case_id, opened_at) VALUES (?, ?)", (number, now))
        return self.case(number)

    def new_interview(self, case: Case) -> Case:
        """One more interview, begun with the answers of the last, each with the day it was said."""
        with self.writing() as connection:
            row = connection.execute("INSERT INTO interviews (case_id, opened_at) VALUES (?, ?)", (case.id, self.now()))
            connection.execute(
                'INSERT INTO answers SELECT ?, key, "values", said_at FROM answers WHERE interview_id = ?',
                (row.lastrowid, case.last.id),
            )
            self._touch(connection, case.id)
        return self.case(case.id)

    def set_answers(self, case: Case, changes: Mapping[AnswerKey, tuple[str, ...] | None]) -> Case:
        """Keep answers of the last interview; None forgets one. Those not named stay as another process left them."""
        now = self.now()
        with self.writing() as connection:
            for key, values in changes.items():
                connection.execute("DELETE FROM answers WHERE interview_id = ? AND key = ?", (case.last.id, key.value))
                if values is not None:
                    connection.execute(
                        "INSERT INTO answers VALUES (?, ?, ?, ?)",
                        (case.last.id, key.value, msgspec.json.encode(values).decode(), now),
                    )
            self._touch(connection, case.id)
        return self.case(case.id)

    def keep_proposals(self, case: Case, base: BaseIdentity, proposals: Sequence[Proposal]) -> Case:
        """Keep what the last interview leads to."""
        with self.writing() as connection:
            connection.execute(
                "UPDATE interviews SET base = ?, proposals = ? WHERE id = ?",
                (msgspec.json.encode(base).decode(), msgspec.json.encode(proposals).decode(), case.last.id),
            )
        return self.case(case.id)

    def change_case(
        self, case: Case, *, name: str | None = None, project: str | None = None, state: CaseState | None = None
    ) -> Case:
        """Rename a case, tell its project otherwise, close or open it."""
        name = checked_name(name) if name is not None else case.name
        with self.writing() as connection:
            taken = connection.execute("SELECT 1 FROM cases WHERE name = ? AND id <> ?", (name, case.id)).fetchone()
            if taken:
                raise CasesError(f"un autre dossier s'appelle déjà « {shown_value(name)} »", "Donnez un autre nom.")
            connection.execute(
                "UPDATE cases SET name = ?, project = coalesce(?, project), state = coalesce(?, state) WHERE id = ?",
                (name, checked_text(project) if project is not None else None, state, case.id),
            )
            self._touch(connection, case.id)
        return self.case(case.id)

    def add_note(self, case: Case, text: str, answer: AnswerKey | None = None, actor: str | None = None) -> Case:
        """Write something down."""
        text = checked_text(text)
        if not text.strip():
            raise CasesError("la note est vide", "Écrivez un texte.")
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO notes (case_id, interview_id, noted_at, text, answer, actor) VALUES (?, ?, ?, ?, ?, ?)",
                (case.id, case.last.id, self.now(), text, answer, actor),
            )
            self._touch(connection, case.id)
        return self.case(case.id)

    def remove_note(self, case: Case, number: int) -> Case:
        """Take a note away. `CasesError` if the case has none of that number."""
        with self.writing() as connection:
            row = connection.execute("DELETE FROM notes WHERE id = ? AND case_id = ?", (number, case.id))
            if row.rowcount == 0:
                known = ", ".join(str(note.id) for note in case.notes[:20]) or "aucune"
                raise CasesError(f"le dossier n'a pas de note {number} ; ses notes : {known}")
            self._touch(connection, case.id)
        return self.case(case.id)

    def set_contact(self, case: Case, actor: str, name: str, state: ContactState, date: str) -> Case:
        """Note how far the person got with an actor, and on which day."""
        with self.writing() as connection:
            connection.execute(
                "INSERT INTO contacts (case_id, actor, name, state, date, noted_at) VALUES (?, ?, ?, ?, ?, ?)",
                (case.id, actor, name, state, date, self.now()),
            )
            self._touch(connection, case.id)
        return self.case(case.id)

    def _touch(self, connection: sqlite3.Connection, case: int) -> None:
        row = connection.execute("UPDATE cases SET changed_at = ? WHERE id = ?", (self.now(), case))
        if row.rowcount == 0:
            raise CasesError("ce dossier vient d'être supprimé par un autre programme ; rien n'a été ajouté")


def checked_name(name: str) -> str:
    """A name on one line, that a person can type."""
    kept = " ".join(checked_text(name[: LONGEST_NAME * 4]).split())
    if not kept or len(kept) > LONGEST_NAME:
        found = "vide" if not kept else f"de plus de {LONGEST_NAME} caractères"
        raise CasesError(
            f"le nom du dossier est {found} ; de 1 à {LONGEST_NAME} caractères étaient attendus",
            "Un prénom d'emprunt ou quelques mots du projet suffisent.",
        )
    return kept


def checked_text(text: str) -> str:
    """The text as it was written; only what no file can hold is replaced."""
    if len(text) > LONGEST_TEXT:
        raise CasesError(f"le texte a {len(text)} caractères ; {LONGEST_TEXT} au plus étaient attendus", "Coupez-le.")
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _free_name(connection: sqlite3.Connection) -> str:
    taken = {name for (name,) in connection.execute("SELECT name FROM cases WHERE name LIKE 'Dossier %'")}
    number = connection.execute(
        "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'cases'"
    ).fetchone()[0]
    while f"Dossier {number}" in taken:
        number += 1
    return f"Dossier {number}"
