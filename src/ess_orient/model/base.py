"""The whole knowledge, as one frozen record."""

from typing import Annotated

from msgspec import Meta

from ess_orient.model.door import Door, Update
from ess_orient.model.entries import (
    Acronym,
    Actor,
    ActorFamily,
    ActorGroupEntry,
    Challenge,
    Definition,
    ImmediateStep,
    Initiative,
    KeyFigure,
    Lever,
    Organisation,
    Publication,
    Scheme,
    SectorEntry,
)
from ess_orient.model.modification import Modification
from ess_orient.model.question import Question, Settings
from ess_orient.model.record import Record
from ess_orient.model.rule import Contradiction, Example, NextStep, Rule
from ess_orient.model.source import Correction, Document

BASE_FORMAT = "ess-orient/base/1"
"""The schema of the data files. A file that names another one was written for another version of the program."""


class Region(Record, frozen=True, kw_only=True):
    """A région of the official list."""

    id: Annotated[str, Meta(description="Code INSEE de la région")]
    name: Annotated[str, Meta(description="Nom de la région")]


class Department(Record, frozen=True, kw_only=True):
    """A département of the official list."""

    id: Annotated[str, Meta(description="Code INSEE du département")]
    name: Annotated[str, Meta(description="Nom du département")]
    region: Annotated[str, Meta(description="Code INSEE de sa région")]


class Base(Record, frozen=True, kw_only=True):
    """All sections of all data files, in the order they were read. Any file may hold any section."""

    format: Annotated[str | None, Meta(description=f"Format des fichiers de données : {BASE_FORMAT}")] = None
    version: Annotated[str | None, Meta(description="Version de la base")] = None
    settings: Annotated[Settings | None, Meta(description="Réglages de l'orientation")] = None
    documents: Annotated[tuple[Document, ...], Meta(description="Documents cités")] = ()
    questions: Annotated[tuple[Question, ...], Meta(description="Questions posées")] = ()
    levers: Annotated[tuple[Lever, ...], Meta(description="Leviers d'action")] = ()
    groups: Annotated[tuple[ActorGroupEntry, ...], Meta(description="Groupes d'acteurs")] = ()
    families: Annotated[tuple[ActorFamily, ...], Meta(description="Familles d'acteurs")] = ()
    actors: Annotated[tuple[Actor, ...], Meta(description="Acteurs")] = ()
    schemes: Annotated[tuple[Scheme, ...], Meta(description="Dispositifs")] = ()
    initiatives: Annotated[tuple[Initiative, ...], Meta(description="Initiatives")] = ()
    sector_entries: Annotated[tuple[SectorEntry, ...], Meta(description="Secteurs")] = ()
    challenges: Annotated[tuple[Challenge, ...], Meta(description="Défis")] = ()
    immediate_steps: Annotated[tuple[ImmediateStep, ...], Meta(description="Manières d'agir dès à présent")] = ()
    definitions: Annotated[tuple[Definition, ...], Meta(description="Définitions")] = ()
    key_figures: Annotated[tuple[KeyFigure, ...], Meta(description="Chiffres clés")] = ()
    acronyms: Annotated[tuple[Acronym, ...], Meta(description="Sigles")] = ()
    publications: Annotated[tuple[Publication, ...], Meta(description="Publications")] = ()
    organisations: Annotated[tuple[Organisation, ...], Meta(description="Autres organismes")] = ()
    corrections: Annotated[tuple[Correction, ...], Meta(description="Corrections de lecture")] = ()
    rules: Annotated[tuple[Rule, ...], Meta(description="Règles")] = ()
    steps: Annotated[tuple[NextStep, ...], Meta(description="Prochaines étapes")] = ()
    contradictions: Annotated[tuple[Contradiction, ...], Meta(description="Réponses qui vont mal ensemble")] = ()
    examples: Annotated[tuple[Example, ...], Meta(description="Exemples, rejoués comme des tests")] = ()
    doors: Annotated[tuple[Door, ...], Meta(description="Portes locales des réseaux")] = ()
    updates: Annotated[tuple[Update, ...], Meta(description="Ce qui a changé depuis le guide")] = ()
    modifications: Annotated[
        tuple[Modification, ...], Meta(description="Lignes de fiches remplacées par un territoire")
    ] = ()
    regions: Annotated[tuple[Region, ...], Meta(description="Liste officielle des régions")] = ()
    departments: Annotated[tuple[Department, ...], Meta(description="Liste officielle des départements")] = ()
