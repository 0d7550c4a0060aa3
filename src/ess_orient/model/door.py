"""What has been learnt since the guide: local doors of networks, and the follow-up of entries."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from ess_orient.model.entries import Status
from ess_orient.model.record import Record
from ess_orient.model.source import Source, Territory


class Confidence(StrEnum):
    """How sure a source makes a fact."""

    HIGH = "haute"
    MEDIUM = "moyenne"
    LOW = "basse"


class SiteBasis(StrEnum):
    """How an address is known."""

    PAGE_READ = "page_lue"
    CITED = "cite"


class Door(Record, frozen=True, kw_only=True):
    """The local face of a national network."""

    id: Annotated[str, Meta(description="Identifiant stable")]
    network: Annotated[str, Meta(description="Acteur dont c'est le visage local, ou sorte de porte")]
    name: Annotated[str, Meta(description="Nom de la structure")]
    text: Annotated[str | None, Meta(description="Ce qu'elle apporte à la personne, si la source le dit")] = None
    territory: Annotated[Territory | None, Meta(description="Où elle reçoit ; absent : toute la France")] = None
    site: Annotated[str | None, Meta(description="Adresse du site")] = None
    site_basis: Annotated[SiteBasis | None, Meta(description="page_lue ou cite")] = None
    source: Annotated[Source, Meta(description="Page où la porte a été lue")]
    checked_on: Annotated[str, Meta(description="Date à laquelle la page a été lue")]
    confidence: Annotated[Confidence, Meta(description="haute, moyenne ou basse")]
    directory: Annotated[
        bool, Meta(description="oui (true) pour un annuaire national : il passe avant les portes à confirmer")
    ] = False
    status: Annotated[Status, Meta(description="Situation connue")] = Status.ACTIVE
    ended_on: Annotated[str | None, Meta(description="Date de fin")] = None
    note: Annotated[str | None, Meta(description="Ce qu'il faut savoir ou vérifier")] = None


class Update(Record, frozen=True, kw_only=True):
    """What is known today of an entry of the guide."""

    entry: Annotated[str, Meta(description="Identifiant de la fiche suivie")]
    status: Annotated[Status, Meta(description="Situation aujourd'hui")]
    since: Annotated[str | None, Meta(description="Depuis quand")] = None
    new_name: Annotated[str | None, Meta(description="Nom actuel, s'il a changé")] = None
    successor: Annotated[str | None, Meta(description="Fiche qui prend la suite")] = None
    site: Annotated[str | None, Meta(description="Adresse actuelle, si elle a changé ou était inconnue")] = None
    note: Annotated[str, Meta(description="Ce qui a changé, en une ou deux phrases")]
    source: Annotated[Source | None, Meta(description="Page qui le dit ; absente : rien trouvé")] = None
    checked_on: Annotated[str, Meta(description="Date de la vérification")]
    confidence: Annotated[Confidence, Meta(description="haute, moyenne ou basse")]
