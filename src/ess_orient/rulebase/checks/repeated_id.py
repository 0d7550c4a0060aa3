"""Un identifiant ne sert qu'une fois dans toute la base, tous types de fiches et tous dossiers confondus.

Deux fiches de même identifiant ne peuvent pas être distinguées par les règles. Un dossier de territoire ne redéfinit
pas une fiche : il en remplace des lignes par « modifications », ou la ferme par un suivi.

À éviter :

    sigles:
      - id: france-active
        nom: "FA"
        signification: "France Active"
        texte: "Un réseau de financement."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-france-active
        nom: "FA"
        signification: "France Active"
        texte: "Un réseau de financement."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Placed, Study


def find(study: Study) -> Iterator[Finding]:
    """Ids met again, over all entries; over codes and documents, within their own section."""
    yield from _repeated(study, study.identified)
    for section in ("documents", "regions", "departements"):
        yield from _repeated(study, study.sections.get(section, ()))


def _repeated(study: Study, records: Iterable[Placed]) -> Iterator[Finding]:
    first: dict[str, Placed] = {}
    for placed in records:
        before = first.setdefault(placed.id, placed)
        if before is placed:
            continue
        where = study.spot(before, ("id",))
        layers = ""
        if before.origin.layer != placed.origin.layer:
            layers = f" (couche « {before.origin.layer} » ; ici, couche « {placed.origin.layer} »)"
        message = f"identifiant « {placed.id} » déjà pris dans {where.file}, ligne {where.line}{layers}"
        remedy = "Changez d'identifiant, ou remplacez des lignes de la fiche par « modifications »."
        yield Finding(study.spot(placed, ("id",)), message, remedy)


CHECK = Check(id="identifiant-double", find=find, blocking=True)
