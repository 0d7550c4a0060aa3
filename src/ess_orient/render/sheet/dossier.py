"""What a case adds to a sheet: the project in the person's words, notes, how far one got with each actor."""

from __future__ import annotations

from ess_orient.model.base import Base
from ess_orient.model.case import Case
from ess_orient.model.sheet import Fact, Note
from ess_orient.render.interview import contact_text
from ess_orient.render.labels import Labels
from ess_orient.render.typography import french_date


def paragraphs(text: str, most: int | None) -> tuple[tuple[str, ...], bool]:
    """The paragraphs of a text, shortened at a word beyond `most` characters; and whether it was shortened."""
    cut = most is not None and len(text) > most
    if cut:
        text = f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')} […]"
    return tuple(line.strip() for line in text.splitlines() if line.strip()), cut


def contacts_of(case: Case) -> tuple[Fact, ...]:
    """How far the person got with each actor."""
    return tuple(Fact(label=contact.name, text=contact_text(contact)) for contact in case.standing().values())


def notes_of(case: Case, base: Base, labels: Labels) -> tuple[Note, ...]:
    """The adviser's notes, oldest first."""
    actors = {entry.id: entry.name for entry in (*base.actors, *base.schemes)}
    notes = []
    for note in case.notes:
        about = labels.title(note.answer.value) if note.answer is not None else ""
        about = about or actors.get(note.actor or "", note.actor or "")
        lines, _ = paragraphs(note.text, None)
        notes.append(Note(date=french_date(note.noted_at[:10]), about=about, paragraphs=lines))
    return tuple(notes)
