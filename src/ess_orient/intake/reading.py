"""Rows of the file to records."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from ess_orient.model.case import AnswerKept, Case, Contact, Interview, Note, Proposal
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity

_KEYS = {key.value: key for key in AnswerKey}


def read_case(connection: sqlite3.Connection, number: int) -> Case | None:
    """All of a case, or None."""
    row = connection.execute(
        "SELECT id, name, project, state, opened_at, changed_at FROM cases WHERE id = ?", (number,)
    ).fetchone()
    if row is None:
        return None
    fields = dict(zip(("id", "nom", "projet", "etat", "ouvert_le", "modifie_le"), row, strict=True))
    return msgspec.convert(
        {
            **fields,
            "entretiens": _interviews(connection, number),
            "notes": _notes(connection, number),
            "suites": _contacts(connection, number),
        },
        Case,
    )


def _interviews(connection: sqlite3.Connection, case: int) -> tuple[Interview, ...]:
    rows = connection.execute(
        "SELECT id, opened_at, base, proposals FROM interviews WHERE case_id = ? ORDER BY id", (case,)
    ).fetchall()
    return tuple(_interview(connection, number, *row) for number, row in enumerate(rows, 1))


def _interview(
    connection: sqlite3.Connection, number: int, identifier: int, opened_at: str, base: str | None, proposals: str
) -> Interview:
    rows = connection.execute(
        'SELECT key, "values", said_at FROM answers WHERE interview_id = ?', (identifier,)
    ).fetchall()
    found = {key: (values, said_at) for key, values, said_at in rows}
    return Interview(
        id=identifier,
        number=number,
        opened_at=opened_at,
        answers=tuple(
            AnswerKept(
                key=key, values=msgspec.json.decode(found[name][0], type=tuple[str, ...]), said_at=found[name][1]
            )
            for name, key in _KEYS.items()
            if name in found
        ),
        base=msgspec.json.decode(base, type=BaseIdentity) if base else None,
        proposals=msgspec.json.decode(proposals, type=tuple[Proposal, ...]),
    )


def _notes(connection: sqlite3.Connection, case: int) -> tuple[Note, ...]:
    rows = connection.execute(
        "SELECT id, interview_id, noted_at, answer, actor, text FROM notes WHERE case_id = ? ORDER BY noted_at, id",
        (case,),
    )
    return tuple(
        Note(id=number, interview=interview, noted_at=at, answer=_KEYS.get(answer or ""), actor=actor, text=text)
        for number, interview, at, answer, actor, text in rows
    )


def _contacts(connection: sqlite3.Connection, case: int) -> tuple[Contact, ...]:
    rows: list[tuple[Any, ...]] = connection.execute(
        "SELECT id, actor, name, state, date, noted_at FROM contacts WHERE case_id = ? ORDER BY noted_at, id", (case,)
    ).fetchall()
    names = ("id", "acteur", "nom", "etat", "date", "note_le")
    return tuple(msgspec.convert(dict(zip(names, row, strict=True)), Contact) for row in rows)
