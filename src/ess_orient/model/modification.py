"""A field of an entry replaced by a territory's own data, with the reason and the source."""

from typing import Annotated, Any

from msgspec import Meta

from ess_orient.model.record import Record
from ess_orient.model.source import Source


class Modification(Record, frozen=True, kw_only=True):
    """What a layer changes of an entry below it. Values are read as the fields they replace."""

    target: Annotated[str, Meta(description="Identifiant de la fiche modifiée")]
    replace: Annotated[dict[str, Any], Meta(description="Lignes remplacées : clé et nouvelle valeur")]
    why: Annotated[str, Meta(description="Pourquoi la ligne change ici")]
    source: Annotated[Source, Meta(description="D'où vient la nouvelle valeur")]
    checked_on: Annotated[str, Meta(description="Date de la vérification")]
