"""The whole answer space as a formula, so that claims about every profile can be decided without listing them.

Answers that no rule tells apart fall together: each field has one state per class of values, and one for unknown.
The formulas follow the engine's own terms (`engine/terms.py`), so they say what the engine does, no more.
z3 is needed (extra `preuve`); it is imported by this module only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import combinations
from math import comb
from typing import Any, NamedTuple

import z3

from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.masks import Answer, truth
from ess_orient.engine.match import match
from ess_orient.engine.questions import allowed
from ess_orient.engine.terms import FIELD_OF, KEY_TO_ASK, Field, Literal, Terms
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile

Formula = Any
"""A z3 Boolean; z3 ships no types."""


_Answers = dict[AnswerKey, tuple[str, ...]]


class State(NamedTuple):
    """One way a field can be answered: the values it stands for, the first one as its example."""

    answer: Answer
    values: tuple[str, ...]
    variable: Formula
    region: str | None = None


class Space:
    """Variables and constraints for every profile the questions allow. `extra`: conditions of another base too."""

    def __init__(self, compiled: CompiledBase, extra: Iterable[Terms] = ()) -> None:
        self.compiled = compiled
        self._literals: dict[Field, list[Literal]] = {field: [] for field in Field}
        seen: set[Literal] = set()
        for terms in (*compiled.terms, *extra):
            for term in terms:
                seen |= term
        for literal in sorted(seen, key=lambda test: (test.field, sorted(test.values), test.positive)):
            self._literals[literal.field].append(literal)
        self.several = {
            FIELD_OF[key]: question.maximum for key, question in compiled.questions.items() if question.maximum > 1
        }
        self.unknown: dict[Field, Formula] = {field: z3.Bool(f"{field.name}?") for field in Field}
        self.states: dict[Field, list[State]] = {field: self._states(field) for field in Field}
        self._truths: dict[Literal, tuple[Formula, Formula]] = {}
        self.constraints: list[Formula] = self._constraints()

    def _states(self, field: Field) -> list[State]:
        if field is Field.PLACE:
            return self._places()
        if field is Field.MUNICIPALITY:
            named = sorted({value for literal in self._literals[field] for value in literal.values})
            return [State((code,), (code,), z3.Bool(f"{field.name}={code}")) for code in named]
        question = self.compiled.questions.get(KEY_TO_ASK[field])
        classes: dict[tuple[object, ...], list[str]] = {}
        for choice in question.choices if question else ():
            offered = self.compiled.offered_if[question.key, choice.id] if question else None
            signature = (offered, *(choice.id in literal.values for literal in self._literals[field]))
            classes.setdefault(signature, []).append(choice.id)
        return [State((values[0],), tuple(values), z3.Bool(f"{field.name}={values[0]}")) for values in classes.values()]

    def _places(self) -> list[State]:
        literals = self._literals[Field.PLACE]
        gazetteer = self.compiled.gazetteer
        classes: dict[tuple[bool, ...], list[str]] = {}
        for code in sorted(gazetteer.departments):
            classes.setdefault(tuple(code in literal.values for literal in literals), []).append(code)
        found = [State((codes[0],), tuple(codes), z3.Bool(f"dep={codes[0]}")) for codes in classes.values()]
        for region, codes in sorted(gazetteer.departments_of.items()):
            if codes:
                found.append(State(codes, codes, z3.Bool(f"reg={region}"), region))
        return found

    def _constraints(self) -> list[Formula]:
        found: list[Formula] = []
        for field in Field:
            variables = [state.variable for state in self.states[field]]
            if field in self.several:
                self._several(field, variables, found)
            elif variables:
                found.append(z3.PbEq([(variable, 1) for variable in (*variables, self.unknown[field])], 1))
            else:
                found.append(self.unknown[field])
        for key, number in self.compiled.asked_if.items():
            if number is not None:
                found.append(z3.Implies(z3.Not(self.unknown[FIELD_OF[key]]), self.condition(number)[1]))
        for (key, choice), number in self.compiled.offered_if.items():
            if number is not None:
                chosen = [state.variable for state in self.states[FIELD_OF[key]] if choice in state.values]
                found += [z3.Implies(variable, self.condition(number)[1]) for variable in chosen]
        found += self._towns()
        return found

    def _several(self, field: Field, variables: list[Formula], found: list[Formula]) -> None:
        question = self.compiled.questions[KEY_TO_ASK[field]]
        unknown = self.unknown[field]
        found += [z3.Implies(unknown, z3.Not(variable)) for variable in variables]
        if variables:
            found.append(z3.PbLe([(variable, 1) for variable in variables], question.maximum))
            if question.minimum > 0:
                found.append(z3.Or(unknown, *variables))

    def _towns(self) -> list[Formula]:
        """A commune given means its département is given."""
        found: list[Formula] = []
        for town in self.states[Field.MUNICIPALITY]:
            code = town.values[0]
            department = code[:3] if code.startswith("97") else code[:2]
            held = [s.variable for s in self.states[Field.PLACE] if s.region is None and department in s.values]
            found.append(z3.Implies(town.variable, z3.Or(*held)))
        return found

    def seen_by(self, other: CompiledBase) -> Space:
        """The same space with the conditions of another base, whose terms were given as `extra`."""
        view = copy(self)
        view.compiled = other
        return view

    def literal(self, test: Literal) -> tuple[Formula, Formula]:
        """(holds, possible) of one test."""
        known = self._truths.get(test)
        if known is not None:
            return known
        unknown, states = self.unknown[test.field], self.states[test.field]
        if test.field in self.several:
            some = z3.Or(*(s.variable for s in states if s.values[0] in test.values))
            holds = z3.And(z3.Not(unknown), some if test.positive else z3.Not(some))
            result = holds, z3.Or(unknown, some if test.positive else z3.Not(some))
        else:
            place = test.field is Field.PLACE
            values = [(state.variable, truth(test, state.answer, place)) for state in states]
            result = (
                z3.Or(*(variable for variable, (sure, _) in values if sure)),
                z3.Or(unknown, *(variable for variable, (_, maybe) in values if maybe)),
            )
        self._truths[test] = result
        return result

    def terms(self, terms: Terms) -> tuple[Formula, Formula]:
        """(holds, possible) of a condition."""
        pairs = [[self.literal(test) for test in term] for term in terms]
        return (
            z3.Or(*(z3.And(*(holds for holds, _ in pair)) for pair in pairs)),
            z3.Or(*(z3.And(*(maybe for _, maybe in pair)) for pair in pairs)),
        )

    def condition(self, number: int | None) -> tuple[Formula, Formula]:
        """(holds, possible) of a numbered condition; None always holds."""
        if number is None:
            return z3.BoolVal(True), z3.BoolVal(True)
        return self.terms(self.compiled.terms[number])

    def answered(self) -> list[Formula]:
        """What counts as said: each state chosen; small profiles have few."""
        return [state.variable for field in Field for state in self.states[field]]

    def small_profiles(self) -> Iterator[Profile]:
        """Every profile of at most two answers, one for each class, the smallest first."""
        single: list[tuple[Field, _Answers]] = []
        for field in Field:
            for state in self.states[field]:
                place = field is Field.PLACE
                single.append((field, self._place_answers(state) if place else {KEY_TO_ASK[field]: (state.values[0],)}))
        pairs: Iterator[_Answers] = (
            {**first, **second}
            for (field, first), (other, second) in combinations(single, 2)
            if field != other and Field.MUNICIPALITY not in (field, other)
        )
        two: Iterator[_Answers] = (
            {KEY_TO_ASK[field]: (*first[KEY_TO_ASK[field]], *second[KEY_TO_ASK[field]])}
            for (field, first), (other, second) in combinations(single, 2)
            if field == other and field in self.several
        )
        alone: Iterator[_Answers] = (answers for field, answers in single if field is not Field.MUNICIPALITY)
        nothing: _Answers = {}
        for answers in (nothing, *alone, *two, *pairs):
            profile = Profile(answers)
            if self.allows(profile):
                yield profile

    def allows(self, profile: Profile) -> bool:
        """Whether the questions allow these answers."""
        return allowed(self.compiled, profile, match(self.compiled, profile))

    def smallest(self, wanted: Formula, most: int = 12) -> Profile | None:
        """A profile with as few answers as can be for which the formula holds; None if there is none."""
        solver = z3.Solver()
        solver.add(*self.constraints, wanted)
        if not _decided(solver):
            return None
        model = solver.model()
        said = [(variable, 1) for variable in self.answered()]
        for size in range(most + 1):
            solver.push()
            solver.add(z3.PbLe(said, size))
            if _decided(solver):
                model = solver.model()
                break
            solver.pop()
        return self.decode(model)

    def decode(self, model: Formula) -> Profile:
        """The profile a solution stands for, with one example of each class."""
        answers: dict[AnswerKey, tuple[str, ...]] = {}
        for field in Field:
            chosen = [state for state in self.states[field] if z3.is_true(model.eval(state.variable, True))]
            known = not z3.is_true(model.eval(self.unknown[field], True))
            if field is Field.PLACE and chosen:
                answers |= self._place_answers(chosen[0])
            elif chosen:
                answers[KEY_TO_ASK[field]] = tuple(state.values[0] for state in chosen)
            elif known and field in self.several:
                answers[KEY_TO_ASK[field]] = ()
        return Profile(answers)

    def _place_answers(self, state: State) -> _Answers:
        if state.region is not None:
            return {AnswerKey.REGION: (state.region,)}
        code = state.values[0]
        region = self.compiled.gazetteer.region_of(code)
        answers: _Answers = {AnswerKey.DEPARTMENT: (code,)}
        if region is not None:
            answers[AnswerKey.REGION] = (region,)
        return answers

    def size(self) -> tuple[int, int]:
        """(profiles, classes of profiles): how many there are, and how many the rules tell apart."""
        profiles = classes = 1
        for field in Field:
            states = self.states[field]
            if field is Field.PLACE:
                departments = len(self.compiled.gazetteer.departments)
                regions = sum(1 for state in states if state.region is not None)
                profiles *= departments + regions + 1
                classes *= len(states) + 1
            elif field in self.several:
                question = self.compiled.questions[KEY_TO_ASK[field]]
                profiles *= _subsets(len(question.choices), question.minimum, question.maximum) + 1
                classes *= _subsets(len(states), question.minimum, question.maximum) + 1
            elif states:
                profiles *= sum(len(state.values) for state in states) + 1
                classes *= len(states) + 1
        return profiles, classes


class Undecided(Exception):
    """The solver gave up: nothing may be claimed."""


def _decided(solver: Formula) -> bool:
    """Whether there is a solution. `Undecided` if the solver cannot tell: silence is no proof."""
    verdict = solver.check()
    if verdict == z3.unknown:
        raise Undecided(str(solver.reason_unknown()))
    return bool(verdict == z3.sat)


def _subsets(size: int, minimum: int, maximum: int) -> int:
    return sum(comb(size, count) for count in range(minimum, min(maximum, size) + 1))
