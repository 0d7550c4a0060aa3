"""From a profile to one answer per field; the place becomes the départements it may still be."""

from __future__ import annotations

from ess_orient.engine.masks import Answer
from ess_orient.engine.terms import Field
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile, Unknown

_PLAIN = (
    AnswerKey.AUDIENCE, AnswerKey.STAGE, AnswerKey.SECTORS, AnswerKey.NEEDS, AnswerKey.SITUATION, AnswerKey.LEGAL_FORM,
)  # fmt: skip


class Gazetteer:
    """The official régions and départements, and which holds which."""

    def __init__(self, base: Base) -> None:
        self.departments = {department.id: department for department in base.departments}
        self.regions = {region.id: region for region in base.regions}
        held: dict[str, list[str]] = {region: [] for region in self.regions}
        for department in base.departments:
            held.setdefault(department.region, []).append(department.id)
        self.departments_of = {region: tuple(sorted(codes)) for region, codes in held.items()}

    def region_of(self, department: str) -> str | None:
        """The région of a département, None for a code outside the list."""
        found = self.departments.get(department)
        return found.region if found else None

    def possible_departments(self, profile: Profile) -> Answer:
        """The départements the place may still be: one, those of a région, or None if nothing is known."""
        department = profile.get(AnswerKey.DEPARTMENT)
        if not isinstance(department, Unknown) and department:
            return department
        region = profile.get(AnswerKey.REGION)
        if not isinstance(region, Unknown) and region:
            return self.departments_of.get(region[0])
        return None

    def answers(self, profile: Profile) -> tuple[Answer, ...]:
        """One answer per `Field`, in its order."""
        plain: list[Answer] = []
        for key in _PLAIN:
            values = profile.get(key)
            plain.append(None if isinstance(values, Unknown) else values)
        municipality = profile.get(AnswerKey.MUNICIPALITY)
        known = None if isinstance(municipality, Unknown) or not municipality else municipality
        return (*plain, self.possible_departments(profile), known)


assert tuple(Field) == tuple(range(len(_PLAIN) + 2))
