"""Une source dit où lire le fait : une partie du document, ou l'adresse de la page.

« guide-2020 » sans le titre de la partie, ou une page publique sans adresse, ne permet pas de vérifier. La date de la
page ne vient pas après aujourd'hui.

À éviter :

    contradictions: []
    portes:
      - id: porte-essai
        reseau: france-active
        nom: "France Active Limousin"
        source: {document: page-publique}
        verifie_le: "2026-11-01"
        confiance: haute

Préférer :

    contradictions: []
    portes:
      - id: porte-essai
        reseau: france-active
        nom: "France Active Limousin"
        source: {document: page-publique, adresse: "https://www.franceactive-limousin.org"}
        verifie_le: "2026-11-01"
        confiance: haute
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.source import Source
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study


def find(study: Study) -> Iterator[Finding]:
    """Sources without a section and without an address."""
    for part in study.parts:
        source = part.value
        if isinstance(source, Source) and source.section is None and source.url is None:
            message = f"source « {source.document} » sans partie ni adresse : le fait ne peut pas être vérifié"
            yield Finding(study.spot_of(part), message, "Ajoutez « section: … », ou « adresse: … » pour une page.")


CHECK = Check(id="source-incomplete", find=find)
