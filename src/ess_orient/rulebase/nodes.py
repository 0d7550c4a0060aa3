"""Strict reading of YAML: a tree whose every node knows its line, with nothing guessed.

PyYAML's own loading turns `no` into False and `01` into 1, lets a repeated key win in silence and expands aliases
without bound. Here the events of its parser are kept as written; what a plain word means is decided by the type the
model expects (`convert.py`). Anchors, aliases and tags are refused, depth and size are bounded.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ess_orient.model.problem import Problem

MOST_BYTES = 8_000_000
DEEPEST = 30


class Node(NamedTuple):
    """A scalar (`text`), a list (`items`) or a mapping (`pairs`), with its place counted from 1."""

    line: int
    column: int
    text: str | None = None
    plain: bool = False
    items: tuple[Node, ...] | None = None
    pairs: tuple[tuple[Node, Node], ...] | None = None

    def get(self, key: str) -> Node | None:
        """The value under a key of a mapping."""
        return next((value for name, value in self.pairs or () if name.text == key), None)

    def key(self, key: str) -> Node | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.pairs or () if name.text == key), None)

    def at(self, path: tuple[str | int, ...]) -> Node:
        """The deepest node found along a path of keys and positions."""
        node = self
        for step in path:
            if isinstance(step, int):
                below = node.items[step] if node.items is not None and step < len(node.items) else None
            else:
                below = node.get(step)
            if below is None:
                return node
            node = below
        return node


class Unreadable(Exception):
    """A file that holds no tree: the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_text(path: Path, shown_as: str, most: int = MOST_BYTES) -> str:
    """The text of a file in UTF-8. `Unreadable` says what is wrong with it and what to do."""
    try:
        if path.is_dir():
            raise Unreadable(problem_of(shown_as, "fichier", "c'est un dossier ; un fichier était attendu"))
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError:
        raise Unreadable(
            problem_of(shown_as, "fichier", "fichier introuvable", "Vérifiez le nom et le dossier.")
        ) from None
    except OSError as error:
        raise Unreadable(problem_of(shown_as, "fichier", f"fichier illisible ({error.strerror})")) from None
    return decode(data, shown_as, most)


def decode(data: bytes, shown_as: str, most: int = MOST_BYTES) -> str:
    """Bytes as UTF-8 text, with or without byte order mark. `Unreadable` otherwise."""
    if len(data) > most:
        raise Unreadable(
            problem_of(
                shown_as,
                "fichier",
                f"fichier de plus de {most // 1_000_000} Mo ; bien moins était attendu",
                "Vérifiez que c'est le bon fichier, ou partagez-le en plusieurs.",
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(
            Problem(
                file=shown_as,
                line=line,
                column=error.start - data.rfind(b"\n", 0, error.start),
                rule="encodage",
                message="texte qui n'est pas en UTF-8 ; UTF-8 était attendu",
                remedy="Enregistrez le fichier en UTF-8 dans votre éditeur.",
            )
        ) from None


def parse(text: str, shown_as: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document and what is wrong with its writing; None if there is no tree at all."""
    from ess_orient.rulebase.compose import compose  # the parser itself is loaded only when something is read

    return compose(text, shown_as)


def problem_of(
    shown_as: str, rule: str, message: str, remedy: str | None = None, line: int = 0, column: int = 0
) -> Problem:
    """A problem of a file's writing."""
    return Problem(file=shown_as, line=line, column=column, rule=rule, message=message, remedy=remedy)
