"""What is measured: the tool, and the keyword baseline that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.comprehension.corpus import FIELDS
from ess_orient.language import CompiledLexicon, Geography, understand
from ess_orient.model.comprehension import Comprehension
from ess_orient.model.wording import folded
from ess_orient.rulebase.lexicon import load_lexicon
from ess_orient.rulebase.load import EMBEDDED, Layer
from ess_orient.territory.fold import name_key
from ess_orient.territory.places import Places

DATA = Path(__file__).resolve().parents[2] / "data"


class Guess(NamedTuple):
    """What a system said of a text: values by field, those it pre-fills, the place by its names."""

    values: Mapping[str, frozenset[str]]
    sure: Mapping[str, frozenset[str]]
    place: Mapping[str, frozenset[str]]
    sure_place: Mapping[str, frozenset[str]]
    out_of_scope: bool
    distress: bool
    rules: tuple[tuple[str, str, str], ...] = ()


System = Callable[[str], Guess]


def tool() -> System:
    """The tool itself, on its own data."""
    lexicon = CompiledLexicon(load_lexicon([Layer(EMBEDDED, DATA)]).lexicon)
    places = Places.open(DATA / "places.sqlite")
    geography = Geography(places, lexicon.lexicon.territory)

    def run(text: str) -> Guess:
        return _guess(understand(text, lexicon, geography), places)

    return run


def _guess(said: Comprehension, places: Places) -> Guess:
    sure = {field: frozenset(_listed(said.answers.get(field))) for field in FIELDS}
    values = {field: sure[field] | frozenset(_listed(said.suggestions.get(field))) for field in FIELDS}
    named: dict[str, set[str]] = {}
    named_sure: dict[str, set[str]] = {}
    for evidence in said.evidence:
        if evidence.rule == "lieu-pays":
            named.setdefault("pays", set()).add(folded(evidence.words))
            continue
        if evidence.key not in ("commune", "departement", "region"):
            continue
        value = evidence.value
        if evidence.key == "commune":
            commune = places.municipality(value)
            value = name_key(commune.name) if commune else value
        named.setdefault(evidence.key, set()).add(value)
        if evidence.value in _listed(said.answers.get(evidence.key)):
            named_sure.setdefault(evidence.key, set()).add(value)
    rules = tuple((each.rule, each.key, each.value) for each in said.evidence)
    frozen = {key: frozenset(found) for key, found in named.items()}
    frozen_sure = {key: frozenset(found) for key, found in named_sure.items()}
    return Guess(values, sure, frozen, frozen_sure, said.out_of_scope, said.distress, rules)


def _listed(value: str | tuple[str, ...] | None) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


_KEYWORDS: dict[str, dict[str, str]] = {
    "profil": {"collectivite": r"maire|commune|elu", "collectif": r"habitants|collectif|groupe", "porteur": r"\bje\b|\bj\b",
               "entreprise_ess": r"association|cooperative", "financeur": r"fondation", "accompagnateur": r"reseau|accompagn",
               "citoyen": r"epargne|benevole"},
    "stade": {"reprise": r"repren|repris|racheter|repreneur", "idee": r"idee|reve|envie", "emergence": r"etude|test|enquete",
              "creation": r"creer|creation|ouvrir", "consolidation": r"difficult|tenir|redressement",
              "developpement": r"developp|agrandir|nouveau"},
    "secteurs": {"commerce": r"epicerie|commerce|cafe|bar\b|boulangerie|restaurant", "culture": r"culture|theatre|festival|cinema|livre",
                 "alimentation_agriculture": r"agricol|maraich|ferme|eleveur|producteur", "mobilite": r"transport|velo|voiture|mobilite",
                 "economie_circulaire": r"ressourcerie|recycl|reemploi", "sante": r"sante|medecin", "energie": r"energie|solaire|eolien",
                 "tiers_lieux": r"tiers lieu|coworking", "action_sociale": r"social|creche|insertion|aide", "autre": r"tourisme|sport",
                 "intergenerationnel": r"generation|anciens|aines", "entrepreneuriat_territoire": r"emploi|entrepreneur|incubateur"},
    "besoins": {"financement": r"financ|argent|subvention|fonds|euros", "lieu_foncier": r"local\b|terrain|lieu\b|batiment",
                "recrutement": r"recrut|embauch|salarie", "mobilisation": r"benevole", "formation": r"form(er|ation)",
                "information": r"comment|par ou|droit", "accompagnement": r"accompagn|aide", "reseau": r"reseau|partenaire|rencontr",
                "structuration_juridique": r"statut|juridique|scic|scop", "marches": r"client|appels? d offre|vendre",
                "evaluation_impact": r"impact|mesurer", "contractualisation": r"convention|contrat",
                "diagnostic_territoire": r"diagnostic", "representation": r"represent|defend", "placer_epargne": r"epargne",
                "test_activite": r"couveuse|tester", "recherche": r"these|chercheur"},
    "situation": {"agricole": r"agricol|ferme|eleveur", "insertion": r"insertion", "jeunes": r"jeunes", "numerique": r"numerique",
                  "parc_naturel_regional": r"parc naturel"},
    "forme": {"association": r"association|asso\b", "scic": r"scic", "scop": r"scop", "cooperative": r"cooperative|cuma",
              "public": r"mairie|commune", "fondation": r"fondation", "mutuelle": r"mutuelle"},
}  # fmt: skip
_MOST = {"secteurs": 3, "besoins": 4, "situation": 6}


def baseline() -> System:
    """Keywords alone: the first value whose word stands in the text, or several where several are asked; places by name."""
    compiled = {field: {value: re.compile(words) for value, words in each.items()} for field, each in _KEYWORDS.items()}
    places = Places.open(DATA / "places.sqlite")
    wide = {folded(place.name): ("departement", place.code) for place in places.departments()}
    wide |= {folded(place.name): ("region", place.code) for place in places.regions()}

    def run(text: str) -> Guess:
        plain = folded(text)
        values = {}
        for field, each in compiled.items():
            found = [value for value, words in each.items() if words.search(plain)]
            values[field] = frozenset(found[: _MOST.get(field, 1)])
        place: dict[str, frozenset[str]] = {}
        for name, (key, code) in wide.items():
            if f" {name} " in f" {plain} ":
                place[key] = place.get(key, frozenset()) | {code}
        return Guess(values, values, place, place, not any(values.values()), False)

    return run
