"""Un même mot ne dit pas deux choses sans rien qui les départage.

Si « jardin » disait à la fois l'agriculture et l'action sociale, l'une des deux serait souvent fausse.

À éviter :

    - {id: secteur-a, cle: secteurs, valeurs: [culture], formes: [jardin]}
    - {id: secteur-b, cle: secteurs, valeurs: [energie], formes: [jardin]}

Préférer :

    - {id: secteur-a, cle: secteurs, valeurs: [culture], formes: ["jardin des arts"]}
"""

from __future__ import annotations

from collections.abc import Iterator

from ess_orient.model.forms import Element, Kind
from ess_orient.model.lexicon import Cue, CueKey
from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks_lexicon.study import LexiconStudy, Written

RULE = "mot-a-double-sens"
_FREE = frozenset({CueKey.SIGNAL, CueKey.OUT_OF_SCOPE, CueKey.DISTRESS})

Alone = tuple[str, tuple[Element, ...]]


def find(study: LexiconStudy) -> Iterator[Problem]:
    """The same expression under two entries of one key that tell different values."""
    seen: dict[Alone, Written] = {}
    for written in study.written:
        if not isinstance(written.entry, Cue) or written.entry.key in _FREE:
            continue
        for expression in _expressions(written):
            first = seen.setdefault(expression, written)
            assert isinstance(first.entry, Cue)
            if first is not written and not set(first.entry.values) & set(written.entry.values):
                shown = " ".join(element.text for element in expression[1])
                message = f"« {shown} » dit déjà {', '.join(first.entry.values)} ({first.entry.id})"
                yield study.at_form(written, RULE, message, "Ajoutez d'un côté les mots qui les départagent.")


def _expressions(written: Written) -> Iterator[Alone]:
    """Forms without gap or family, one alternative each."""
    assert isinstance(written.entry, Cue)
    for form in written.forms:
        if any(element.kind in (Kind.GAP, Kind.FAMILY) for step in form for element in step):
            continue
        if len(form) == 1:
            yield from ((written.entry.key.value, (element,)) for element in form[0])
        elif all(len(step) == 1 for step in form):
            yield written.entry.key.value, tuple(step[0] for step in form)
