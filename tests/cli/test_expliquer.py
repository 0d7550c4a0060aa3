"""`expliquer`: why an entry is there, or why not, as a person and as a program read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import ROOT, call

DAY = ("--date", "2026-11-23")
EXAMPLE = ROOT / "examples" / "departement-87"


@pytest.fixture
def answers(tmp_path: Path) -> str:
    file = tmp_path / "reponses.yaml"
    file.write_text(
        'profil: porteur\nstade: reprise\nsecteurs: [commerce]\nbesoins: [financement]\ndepartement: "19"\n',
        encoding="utf-8",
    )
    return str(file)


def told(identifier: str, answers: str, *more: str) -> str:
    ran = call("expliquer", identifier, "--reponses", answers, *more, *DAY)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_a_proposed_entry_shows_its_points_rule_by_rule(answers: str) -> None:
    text = told("france-active", answers)
    assert "Proposée au rang" in text
    assert "Couche : base intégrée" in text
    assert "besoin-financement : oui, +2 points" in text
    assert "oui     besoins parmi financement (réponse : financement)" in text
    assert "inconnu situation parmi insertion (sans réponse)" in text
    assert "non     profil parmi" in text
    assert "Le plus petit changement trouvé :" in text


def test_an_absent_entry_says_what_keeps_it_out_and_what_would_bring_it_in(answers: str) -> None:
    text = told("a-vos-id", answers)
    assert "elle sert un autre territoire" in text
    assert "Territoire : Centre-Val de Loire" in text
    assert "departement : " in text.splitlines()[-1]


def test_an_entry_that_gives_way_names_the_one_that_takes_its_place(answers: str) -> None:
    assert "elle cède la place à jadopte-un-projet" in told("exemple-jadopte-un-projet", answers)


def test_an_ended_entry_says_so_and_no_answer_brings_it_back(answers: str) -> None:
    text = told("appel-mcdr", answers)
    assert "arrêtée ou remplacée" in text
    assert "Statut : remplacée. La suite : animera." in text
    assert text.endswith("Aucune réponse ne la ferait proposer.\n")


def test_the_json_holds_what_the_text_says(answers: str) -> None:
    document = json.loads(told("a-vos-id", answers, "--format", "json"))
    assert document["format"] == "ess-orient/explication/1"
    (entry,) = document["fiches"]
    assert entry["presence"] == "ecartee"
    assert "territoire" in entry["obstacles"]
    assert entry["territoire"]["verdict"] == "non"
    change = entry["changement_le_plus_proche"]
    assert "departement" in change["changements"]


def test_the_change_told_really_flips_the_entry(answers: str, tmp_path: Path) -> None:
    document = json.loads(told("a-vos-id", answers, "--format", "json"))
    (entry,) = document["fiches"]
    changed = {**document["reponses"], **entry["changement_le_plus_proche"]["changements"]}
    changed.pop("region", None)
    again = tmp_path / "autres.json"
    again.write_text(json.dumps(changed), encoding="utf-8")
    assert "Proposée" in told("a-vos-id", str(again))


def test_everything_is_a_line_or_more_an_entry(answers: str) -> None:
    ran = call("expliquer", "--tout", "--reponses", answers, *DAY)
    assert ran.code == 0
    assert "acteur france-active : Proposée" in ran.out
    assert "dispositif a-vos-id : Écartée" in ran.out


def test_the_layer_of_an_entry_and_of_its_changes_is_named(answers: str) -> None:
    assert f"Couche : {EXAMPLE}" in told("iess-haute-vienne", answers, "--base", str(EXAMPLE))
    assert f"Remplacé par {EXAMPLE} : texte." in told("jadopte-un-projet", answers, "--base", str(EXAMPLE))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["france-actve", "--reponses", "{}"], "Vouliez-vous « france-active » ?"),
        (["sigle-ess", "--reponses", "{}"], "catalogue"),
        (["france-active"], "--reponses"),
        (["--reponses", "{}"], "--tout"),
        (["france-active", "--tout", "--reponses", "{}"], "--tout"),
        (["france-active", "--reponses", "absent.yaml"], "introuvable"),
    ],
)
def test_wrong_calls_say_what_to_do(arguments: list[str], message: str, answers: str) -> None:
    ran = call("expliquer", *(word.replace("{}", answers) for word in arguments), *DAY)
    assert ran.code == 2
    assert message in ran.err
