"""What the model expects against what is written: every deviation is a located problem that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.model.problem import Problem
from ess_orient.rulebase.convert import MISSING, Converter, type_of
from ess_orient.rulebase.load import Layer, load
from ess_orient.rulebase.nodes import parse

SECTION = """\
organisations:
  - id: maison
    nom: "La Maison"
    texte: "Un lieu."
    source: {document: guide-2020}
    verifie_le: "2020-09-01"
"""


@pytest.fixture
def problems_of(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Write one file in a folder of data and give the problems of reading it."""

    def read(text: str) -> list[Problem]:
        (tmp_path / "essai.yaml").write_text(text, encoding="utf-8")
        return list(load([Layer("essai", tmp_path)]).problems)

    return read


def shown(problem: Problem) -> str:
    return f"{problem.line}:{problem.column} {problem.rule} {problem.message} → {problem.remedy}"


def test_a_right_section_has_no_problem(problems_of) -> None:  # type: ignore[no-untyped-def]
    assert problems_of(SECTION) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('nom: "La Maison"', "nom: no", ["3:10 guillemets", 'Écrivez "no"']),
        ('nom: "La Maison"', "nom: 12", ["3:10 guillemets", 'Écrivez "12"']),
        ('nom: "La Maison"', "nom: 2020-09-01", ["3:10 guillemets", 'Écrivez "2020-09-01"']),
        ('nom: "La Maison"', "nom:", ["3:9 texte-vide", "rien n'est écrit"]),
        ('nom: "La Maison"', "nom: [a]", ["3:10 type", "un texte était attendu"]),
        ('nom: "La Maison"', "nome: x", ["3:5 cle-inconnue", "clé inconnue « nome »", "Vouliez-vous « nom » ?"]),
        ('    nom: "La Maison"\n', "", ["2:5 cle-manquante", "il manque la clé « nom »", "Ajoutez « nom: … »"]),
        ('verifie_le: "2020-09-01"', "verifie_le: 2020-09-01", ["6:17 guillemets", 'Écrivez "2020-09-01"']),
        ("{document: guide-2020}", "guide-2020", ["5:13 type", "une suite de clés était attendue"]),
        ("{document: guide-2020}", "{document: guide-2020, page: dix}", ["5:42 type", "un nombre entier"]),
        ("{document: guide-2020}", '{document: guide-2020, page: "10"}', ["5:42 type", "sans guillemets"]),
        ("{document: guide-2020}", "{document: guide-2020, lecture: peut-etre}", ["5:45 type", "true (oui)"]),
        ("organisations:", "organisation:", ["1:1 section", "Vouliez-vous « organisations » ?"]),
        ("  - id: maison\n    nom", "    id: maison\n    nom", ["2:5 type", "une liste était attendue"]),
        ('texte: "Un lieu."', 'texte: "Un lieu."\n    statut: ferme', ["5:13 valeur-inconnue", "attendu : actif"]),
        ('texte: "Un lieu."', 'texte: "Un lieu."\n    territoire: {libelle: Ain, departements: [01]}',
         ["5:47 guillemets", 'Écrivez "01"']),
        ('texte: "Un lieu."', 'texte: "Un lieu."\n    territoire: {libelle: Ain, departements: 01}',
         ["5:46 guillemets", 'Écrivez "01"']),
    ],
)  # fmt: skip
def test_each_deviation(problems_of, old: str, new: str, expected: list[str]) -> None:  # type: ignore[no-untyped-def]
    assert old in SECTION
    problems = problems_of(SECTION.replace(old, new))
    told = problems[0]
    assert [problem for problem in problems[1:] if "nome" not in told.message] == []
    for part in expected:
        assert part in shown(told)


def test_all_problems_of_a_file_are_told_at_once(problems_of) -> None:  # type: ignore[no-untyped-def]
    text = SECTION.replace('"La Maison"', "no").replace('"2020-09-01"', "2020-09-01").replace("document:", "documnt:")
    assert [(problem.line, problem.rule) for problem in problems_of(text) if problem.rule != "sans-source"] == [
        (3, "guillemets"), (5, "cle-inconnue"), (5, "cle-manquante"), (6, "guillemets"),
    ]  # fmt: skip


def test_what_a_file_holds_cannot_reach_the_screen(problems_of) -> None:  # type: ignore[no-untyped-def]
    text = SECTION.replace("nom:", '"\\e[31mnom\\e]0;x\\a":')
    for problem in problems_of(text):
        assert problem.message.isprintable()
        assert (problem.remedy or "").isprintable()


def test_codes_in_conditions_must_be_quoted(problems_of) -> None:  # type: ignore[no-untyped-def]
    text = """\
regles:
  - id: essai
    quand: {departement: [01, 2A, "03"]}
    recommander: {leviers: {financer: 2}}
    parce_que: "Un essai."
    source: {document: guide-2020}
"""
    assert [shown(problem)[:16] for problem in problems_of(text)] == ["3:27 guillemets "]


@pytest.mark.parametrize(
    ("weight", "part"), [("x", "un nombre"), ('"2"', "un nombre"), ("2,5", "Écrivez 2.5"), ("1e9", "un nombre"),
                         ("9999999999999999", "un nombre"), (".inf", "un nombre"), ("[2]", "un nombre")],
)  # fmt: skip
def test_weights_are_numbers(problems_of, weight: str, part: str) -> None:  # type: ignore[no-untyped-def]
    text = f"""\
regles:
  - id: essai
    recommander:
      leviers:
        financer: {weight}
    parce_que: "Un essai."
    source: {{document: guide-2020}}
"""
    (problem,) = problems_of(text)
    assert (problem.line, problem.column) == (5, 19)
    assert part in shown(problem)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_no_text_breaks_the_converter(text: str) -> None:
    from ess_orient.model.base import Base

    node, _ = parse(text, "f.yaml")
    if node is None:
        return
    converter = Converter("f.yaml")
    value = converter.convert(node, type_of(Base), "base")
    assert (value is MISSING) == bool(converter.problems)
    for problem in converter.problems:
        assert problem.line >= 1
        assert problem.message.isprintable()
