"""Sheets of the small base, for the tests of each layout."""

from __future__ import annotations

import os
from pathlib import Path

from ess_orient.model.case import Case, CaseState, Contact, ContactState, Interview, Note
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.model.sheet import OrientationSheet, SheetReader
from ess_orient.render.labels import Labels
from ess_orient.render.sheet import build_sheet
from tests.cli.ask.small import TODAY, small_base, small_orienter

GOLDEN = Path(__file__).parent / "attendu"
WORDS = "Je veux rouvrir l'épicerie du bourg : plus rien à moins de 15 km !\nAvec un coin café."
PROFILES = {
    "commerce": {
        AnswerKey.AUDIENCE: ("porteur",), AnswerKey.STAGE: ("creation",), AnswerKey.SECTORS: ("commerce",),
        AnswerKey.NEEDS: ("financement",), AnswerKey.DEPARTMENT: ("19",), AnswerKey.SITUATION: (),
    },
    "commune": {AnswerKey.AUDIENCE: ("collectivite",), AnswerKey.NEEDS: ("contractualisation",), AnswerKey.DEPARTMENT: ("29",)},
    "rien": {AnswerKey.AUDIENCE: (DONT_KNOW,), AnswerKey.SITUATION: (DONT_KNOW,)},
}  # fmt: skip
BOTH = tuple((name, reader) for name in PROFILES for reader in SheetReader)


def sheet(
    name: str, reader: SheetReader = SheetReader.HOLDER, words: str = WORDS, case: Case | None = None
) -> OrientationSheet:
    orientation = small_orienter().orient(Profile(PROFILES[name]))
    base = small_base()
    return build_sheet(
        orientation, base, Labels.of(base), today=TODAY, reader=reader, description=words, case=case
    )  # fmt: skip


def case(text: str, name: str = "Café") -> Case:
    """A case with one note and one contact."""
    interview = Interview(id=1, number=1, opened_at="2026-03-03T09:00", answers=(), base=None, proposals=())
    note = Note(id=1, interview=1, noted_at="2026-03-03T09:20", answer=AnswerKey.STAGE, actor=None, text=text)
    contact = Contact(
        id=1,
        actor="chambre",
        name="CRESS",
        state=ContactState.CONTACTED,
        date="2026-03-05",
        noted_at="2026-03-05T10:00",
    )
    return Case(
        id=1, name=name, project="Rouvrir le café", state=CaseState.OPEN, opened_at="2026-03-03T09:00",
        changed_at="2026-03-05T10:00", interviews=(interview,), notes=(note,), contacts=(contact,),
    )  # fmt: skip


def approved(name: str, text: str) -> None:
    """Compare with the approved file; APPROUVER=1 writes it anew."""
    path = GOLDEN / name
    if os.environ.get("APPROUVER"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name} differs; look at it, then run with APPROUVER=1"
