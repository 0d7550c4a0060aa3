"""Une adresse de site commence par https:// ou http:// et nomme un site.

Elle devient un lien sous les yeux de la personne. Une adresse tronquée, avec une espace, ou sans le début ne
s'ouvre pas.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        site: "www.grap .coop"
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        site: "https://www.grap.coop"
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ess_orient.model.wording import shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Study

_FIELDS = frozenset({"site", "url"})
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.[^\W\d_]{{2,}}\Z")
_UNSAFE = re.compile(r"[\s<>\"\\^`{}|]")


def find(study: Study) -> Iterator[Finding]:
    """Addresses that no browser would open."""
    for part in study.texts:
        if part.name in _FIELDS and not _is_address(part.value):
            message = f"adresse « {shown_value(part.value, 80)} » ; https://nom-du-site était attendu"
            guess = f"https://{part.value.strip()}"
            remedy = f"Écrivez {guess}." if _is_address(guess) else "Recopiez l'adresse depuis votre navigateur."
            yield Finding(study.spot_of(part), message, remedy)


def _is_address(text: str) -> bool:
    if _UNSAFE.search(text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "@" not in parts.netloc and bool(_HOST.match(host))


CHECK = Check(id="adresse", find=find)
