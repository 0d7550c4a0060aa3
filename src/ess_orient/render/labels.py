"""The base's own words for what a result names by id: questions, choices, documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.entries import Status
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.source import Document, Source
from ess_orient.render.typography import french_date

DONT_KNOW_LABEL = "je ne sais pas"
NONE_LABEL = "aucune de celles proposées"


class Labels(NamedTuple):
    """What ids are called, for people."""

    questions: Mapping[str, str]
    """Key of an answer -> « le stade »."""
    choices: Mapping[tuple[str, str], str]
    """(key, value) -> label of the choice, or name of the place."""
    documents: Mapping[str, Document]
    towns: Mapping[str, str] = {}

    @classmethod
    def of(cls, base: Base, towns: Mapping[str, str] | None = None) -> Labels:
        """The words of a base; `towns` names the communes that appear, by code."""
        choices = {
            (question.key.value, choice.id): choice.label for question in base.questions for choice in question.choices
        }
        choices |= {(AnswerKey.DEPARTMENT.value, dep.id): f"{dep.name} ({dep.id})" for dep in base.departments}
        choices |= {(AnswerKey.REGION.value, region.id): region.name for region in base.regions}
        questions = {question.key.value: question.name for question in base.questions}
        questions.setdefault(AnswerKey.REGION.value, "la région")
        questions.setdefault(AnswerKey.MUNICIPALITY.value, "la commune")
        return cls(questions, choices, {document.id: document for document in base.documents}, towns or {})

    def question(self, key: str) -> str:
        """What a question is about, in a word or two."""
        return self.questions.get(key, key)

    def title(self, key: str) -> str:
        """The same as a title: « Stade »."""
        name = self.question(key)
        for article in ("le ", "la ", "les ", "l'", "vos ", "votre "):
            name = name.removeprefix(article)
        return name[:1].upper() + name[1:]

    def answer(self, key: str, values: str | tuple[str, ...]) -> str:
        """An answer as a person reads it."""
        several = (values,) if isinstance(values, str) else values
        if several == (DONT_KNOW,):
            return DONT_KNOW_LABEL
        if not several:
            return NONE_LABEL
        return " ; ".join(self._value(key, value) for value in several)

    def _value(self, key: str, value: str) -> str:
        if key == AnswerKey.MUNICIPALITY.value:
            return self.towns.get(value, value)
        return self.choices.get((key, value), value)

    def document(self, source: Source) -> str:
        """What a source is, in a few words: « guide de septembre 2020 », or the page read."""
        if source.url is not None:
            return f"page « {source.title} »" if source.title else "page publique"
        document = self.documents.get(source.document)
        if document is None:
            return source.document
        return f"{_kind(document)} {of_date(french_date(document.date))}"

    def credit(self, source: Source) -> str:
        """Where something is written, and whether the link is our reading of it."""
        parts = [self.document(source)]
        if source.section:
            parts.append(f"« {source.section} »")
        if source.page is not None:
            parts.append(f"p. {source.page}")
        if source.url is not None:
            parts.append(source.url)
        credit = ", ".join(parts)
        return f"{credit} (notre lecture)" if source.reading else credit

    def freshness(
        self, source: Source, checked_on: str, stale: bool = False, status: Status = Status.ACTIVE
    ) -> str:  # fmt: skip
        """When the knowledge was last checked. What only its document vouches for was never checked again.

        A check that left the entry to be confirmed never reads as a verification.
        """
        if self.never_checked(source, checked_on):
            return f"{self.document(source)}, non revérifié depuis"
        if status is Status.TO_CONFIRM:
            day = french_date(checked_on)
            if source.url is not None:
                return f"page lue le {day} : à confirmer"
            return f"cherché le {day}, rien de récent trouvé : à confirmer"
        checked = f"vérifié le {french_date(checked_on)}"
        return f"{checked}, à revérifier" if stale else checked

    def never_checked(self, source: Source, checked_on: str) -> bool:
        """Whether only its document vouches for something."""
        document = self.documents.get(source.document)
        return document is not None and source.url is None and checked_on[:7] == document.date[:7]


def _kind(document: Document) -> str:
    """Documents whose id begins with « guide » are called so; others by their title."""
    return "guide" if document.id.startswith("guide") else f"« {document.title} »"


def of_date(date: str) -> str:
    """« du 23 novembre 2026 », « de juillet 2024 », « d'août 2021 »."""
    if date[:1].isdigit():
        return f"du {date}" if " " in date else f"de {date}"
    return f"d'{date}" if date[:1] in "ao" else f"de {date}"
