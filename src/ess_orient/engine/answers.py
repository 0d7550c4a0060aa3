"""Answers as people and files write them, checked against the questions: a profile, or what is wrong.

Pure: a place known only by name is looked up by a function passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from ess_orient.engine.situation import Gazetteer
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.problem import Problem
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.model.question import Question
from ess_orient.model.wording import did_you_mean, folded, listed, nearest, shown_value

IGNORED_KEYS = frozenset({"id", "description"})
"""Keys an answers file may carry besides the answers."""


class TownFound(NamedTuple):
    """A commune: INSEE code and département."""

    code: str
    name: str
    department: str


class TownsFound(NamedTuple):
    """What a name of commune may mean: none, one or several."""

    towns: tuple[TownFound, ...]
    near: tuple[str, ...] = ()


FindTown = Callable[[str, str | None], TownsFound]
"""(text, département or None) -> the communes it may mean."""

Locate = Callable[[str], tuple[int, int]]
"""Key -> (line, column) in the file, (0, 0) if there is none."""


def nowhere(_key: str) -> tuple[int, int]:
    """For answers that come from no file."""
    return 0, 0


class AnswerReader:
    """Reads the answers of one base."""

    def __init__(self, base: Base, find_town: FindTown | None = None) -> None:
        self._questions: dict[AnswerKey, Question] = {question.key: question for question in base.questions}
        self._gazetteer = Gazetteer(base)
        self._find_town = find_town

    def read(
        self, raw: Mapping[str, object], file: str, locate: Locate = nowhere
    ) -> tuple[Profile, tuple[Problem, ...]]:
        """A profile of the answers that are right, and the problems of those that are not.

        `raw`: French keys to a text, a list of texts, or None (not asked).
        """
        reading = _Reading(file, locate)
        answers: dict[AnswerKey, tuple[str, ...]] = {}
        known = [key.value for key in AnswerKey]
        for name, value in raw.items():
            if name in IGNORED_KEYS:
                continue
            if name not in known:
                message = f"réponse inconnue « {shown_value(name)} » ; attendu : {listed(known)}."
                reading.problem(name, "cle-inconnue", message, did_you_mean(str(name), known))
                continue
            values = reading.values(name, value)
            if values is not None:
                found = self._checked(AnswerKey(name), values, reading)
                if found is not None:
                    answers[AnswerKey(name)] = found
        self._settle_place(answers, reading)
        return Profile(answers), tuple(reading.problems)

    def _checked(self, key: AnswerKey, values: tuple[str, ...], reading: _Reading) -> tuple[str, ...] | None:
        if any(folded(value) == folded(DONT_KNOW) for value in values):
            if len(values) > 1:
                return reading.problem(
                    key.value, "contradiction", f"{key.value} : « {DONT_KNOW} » avec d'autres réponses",
                    "Gardez les réponses, ou « ne_sait_pas » seul.",
                )  # fmt: skip
            return (DONT_KNOW,)
        if key in (AnswerKey.DEPARTMENT, AnswerKey.REGION, AnswerKey.MUNICIPALITY):
            if len(values) != 1:
                return reading.problem(key.value, "nombre", f"{key.value} : une seule réponse était attendue")
            return values if key is AnswerKey.MUNICIPALITY else self._place(key, values[0], reading)
        return self._choices(key, values, reading)

    def _choices(self, key: AnswerKey, values: tuple[str, ...], reading: _Reading) -> tuple[str, ...] | None:
        question = self._questions.get(key)
        if question is None:
            return reading.problem(key.value, "cle-inconnue", f"{key.value} : la base ne pose pas cette question")
        known = [choice.id for choice in question.choices]
        unknown = [value for value in values if value not in known]
        for value in unknown:
            reading.problem(
                key.value, "valeur-inconnue",
                f"{key.value} : « {shown_value(value)} » inconnu ; attendu : {listed([*known, DONT_KNOW], 20)}.",
                self._meant(question, value),
            )  # fmt: skip
        if unknown:
            return None
        distinct = tuple(choice for choice in known if choice in values)
        if not question.minimum <= len(distinct) <= question.maximum:
            wanted = f"de {question.minimum} à {question.maximum} réponses" if question.maximum > 1 else "une réponse"
            return reading.problem(
                key.value, "nombre", f"{key.value} : {len(distinct)} réponses ; {wanted} attendues",
                "Gardez les plus importantes.",
            )  # fmt: skip
        return distinct

    def _meant(self, question: Question, value: str) -> str | None:
        """The choice meant by a near id or by its label."""
        ids = {choice.id: choice.id for choice in question.choices} | {
            choice.label: choice.id for choice in question.choices
        }
        close = nearest(value, ids)
        return f"Vouliez-vous « {ids[close]} » ?" if close is not None else None

    def _place(self, key: AnswerKey, value: str, reading: _Reading) -> tuple[str, ...] | None:
        areas = self._gazetteer.departments if key is AnswerKey.DEPARTMENT else self._gazetteer.regions
        if value.upper() in areas:
            return (value.upper(),)
        names = {area.name: area.id for area in areas.values()}
        wanted = folded(value)
        for name, code in names.items():
            if wanted in (folded(name), *(f"{article} {folded(name)}" for article in ("le", "la", "les", "l"))):
                return (code,)
        what = "département" if key is AnswerKey.DEPARTMENT else "région"
        shown = shown_value(value)
        if value.isdigit() and len(value) == 1:
            remedy: str | None = f'Écrivez "0{value}" entre guillemets.'
        else:
            remedy = did_you_mean(value, names)
        return reading.problem(
            key.value, "lieu-inconnu", f"{key.value} : aucun {what} « {shown} »".replace("aucun région", "aucune région")
            + f" ; un code INSEE ou un nom de {what} était attendu",
            remedy,
        )  # fmt: skip

    def _settle_place(self, answers: dict[AnswerKey, tuple[str, ...]], reading: _Reading) -> None:
        """Work out the commune, and refuse places that contradict each other, naming both."""
        town = answers.get(AnswerKey.MUNICIPALITY)
        if town and town != (DONT_KNOW,):
            self._settle_town(town[0], answers, reading)
        department = answers.get(AnswerKey.DEPARTMENT)
        if department is None or department == (DONT_KNOW,):
            return
        implied = self._gazetteer.region_of(department[0])
        stated = answers.get(AnswerKey.REGION)
        if stated and stated != (DONT_KNOW,) and implied != stated[0]:
            reading.problem(
                "region", "contradiction",
                f"departement « {department[0]} » ({self._gazetteer.departments[department[0]].name}) n'est pas dans "
                f"region « {stated[0]} » ({self._gazetteer.regions[stated[0]].name})",
                f"Retirez la région : celle du département est « {implied} ».",
            )  # fmt: skip
        if implied:
            answers[AnswerKey.REGION] = (implied,)

    def _settle_town(self, text: str, answers: dict[AnswerKey, tuple[str, ...]], reading: _Reading) -> None:
        given = answers.get(AnswerKey.DEPARTMENT)
        department = given[0] if given and given != (DONT_KNOW,) else None
        found = self._find_town(text, department) if self._find_town else TownsFound(())
        shown = shown_value(text)
        if len(found.towns) == 1:
            town = found.towns[0]
            if department is not None and department != town.department:
                reading.problem(
                    "commune", "contradiction",
                    f"commune « {shown} » est dans le département {town.department}, departement dit « {department} »",
                    "Corrigez l'un des deux.",
                )  # fmt: skip
                return
            answers[AnswerKey.MUNICIPALITY] = (town.code,)
            answers[AnswerKey.DEPARTMENT] = (town.department,)
            return
        del answers[AnswerKey.MUNICIPALITY]
        if found.towns:
            where = listed((f"{town.name} ({town.department})" for town in found.towns), 8)
            reading.problem(
                "commune", "lieu-double", f"commune : {len(found.towns)} communes « {shown} » : {where}",
                "Ajoutez le département, ou donnez le code INSEE.",
            )  # fmt: skip
        else:
            near = f"Vouliez-vous {listed((f'« {name} »' for name in found.near), 3)} ?" if found.near else None
            reading.problem(
                "commune", "lieu-inconnu", f"commune : aucune commune « {shown} »"
                + (f" dans le département {department}" if department else ""),
                near or "Vérifiez l'orthographe, ou donnez le département seul.",
            )  # fmt: skip


class _Reading:
    """The problems of one set of answers."""

    def __init__(self, file: str, locate: Locate) -> None:
        self._file = file
        self._locate = locate
        self.problems: list[Problem] = []

    def problem(self, key: str, rule: str, message: str, remedy: str | None = None) -> tuple[str, ...] | None:
        """Record a problem; the answer it concerns is then None."""
        line, column = self._locate(key)
        self.problems.append(
            Problem(file=self._file, line=line, column=column, rule=rule, message=message, remedy=remedy)
        )
        return None

    def values(self, name: str, value: object) -> tuple[str, ...] | None:
        """The texts of an answer; None if it is absent or of a wrong type."""
        if value is None:
            return None
        if isinstance(value, str):
            return (value.strip(),) if value.strip() else None
        if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
            return tuple(item.strip() for item in value if item.strip())
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.problem(
                name, "guillemets", f"{name} : {shown_value(value)} est un nombre ; un texte était attendu",
                f'Écrivez "{shown_value(value)}" entre guillemets (avec son zéro : "01").',
            )  # fmt: skip
        return self.problem(
            name, "type", f"{name} : un texte ou une liste de textes était attendu", "Écrivez par exemple [commerce]."
        )
