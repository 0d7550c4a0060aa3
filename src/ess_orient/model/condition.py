"""What a rule asks of the answers: keys joined by *and*, values by *or*; `tous`, `un`, `aucun` nest."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from ess_orient.model.record import Record
from ess_orient.model.words import french


class AnswerKey(StrEnum):
    """The nine things a person may tell; the value is the French key."""

    AUDIENCE = french("audience")
    STAGE = french("stage")
    SECTORS = french("sectors")
    NEEDS = french("needs")
    DEPARTMENT = french("department")
    REGION = french("region")
    MUNICIPALITY = french("municipality")
    SITUATION = french("situation")
    LEGAL_FORM = french("legal_form")


class Condition(Record, frozen=True, kw_only=True):
    """A condition as a keeper writes it. An empty one always holds."""

    audience: Annotated[tuple[str, ...], Meta(description="Profils concernés")] = ()
    stage: Annotated[tuple[str, ...], Meta(description="Stades concernés")] = ()
    sectors: Annotated[tuple[str, ...], Meta(description="Secteurs : un au moins")] = ()
    needs: Annotated[tuple[str, ...], Meta(description="Besoins : un au moins")] = ()
    department: Annotated[tuple[str, ...], Meta(description="Codes de départements")] = ()
    region: Annotated[tuple[str, ...], Meta(description="Codes de régions")] = ()
    municipality: Annotated[tuple[str, ...], Meta(description="Codes de communes")] = ()
    situation: Annotated[tuple[str, ...], Meta(description="Situations : une au moins")] = ()
    legal_form: Annotated[tuple[str, ...], Meta(description="Formes juridiques")] = ()
    all_of: Annotated[tuple[Condition, ...], Meta(description="Toutes ces conditions")] = ()
    any_of: Annotated[tuple[Condition, ...], Meta(description="Une au moins de ces conditions")] = ()
    none_of: Annotated[tuple[Condition, ...], Meta(description="Aucune de ces conditions")] = ()

    def tests(self) -> tuple[tuple[AnswerKey, tuple[str, ...]], ...]:
        """The plain tests of this level: (key, accepted values), in the order of the keys."""
        values = (
            self.audience, self.stage, self.sectors, self.needs, self.department,
            self.region, self.municipality, self.situation, self.legal_form,
        )  # fmt: skip
        return tuple((key, accepted) for key, accepted in zip(AnswerKey, values, strict=True) if accepted)


ALWAYS = Condition()
