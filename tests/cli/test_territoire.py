from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ess_orient.cli import french
from ess_orient.cli.commands import base_fraicheur
from tests.cli.running import call, process

DAY = ("--date", "2026-11-23")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def told(*words: str) -> str:
    ran = call("territoire", *words, *DAY)
    assert (ran.code, ran.err) == (0, ""), ran
    return flat(ran.out)


def sheet(*words: str) -> dict[str, object]:
    ran = call("territoire", *words, "--format", "json", *DAY)
    assert ran.code == 0, ran
    found = json.loads(ran.out)
    assert found["format"] == "ess-orient/territoire/1"
    return found


def doors(found: dict[str, object]) -> dict[str, list[str]]:
    return {network["id"]: [door["id"] for door in network["portes"]] for network in found["reseaux"]}  # type: ignore


def test_a_commune_says_what_it_is_and_who_is_near() -> None:
    text = told("Augan")
    for wanted in ("AUGAN (56, MORBIHAN)", "56006", "1 569 habitants", "de l'Oust à Brocéliande", "Région : Bretagne",
                   "TAg56 – Morbihan", "CRESS Bretagne", "France Active Bretagne", "Les Scop et Scic de l'Ouest",
                   "info-dla.fr", "vérifié le 23 novembre 2026", "confiance haute"):  # fmt: skip
        assert wanted in text, wanted
    assert text.index("TAg56") < text.index("CRESS Bretagne") < text.index("Scop et Scic de l'Ouest")
    assert "Densité : nous ne savons pas" in text and "FRR : nous ne savons pas" in text
    assert "Ce que « rural » veut dire dans le guide" in text


def test_a_code_of_two_digits_is_a_department() -> None:
    found = sheet("23")
    assert found["lieu"]["libelle"] == "Creuse (23, département)"  # type: ignore[index]
    assert doors(found)["cress"][0] == "porte-cress-nouvelle-aquitaine"
    assert doors(found)["fabrique-a-initiatives"][0] == "porte-fabrique-limousin"
    assert sheet("53")["lieu"]["nom"] == "Mayenne"  # type: ignore[index]
    assert sheet("région 53")["lieu"]["nom"] == "Bretagne"  # type: ignore[index]


def test_several_places_of_one_name_are_listed_with_how_to_say_each() -> None:
    ran = call("territoire", "Saint-Denis")
    assert (ran.code, ran.out) == (2, "")
    assert "désigne 4 lieux" in ran.err
    for code in ("11", "30", "93", "974"):
        assert f'ess-orient territoire "Saint-Denis ({code})"' in ran.err
        assert sheet(f"Saint-Denis ({code})")["lieu"]["departements"][0]["code"] == code  # type: ignore[index]


def test_overseas_departments_and_collectivities() -> None:
    text = told("Mayotte")
    for wanted in ("CRESS de Mayotte", "Outre-mer", "franceactive.org", "info-dla.fr", "à confirmer"):
        assert wanted in text
    ran = call("territoire", "Nouvelle-Calédonie")
    assert (ran.code, ran.out) == (2, "")
    assert "collectivité d'outre-mer" in ran.err and "nationaux" in ran.err


@pytest.mark.parametrize(
    ("word", "kind", "departments"),
    [
        ("56800", "code_postal", ["56"]), ("Bretagne", "region", ["22", "29", "35", "56"]),
        ("Limousin", "ancienne_region", ["19", "23", "87"]), ("Morvan", "pays", ["21", "58", "71", "89"]),
        ("Ploërmel Communauté", "epci", ["56"]), ("56006", "commune", ["56"]), ("st denis 974", "commune", ["974"]),
        ("Le Mans", "commune", ["72"]), ("2A", "departement", ["2A"]),
    ],
)  # fmt: skip
def test_every_kind_of_place(word: str, kind: str, departments: list[str]) -> None:
    place = sheet(*word.split())["lieu"]
    assert place["nature"] == kind  # type: ignore[index]
    assert [area["code"] for area in place["departements"]] == departments  # type: ignore[index]


def test_a_wide_place_names_the_area_of_each_door_and_says_how_to_be_precise() -> None:
    text = told("Bretagne")
    assert "plusieurs départements" in text and "TAg22 – Côtes-d'Armor" in text
    assert "ess-orient territoire 22" in text
    listed = sheet("Bretagne")["reseaux"]
    incubators = next(one for one in listed if one["id"] == "communaute-emergence-acceleration")  # type: ignore
    assert not any(door["tout_le_lieu"] for door in incubators["portes"] if not door["nationale"])


def test_a_partial_area_is_named_and_the_directory_goes_first() -> None:
    text = told("29")
    assert "une partie seulement : Pays de Brest" in text
    assert doors(sheet("29"))["dla"][0] == "porte-nationale-dla"


def test_what_has_closed_is_said_and_never_proposed() -> None:
    found = sheet("Lyon")
    assert [door["id"] for door in found["terminees"]] == ["porte-cap-rural"]  # type: ignore[index]
    assert not any("porte-cap-rural" in listed for listed in doors(found).values())
    assert "Cap Rural – Auvergne-Rhône-Alpes, fermé depuis le 8 mars 2024" in told("Lyon")
    before = json.loads(call("territoire", "Lyon", "--format", "json", "--date", "2024-03-01").out)
    assert before["terminees"] == [] and "porte-cap-rural" in doors(before)["reseau-rural-regional"]


def test_a_network_without_a_local_door_is_said_so() -> None:
    text = told("Augan")
    apart = text.index("Sans porte locale connue")
    assert apart < text.index("Guid'Asso")
    networks = {one["id"]: one["locale"] for one in sheet("Augan")["reseaux"]}  # type: ignore
    assert networks["cress"] is True and networks["dla"] is False


def test_unknown_places() -> None:
    ran = call("territoire", "Augn")
    assert ran.code == 2 and 'ess-orient territoire "Augan (56)"' in ran.err
    ran = call("territoire", "99999")
    assert ran.code == 2 and "code Insee" in ran.err
    assert call("territoire", "Xyzzyx").code == 2
    assert "il manque LIEU" in call("territoire").err


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
@pytest.mark.parametrize("word", ["Augan", "23", "Mayotte", "Lyon"])
def test_any_width(width: str, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ran = call("territoire", word, *DAY)
    for line in ran.out.splitlines():
        assert len(line) <= int(width) or "://" in line, line
        assert line == line.rstrip()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), max_size=30))
def test_no_word_breaks_it(word: str) -> None:
    ran = call("territoire", "lieu", "--", word)
    assert ran.code in (0, 2)
    assert "défaut" not in ran.err
    assert "\x1b" not in ran.err + ran.out


@pytest.mark.parametrize(
    "word", ["\x1b[31mAugan", "a" * 5000, "';DROP TABLE name--", "%s{}", "../../etc/passwd", "٣", "²"]
)
def test_hostile_words(word: str) -> None:
    ran = call("territoire", word)
    assert ran.code in (0, 2) and "\x1b" not in ran.err and len(ran.err) < 3000 and "défaut" not in ran.err


def test_help_names_both_uses() -> None:
    text = flat(call("territoire", "--aide").out)
    assert "le mot « lieu » peut être omis" in text and "actualiser" in text
    assert "LIEU" in call("territoire", "lieu", "--aide").out
    assert call("territoire", "--base", "/nulle-part", "actualiser").err.startswith("Erreur : rien à lire")


GRID = "Grille de densité 2025\nCODGEO;LIBGEO;DENS7;LIBDENS7\n56006;Augan;7;Rural à habitat très dispersé\n35238;Rennes;1;Grands centres urbains\n"
FRR = "Code_insee;Commune;Zonage FRR\n56006;Augan;FRR+\n35238;Rennes;Non classée\n"


def test_official_lists_once_read_are_kept_and_told(tmp_path: Path) -> None:
    grid, frr = tmp_path / "grille.csv", tmp_path / "liste.csv"
    grid.write_text(GRID, encoding="utf-8")
    frr.write_text(FRR, encoding="utf-8")
    ran = call("territoire", "actualiser", "--densite", str(grid), "--frr", str(frr), "--millesime", "2025")
    assert ran.code == 0, ran
    assert "2025 : 2 communes lues (grille.csv)" in ran.err
    text = told("Augan")
    assert "Densité : Rural à habitat très dispersé, donc rural" in text
    assert "Aides FRR : FRR+" in text and "2025" in text
    found = sheet("Rennes")["ruralite"]
    assert found["densite"]["rural"] is False and found["frr"]["libelle"] == "non classée"  # type: ignore[index]
    assert "Densité : nous ne savons pas" in told("Vannes")


def test_lists_that_cannot_be_read(tmp_path: Path) -> None:
    broken = tmp_path / "grille.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    assert "grille.xlsx" in call("territoire", "actualiser", "--densite", str(broken)).err
    other = tmp_path / "autre.csv"
    other.write_text("a;b\n1;2\n", encoding="utf-8")
    ran = call("territoire", "actualiser", "--frr", str(other))
    assert ran.code == 2 and "attendu" in ran.err
    for words in (["--frr", str(tmp_path / "absent.csv")], ["--frr", str(tmp_path)], [],
                  ["--frr", str(other), "--millesime", "l'an 2"], ["--frr", str(other), "--millesime", "²²²²"]):  # fmt: skip
        ran = call("territoire", "actualiser", *words)
        assert ran.code == 2 and ran.out == "" and "défaut" not in ran.err


def test_damaged_lists_are_told_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "ess-orient"
    folder.mkdir()
    (folder / "ruralite.sqlite").write_bytes(b"not a database at all, whatever its name says" * 100)
    ran = call("territoire", "Augan")
    assert ran.code == 2 and "endommagées" in ran.err and "Effacez-le" in ran.err


def test_the_same_day_gives_the_same_bytes() -> None:
    first = process("territoire", "Augan", "--format", "json", *DAY)
    assert first.code == 0
    assert process("territoire", "Augan", "--format", "json", *DAY, env={"PYTHONHASHSEED": "7"}).out == first.out


# base fraicheur ------------------------------------------------------------------------------------------------------


def fraicheur(*words: str) -> tuple[int, str]:
    import contextlib
    import io

    from ess_orient import __main__ as door

    group = french.application("Essai.")
    base_fraicheur.add_to(group)
    command = typer.main.get_command(group)
    out = io.StringIO()

    def run() -> None:
        with command.make_context("base", ["fraicheur", *words]) as ctx:
            command.invoke(ctx)

    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()) as err:
        code = door._guarded(run)
    return code, out.getvalue() + err.getvalue()


def test_fraicheur_reports_in_three_forms(tmp_path: Path) -> None:
    code, text = fraicheur(*DAY)
    assert code == 1 and "guide de septembre 2020, non revérifié" in flat(text)
    code, written = fraicheur("--format", "json", *DAY)
    assert code == 1 and json.loads(written)["format"] == "ess-orient/fraicheur/1"
    target = tmp_path / "a-appeler.csv"
    code, written = fraicheur("--format", "csv", "--sortie", str(target), *DAY)
    assert (code, written) == (1, "") and target.read_bytes().startswith(b"\xef\xbb\xbfid;nature;nom;")
    assert fraicheur("--date", "2020-09-01")[0] == 0
    assert fraicheur("--adresses-privees")[0] == 2


def test_fraicheur_asks_addresses_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from ess_orient.rulebase.fetch import Answer, Fetcher

    monkeypatch.setattr("ess_orient.rulebase.links.DELAY", 0.0)
    monkeypatch.setattr(
        "ess_orient.rulebase.links.LinkChecker._turn", lambda *_: __import__("contextlib").nullcontext()
    )
    monkeypatch.setattr(Fetcher, "get", lambda _self, url: Answer(404 if "cress" in url else 200, None, b"page"))
    code, text = fraicheur("--liens", *DAY)
    assert code == 1 and "Adresses mortes" in text and "Rien n'est changé" in text
    code, written = fraicheur("--liens", "--format", "json", *DAY)
    assert {one["constat"] for one in json.loads(written)["adresses"]} == {"ok", "morte"}
    monkeypatch.setattr(Fetcher, "get", lambda _self, _url: Answer(200, None, b"page"))
    assert fraicheur("--liens", "--format", "csv", *DAY)[0] == 0
