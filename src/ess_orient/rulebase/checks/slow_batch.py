"""Les points et les conditions restent assez simples pour les fichiers de milliers de lignes.

« lot » calcule d'ordinaire des milliers de lignes à la fois. Il ne le peut plus si des points ne sont pas des multiples
de 0,5 ou de 0,25, ou si une fiche dépend de trop de conditions. Les résultats restent justes ; ils viennent plus
lentement. Ce constat n'est fait que si le supplément [lot] est installé.

À éviter :

    regles:
      - id: points-trop-fins
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 2.123}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}

Préférer :

    regles:
      - id: points-simples
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1"}
"""

from __future__ import annotations

from ess_orient.model.problem import Level
from ess_orient.rulebase.finding import Check

CHECK = Check(id="lot-ralenti", level=Level.WARNING)  # found by the command: files of answers are none of the base's
