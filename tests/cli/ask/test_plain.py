"""Numbered lines: what is typed, what it means, what is said when it means nothing."""

from __future__ import annotations

import io

import pytest

from ess_orient.cli.ask.plain import PlainPrompter
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Stopped, Typing
from ess_orient.model.profile import DONT_KNOW

OPTIONS = (Option("a", "Commerce, épicerie"), Option("b", "Énergie"), Option("c", "Culture"))
ONE = Choosing(title="Laquelle ?", options=OPTIONS, unknown=True, back="Question précédente", glossary=True)
SEVERAL = ONE._replace(maximum=2)
NONE_TOO = ONE._replace(minimum=0, maximum=3)


def answer(monkeypatch: pytest.MonkeyPatch, typed: str, asked: Choosing | Typing) -> object:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    prompter = PlainPrompter()
    return prompter.choose(asked) if isinstance(asked, Choosing) else prompter.write(asked)


@pytest.mark.parametrize(
    ("asked", "typed", "expected"),
    [
        (ONE, "2\n", ("b",)),
        (ONE, "energie\n", ("b",)),
        (ONE, "commerce, épicerie\n", ("a",)),
        (ONE, "4\n", (DONT_KNOW,)),
        (ONE, "je ne sais pas\n", (DONT_KNOW,)),
        (ONE, "<\n", Move.BACK),
        (ONE, "?\n", Move.HELP),
        (ONE, "\n3\n", ("c",)),
        (ONE, "1,2\n1\n", ("a",)),
        (ONE, "99999999999999999\n²\n1\n", ("a",)),
        (ONE._replace(chosen=("b",)), "\n", ("b",)),
        (SEVERAL, "1, 3\n", ("a", "c")),
        (SEVERAL, "1 3\n", ("a", "c")),
        (SEVERAL, "1;3;1\n", ("a", "c")),
        (SEVERAL, "1 2 3\n2\n", ("b",)),
        (SEVERAL, "1,4\n4\n", (DONT_KNOW,)),
        (SEVERAL._replace(chosen=("a", "b")), "\n", ("a", "b")),
        (NONE_TOO, "\n", ()),
    ],
)
def test_choosing(monkeypatch: pytest.MonkeyPatch, asked: Choosing, typed: str, expected: object) -> None:
    assert answer(monkeypatch, typed, asked) == expected


def test_the_nearest_word_is_offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, "Cultur\n3\n", ONE)
    said = capsys.readouterr()
    assert "« Cultur » n'est pas dans la liste\u00a0: un numéro de 1 à 4 est attendu." in said.err.replace(
        "«\u00a0", "« "
    ).replace("\u00a0»", " »")
    assert "Culture" in said.err
    assert said.out == ""


def test_end_of_input_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Stopped):
        answer(monkeypatch, "", ONE)
    with pytest.raises(Stopped):
        answer(monkeypatch, "", Typing(title="Où ?"))


def test_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Typing(title="Où ?", back="Question précédente", glossary=True, empty="je ne sais pas")
    assert answer(monkeypatch, " Tulle \n", place) == "Tulle"
    assert answer(monkeypatch, "\n", place) == ""
    assert answer(monkeypatch, "<\n", place) is Move.BACK
    assert answer(monkeypatch, "\n", place._replace(default="a.md")) == "a.md"


def test_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answer(monkeypatch, "1\n", ONE)
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert not set(said) & set("─│┌┐└┘═║•●○»▲▼")
