"""The entries of the knowledge: levers, actors, schemes, initiatives and what explains them."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from ess_orient.model.condition import Condition
from ess_orient.model.record import Record
from ess_orient.model.source import Source, Territory


class Status(StrEnum):
    """What is known of an entry today."""

    ACTIVE = "actif"
    TO_CONFIRM = "a_confirmer"
    RENAMED = "renomme"
    REPLACED = "remplace"
    ENDED = "termine"


class ActorKind(StrEnum):
    """The chart of actors also names schemes and whole families of bodies."""

    NETWORK = "reseau"
    ORGANISATION = "organisme"
    SCHEME = "dispositif"
    BODIES = "categorie"


class Entry(Record, frozen=True, kw_only=True):
    """What every entry holds. `texte` says in plain words what it does for the person."""

    id: Annotated[str, Meta(description="Identifiant stable : minuscules sans accent, chiffres et tirets")]
    name: Annotated[str, Meta(description="Nom complet")]
    acronym: Annotated[str | None, Meta(description="Sigle")] = None
    other_names: Annotated[tuple[str, ...], Meta(description="Autres noms que les gens emploient")] = ()
    text: Annotated[str, Meta(description="Une ou deux phrases simples : ce que cela apporte à la personne")]
    territory: Annotated[Territory | None, Meta(description="Où l'on peut s'en servir ; absent : toute la France")] = (
        None
    )
    site: Annotated[str | None, Meta(description="Adresse du site")] = None
    source: Annotated[Source, Meta(description="D'où vient ce que dit la fiche")]
    checked_on: Annotated[str, Meta(description="Date de la connaissance : 2020-09-01")]
    status: Annotated[Status, Meta(description="Situation connue")] = Status.ACTIVE
    started_on: Annotated[str | None, Meta(description="Début : 2018 ou 2018-01-01")] = None
    ended_on: Annotated[str | None, Meta(description="Fin : 2022 ou 2022-12-31")] = None
    box: Annotated[str | None, Meta(description="Encadré du guide d'où vient la fiche, s'il y en a un")] = None
    figures: Annotated[tuple[str, ...], Meta(description="Identifiants de chiffres clés liés")] = ()


class WayOfActing(Entry, frozen=True, kw_only=True):
    """One of the four ways of a lever; `texte` says what it is, two wordings say what to do with it."""

    number: Annotated[int, Meta(description="Numéro dans le levier, de 1 à 4", ge=1, le=4)]
    to_act: Annotated[str, Meta(description="Pour qui décide : ce que vous pouvez faire")]
    to_seek: Annotated[str, Meta(description="Pour qui porte un projet : quelle aide chercher et auprès de qui")]


class Lever(Entry, frozen=True, kw_only=True):
    """One of the guide's four levers of action."""

    number: Annotated[int, Meta(description="Numéro du levier, de 1 à 4", ge=1, le=4)]
    to_act: Annotated[str, Meta(description="Pour qui décide : ce que vous pouvez faire")]
    to_seek: Annotated[str, Meta(description="Pour qui porte un projet : quelle aide chercher et auprès de qui")]
    ways: Annotated[tuple[WayOfActing, ...], Meta(description="Les manières d'agir du levier")]


class ActorGroupEntry(Entry, frozen=True, kw_only=True):
    """One of the three groups of the guide's chart."""

    number: Annotated[int, Meta(description="Ordre dans le schéma", ge=1)]


class ActorFamily(Entry, frozen=True, kw_only=True):
    """One of the thirteen families of the chart."""

    group: Annotated[str, Meta(description="Groupe : informer, financer ou accompagner")]
    specific: Annotated[bool, Meta(description="oui (true) si la famille est spécialisée, non généraliste")] = False


class Actor(Entry, frozen=True, kw_only=True):
    """Someone to turn to, as the chart names them."""

    family: Annotated[str, Meta(description="Identifiant de la famille")]
    kind: Annotated[ActorKind, Meta(description="reseau, organisme, dispositif ou categorie")] = ActorKind.ORGANISATION
    network: Annotated[str | None, Meta(description="Réseau dont c'est le visage local : il prend sa place ici")] = None
    specialities: Annotated[tuple[str, ...], Meta(description="Secteurs de spécialité, s'il y en a")] = ()
    reserved_to: Annotated[Condition | None, Meta(description="Condition sans laquelle il ne sert pas")] = None
    missions: Annotated[tuple[str, ...], Meta(description="Ce qu'il fait, point par point")] = ()


class Scheme(Entry, frozen=True, kw_only=True):
    """Something one may use there and then: a call, a fund, a club, a support scheme."""

    theme: Annotated[str | None, Meta(description="Sorte de dispositif : appel à projets, garantie…")] = None
    lever: Annotated[str | None, Meta(description="Levier auquel il se rattache")] = None
    network: Annotated[str | None, Meta(description="Acteur qui le porte, s'il figure dans la base")] = None
    specialities: Annotated[tuple[str, ...], Meta(description="Secteurs de spécialité, s'il y en a")] = ()
    reserved_to: Annotated[Condition | None, Meta(description="Condition sans laquelle il ne sert pas")] = None


class Initiative(Entry, frozen=True, kw_only=True):
    """A real example. Where `ressource` names an entry usable by the person, that entry is proposed instead."""

    theme: Annotated[str, Meta(description="Thématique donnée par le guide")]
    way: Annotated[str | None, Meta(description="Manière d'agir illustrée")] = None
    lever: Annotated[str | None, Meta(description="Levier illustré")] = None
    sectors: Annotated[tuple[str, ...], Meta(description="Secteurs illustrés")] = ()
    resource: Annotated[str | None, Meta(description="Acteur ou dispositif que l'on peut utiliser sur place")] = None
    lesson: Annotated[str, Meta(description="Ce que l'exemple apprend, en une phrase")]


class SectorEntry(Entry, frozen=True, kw_only=True):
    """One of the guide's eleven sectors; its id is the answer's value."""

    aim: Annotated[str, Meta(description="Ce que le secteur cherche à obtenir")]
    structures: Annotated[tuple[str, ...], Meta(description="Sortes de structures que l'on y trouve")] = ()


class Challenge(Entry, frozen=True, kw_only=True):
    """One of the six challenges of rural territories."""

    number: Annotated[int, Meta(description="Numéro du défi", ge=1)]


class ImmediateStep(Entry, frozen=True, kw_only=True):
    """One of the six ways to act now."""

    number: Annotated[int, Meta(description="Numéro du geste", ge=1)]


class Definition(Entry, frozen=True, kw_only=True):
    """A word of the guide explained."""


class KeyFigure(Entry, frozen=True, kw_only=True):
    """A figure, with what it counts, where and when."""

    value: Annotated[str, Meta(description="La valeur, telle qu'elle s'écrit : 161 900 ou 9,9")]
    unit: Annotated[str, Meta(description="Unité ou chose comptée")]
    scope: Annotated[str, Meta(description="Périmètre : où et pour qui")]
    year: Annotated[str | None, Meta(description="Année ou période du chiffre")] = None


class Acronym(Entry, frozen=True, kw_only=True):
    """An acronym of the glossary; `nom` is the acronym itself, `texte` explains it plainly."""

    meaning: Annotated[str, Meta(description="Ce que veulent dire les lettres")]


class Publication(Entry, frozen=True, kw_only=True):
    """Something to read to go further."""

    authors: Annotated[str, Meta(description="Qui l'a publiée")]
    published_on: Annotated[str | None, Meta(description="Date de parution")] = None


class Organisation(Entry, frozen=True, kw_only=True):
    """An organisation the guide names elsewhere than in the chart."""

    kind: Annotated[str | None, Meta(description="Sorte d'organisme")] = None
