"""Folders laid over each other: what is added, replaced and closed, who said it, and what clashes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ess_orient import paths
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.match import match
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.rulebase.cache import load_cached
from ess_orient.rulebase.files import EMBEDDED, Layer
from ess_orient.rulebase.load import Change, load
from ess_orient.rulebase.verify import verify
from tests.cli.running import call
from tests.rulebase.checks.snippets import BASE
from tests.rulebase.test_verify import TODAY, layer

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "departement-87"
SOURCE = "source: {document: page-publique, adresse: 'https://www.exemple.fr'}"


def modification(entry: str, change: str) -> str:
    return (
        f"modifications:\n  - fiche: {entry}\n    remplacer: {{{change}}}\n    pourquoi: Ici.\n    {SOURCE}\n"
        "    verifie_le: '2026-11-01'\n"
    )


def update(entry: str, status: str, checked_on: str = "2026-11-01") -> str:
    return (
        f"suivis:\n  - entree: {entry}\n    statut: {status}\n    note: Voilà.\n    {SOURCE}\n"
        f"    verifie_le: '{checked_on}'\n    confiance: haute\n"
    )


def actor(base: Base, identifier: str) -> object:
    return next(actor for actor in base.actors if actor.id == identifier)


def rules_of(*layers: Layer) -> list[str]:
    return [problem.rule for problem in verify([BASE, *layers], TODAY)[1]]


def test_a_field_is_replaced_and_the_layer_named(tmp_path: Path) -> None:
    over = layer(tmp_path / "a", a=modification("adie", "site: 'https://www.exemple.fr', nom: 'Adie du lieu'"))
    loaded = load([BASE, over])
    assert loaded.problems == ()
    assert (actor(loaded.base, "adie").name, actor(loaded.base, "adie").site) == (
        "Adie du lieu",
        "https://www.exemple.fr",
    )
    assert loaded.changes == {"adie": (Change(over.name, ("site", "nom"), "Ici."),)}
    assert loaded.layer_of("adie") == EMBEDDED


def test_a_way_of_a_lever_can_be_replaced(tmp_path: Path) -> None:
    loaded = load([BASE, layer(tmp_path / "a", a=modification("financer-2", "agir: 'Venez.'"))])
    assert loaded.problems == ()
    assert next(lever for lever in loaded.base.levers if lever.id == "financer").ways[1].to_act == "Venez."


def test_what_is_added_names_its_layer_through_the_cache_too(tmp_path: Path) -> None:
    layers = [Layer(EMBEDDED, paths.data_folder()), Layer("la-haute-vienne", EXAMPLE)]
    first = load_cached(layers, tmp_path)
    again = load_cached([layers[0], Layer("autre-nom", EXAMPLE)], tmp_path)
    for loaded, name in ((first, "la-haute-vienne"), (again, "autre-nom")):
        assert loaded.layer_of("iess-haute-vienne") == name
        assert loaded.layer_of("iess-projets-naissants") == name
        assert loaded.layer_of("adie") == EMBEDDED
        assert [change.layer for change in loaded.changes["jadopte-un-projet"]] == [name]
    assert again.origins == {}


def test_the_last_layer_wins_and_the_clash_names_both(tmp_path: Path) -> None:
    one = layer(tmp_path / "un", a=modification("adie", "nom: 'Un'"))
    two = layer(tmp_path / "deux", b=modification("adie", "nom: 'Deux'"))
    loaded = load([BASE, one, two])
    assert actor(loaded.base, "adie").name == "Deux"
    (problem,) = loaded.problems
    assert problem.rule == "couches-en-conflit"
    assert one.name in problem.message
    assert two.name in problem.message
    assert actor(load([BASE, two, one]).base, "adie").name == "Un"


def test_different_fields_do_not_clash(tmp_path: Path) -> None:
    one = layer(tmp_path / "un", a=modification("adie", "nom: 'Un'"))
    two = layer(tmp_path / "deux", b=modification("adie", "site: 'https://www.exemple.fr'"))
    assert rules_of(one, two) == []


def test_an_id_is_never_redefined(tmp_path: Path) -> None:
    text = "acteurs:\n  - id: adie\n    nom: Autre\n    famille: finance-solidaire\n    texte: Oui.\n" + (
        f"    {SOURCE}\n    verifie_le: '2026-11-01'\n"
    )
    over = layer(tmp_path / "a", a=text)
    _, problems = verify([BASE, over], TODAY)
    (problem,) = problems
    assert problem.rule == "identifiant-double"
    assert EMBEDDED in problem.message
    assert over.name in problem.message


def test_a_follow_up_closes_an_entry(tmp_path: Path) -> None:
    closing = layer(tmp_path / "a", a=update("adie", "termine"))
    compiled = CompiledBase(load([BASE, closing]).base, TODAY)
    found = match(compiled, Profile({AnswerKey.NEEDS: ("financement",)}))
    assert "adie" not in {matched.candidate.entry.id for ranked in found.lists.values() for matched in ranked}
    assert rules_of(closing) == []


def test_a_follow_up_may_be_renewed_by_a_layer_but_not_by_two(tmp_path: Path) -> None:
    below = Layer(EMBEDDED, tmp_path / "base")
    shutil.copytree(BASE.folder, below.folder)
    (below.folder / "suivis.yaml").write_text(update("adie", "actif", "2026-10-01"), encoding="utf-8")
    one = layer(tmp_path / "un", a=update("adie", "termine"))
    two = layer(tmp_path / "deux", a=update("adie", "a_confirmer"))
    old = layer(tmp_path / "vieux", a=update("adie", "termine", "2026-01-01"))

    def found(*layers: Layer) -> list[str]:
        return [problem.rule for problem in verify([below, *layers], TODAY)[1]]

    assert found(one) == []
    assert found(one, two) == ["suivi"]
    assert found(old) == ["suivi"]
    assert load([below, one]).base.updates[-1].status == "termine"


def test_a_status_decided_by_a_follow_up_cannot_be_replaced(tmp_path: Path) -> None:
    text = update("adie", "actif") + modification("adie", "statut: termine")
    assert rules_of(layer(tmp_path / "a", a=text)) == ["modification"]


@pytest.mark.parametrize("entry", ["nulle-part", "guide-2021"])
def test_an_unknown_target_is_told(entry: str, tmp_path: Path) -> None:
    assert rules_of(layer(tmp_path / "a", a=modification(entry, "nom: 'Un'"))) == ["modification"]


def test_a_replaced_value_is_checked_where_it_is_written(tmp_path: Path) -> None:
    _, problems = verify([BASE, layer(tmp_path / "a", a=modification("adie", "site: 'exemple.fr'"))], TODAY)
    (problem,) = problems
    assert (problem.rule, Path(problem.file).name, problem.line) == ("adresse", "a.yaml", 3)


def test_the_worked_example_has_no_finding_and_its_examples_pass() -> None:
    assert call("base", "verifier", str(EXAMPLE), "--date", TODAY).code == 0
    assert call("base", "tester", str(EXAMPLE), "--date", TODAY).code == 0


def test_the_skeleton_verifies_and_passes_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "mon-departement"
    made = call("base", "nouveau", str(folder), "--date", TODAY)
    assert made.code == 0
    assert call("base", "verifier", str(folder), "--date", TODAY).out.startswith("Aucun constat")
    assert call("base", "tester", str(folder), "--date", TODAY).code == 0
    again = call("base", "nouveau", str(folder))
    assert again.code == 2
    assert "n'est pas vide" in again.err


def test_what_the_skeleton_keeps_in_comments_is_valid_too(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    call("base", "nouveau", str(folder), "--date", TODAY)
    file = folder / "territoire.yaml"
    head, mark, tail = file.read_text(encoding="utf-8").partition("# modifications:")
    lines = (mark + tail).split("\n")
    shown = [line.removeprefix("# ") if re.match(r"#  *(- )?\w+:", line) else line for line in lines]
    file.write_text(head + "\n".join(shown), encoding="utf-8")
    found = call("base", "verifier", str(folder), "--format", "json", "--date", TODAY).out
    assert '"regle": "yaml"' not in found
    assert '"erreurs": 0' in found


def test_the_catalogue_names_the_layer_of_what_is_added_or_changed() -> None:
    added = call("--base", str(EXAMPLE), "catalogue", "acteurs", "--recherche", "iess", "--format", "json").out
    changed = call(
        "--base", str(EXAMPLE), "catalogue", "dispositifs", "--recherche", "adopte un projet", "--format", "json"
    ).out
    below = call("--base", str(EXAMPLE), "catalogue", "acteurs", "--recherche", "adie", "--format", "json").out
    assert f'"couche": "{EXAMPLE}"' in added
    assert f'"couche": "{EXAMPLE} (texte)"' in changed
    assert '"couche"' not in below
