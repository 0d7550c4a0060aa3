"""Which fields cite other records, and which records they may cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ess_orient.engine.directory import KINDS_OF_DOOR
from ess_orient.model.door import Door, Update
from ess_orient.model.entries import Actor, ActorFamily, Entry, Initiative, Scheme
from ess_orient.model.orientation import ActorGroups
from ess_orient.model.rule import Expectation, NextStep, Recommendation
from ess_orient.model.source import Correction, Source
from ess_orient.rulebase.study import Part, Study

GROUPS = ActorGroups.__struct_encode_fields__
"""The three groups, as families name them."""


class Citation(NamedTuple):
    """A place that cites a record: what it says, what may stand there, and whether the word is a key."""

    part: Part
    cited: str
    what: str
    known: frozenset[str]
    is_key: bool


_ENTRY = "fiche"
_TARGETS = {
    "levers": ("levier", "leviers"), "ways": ("manière d'agir", "manieres"), "families": ("famille", "familles"),
    "actors": ("acteur", "acteurs"), "schemes": ("dispositif", "dispositifs"),
    "initiatives": ("initiative", "initiatives"), "immediate_steps": ("geste", "gestes"),
    "first_lever": ("levier", "leviers"),
    "shown": (_ENTRY, "proposables"), "to_check": (_ENTRY, "proposables"), "never": (_ENTRY, "proposables"),
    "never_shown": (_ENTRY, "proposables"),
}  # fmt: skip
_FIELDS: Mapping[tuple[type, str], tuple[str, str]] = {
    (Source, "document"): ("document", "documents"),
    (ActorFamily, "group"): ("groupe", "groupes"),
    (Actor, "family"): ("famille", "familles"),
    (Actor, "network"): ("acteur", "acteurs"),
    (Scheme, "network"): ("acteur", "acteurs"),
    (Scheme, "lever"): ("levier", "leviers"),
    (Initiative, "lever"): ("levier", "leviers"),
    (Initiative, "way"): ("manière d'agir", "manieres"),
    (Initiative, "resource"): ("acteur ou dispositif", "ressources"),
    (NextStep, "toward"): ("groupe, famille ou acteur", "destinataires"),
    (Door, "network"): ("acteur ou dispositif", "reseaux"),
    (Update, "entry"): (_ENTRY, "fiches"),
    (Update, "successor"): (_ENTRY, "fiches"),
    (Correction, "entry"): (_ENTRY, "fiches"),
}


def pools(study: Study) -> dict[str, frozenset[str]]:
    """The ids that may be cited, by kind."""
    found = {
        name: frozenset(placed.id for placed in study.sections.get(name, ()))
        for name in (
            "documents",
            "leviers",
            "familles",
            "acteurs",
            "dispositifs",
            "initiatives",
            "gestes",
            "chiffres_cles",
        )
    }
    found["manieres"] = frozenset(way.id for lever in study.base.levers for way in lever.ways)
    found["groupes"] = frozenset(GROUPS)
    found["ressources"] = found["acteurs"] | found["dispositifs"]
    found["destinataires"] = found["groupes"] | found["familles"] | found["acteurs"]
    found["reseaux"] = found["ressources"] | frozenset(KINDS_OF_DOOR)
    found["fiches"] = frozenset(placed.id for placed in study.identified)
    found["proposables"] = frozenset().union(
        *(found[name] for name in ("leviers", "manieres", "acteurs", "dispositifs", "initiatives", "gestes"))
    )
    return found


def citations(study: Study) -> Iterator[Citation]:
    """Every place of the base that cites a record by its id."""
    known = pools(study)
    for part in study.parts:
        if isinstance(part.owner, (Recommendation, Expectation)):
            if part.name in _TARGETS and (cited := _cited(part)) is not None:
                what, pool = _TARGETS[part.name]
                yield Citation(part, cited, what, known[pool], isinstance(part.owner, Recommendation))
        elif isinstance(part.value, str):
            if part.name == "figures" and isinstance(part.owner, Entry):
                yield Citation(part, part.value, "chiffre clé", known["chiffres_cles"], False)
            elif (found := _FIELDS.get((type(part.owner), part.name))) is not None:
                yield Citation(part, part.value, found[0], known[found[1]], False)


def _cited(part: Part) -> str | None:
    """The id a target or an expectation names."""
    if isinstance(part.owner, Recommendation):
        return str(part.path[-1]) if isinstance(part.value, float) else None
    return part.value if isinstance(part.value, str) else None
