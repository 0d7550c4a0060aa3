"""Answers from a file and from options, which win: a profile, or located problems."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import inspect as shape

from ess_orient.cli.errors import ProblemsFound
from ess_orient.engine.answers import AnswerReader, Locate, nowhere
from ess_orient.model.condition import AnswerKey
from ess_orient.model.problem import Problem
from ess_orient.model.profile import Profile
from ess_orient.model.rule import Answers
from ess_orient.rulebase.convert import MISSING, Converter
from ess_orient.rulebase.nodes import Node, Unreadable, decode, parse, read_text

if TYPE_CHECKING:
    from ess_orient.cli.context import Context

STANDARD = "-"
OPTIONS = "ligne de commande"
DESCRIPTION = "description"
"""Key of an answers file that holds the project in a person's words."""

MOST_BYTES = 1_000_000
_UNUSABLE = "Les réponses ne peuvent pas être utilisées."
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)

_OVERRULED = {
    AnswerKey.REGION.value: (AnswerKey.DEPARTMENT.value, AnswerKey.MUNICIPALITY.value),
    AnswerKey.DEPARTMENT.value: (AnswerKey.REGION.value, AnswerKey.MUNICIPALITY.value),
    AnswerKey.MUNICIPALITY.value: (AnswerKey.REGION.value,),
}
"""A place given as an option takes the place of those that a file gives beside it."""


class Written(NamedTuple):
    """What a file says: raw answers, and where each stands."""

    shown_as: str
    answers: dict[str, object]
    locate: Locate = nowhere


def reader_of(context: Context) -> AnswerReader:
    """Reads answers of the context's base; communes are looked up in the places when they come."""
    from ess_orient.cli.towns import find_town

    return AnswerReader(context.loaded().base, find_town)


NOTHING = Written(OPTIONS, {})


class Gathered(NamedTuple):
    """Answers, and the project in the person's words where a file holds them."""

    profile: Profile
    description: str


def gathered(reader: AnswerReader, file: str | None, options: Mapping[str, Sequence[str]]) -> Profile:
    """The profile of a file and of options. `ProblemsFound` says all that is wrong with them."""
    return gathered_with_words(reader, file, options).profile


def gathered_with_words(reader: AnswerReader, file: str | None, options: Mapping[str, Sequence[str]]) -> Gathered:
    """The same, with the description that a file may hold."""
    written = NOTHING if file is None else read_answers(file)
    given = {key: _value(values) for key, values in options.items() if values}
    overruled = {other for key in given for other in _OVERRULED.get(key, ())}
    raw = {key: value for key, value in written.answers.items() if key not in overruled} | given
    profile, problems = reader.read(raw, written.shown_as, lambda key: (0, 0) if key in given else written.locate(key))
    if problems:
        raise ProblemsFound(_UNUSABLE, [_from_options(problem) for problem in problems])
    words = written.answers.get(DESCRIPTION, "")
    several = words if isinstance(words, (list, tuple)) else (words,)
    return Gathered(profile, " ".join(str(word) for word in several))


def read_answers(file: str) -> Written:
    """An answers file (YAML or JSON), or standard input for « - ». `ProblemsFound` if it cannot be read."""
    shown_as = "entrée standard" if file == STANDARD else Path(file).name or file
    try:
        if file == STANDARD:
            text = decode(sys.stdin.buffer.read(MOST_BYTES + 1), shown_as, MOST_BYTES)
        else:
            text = read_text(Path(file), shown_as, MOST_BYTES)
    except Unreadable as unreadable:
        raise ProblemsFound(_UNUSABLE, [unreadable.problem]) from None
    root, problems = parse(_as_yaml(text), shown_as)
    converter = Converter(shown_as)
    answers: dict[str, object] = {}
    if root is not None and not problems:
        answers = _converted(root, converter)
    if problems or converter.problems:
        raise ProblemsFound(_UNUSABLE, [*problems, *converter.problems])
    return Written(shown_as, answers, lambda key: _place(root, key))


def _converted(root: Node, converter: Converter) -> dict[str, object]:
    if root.pairs is None:
        if not (root.plain and not root.text):
            converter.problem(
                root, "type", "des réponses « clé: valeur » étaient attendues", "Écrivez par exemple stade: creation."
            )
        return {}
    asked = root._replace(pairs=tuple(pair for pair in root.pairs if not _empty(pair[1])))
    found = converter.convert(asked, shape.type_info(Answers), "réponses")
    return {} if found is MISSING else found


def _empty(node: Node) -> bool:
    """A key without a value: not asked."""
    return node.plain and node.text in ("", "~", "null")


def _as_yaml(text: str) -> str:
    """JSON as YAML reads it: tabs between values, characters written as two halves."""
    if not text.lstrip().startswith("{"):
        return text
    return _PAIR.sub(_joined, text.replace("\t", " "))


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[1], 16), int(match[2], 16)
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


def _place(root: Node | None, key: str) -> tuple[int, int]:
    node = root.get(key) if root is not None else None
    if node is None and root is not None:
        node = root.key(key)
    return (node.line, node.column) if node is not None else (0, 0)


def _value(values: Sequence[str]) -> object:
    """One option or several: « --secteur a --secteur b » and « --secteur a,b » say the same."""
    pieces = [piece.strip() for value in values for piece in re.split(r"[,|]", value)]
    return pieces[0] if len(pieces) == 1 else pieces


def _from_options(problem: Problem) -> Problem:
    """The same problem, said of the command line where it comes from there."""
    return problem if problem.line else msgspec.structs.replace(problem, file=OPTIONS)
