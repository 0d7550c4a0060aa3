"""What `?` shows: the choices of a question explained, and the words of the question that the base defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ess_orient.model.base import Base
from ess_orient.model.entries import Entry
from ess_orient.model.question import Choice, Question
from ess_orient.model.wording import folded
from ess_orient.render.lines import Line, Role


def glossary(base: Base, question: Question, offered: Iterable[Choice]) -> Iterator[Line]:
    """The help page of a question."""
    choices = tuple(offered)
    yield Line(Role.HEADING, "Aide")
    yield Line(Role.PARAGRAPH, question.help)
    if question.example is not None:
        yield Line(Role.FACT, question.example, label="Exemple")
    for choice in choices:
        if choice.help is not None:
            yield Line(Role.POINT, choice.label)
            yield Line(Role.BODY, choice.help)
    words = list(_words(base, question, choices))
    if words:
        yield Line(Role.GROUP, "Les mots de la question")
        yield from words
    yield Line(Role.PARAGRAPH, "« Je ne sais pas » est toujours une bonne réponse : rien n'est alors écarté.")


def _words(base: Base, question: Question, choices: Iterable[Choice]) -> Iterator[Line]:
    """The definitions and acronyms named in the question or its choices."""
    texts = [question.title, question.help, question.example or ""]
    texts += [part for choice in choices for part in (choice.label, choice.help or "")]
    spoken = f" {folded(' '.join(texts))} "
    for acronym in base.acronyms:
        if f" {folded(acronym.name)} " in spoken:
            yield Line(Role.FACT, f"{acronym.meaning}. {acronym.text}", label=acronym.name)
    explained = {acronym.name for acronym in base.acronyms if f" {folded(acronym.name)} " in spoken}
    for definition in base.definitions:
        if definition.acronym not in explained and any(f" {folded(name)} " in spoken for name in _names(definition)):
            yield Line(Role.FACT, definition.text, label=definition.name)


def _names(entry: Entry) -> tuple[str, ...]:
    names = (entry.name, *entry.other_names)
    return (*names, entry.acronym) if entry.acronym else names
