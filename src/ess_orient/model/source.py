"""Where a fact comes from and where it holds."""

from typing import Annotated

from msgspec import Meta

from ess_orient.model.record import Record


class Document(Record, frozen=True, kw_only=True):
    """A document that facts are drawn from."""

    id: Annotated[str, Meta(description="Identifiant du document, cité par les sources")]
    title: Annotated[str, Meta(description="Titre du document")]
    authors: Annotated[str, Meta(description="Qui l'a écrit ou publié")]
    date: Annotated[str, Meta(description="Date de parution : 2020-09 ou 2020-09-01")]
    url: Annotated[str | None, Meta(description="Adresse où le trouver")] = None
    licence: Annotated[str | None, Meta(description="Droits sur le document")] = None


class Source(Record, frozen=True, kw_only=True):
    """The passage or page a fact was read in."""

    document: Annotated[str, Meta(description="Identifiant d'un document de la section « documents »")]
    section: Annotated[str | None, Meta(description="Titre de la partie où le fait est écrit")] = None
    page: Annotated[int | None, Meta(description="Page, seulement si elle est sûre")] = None
    title: Annotated[str | None, Meta(description="Titre de la page publique lue")] = None
    url: Annotated[str | None, Meta(description="Adresse de la page publique lue")] = None
    date: Annotated[str | None, Meta(description="Date de la page lue : 2024, 2024-07 ou 2024-07-23")] = None
    reading: Annotated[
        bool, Meta(description="oui (true) si le lien est notre lecture du document, et non écrit par lui")
    ] = False


class Territory(Record, frozen=True, kw_only=True):
    """Where an entry may be used; no region and no department means the whole country."""

    label: Annotated[str, Meta(description="Le territoire avec les mots de la source")]
    regions: Annotated[tuple[str, ...], Meta(description="Codes INSEE des régions, entre guillemets")] = ()
    departments: Annotated[tuple[str, ...], Meta(description="Codes INSEE des départements, entre guillemets")] = ()
    partial: Annotated[
        bool,
        Meta(description="oui (true) si seule une partie de ces départements est servie, celle que dit le libellé"),
    ] = False


class Correction(Record, frozen=True, kw_only=True):
    """A misreading of the guide put right."""

    as_read: Annotated[str, Meta(description="Ce que porte le texte lu")]
    corrected: Annotated[str, Meta(description="Ce que nous écrivons")]
    why: Annotated[str, Meta(description="Pourquoi la correction est sûre")]
    section: Annotated[str, Meta(description="Partie du guide concernée")]
    entry: Annotated[str | None, Meta(description="Identifiant de la fiche concernée")] = None
    source: Annotated[Source | None, Meta(description="Source de la correction, si elle vient d'ailleurs")] = None
