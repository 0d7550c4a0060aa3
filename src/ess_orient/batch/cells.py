"""From the texts of cells to answers, each distinct text read once. What is wrong is a finding, never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ess_orient.batch.columns import Layout, Mapped
from ess_orient.engine.answers import AnswerReader
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.masks import Answer
from ess_orient.engine.terms import Field
from ess_orient.model.condition import AnswerKey
from ess_orient.model.problem import Problem
from ess_orient.model.profile import Profile
from ess_orient.model.wording import folded

SEVERAL = "|"
NONE_OF_THEM = ("aucune", "aucun")
_MOST_REMEMBERED = 200_000

GROUPS: tuple[tuple[AnswerKey, ...], ...] = (
    (AnswerKey.AUDIENCE,), (AnswerKey.STAGE,), (AnswerKey.SECTORS,), (AnswerKey.NEEDS,), (AnswerKey.SITUATION,),
    (AnswerKey.LEGAL_FORM,), (AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY),
)  # fmt: skip
"""Columns that are read together: a commune, its département and its région must agree."""
PLACE = len(GROUPS) - 1


class Cell(NamedTuple):
    """What the texts of a group say. `code` numbers the answers that rules can tell apart."""

    code: int
    answers: Mapping[AnswerKey, tuple[str, ...]]
    problems: tuple[Problem, ...]
    restored_zero: bool
    """Whether a code had lost its zero, as spreadsheets do."""


class CodeBook:
    """The answers of one group met so far, numbered in the order they came."""

    def __init__(self) -> None:
        self.answers: list[tuple[Answer, ...]] = []
        """For each code, the answer of each field of the group."""
        self._numbers: dict[tuple[Answer, ...], int] = {}

    def number(self, answers: tuple[Answer, ...]) -> int:
        """The code of these answers."""
        found = self._numbers.get(answers)
        if found is None:
            found = self._numbers[answers] = len(self.answers)
            self.answers.append(answers)
        return found


class CellReader:
    """Reads cells of one layout. The texts of a group are those of its columns present in the file, in their order."""

    def __init__(self, compiled: CompiledBase, reader: AnswerReader, layout: Layout, mapped: Mapped, file: str) -> None:
        self._gazetteer = compiled.gazetteer
        self._reader = reader
        self._file = file
        self._towns_matter = bool(compiled.conditions.terms_with[Field.MUNICIPALITY])
        self.keys = tuple(tuple(key for key in group if key in layout.of) for group in GROUPS)
        self.books = tuple(CodeBook() for _ in GROUPS)
        self.known: tuple[dict[tuple[str, ...], Cell], ...] = tuple({} for _ in GROUPS)
        """What was read already, by the texts of each group."""
        self._words = {key: _words_of(compiled, key, mapped) for key in AnswerKey}
        self._questions = compiled.questions
        self._ids = {key: {choice.id for choice in question.choices} for key, question in compiled.questions.items()}
        self.none_allowed = {key for key, question in compiled.questions.items() if question.minimum == 0}
        for book in self.books:
            book.number((None,) * (2 if book is self.books[PLACE] else 1))  # code 0: unknown

    def cell(self, group: int, texts: tuple[str, ...]) -> Cell:
        """What these texts say."""
        known = self.known[group]
        found = known.get(texts)
        if found is None:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            found = known[texts] = self.read(group, dict(zip(self.keys[group], texts, strict=True)))
        return found

    def read(self, group: int, raw: Mapping[AnswerKey, object]) -> Cell:
        """What these values say; texts, or what a JSON file holds instead."""
        if group != PLACE and len(raw) == 1:
            (only,) = raw.items()
            plain = self._plain(*only)
            if plain is not None:
                return Cell(self.books[group].number((plain,)), {only[0]: plain}, (), False)
        restored = False
        values: dict[str, object] = {}
        for key, value in raw.items():
            if isinstance(value, list) and not value:  # an empty list says « none of them » where that is an answer
                value = () if key in self.none_allowed else None
            values[key.value] = self._value(key, value) if isinstance(value, str) else value
            if isinstance(value, str) and key in GROUPS[PLACE] and values[key.value] != value.strip():
                restored = restored or values[key.value] == "0" + value.strip()
        positions = {key.value: place for place, key in enumerate(AnswerKey)}
        profile, problems = self._reader.read(values, self._file, lambda key: (0, positions.get(key, -1)))
        return Cell(self.code(group, profile), profile.answers, problems, restored)

    def code(self, group: int, profile: Profile) -> int:
        """The code of a profile's answers to a group."""
        answers = self._gazetteer.answers(profile)
        if group != PLACE:
            return self.books[group].number((answers[group],))
        town = answers[Field.MUNICIPALITY] if self._towns_matter else None
        return self.books[group].number((answers[Field.PLACE], town))

    def _plain(self, key: AnswerKey, value: object) -> tuple[str, ...] | None:
        """The choices named, where the text holds nothing else and there are neither too few nor too many."""
        question = self._questions.get(key)
        if question is None or not isinstance(value, str):
            return None
        words = self._words[key]
        named = {words.get(piece) for piece in value.split(SEVERAL)}
        if not named.issubset(self._ids[key]) or not question.minimum <= len(named) <= question.maximum:
            return None
        return tuple(choice.id for choice in question.choices if choice.id in named)

    def _value(self, key: AnswerKey, text: str) -> object:
        pieces = [self._word(key, piece) for piece in text.split(SEVERAL) if piece.strip()]
        if len(pieces) == 1 and folded(pieces[0]) in NONE_OF_THEM and key in self.none_allowed:
            return ()
        if not pieces:
            return None
        return pieces[0] if len(pieces) == 1 else tuple(pieces)

    def _word(self, key: AnswerKey, text: str) -> str:
        text = text.strip()
        if key in (AnswerKey.DEPARTMENT, AnswerKey.REGION) and len(text) == 1 and text in "123456789":
            return "0" + text
        words = self._words[key]
        return words.get(text) or words.get(folded(text), text)


def _words_of(compiled: CompiledBase, key: AnswerKey, mapped: Mapped) -> dict[str, str]:
    """Folded texts that mean a choice: its id, its labels where no other choice has them, the survey's own words."""
    question = compiled.questions.get(key)
    words: dict[str, str] = {}
    seen: dict[str, str] = {}
    for choice in question.choices if question else ():
        for label in (choice.label, choice.short):
            if label and seen.setdefault(folded(label), choice.id) != choice.id:
                words.pop(folded(label), None)
            elif label:
                words[folded(label)] = choice.id
    for choice in question.choices if question else ():
        words |= {folded(choice.id): choice.id, choice.id: choice.id}
    return words | dict(mapped.words.get(key, {}))


def field_answers(codes: Sequence[int], books: Sequence[CodeBook]) -> tuple[Answer, ...]:
    """One answer per `Field`, from the codes of the groups."""
    return tuple(answer for code, book in zip(codes, books, strict=True) for answer in book.answers[code])
