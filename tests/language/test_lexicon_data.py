"""The lexicon of the base: clean, its examples pass; and what its checks find in a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.language import Reader, failures
from ess_orient.model.lexicon import Lexicon
from ess_orient.rulebase.checks_lexicon import check
from ess_orient.rulebase.lexicon import load_lexicon, load_lexicon_cached
from ess_orient.rulebase.load import EMBEDDED, Layer, load

EMBEDDED_LAYER = Layer(EMBEDDED, paths.data_folder())


def choices() -> dict[str, frozenset[str]]:
    questions = load([EMBEDDED_LAYER]).base.questions
    return {each.key.value: frozenset(choice.id for choice in each.choices) for each in questions if each.choices}


def test_nothing_is_wrong_with_the_lexicon() -> None:
    assert check(load_lexicon([EMBEDDED_LAYER]), choices()) == ()


def test_its_examples_pass(lexicon: Lexicon, reader: Reader) -> None:
    assert list(failures(lexicon.examples, reader)) == []
    assert len(lexicon.examples) >= 10


def test_every_helpline_has_a_source_and_a_date(lexicon: Lexicon) -> None:
    for line in lexicon.helplines:
        assert line.source.url and line.checked_on


def findings(folder: Path, text: str) -> list[tuple[int, str]]:
    (folder / "lexicon.yaml").write_text(text, encoding="utf-8")
    return [(one.line, one.rule) for one in check(load_lexicon([Layer("couche", folder)]), choices())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mots:\n  - {id: a, cle: secteurs, valeurs: [comerce], formes: [truc machin]}\n", [(2, "nom-inconnu")]),
        ("mots:\n  - {id: a, cle: secteurs, valeurs: [commerce], formes: ['… truc']}\n", [(2, "forme-illisible")]),
        ("mots:\n  - {id: a, cle: secteurs, valeurs: [commerce], formes: ['<rien> truc']}\n", [(2, "forme-illisible")]),
        ("mots:\n  - {id: a, cle: secteurs, valeurs: [commerce], formes: [truc, trucs]}\n", [(2, "forme-repetee")]),
        (
            "mots:\n  - {id: a, cle: secteurs, valeurs: [commerce], formes: [jardin]}\n"
            "  - {id: b, cle: secteurs, valeurs: [culture], formes: [jardins]}\n",
            [(3, "mot-a-double-sens")],
        ),
        (
            "reglages: {mots_de_tous_les_jours: [monter]}\n"
            "mots:\n  - {id: a, cle: stade, valeurs: [creation], formes: [monter]}\n",
            [(3, "mot-de-tous-les-jours")],
        ),
        (
            "mots:\n  - {id: a, cle: secteurs, valeurs: [commerce], formes: [truc]}\n"
            "locutions:\n  - {id: a, formes: [autre chose]}\n",
            [(4, "identifiant-repete")],
        ),
        ("mots:\n  - {id: a, cle: secteur, valeurs: [commerce], formes: [truc]}\n", [(2, "valeur-inconnue")]),
        ("mots:\n  - {id: a, cle: secteurs, formes: [truc machin]}\n", [(2, "nom-inconnu")]),
        ("combinaisons:\n  - {id: a, tous: [rien], cle: stade, valeurs: [idee]}\n", [(2, "nom-inconnu")]),
        ("autre: 1\n", [(1, "section")]),
        ("mots: [\n", [(2, "yaml")]),
    ],
)
def test_checks(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    assert findings(tmp_path, text) == expected


def test_an_adviser_adds_a_word(tmp_path: Path) -> None:
    text = "mots:\n  - {id: ajout, cle: secteurs, valeurs: [culture], confiance: 0.95, formes: [zarzuela]}\n"
    (tmp_path / "lexicon.yaml").write_text(text, encoding="utf-8")
    loaded = load_lexicon([EMBEDDED_LAYER, Layer("couche", tmp_path)])
    assert loaded.usable
    said = Reader(loaded.lexicon, None).read("On monte une zarzuela")
    assert said.answers["secteurs"] == ("culture",)


def test_the_compiled_lexicon_is_the_same(tmp_path: Path, lexicon: Lexicon) -> None:
    assert load_lexicon_cached([EMBEDDED_LAYER], tmp_path).lexicon == lexicon
    assert load_lexicon_cached([EMBEDDED_LAYER], tmp_path).lexicon == lexicon
    (kept,) = tmp_path.glob("lexicon-*.json")
    kept.write_text("{broken", encoding="utf-8")
    assert load_lexicon_cached([EMBEDDED_LAYER], tmp_path).lexicon == lexicon
