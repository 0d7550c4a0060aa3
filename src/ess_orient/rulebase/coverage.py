"""Claims about everybody, proved or refuted over the whole answer space.

« Prouvé » is said only of a proof: that a formula has no solution, or a witness shown. A refutation carries the
smallest profile that shows it, replayed through the engine itself before it is believed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial

import z3

from ess_orient.engine.compile import Candidate, CompiledBase, Kind
from ess_orient.engine.match import Matches, match
from ess_orient.engine.questions import allowed, possible_answers, shown
from ess_orient.engine.terms import FIELD_OF, Field, Term
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.model.record import Result
from ess_orient.rulebase.ranking import shown_formula
from ess_orient.rulebase.sampling import SEED, draw_profile
from ess_orient.rulebase.space import Formula, Space

TRIES = 2_000


class Verdict(StrEnum):
    """What was established."""

    PROVED = "prouve"
    REFUTED = "refute"
    SAMPLED = "echantillon"


class Claim(Result, frozen=True, kw_only=True):
    """One claim with what was found. `counterexample`: the smallest profile that refutes it, as an answers file."""

    id: str
    text: str
    verdict: Verdict
    method: str
    counterexample: dict[str, str | tuple[str, ...]] | None = None


class Coverage(Result, frozen=True, kw_only=True):
    """All claims about a base, with the size of the space they speak of."""

    profiles: int
    classes: int
    claims: tuple[Claim, ...]

    @property
    def proved(self) -> bool:
        """Whether every claim holds."""
        return all(claim.verdict is Verdict.PROVED for claim in self.claims)


Write = Callable[[Profile], dict[str, str | tuple[str, ...]]]
"""A profile in the shape of an answers file."""


class Prover:
    """Decides the claims about one compiled base."""

    def __init__(self, compiled: CompiledBase, write: Write) -> None:
        self.compiled = compiled
        self.space = Space(compiled)
        self._write = write

    def coverage(self, progress: Callable[[str], None] = lambda _text: None) -> Coverage:
        """Every claim, in the order of the documentation."""
        claims: list[Claim] = []
        for step in (self._somebody_for_everyone, self._needs, self._questions, self._entries):
            for claim in step():
                claims.append(claim)
                progress(claim.text)
        profiles, classes = self.space.size()
        return Coverage(profiles=profiles, classes=classes, claims=tuple(claims))

    # Everybody gets a lever, and an actor in each group ------------------------------------------------------------

    def _somebody_for_everyone(self) -> Iterable[Claim]:
        lists = [(Kind.LEVER, "leviers", "un levier")] + [
            (Kind.ACTOR, group, f"un acteur du groupe « {group} »") for group in ("informer", "financer", "accompagner")
        ]
        for kind, group, what in lists:
            members = [c for c in self.compiled.candidates if (c.kind, c.group) == (kind, group)]
            nobody = z3.And(*(z3.Not(self.sure(candidate)) for candidate in members))
            yield self._universal(
                f"pour-tous-{group}",
                f"Toute personne reçoit au moins {what}, sans réserve",
                nobody,
                partial(_nobody_sure, kind=kind, group=group),
            )

    def sure(self, candidate: Candidate) -> Formula:
        """One of its rules holds, it serves this person here, and it is not over."""
        if not candidate.standing.open and candidate.kind is not Kind.INITIATIVE:
            return z3.BoolVal(False)
        rules = z3.Or(*(self.space.condition(number)[0] for number, _ in candidate.rules))
        return z3.And(rules, self.space.condition(candidate.gate)[0])

    # Every need said finds someone who answers that need -----------------------------------------------------------

    def _needs(self) -> Iterable[Claim]:
        question = self.compiled.questions.get(AnswerKey.NEEDS)
        for choice in question.choices if question else ():
            said = self._said(Field.NEEDS, choice.id)
            answering = self.answering(choice.id)
            served = []
            for candidate in self.compiled.candidates:
                rules = [number for number, _ in candidate.rules if number in answering]
                if candidate.kind in (Kind.ACTOR, Kind.SCHEME) and rules and candidate.standing.open:
                    speaks = z3.Or(*(self.space.condition(number)[0] for number in rules))
                    served.append(z3.And(speaks, self.space.condition(candidate.gate)[0]))
            yield self._universal(
                f"besoin-{choice.id}",
                f"Qui exprime le besoin « {choice.label} » reçoit un acteur ou un dispositif qui y répond",
                z3.And(said, z3.Not(z3.Or(*served))),
                partial(self._unanswered, rules=answering),
            )

    def _said(self, field: Field, value: str) -> Formula:
        return z3.Or(*(state.variable for state in self.space.states[field] if value in state.values))

    def answering(self, need: str) -> frozenset[int]:
        """The rules that speak because of this need."""
        return frozenset(
            number
            for number, terms in enumerate(self.compiled.terms[: len(self.compiled.rules)])
            for term in terms
            if any(test.field is Field.NEEDS and test.positive and need in test.values for test in term)
        )

    def _unanswered(self, matches: Matches, rules: frozenset[int]) -> bool:
        return not any(
            matched.sure and any(number in rules and self._holds(matches, number) for number, _ in matched.rules)
            for (kind, _), ranked in matches.lists.items()
            if kind in (Kind.ACTOR, Kind.SCHEME)
            for matched in ranked
        )

    def _holds(self, matches: Matches, number: int) -> bool:
        return matches.condition(self.compiled, number)[0]

    def _universal(self, name: str, text: str, refuting: Formula, seen: Callable[[Matches], bool]) -> Claim:
        profile = self.space.smallest(refuting)
        if profile is None:
            return Claim(id=name, text=text, verdict=Verdict.PROVED, method="aucun profil ne la contredit (solveur z3)")
        if not seen(match(self.compiled, profile)):
            raise AssertionError(f"{name}: the engine does not confirm {profile!r}")
        return Claim(
            id=name, text=text, verdict=Verdict.REFUTED, method="profil le plus court, rejoué par le moteur",
            counterexample=self._write(profile),
        )  # fmt: skip

    # Every question can change something ---------------------------------------------------------------------------

    def _questions(self) -> Iterable[Claim]:
        for key in self.compiled.questions:
            text = f"La question « {key.value} » peut changer ce qui est montré"
            witness = self._changing(key)
            if witness is not None:
                yield Claim(
                    id=f"question-{key.value}", text=text, verdict=Verdict.PROVED,
                    method="un profil dont le résultat change", counterexample=self._write(witness),
                )  # fmt: skip
            else:
                mentioned = self._mentioned(key)
                yield Claim(
                    id=f"question-{key.value}", text=text,
                    verdict=Verdict.SAMPLED if mentioned else Verdict.REFUTED,
                    method=f"rien ne change sur {TRIES} profils tirés au sort : ce n'est pas une preuve" if mentioned
                    else "aucune règle n'en parle",
                )  # fmt: skip

    def _mentioned(self, key: AnswerKey) -> bool:
        return any(
            test.field is FIELD_OF[key] for terms in self.compiled.terms for term in terms for test in term
        )  # fmt: skip

    def _changing(self, key: AnswerKey, tries: int = TRIES) -> Profile | None:
        if not self._mentioned(key):
            return None
        draw = random.Random(SEED)
        question = self.compiled.questions[key]
        for attempt in range(tries):
            profile = Profile() if attempt == 0 else draw_profile(self.compiled, draw).without(key, AnswerKey.REGION)
            if key is AnswerKey.DEPARTMENT:
                profile = profile.without(AnswerKey.MUNICIPALITY)
            before = match(self.compiled, profile)
            for answer in possible_answers(self.compiled, question, before):
                if answer is not None and shown(
                    self.compiled, match(self.compiled, profile.replace(key, answer))
                ) != shown(self.compiled, before):
                    return profile.replace(key, answer)
        return None

    # Every entry can be shown at first to someone ------------------------------------------------------------------

    def _entries(self) -> Iterable[Claim]:
        for candidate in self.compiled.candidates:
            if not candidate.standing.open and candidate.kind is not Kind.INITIATIVE:
                continue
            text = f"« {candidate.entry.id} » peut être montré d'abord à quelqu'un"
            witness = self._witness(candidate)
            if witness is not None:
                yield Claim(
                    id=f"montre-{candidate.entry.id}", text=text, verdict=Verdict.PROVED,
                    method="un profil à qui il est montré", counterexample=self._write(witness),
                )  # fmt: skip
                continue
            profile = self.space.smallest(shown_formula(self.space, candidate))
            if profile is not None and not is_shown(self.compiled, candidate, profile):
                raise AssertionError(f"{candidate.entry.id}: the engine does not confirm {profile!r}")
            yield Claim(
                id=f"montre-{candidate.entry.id}", text=text,
                verdict=Verdict.REFUTED if profile is None else Verdict.PROVED,
                method="aucun profil ne l'amène aux premiers rangs (solveur z3)" if profile is None
                else "un profil à qui il est montré (solveur z3)",
                counterexample=None if profile is None else self._write(profile),
            )  # fmt: skip

    def _witness(self, candidate: Candidate, tries: int = 40) -> Profile | None:
        """A profile to whom it is shown, sought among those its own rules describe."""
        draw = random.Random(f"{SEED} {candidate.entry.id}")
        gates = sorted(self.compiled.terms[candidate.gate], key=repr) if candidate.gate is not None else [frozenset()]
        for attempt in range(tries):
            rules = [number for number, _ in sorted(candidate.rules, key=lambda rule: -rule[1])]
            if attempt:
                draw.shuffle(rules)
            profile = self._merged([draw.choice(gates), *(self._some_term(number, draw) for number in rules)], draw)
            if is_shown(self.compiled, candidate, profile):
                return profile
        return None

    def _some_term(self, number: int, draw: random.Random) -> Term:
        terms = sorted(self.compiled.terms[number], key=repr)
        return draw.choice(terms) if terms else frozenset()

    def _merged(self, terms: list[Term], draw: random.Random) -> Profile:
        """Answers that satisfy the terms one after the other, where the earlier ones leave room."""
        answers: dict[AnswerKey, tuple[str, ...]] = {}
        for term in terms:
            for test in sorted(term, key=repr):
                key = AnswerKey(KEYS[test.field])
                asked = key in self.compiled.questions or test.field is Field.MUNICIPALITY
                if not test.positive or not asked:
                    continue
                present = answers.get(key, ())
                if set(present) & test.values or len(present) >= self.space.several.get(test.field, 1):
                    continue
                answers[key] = (*present, draw.choice(sorted(test.values)))
        profile = Profile(answers)
        department = answers.get(AnswerKey.DEPARTMENT)
        region = self.compiled.gazetteer.region_of(department[0]) if department else None
        return profile.replace(AnswerKey.REGION, (region,)) if region else profile


KEYS = {field: key.value for key, field in FIELD_OF.items() if key is not AnswerKey.REGION}


def _nobody_sure(matches: Matches, kind: Kind, group: str) -> bool:
    return not any(matched.sure for matched in matches.of(kind, group))


def is_shown(compiled: CompiledBase, candidate: Candidate, profile: Profile) -> bool:
    """Whether the profile may be answered so, and sees the entry at first."""
    matches = match(compiled, profile)
    return allowed(compiled, profile, matches) and candidate.entry.id in {
        entry for entry, _ in shown(compiled, matches)
    }
