"""One text to what it says. Pure: the same text, lexicon, places and questions give the same result."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.language.compiled import CompiledLexicon
from ess_orient.language.decide import Decision, Reading, decide, readings
from ess_orient.language.geography import Geography, PlaceHit
from ess_orient.language.tokens import Text
from ess_orient.model.comprehension import Comprehension, Evidence, Said
from ess_orient.model.condition import AnswerKey
from ess_orient.model.lexicon import CueKey, Helpline, LexiconSettings
from ess_orient.model.question import Question, QuestionKind

_MAIN = (AnswerKey.AUDIENCE, AnswerKey.STAGE, AnswerKey.SECTORS, AnswerKey.NEEDS, AnswerKey.DEPARTMENT)
_ONE = frozenset(
    {AnswerKey.AUDIENCE, AnswerKey.STAGE, AnswerKey.LEGAL_FORM, AnswerKey.DEPARTMENT, AnswerKey.REGION,
     AnswerKey.MUNICIPALITY}
)  # fmt: skip
_ABOUT_A_PROJECT = frozenset(
    {CueKey.AUDIENCE, CueKey.SECTORS, CueKey.NEEDS, CueKey.STAGE, CueKey.LEGAL_FORM, CueKey.SITUATION}
)
_ENOUGH = 0.6
_STRONG = 0.9
_CERTAIN = 0.97
_NAME = 0.8
_BARE_ARTICLES = frozenset({"l", "le", "la", "les", "un", "une", "des", "de", "d", "du"})


def understand(
    text: str, lexicon: CompiledLexicon, places: Geography | None = None, questions: Sequence[Question] = ()
) -> Comprehension:
    """What a text says: answers that are sure, answers that are likely, what is left to ask. Never raises.

    Without `places` no place is read; without `questions` the five main ones are those to ask.
    """
    read = lexicon.read(text)
    mentions = places.mentions(read) if places is not None else []
    names = {at for each in mentions if each.sureness >= _NAME for at in range(each.start, each.end)}
    found = [each for each in readings(lexicon, read) if not names.issuperset(range(each.start, each.end))]
    distress = _distress(found)
    outside = distress is not None or _outside(found)
    settings = lexicon.lexicon.settings
    if outside:
        return _nothing(text, read, found, lexicon, distress)
    decision = decide(found, settings, read)
    located = places.read(read, mentions) if places is not None else []
    answers, suggestions = _said(decision, located, settings)
    evidence = [_evidence(text, read, reading) for reading in decision.evidence]
    evidence += [each for hit in located for each in _place_evidence(text, read, hit)]
    return Comprehension(
        text=text,
        answers=answers,
        suggestions=suggestions,
        evidence=tuple(sorted(set(evidence), key=lambda each: (each.start, each.end, each.key, each.value, each.rule))),
        to_ask=_to_ask(answers, suggestions, questions),
        out_of_scope=False,
        distress=False,
        message=None,
        helplines=(),
    )


def _distress(found: Sequence[Reading]) -> Reading | None:
    """The words of a person in distress; those of someone who helps others are not theirs."""
    told = [reading for reading in found if reading.key is CueKey.DISTRESS]
    if not told:
        return None
    best = max(told, key=lambda reading: reading.confidence)
    project = max((r.confidence for r in found if r.key in (CueKey.SECTORS, CueKey.LEGAL_FORM)), default=0.0)
    helps = any(reading.key is CueKey.SIGNAL and reading.value == "structure" for reading in found)
    return None if (helps or project >= _STRONG) and best.confidence < _STRONG else best


def _outside(found: Sequence[Reading]) -> bool:
    """Whether nothing here is about a project of this kind, or something says plainly that it is about another matter."""
    others = max((reading.confidence for reading in found if reading.key is CueKey.OUT_OF_SCOPE), default=0.0)
    about = [reading for reading in found if reading.key in _ABOUT_A_PROJECT and reading.confidence >= _ENOUGH]
    weak = [r for r in about if r.key is CueKey.NEEDS and r.value == "information"]
    strong = [r for r in about if r.key in (CueKey.SECTORS, CueKey.LEGAL_FORM) and r.confidence >= _STRONG]
    if others >= _CERTAIN:
        return True
    if others >= _STRONG:
        return not strong
    if others:
        return len({r.key for r in about if r not in weak}) < 2 and not strong
    return len(about) == len(weak)


def _nothing(
    text: str, read: Text, found: Sequence[Reading], lexicon: CompiledLexicon, distress: Reading | None
) -> Comprehension:
    settings = lexicon.lexicon.settings
    key = CueKey.DISTRESS if distress else CueKey.OUT_OF_SCOPE
    evidence = [_evidence(text, read, reading) for reading in dict.fromkeys(found) if reading.key is key]
    return Comprehension(
        text=text,
        answers={},
        suggestions={},
        evidence=tuple(evidence),
        to_ask=(),
        out_of_scope=True,
        distress=distress is not None,
        message=(settings.distress if distress else settings.out_of_scope) or None,
        helplines=_helplines(found, lexicon.lexicon.helplines, settings) if distress else (),
    )


def _helplines(found: Sequence[Reading], known: Sequence[Helpline], settings: LexiconSettings) -> tuple[Helpline, ...]:
    named = dict.fromkeys(r.value for r in found if r.key is CueKey.DISTRESS and r.value)
    wanted = [*named, *(name for name in settings.default_helplines if name not in named)]
    return tuple(line for name in wanted for line in known if line.id == name)


def _said(decision: Decision, located: Sequence[PlaceHit], settings: LexiconSettings) -> tuple[Said, Said]:
    answers: dict[AnswerKey, list[str]] = {AnswerKey(key.value): values for key, values in decision.sure.items()}
    likely: dict[AnswerKey, list[str]] = {AnswerKey(key.value): values for key, values in decision.likely.items()}
    for hit in located:
        sure = hit.confidence >= settings.sure and len(hit.values) == 1
        into = answers if sure else likely
        into.setdefault(hit.key, []).extend(value for value in hit.values if value not in into.get(hit.key, []))
    for key in _ONE & answers.keys() & likely.keys():
        del likely[key]
    return _ordered(answers), _ordered(likely)


def _ordered(values: dict[AnswerKey, list[str]]) -> Said:
    said: Said = {}
    for key in AnswerKey:
        if found := values.get(key):
            said[key.value] = found[0] if key in _ONE and len(found) == 1 else tuple(found)
    return said


def _evidence(text: str, read: Text, reading: Reading) -> Evidence:
    last = reading.end - 1
    while last > reading.start and read.tokens[last].fold in _BARE_ARTICLES:
        last -= 1
    start, end = read.tokens[reading.start].start, read.tokens[last].end
    return Evidence(
        key=reading.key.value, value=reading.value, start=start, end=end, words=text[start:end],
        confidence=round(reading.confidence, 2), rule=reading.rule,
    )  # fmt: skip


def _place_evidence(text: str, read: Text, hit: PlaceHit) -> list[Evidence]:
    start, end = read.tokens[hit.start].start, read.tokens[hit.end - 1].end
    return [
        Evidence(
            key=hit.key.value, value=value, start=start, end=end, words=text[start:end],
            confidence=round(hit.confidence / (1 if len(hit.values) == 1 else len(hit.values)), 2), rule=hit.rule,
        )
        for value in hit.values
    ]  # fmt: skip


def _to_ask(answers: Said, suggestions: Said, questions: Sequence[Question]) -> tuple[str, ...]:
    """The questions that are always asked and have no sure answer; the place is one question."""
    if questions:
        asked = [question for question in sorted(questions, key=lambda each: each.order) if question.asked_if is None]
        keys = [(question.key, question.kind is QuestionKind.PLACE) for question in asked]
    else:
        keys = [(key, key is AnswerKey.DEPARTMENT) for key in _MAIN]
    located = AnswerKey.MUNICIPALITY.value in answers or AnswerKey.DEPARTMENT.value in answers
    left = []
    for key, place in keys:
        if place and isinstance(suggestions.get(AnswerKey.MUNICIPALITY.value), tuple):
            left.append(AnswerKey.MUNICIPALITY.value)
        elif not (located if place else key.value in answers):
            left.append(key.value)
    return tuple(dict.fromkeys(left))
