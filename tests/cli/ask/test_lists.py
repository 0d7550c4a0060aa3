"""Lists to move in, key by key, without a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from ess_orient.cli.ask.lists import ListPrompter
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Stopped, Typing
from ess_orient.model.profile import DONT_KNOW

OPTIONS = (Option("a", "Un"), Option("b", "Deux", "aide"), Option("c", "Trois"))
ONE = Choosing(title="Laquelle ?", options=OPTIONS, unknown=True, back="Question précédente", glossary=True)
SEVERAL = ONE._replace(minimum=1, maximum=2)
NONE_TOO = ONE._replace(minimum=0, maximum=3)
DOWN, UP, ENTER, ESCAPE, CTRL_C, CTRL_D = "\x1b[B", "\x1b[A", "\r", "\x1b", "\x03", "\x04"


def pressed(keys: str, act: Callable[[ListPrompter], object]) -> object:
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        return act(ListPrompter(pipe, DummyOutput()))


def chosen(asked: Choosing, keys: str) -> object:
    return pressed(keys, lambda prompter: prompter.choose(asked))


def written(asked: Typing, keys: str) -> object:
    return pressed(keys, lambda prompter: prompter.write(asked))


@pytest.mark.parametrize(
    ("asked", "keys", "expected"),
    [
        (ONE, ENTER, ("a",)),
        (ONE, DOWN + ENTER, ("b",)),
        (ONE, DOWN * 3 + ENTER, (DONT_KNOW,)),
        (ONE, UP + ENTER, Move.BACK),
        (ONE, "<", Move.BACK),
        (ONE, ESCAPE, Move.BACK),
        (ONE, "?", Move.HELP),
        (ONE._replace(back=""), ESCAPE + ENTER, ("a",)),
        (ONE._replace(chosen=("c",)), ENTER, ("c",)),
        (ONE._replace(chosen=("gone",)), ENTER, ("a",)),
        (ONE._replace(chosen=(DONT_KNOW,)), ENTER, (DONT_KNOW,)),
        (SEVERAL, " " + ENTER, ("a",)),
        (SEVERAL, DOWN + DOWN + " " + UP + UP + " " + ENTER, ("a", "c")),
        (SEVERAL, ENTER + DOWN + " " + ENTER, ("b",)),
        (SEVERAL, " " + DOWN + " " + DOWN + " " + ENTER + " " + ENTER, ("a", "b")),
        (SEVERAL, "ai" + DOWN + " " + ENTER, ("b",)),
        (SEVERAL._replace(chosen=("b",)), ENTER, ("b",)),
        (SEVERAL._replace(chosen=("b",)), " " + UP + " " + ENTER, ("a",)),
        (SEVERAL, DOWN * 3 + ENTER, (DONT_KNOW,)),
        (SEVERAL, " " + DOWN * 3 + " ", (DONT_KNOW,)),
        (SEVERAL, " " + UP + ENTER, Move.BACK),
        (SEVERAL._replace(chosen=(DONT_KNOW,)), ENTER, (DONT_KNOW,)),
        (NONE_TOO, ENTER, ()),
    ],
)
def test_choosing(asked: Choosing, keys: str, expected: object) -> None:
    assert chosen(asked, keys) == expected


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("asked", [ONE, SEVERAL])
def test_leaving_a_list(asked: Choosing, keys: str) -> None:
    with pytest.raises(Stopped):
        chosen(asked, keys)


PLACE = Typing(title="Où ?", back="Question précédente", glossary=True, empty="je ne sais pas")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("Tulle" + ENTER, "Tulle"), (ENTER, ""), ("<" + ENTER, Move.BACK), (ESCAPE, Move.BACK), ("?" + ENTER, Move.HELP)],
)
def test_writing(keys: str, expected: object) -> None:
    assert written(PLACE, keys) == expected


def test_a_former_text_is_offered() -> None:
    assert written(PLACE._replace(default="note.md"), "x" + ENTER) == "note.mdx"


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D, "tul" + CTRL_C, "tul" + CTRL_D])
def test_leaving_a_text(keys: str) -> None:
    with pytest.raises(Stopped):
        written(PLACE, keys)


def test_hostile_labels_are_plain_text() -> None:
    options = (Option("a", "\x1b[31m[red]<b>rouge"), Option("b", "x" * 500))
    assert chosen(Choosing(title="<ansired>?", options=options), DOWN + ENTER) == ("b",)
