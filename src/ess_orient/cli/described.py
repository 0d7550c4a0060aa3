"""What a description brings: answers that are sure, answers to offer, and the words that say each."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ess_orient.cli.answers import reader_of
from ess_orient.cli.ask.state import PLACE_KEYS, Answers, filling
from ess_orient.cli.give import LONGEST, labels_for
from ess_orient.cli.towns import places
from ess_orient.cli.understanding import lexicon_version, open_reader
from ess_orient.engine.situation import Gazetteer
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import as_text

if TYPE_CHECKING:
    from ess_orient.batch.described import Understanding
    from ess_orient.cli.context import Context
    from ess_orient.engine.answers import AnswerReader
    from ess_orient.model.comprehension import Comprehension
    from ess_orient.render.labels import Labels

_MOST_QUOTED = 3


class Described(NamedTuple):
    """A description and what it says, in values that the base knows."""

    text: str
    said: Comprehension
    sure: Answers
    likely: Answers

    @property
    def outside(self) -> bool:
        """Whether it is about something else, or of distress."""
        return self.said.out_of_scope

    def words(self, key: AnswerKey, values: Sequence[str] | None = None) -> str:
        """The words that say an answer, each between French quotes."""
        keys = {each.value for each in PLACE_KEYS} if key in PLACE_KEYS else {key.value}
        told = sorted((each for each in self.said.evidence if each.key in keys), key=lambda each: each.start - each.end)
        if values is not None and any(each.value in values for each in told):
            told = [each for each in told if each.value in values]
        found = [(each.start, each.end, " ".join(each.words.split())) for each in told]
        kept = dict.fromkeys(
            words for at, (start, end, words) in enumerate(found) if not _within(start, end, found[:at])
        )
        return ", ".join(f"« {words} »" for words in list(kept)[:_MOST_QUOTED])

    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand that said something."""
        return tuple((each.start, each.end) for each in self.said.evidence)


def _within(start: int, end: int, others: Sequence[tuple[int, int, str]]) -> bool:
    return any(begin <= start and end <= stop for begin, stop, _ in others)


def describe(context: Context, text: str) -> Described:
    """Understand a description. The reader, its lexicon and the places are opened here, and not before."""
    clean = text.encode("utf-8", "replace").decode("utf-8")[:LONGEST]
    said = open_reader(context).read(clean)
    base = context.loaded().base
    profile = _sure(said, base, reader_of(context))
    likely = {
        AnswerKey(name): found for name, values in said.suggestions.items() if (found := _known(base, name, values))
    }
    if AnswerKey.MUNICIPALITY in likely:
        likely[AnswerKey.MUNICIPALITY] = _within_region(likely[AnswerKey.MUNICIPALITY], profile, Gazetteer(base))
    return Described(clean, said, profile.answers, {key: values for key, values in likely.items() if values})


def _sure(said: Comprehension, base: Base, reader: AnswerReader) -> Profile:
    raw = {name: list(_known(base, name, values)) for name, values in said.answers.items()}
    profile, _ = reader.read({name: values for name, values in raw.items() if values}, "")
    return profile


def understanding_of(context: Context) -> Understanding:
    """What understands the descriptions of a file, a text that comes again only once."""
    from ess_orient.batch.described import Understanding

    base, answers, texts = context.loaded().base, reader_of(context), open_reader(context)
    gazetteer = context.orienter().compiled.gazetteer

    @lru_cache(maxsize=10_000)
    def sure(text: str) -> Answers:
        said = texts.read(text)
        return {} if said.out_of_scope else _sure(said, base, answers).answers

    def fill(text: str, given: Answers) -> Answers:
        return filling(sure(text.encode("utf-8", "replace").decode("utf-8")[:LONGEST]), given, gazetteer)

    return Understanding(fill, lexicon_version(context))


def _within_region(codes: tuple[str, ...], profile: Profile, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The communes that lie where the rest of the text says."""
    region = profile.answers.get(AnswerKey.REGION)
    known = places()
    if region is None or known is None:
        return codes
    towns = [town for code in codes if (town := known.municipality(code)) is not None]
    return tuple(town.code for town in towns if gazetteer.region_of(town.department) == region[0])


def _known(base: Base, name: str, values: str | tuple[str, ...]) -> tuple[str, ...]:
    """The values that the base offers for a question, no more than it takes."""
    several = (values,) if isinstance(values, str) else values
    if AnswerKey(name) in PLACE_KEYS:
        return several
    question = next((each for each in base.questions if each.key.value == name), None)
    if question is None:
        return ()
    known = {choice.id for choice in question.choices}
    return tuple(value for value in several if value in known)[: question.maximum]


def completed(context: Context, profile: Profile, text: str) -> Profile:
    """The profile with what a description says of what is not given, told on standard error."""
    described = describe(context, text)
    taken = filling(described.sure, profile.answers, context.orienter().compiled.gazetteer)
    whole = Profile({**profile.answers, **taken})
    codes = described.likely.get(AnswerKey.MUNICIPALITY, ())
    labels = labels_for(context, whole, codes)
    sys.stderr.write(as_text(understood_lines(described, taken, labels), ruled=False) + "\n")
    return whole


def outside_lines(described: Described) -> Iterator[Line]:
    """A kind word for a text that is about something else; the public doors for someone in distress."""
    if described.said.message:
        yield Line(Role.NOTE, described.said.message)
    for door in described.said.helplines:
        yield Line(Role.NAME, f"{door.name} : {door.phone}" if door.phone else door.name, mark="•")
        yield Line(Role.BODY, door.text)


def understood_lines(described: Described, taken: Answers, labels: Labels) -> Iterator[Line]:
    """What a description answered, what it may mean, with its words: for someone who is not asked."""
    if described.outside:
        yield from outside_lines(described)
        return
    shown = [key for key in taken if not _said_by_a_finer(key, taken)]
    if shown:
        yield Line(Role.NOTE, "Compris de votre description :")
    for key in shown:
        said = labels.answer(key.value, taken[key])
        yield Line(Role.FACT, f"{said} – {described.words(key, taken[key])}", label=labels.title(key.value))
    unsure = [key for key in described.likely if key not in taken or key not in PLACE_KEYS]
    if unsure:
        yield Line(Role.NOTE, "Peut-être aussi, mais pas retenu ; à préciser par une option si c'est le cas :")
    for key in unsure:
        values = described.likely[key]
        yield Line(
            Role.FACT,
            f"{labels.answer(key.value, values[:8])} – {described.words(key, values)}",
            label=labels.title(key.value),
        )
    if not shown and not unsure:
        yield Line(Role.NOTE, "Rien de précis n'a été compris de votre description.")


def _said_by_a_finer(key: AnswerKey, answers: Answers) -> bool:
    finer = {
        AnswerKey.REGION: (AnswerKey.DEPARTMENT, AnswerKey.MUNICIPALITY),
        AnswerKey.DEPARTMENT: (AnswerKey.MUNICIPALITY,),
    }
    return any(other in answers for other in finer.get(key, ()))
