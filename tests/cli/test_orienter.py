"""`orienter` without a terminal: answers from files and options, results in three forms, bad input in words."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient import paths
from ess_orient.cli import towns
from tests.cli.ask.small import FOLDER, PLACES
from tests.cli.running import Ran, call

ENGLISH = ("error", "invalid", "expected", "usage", "traceback", "unexpected", "missing")


@pytest.fixture(autouse=True)
def small_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "data_folder", lambda: FOLDER)
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(paths, "user_folder", lambda: tmp_path / "user")
    monkeypatch.setattr(towns, "places", lambda: towns.open_places(PLACES))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv("ESS_ORIENT_BASE", raising=False)


def orienter(*arguments: str) -> Ran:
    return call("orienter", "--date", "2026-11-23", *arguments)


def from_text(tmp_path: Path, text: str | bytes, *arguments: str, name: str = "reponses.yaml") -> Ran:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return orienter("--reponses", str(path), *arguments)


def answers(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["reponses"]


def test_options_and_file_say_the_same(tmp_path: Path) -> None:
    text = 'profil: porteur\nsecteurs: [commerce, culture]\nbesoins: financement\ndepartement: "19"\n'
    by_file = from_text(tmp_path, text, "--format", "json")
    by_options = orienter(
        "--profil", "porteur", "--secteur", "commerce", "--secteur", "culture", "--besoin", "financement",
        "--departement", "Corrèze", "--format", "json",
    )  # fmt: skip
    commas = orienter("--profil", "porteur", "--secteur", "commerce,culture", "--besoin", "financement",
                      "--departement", "19", "--format", "json")  # fmt: skip
    assert by_file.out == by_options.out == commas.out
    assert answers(by_file) == {
        "profil": "porteur", "secteurs": ["commerce", "culture"], "besoins": ["financement"], "departement": "19",
        "region": "75",
    }  # fmt: skip


def test_json_files_are_read_too(tmp_path: Path) -> None:
    text = '{\n\t"profil": "porteur",\n\t"besoins": ["financement"], "commune": null, "description": "\\ud83d\\ude00 \\/"\n}'
    assert answers(from_text(tmp_path, text, "--format", "json", name="r.json")) == {
        "profil": "porteur",
        "besoins": ["financement"],
    }


def test_a_commune_gives_its_departement_and_region() -> None:
    expected = {"commune": "19272", "departement": "19", "region": "75"}
    for name in ("Tulle", "tulle", "19272"):
        assert answers(orienter("--commune", name, "--format", "json")) == expected


def test_options_win_over_the_file(tmp_path: Path) -> None:
    text = 'profil: porteur\ndepartement: "23"\nregion: "75"\ncommune: "Guéret"\n'
    assert answers(from_text(tmp_path, text, "--departement", "29", "--profil", "citoyen", "--format", "json")) == {
        "profil": "citoyen", "departement": "29", "region": "53",
    }  # fmt: skip
    assert answers(from_text(tmp_path, text, "--region", "Bretagne", "--format", "json"))["region"] == "53"


def test_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"profil: citoyen\n")))
    assert answers(orienter("--reponses", "-", "--format", "json")) == {"profil": "citoyen"}


def test_nothing_said_still_gives_every_group() -> None:
    ran = orienter("--format", "json")
    assert ran.code == 0
    assert "Aucune réponse n'est donnée" in ran.err
    assert all(json.loads(ran.out)["acteurs"].values())


def test_same_answers_same_bytes() -> None:
    arguments = ("--profil", "porteur", "--besoin", "financement", "--format", "json")
    assert orienter(*arguments).out == orienter(*arguments).out


def test_a_result_goes_to_a_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "sortie.md"
    target.write_text("ancien")
    ran = orienter("--profil", "citoyen", "--format", "markdown", "--sortie", str(target))
    assert (ran.code, ran.out) == (0, "")
    assert target.read_text().startswith("# Votre fiche d’orientation\n")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["sortie.md"]
    assert target.stat().st_mode & 0o777 == 0o644 & ~_umask() | 0o600


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_link_is_followed_and_a_device_is_left_alone(tmp_path: Path) -> None:
    real, link = tmp_path / "vrai.txt", tmp_path / "lien.txt"
    real.write_text("ancien")
    link.symlink_to(real)
    assert orienter("--profil", "citoyen", "--sortie", str(link)).code == 0
    assert link.is_symlink()
    assert "VOTRE ORIENTATION" in real.read_text()
    assert orienter("--profil", "citoyen", "--sortie", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    "target", ["/proc/nulle-part/x.txt", "{folder}", "{folder}/absent/x.txt", "{folder}/" + "x" * 300]
)
def test_a_place_that_cannot_be_written(tmp_path: Path, target: str) -> None:
    ran = orienter("--profil", "citoyen", "--sortie", target.format(folder=tmp_path))
    assert ran.code == 2
    assert ran.err.startswith("Erreur")
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "profil: porteur\nstade: creaton\n",
            ["reponses.yaml:2:8", "« creaton »", "attendu", "Vouliez-vous « creation »"],
        ),
        ("departement: 01\n", ["reponses.yaml:1:14", "01", 'Écrivez "01"']),
        ("departement: 19\n", ["reponses.yaml:1:14", 'Écrivez "19"']),
        ("profil: yes\n", ["reponses.yaml:1:9", "oui ou non"]),
        ("profil: porteur\nprofil: citoyen\n", ["reponses.yaml:2:1", "écrite deux fois"]),
        ('departement: "23"\nregion: "53"\n', ["reponses.yaml:2:9", "Creuse", "Bretagne"]),
        ('commune: Tulle\ndepartement: "23"\n', ["reponses.yaml:1:10", "19", "« 23 »"]),
        ("commune: Saint-Martin\n", ["Ajoutez le département"]),
        ("commune: Tulles-les-Bains\n", ["aucune commune"]),
        ("secteurs: [commerce, culture, energie]\n", ["reponses.yaml:1:11", "de 1 à 2 réponses"]),
        ("besoins: [ne_sait_pas, financement]\n", ["ne_sait_pas"]),
        ("stades: creation\n", ["réponse inconnue « stades »", "Vouliez-vous « stade »"]),
        ("- porteur\n", ["reponses.yaml:1:1", "clé"]),
        ("profil: {a: b}\n", ["reponses.yaml:1:9"]),
        ("profil: &a porteur\nstade: *a\n", ["reponses.yaml:1:9", "ancre"]),
        ("profil: !!python/object:os.system porteur\n", ["reponses.yaml:1:9", "étiquette"]),
        ("profil: [\n", ["reponses.yaml:", "YAML"]),
        ("\tprofil: porteur\n", ["reponses.yaml:1:1", "tabulation"]),
        ("profil: '[red]x[/] \\x1b[31m <script>'\n", ["[red]x[/]", "<script>"]),
        ('profil: "\\u001b[31mrouge"\n', ["[31mrouge"]),
        (b"profil: cr\xe9ation\n", ["reponses.yaml:1:11", "UTF-8"]),
        (b"\x00\x01\x02", ["reponses.yaml"]),
        ("[" * 100_000, ["reponses.yaml:1:", "niveaux"]),
        ("a" * 2_000_000, ["1 Mo"]),
    ],
)
def test_bad_files_are_said_in_french(tmp_path: Path, text: str | bytes, expected: list[str]) -> None:
    ran = from_text(tmp_path, text)
    assert (ran.code, ran.out) == (2, "")
    for part in expected:
        assert part in ran.err, ran.err
    assert "\x1b" not in ran.err
    assert not any(word in ran.err.lower() for word in ENGLISH), ran.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--profil", "maire"), ["ligne de commande", "« maire »", "attendu", "porteur"]),
        (("--departement", "1"), ['"01"']),
        (("--departement", "Corèze"), ["Vouliez-vous « Corrèze »"]),
        (("--departement", "23", "--region", "53"), ["Creuse", "Bretagne"]),
        (("--format", "docx"), ["« docx »", "texte, markdown, html, pdf, json"]),
        (("--pour", "moi"), ["« moi »", "porteur, conseiller"]),
        (("--format", "jsn"), ["Vouliez-vous « json »"]),
        (("--reponses", "absent.yaml"), ["absent.yaml", "introuvable"]),
        (("--reponses", "/"), ["dossier"]),
        (("--inconnue",), ["--inconnue"]),
        (("--profil",), ["--profil"]),
    ],
)  # fmt: skip
def test_bad_calls_are_said_in_french(arguments: tuple[str, ...], expected: list[str]) -> None:
    ran = orienter(*arguments)
    assert (ran.code, ran.out) == (2, "")
    for part in expected:
        assert part in ran.err, ran.err
    assert not any(word in ran.err.lower() for word in ENGLISH), ran.err


def test_an_option_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    ran = from_text(tmp_path, "profil: porteur\n", "--stade", "nulle-part")
    assert "ligne de commande" in ran.err
    assert "reponses.yaml" not in ran.err


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_file_gives_a_result_or_a_message(tmp_path: Path, content: bytes) -> None:
    ran = from_text(tmp_path, content)
    assert ran.code in (0, 2)
    assert "défaut" not in ran.err
    assert "\x1b" not in ran.err


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text(min_size=1, max_size=40).filter(lambda word: not word.startswith("-")))
def test_any_word_gives_a_result_or_a_message(word: str) -> None:
    for option in ("--profil", "--commune", "--departement"):
        ran = orienter(option, word)
        assert ran.code in (0, 2)
        assert "défaut" not in ran.err, ran.err
