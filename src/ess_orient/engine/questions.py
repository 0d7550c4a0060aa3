"""Which missing answers could still change what is shown, most useful first."""

from __future__ import annotations

from collections.abc import Iterable

from ess_orient.engine.compile import CompiledBase, Kind
from ess_orient.engine.masks import Answer
from ess_orient.engine.match import Match, Matches, Memo, match_answers
from ess_orient.engine.terms import FIELD_OF, KEY_TO_ASK, Field
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile, Unknown
from ess_orient.model.question import Question

Shown = tuple[tuple[str, bool], ...]
"""What a person sees at first: (id, sure), list by list."""


def shown(compiled: CompiledBase, matches: Matches) -> Shown:
    """The entries shown at first, in order."""
    return tuple((matched.candidate.entry.id, matched.sure) for matched in _shown(compiled, matches))


def limits_of(compiled: CompiledBase) -> dict[Kind, int]:
    """How many of each list are shown at first."""
    display = compiled.settings.display
    return {
        Kind.LEVER: display.levers,
        Kind.WAY: display.ways,
        Kind.ACTOR: display.actors,
        Kind.SCHEME: display.schemes,
        Kind.INITIATIVE: display.initiatives,
        Kind.IMMEDIATE_STEP: display.immediate_steps,
    }


def _shown(compiled: CompiledBase, matches: Matches) -> Iterable[Match]:
    limits = limits_of(compiled)
    for kind, group in sorted(matches.lists):
        yield from matches.lists[kind, group][: limits[kind]]


def unanswered(compiled: CompiledBase, profile: Profile, matches: Matches) -> list[Question]:
    """The questions without an answer that make sense for this profile, in order. Said unknown counts as unanswered."""
    found = []
    for key, question in compiled.questions.items():
        if not isinstance(profile.get(key), Unknown):
            continue
        if not matches.condition(compiled, compiled.asked_if[key])[1]:
            continue
        found.append(question)
    return found


def useful_questions(compiled: CompiledBase, profile: Profile, matches: Matches | None = None) -> tuple[AnswerKey, ...]:
    """The keys whose answer could still change what is shown, most useful first.

    A question counts if one of its answers alone changes the entries shown; its use is the mean number of entries
    that come or go over its answers. A question that changes nothing alone but on which a contested place still
    depends together with others comes last. If the result is empty, nothing can change any more.
    """
    base = matches or match_answers(compiled, compiled.gazetteer.answers(profile))
    before = set(shown(compiled, base))
    contested = contested_fields(compiled, base)
    memo: Memo = {}
    ranked: list[tuple[float, int, AnswerKey]] = []
    for position, question in enumerate(unanswered(compiled, profile, base)):
        if FIELD_OF[question.key] not in contested:
            continue
        ranked.append((-_use(compiled, question, base, before, memo), position, question.key))
    return tuple(key for _, _, key in sorted(ranked))


def contested_fields(compiled: CompiledBase, matches: Matches) -> set[Field]:
    """The unknown fields that may still move an entry in or out of what is shown, or change its certainty.

    Sound: an entry's score can only grow by the points of its undecided rules, so an entry whose highest possible
    score stays under the lowest sure score shown in its list cannot enter it.
    """
    fields: set[Field] = set()
    limits = limits_of(compiled)
    floors: dict[tuple[Kind, str], float] = {}
    for (kind, group), ranked in matches.lists.items():
        shown_first = ranked[: limits[kind]]
        full = len(shown_first) == limits[kind] and all(matched.sure for matched in shown_first)
        floors[kind, group] = min((matched.score for matched in shown_first), default=0.0) if full else -1.0
    for candidate in compiled.candidates:
        undecided = [
            (number, points)
            for number, points in candidate.rules
            if matches.condition(compiled, number) == (False, True)
        ]
        gate = matches.condition(compiled, candidate.gate)
        if not gate[1] or not candidate.mask & matches.outcome.possible:
            continue
        if not candidate.standing.open and candidate.kind is not Kind.INITIATIVE:
            continue
        if not undecided and gate[0]:
            continue
        holding = sum(points for number, points in candidate.rules if matches.condition(compiled, number)[0])
        highest = holding + sum(points for _, points in undecided)
        if limits[candidate.kind] == 0 or highest < floors.get((candidate.kind, candidate.group), -1.0):
            continue
        numbers = [number for number, _ in undecided]
        if not gate[0] and candidate.gate is not None:
            numbers.append(candidate.gate)
        fields |= compiled.conditions.open_fields(numbers, compiled.terms, matches.answers)
        if len(fields) == len(KEY_TO_ASK):
            break
    return fields


def _use(
    compiled: CompiledBase, question: Question, matches: Matches, before: set[tuple[str, bool]], memo: Memo
) -> float:
    """Mean number of shown entries that come, go or become sure, over the answers told apart by the rules."""
    field = FIELD_OF[question.key]
    counts: dict[tuple[int, int], list[Answer]] = {}
    for answer in possible_answers(compiled, question, matches):
        counts.setdefault(compiled.conditions.field_masks(field, answer), []).append(answer)
    total = weight = 0
    for alike in counts.values():
        answers = list(matches.answers)
        answers[field] = alike[0]
        after = set(shown(compiled, match_answers(compiled, answers, memo)))
        total += len(before ^ after) * len(alike)
        weight += len(alike)
    return total / weight if weight else 0.0


def possible_answers(compiled: CompiledBase, question: Question, matches: Matches) -> list[Answer]:
    """The single answers a question may get: its offered choices, or the départements the place may still be."""
    if question.key is AnswerKey.DEPARTMENT:
        known = matches.answers[Field.PLACE]
        return [(code,) for code in (known if known is not None else sorted(compiled.gazetteer.departments))]
    return [
        (choice.id,)
        for choice in question.choices
        if matches.condition(compiled, compiled.offered_if[question.key, choice.id])[1]
    ]


def allowed(compiled: CompiledBase, profile: Profile, matches: Matches) -> bool:
    """Whether the questions allow these answers."""
    for key, values in profile.answers.items():
        if key not in compiled.questions:
            continue
        if not matches.condition(compiled, compiled.asked_if[key])[1]:
            return False
        for value in values:
            if not matches.condition(compiled, compiled.offered_if.get((key, value)))[1]:
                return False
    return True
