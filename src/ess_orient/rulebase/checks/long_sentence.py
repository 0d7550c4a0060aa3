"""Une phrase pour les gens ne dépasse pas vingt-cinq mots.

Une phrase longue se lit mal à l'écran et à voix haute. Coupez-la en deux.

À éviter :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Ce réseau de commerces, né près d'ici il y a dix ans, aide celles et ceux qui veulent ouvrir une épicerie, un café ou une boulangerie dans leur village."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"

Préférer :

    sigles:
      - id: sigle-essai
        nom: "GRAP"
        signification: "Groupement régional alimentaire"
        texte: "Ce réseau de commerces est né près d'ici. Il aide celles et ceux qui veulent ouvrir une épicerie ou un café dans leur village."
        source: {document: guide-2020, section: "Glossaire"}
        verifie_le: "2020-09-01"
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check, Finding
from ess_orient.rulebase.plain import for_people, sentences, words
from ess_orient.rulebase.study import Study

MOST_WORDS = 25


def find(study: Study) -> Iterator[Finding]:
    """Sentences of more words than a person takes in at once."""
    for part in study.texts:
        if not for_people(part):
            continue
        for sentence in sentences(part.value):
            count = len(words(sentence))
            if count > MOST_WORDS:
                message = f"phrase de {count} mots ; {MOST_WORDS} au plus : « {sentence[:50].rstrip()}… »"
                yield Finding(study.spot_of(part), message, "Coupez-la en deux.")


CHECK = Check(id="phrase-longue", level=Level.WARNING, find=find)
