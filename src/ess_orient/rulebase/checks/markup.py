r"""Les textes sont du texte simple : ni balise, ni mise en forme, ni caractère invisible.

Ils s'affichent à l'écran, sur une page et dans un PDF : une balise y serait lue telle quelle, et un caractère de
contrôle pourrait déranger l'écran. Seules les étapes contiennent un repère : {acteur}.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement <b>régional</b> alimentaire"
        texte: "Un réseau **de commerces**."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Un réseau de commerces."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ess_orient.model.rule import NextStep
from ess_orient.model.source import Correction
from ess_orient.model.wording import shown_value
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.study import Part, Study

_MARKUP = re.compile(
    r"</?[A-Za-z][^<>]*>|<!--|&(?:[a-z]+|#\d+);|\*\*|__|`|\[[^\]]*\]\([^)]*\)|^#+ |\{\{|\}\}|\{%", re.MULTILINE
)
_PLACEHOLDER = re.compile(r"\{[^}]*\}?")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
_AS_FOUND = frozenset({"as_read", "corrected"})


def find(study: Study) -> Iterator[Finding]:
    """Markup and invisible characters in any text; what a document reads like is kept as it is."""
    for part in study.texts:
        if isinstance(part.owner, Correction) and part.name in _AS_FOUND:
            continue
        wrong = _wrong(part)
        if wrong is not None:
            yield Finding(study.spot_of(part), wrong, "Écrivez du texte simple.")


def _wrong(part: Part) -> str | None:
    text = part.value
    markup = _MARKUP.search(text)
    if markup is not None:
        return f"mise en forme « {shown_value(markup[0], 30)} » dans un texte ; du texte simple était attendu"
    hidden = next((char for char in text if unicodedata.category(char) in _INVISIBLE and char != "\n"), None)
    if hidden is not None:
        return f"caractère invisible (U+{ord(hidden):04X}) dans un texte ; du texte simple était attendu"
    for found in _PLACEHOLDER.findall(text):
        if found != "{acteur}" or not isinstance(part.owner, NextStep):
            return f"repère « {shown_value(found, 30)} » ; seul {{acteur}} est permis, dans une étape"
    return None


CHECK = Check(id="balisage", find=find)
