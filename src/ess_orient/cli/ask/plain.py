"""Prompts on plain numbered lines: no list to move in, nothing redrawn. For screen readers and bare terminals."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable

from ess_orient.cli.ask.prompter import UNKNOWN_LABEL, Choosing, Move, Option, Stopped, Typing, count_problem, how_many
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.wording import did_you_mean, folded, shown_value
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import as_text

_BACK, _HELP = "<", "?"


class PlainPrompter:
    """Asks on standard error, reads a line at a time from standard input."""

    def choose(self, asked: Choosing) -> tuple[str, ...] | Move:
        """The values chosen by number, or by their words."""
        options = list(asked.options)
        if asked.unknown:
            options.append(Option(DONT_KNOW, UNKNOWN_LABEL))
        self._head(asked.progress, asked.title, asked.help, asked.example, how_many(asked))
        chosen = [number for number, option in enumerate(options, 1) if option.value in asked.chosen]
        for number, option in enumerate(options, 1):
            self._say(f"  {number}. {option.label}{f' ({asked.chosen_as})' if number in chosen else ''}")
        while True:
            typed = self._read(_invitation(asked, chosen))
            move = _move(typed, bool(asked.back), asked.glossary)
            if move is not None:
                return move
            found, problem = _picked(typed, options, asked, chosen)
            if problem is None:
                return found
            self._say(problem)

    def write(self, asked: Typing) -> str | Move:
        """The text typed."""
        self._head(asked.progress, asked.title, asked.help, "")
        keys = [f"Entrée seule : {asked.empty}"] if asked.empty and not asked.default else []
        if asked.default:
            keys.append(f"Entrée seule : {asked.default}")
        typed = self._read(_with_keys("Votre réponse", keys, bool(asked.back), asked.glossary))
        move = _move(typed, bool(asked.back), asked.glossary)
        return move if move is not None else typed or asked.default

    def tell(self, lines: Iterable[Line]) -> None:
        """Say something that is no result."""
        sys.stderr.write(as_text(lines, shutil.get_terminal_size((80, 24)).columns, ruled=False))
        sys.stderr.flush()

    def quote(self, title: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """Nothing is brought out on plain lines: each answer comes with its words instead."""

    def _head(self, *parts: str) -> None:
        self._say("")
        self.tell(Line(Role.QUESTION, part) for part in parts if part)

    def _say(self, text: str) -> None:
        self.tell([Line(Role.PLAIN, text)])

    def _read(self, invitation: str) -> str:
        self.tell([Line(Role.QUESTION, invitation)])
        try:
            return input().strip()
        except (EOFError, KeyboardInterrupt, OSError):
            raise Stopped from None


def _move(typed: str, back: bool, glossary: bool) -> Move | None:
    if typed == _BACK and back:
        return Move.BACK
    return Move.HELP if typed == _HELP and glossary else None


def _with_keys(head: str, keys: list[str], back: bool, glossary: bool) -> str:
    if glossary:
        keys.append(f"{_HELP} pour l'aide")
    if back:
        keys.append(f"{_BACK} pour revenir")
    return f"{head} ({' ; '.join(keys)}) :" if keys else f"{head} :"


def _invitation(asked: Choosing, chosen: list[int]) -> str:
    keys = ["un numéro" if not asked.several else "les numéros, séparés par des virgules"]
    if chosen:
        keys.append(f"Entrée seule : {', '.join(map(str, chosen))}")
    elif asked.minimum == 0:
        keys.append("Entrée seule : aucune")
    return _with_keys("Votre réponse", keys, bool(asked.back), asked.glossary)


def _picked(
    typed: str, options: list[Option], asked: Choosing, chosen: list[int]
) -> tuple[tuple[str, ...], str | None]:
    """The values typed, and what is wrong with them."""
    if not typed and chosen:
        return tuple(options[number - 1].value for number in chosen), None
    values: list[str] = []
    for piece in _pieces(typed, options):
        value = _value(piece, options)
        if value is None:
            near = did_you_mean(piece, (option.label for option in options))
            wanted = f"« {shown_value(piece)} » n'est pas dans la liste : un numéro de 1 à {len(options)} est attendu."
            return (), f"{wanted} {near}" if near else wanted
        if value not in values:
            values.append(value)
    if values == [DONT_KNOW]:
        return (DONT_KNOW,), None
    if DONT_KNOW in values:
        return (), f"« {UNKNOWN_LABEL} » va seul : gardez-le, ou gardez les autres réponses."
    return tuple(values), count_problem(asked, len(values))


def _pieces(typed: str, options: list[Option]) -> list[str]:
    """What was typed, taken apart; a whole label may hold commas."""
    if _value(typed, options) is not None:
        return [typed]
    parts = typed.replace(";", ",").split(",")
    if len(parts) == 1 and all(word.isdigit() for word in typed.split()):
        parts = typed.split()
    return [part.strip() for part in parts if part.strip()]


def _value(piece: str, options: list[Option]) -> str | None:
    if piece.isdecimal():
        number = int(piece) if len(piece) < 5 else 0
        return options[number - 1].value if 1 <= number <= len(options) else None
    wanted = folded(piece)
    return next(
        (option.value for option in options if wanted and wanted in (folded(option.label), folded(option.value))), None
    )
