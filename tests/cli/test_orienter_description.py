"""`orienter DESCRIPTION` without a terminal: what it says fills what is not given, and is told with its words."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.running import Ran, call

README = "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."


@pytest.fixture(autouse=True)
def nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.delenv("ESS_ORIENT_BASE", raising=False)


def orienter(*arguments: str) -> Ran:
    return call("orienter", "--date", "2026-11-23", *arguments)


def answers(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)["reponses"]
    return found


def test_sure_answers_are_filled_and_told_with_their_words() -> None:
    ran = orienter("--format", "json", README)
    assert answers(ran) == {
        "profil": "porteur", "stade": "reprise", "secteurs": ["commerce"], "besoins": ["financement"],
        "departement": "23", "region": "75",
    }  # fmt: skip
    said = ran.err.replace("\u00a0", " ")
    assert "« épicerie »" in said
    assert "« Creuse »" in said


def test_options_and_file_win(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(f'profil: citoyen\ndescription: "{README}"\n')
    found = answers(
        orienter("--reponses", str(path), "--departement", "19", "--secteur", "culture", "--format", "json")
    )
    assert found["profil"] == "citoyen"
    assert found["secteurs"] == ["culture"]
    assert found["departement"] == "19"
    assert found["besoins"] == ["financement"]
    other = answers(orienter("--reponses", str(path), "une recyclerie à Redon", "--format", "json"))
    assert other["secteurs"] == ["economie_circulaire"]
    assert other["departement"] == "35"


def test_an_explanation_reads_the_same_file_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(f'description: "{README}"\n')
    ran = call("expliquer", "adie", "--reponses", str(path), "--date", "2026-11-23")
    assert ran.code == 0
    assert "montrée d'abord" in ran.out


def test_a_place_is_narrowed_only_within_what_is_given() -> None:
    assert answers(orienter("une épicerie à Guéret", "--region", "75", "--format", "json"))["commune"] == "23096"
    assert "commune" not in answers(orienter("une épicerie à Guéret", "--region", "53", "--format", "json"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("j'ai plus rien à manger", "115"), ("déclarer mes impôts", "Je ne vois pas ici de projet"), ("🙂", "projet")],
)
def test_something_else_is_said_and_what_is_given_still_oriented(text: str, said: str) -> None:
    ran = orienter(text, "--profil", "citoyen", "--format", "json")
    assert answers(ran) == {"profil": "citoyen"}
    assert said in ran.err


def test_likely_answers_are_told_and_not_taken() -> None:
    ran = orienter(
        "Nous sommes trois à vouloir ouvrir une recyclerie en Bretagne, il nous faut un local", "--format", "json"
    )
    assert answers(ran) == {"secteurs": ["economie_circulaire"], "region": "53"}
    assert "pas retenu" in ran.err


def test_a_description_stands_on_the_sheet() -> None:
    assert "épicerie de mon village" in orienter(README, "--format", "markdown").out


def test_too_long_is_refused_and_long_is_read() -> None:
    ran = orienter("mot " * 6000)
    assert ran.code == 2
    assert "20000" in ran.err.replace("\u202f", "").replace(" ", "")
    assert orienter("blabla " * 500 + README, "--format", "json").code == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200).filter(lambda text: not text.startswith("-")))
def test_any_text_gives_a_result(text: str) -> None:
    ran = orienter(text, "--format", "json")
    assert ran.code == 0
    assert all(char == "\n" or char.isprintable() or char in "\u00a0\u202f" for char in ran.err)
