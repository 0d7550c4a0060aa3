"""Un fait ou une règle dit d'où il vient.

Sans source, personne ne peut le vérifier ni le mettre à jour. Une règle qui est notre lecture d'un document porte
« lecture: true ».

À éviter :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Vous cherchez un financement."

Préférer :

    regles:
      - id: commerce-a-financer
        quand: {besoins: [financement]}
        recommander: {leviers: {financer: 2}}
        parce_que: "Vous cherchez un financement."
        source: {document: guide-2020, section: "Levier 1", lecture: true}
"""

from __future__ import annotations

from ess_orient.rulebase.finding import Check

CHECK = Check(id="sans-source")
