"""What may be done with the results without a terminal: the forms they are saved in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from ess_orient.cli.ask import screen
from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.results import Results
from ess_orient.cli.ask.state import State
from ess_orient.cli.kept import Keeper
from ess_orient.model.condition import AnswerKey
from tests.cli.ask.small import small_orienter
from tests.cli.ask.test_conversation import Scripted

WORDS = "Rouvrir <b>l'épicerie</b>"
FORMS = "Sous quelle forme ?"


def saved(folder: Path, form: str) -> tuple[Scripted, Path]:
    """The file that a person asks for, and what was said to them."""
    state = State(small_orienter().compiled, {AnswerKey.AUDIENCE: ("porteur",)})
    state.description = WORDS
    target = folder / "fiche"
    prompter = Scripted(
        {"Et maintenant": [("enregistrer",), ("quitter",)], FORMS: [(form,)], "Quel nom": [str(target)]}
    )
    conversation = Conversation(state.compiled, state, prompter, Keeper(folder / "k.json"))  # type: ignore[arg-type]
    Results(conversation, small_orienter(), simple=True).run()
    return prompter, target


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is shown."""
    monkeypatch.setattr(screen, "show", lambda *_: None)


@pytest.mark.parametrize(
    ("form", "start"),
    [("md", b"# "), ("md+", b"# "), ("html", b"<!doctype html>"), ("json", b"{"), ("pdf", b"%PDF")],
)
def test_every_form_can_be_saved(tmp_path: Path, form: str, start: bytes) -> None:
    if form == "pdf" and find_spec("typst") is None:
        pytest.skip("typst (supplément [pdf]) n'est pas installé")
    prompter, target = saved(tmp_path, form)
    assert target.read_bytes().lower().startswith(start.lower())
    assert any("Enregistré" in line.text for line in prompter.said)


def test_the_sheet_has_the_person_s_words_as_text(tmp_path: Path) -> None:
    page = saved(tmp_path, "html")[1].read_text(encoding="utf-8")
    assert "épicerie" in page and "<b>l" not in page


def test_a_pdf_is_offered_only_where_it_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ess_orient.cli.ask.results.importlib.util.find_spec", lambda _: None)
    assert saved(tmp_path, "md")[0].choices[FORMS] == ("md", "md+", "html", "json")
