"""The tables, version after version. A migration is never edited once released: add one below."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x45535331
"""« ESS1 »: tells this file from any other SQLite file."""

MIGRATIONS: tuple[str, ...] = (
    # 1: cases, interviews, answers, free notes
    """
    CREATE TABLE cases (
        id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, project TEXT NOT NULL,
        opened_at TEXT NOT NULL, changed_at TEXT NOT NULL
    );
    CREATE TABLE interviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
        opened_at TEXT NOT NULL
    );
    CREATE TABLE answers (
        interview_id INTEGER NOT NULL REFERENCES interviews ON DELETE CASCADE, key TEXT NOT NULL,
        "values" TEXT NOT NULL, said_at TEXT NOT NULL, PRIMARY KEY (interview_id, key)
    ) WITHOUT ROWID;
    CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
        interview_id INTEGER REFERENCES interviews ON DELETE SET NULL, noted_at TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE INDEX interviews_of_case ON interviews (case_id);
    CREATE INDEX notes_of_case ON notes (case_id);
    """,
    # 2: notes tied to an answer or an actor, follow-up of the actors, open and closed cases
    """
    ALTER TABLE cases ADD COLUMN state TEXT NOT NULL DEFAULT 'ouvert';
    ALTER TABLE notes ADD COLUMN answer TEXT;
    ALTER TABLE notes ADD COLUMN actor TEXT;
    CREATE TABLE contacts (
        id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
        actor TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, date TEXT NOT NULL, noted_at TEXT NOT NULL
    );
    CREATE INDEX contacts_of_case ON contacts (case_id);
    """,
    # 3: what an interview led to and on which base, so that a later one can say what changed
    """
    ALTER TABLE interviews ADD COLUMN base TEXT;
    ALTER TABLE interviews ADD COLUMN proposals TEXT NOT NULL DEFAULT '[]';
    """,
)
VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """The version the file was last brought to; 0 for a new one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the present version, all or nothing; two processes may try at once."""
    if version_of(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version_of(connection), VERSION):
            for statement in MIGRATIONS[number].split(";"):
                if statement.strip():
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
