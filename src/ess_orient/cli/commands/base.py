"""`base`: verify, replay, describe and start a base of rules."""

from __future__ import annotations

import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient import paths
from ess_orient.cli import french
from ess_orient.cli.commands import base_couverture, base_fraicheur
from ess_orient.cli.errors import DONE, TO_REPORT, ProblemsFound, Refusal
from ess_orient.cli.output import write_result
from ess_orient.model.wording import did_you_mean, listed, shown_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ess_orient.cli.context import Context
    from ess_orient.model.problem import Problem
    from ess_orient.rulebase.files import Layer
    from ess_orient.rulebase.load import Loaded
    from ess_orient.rulebase.tester import Tester

app = french.application(help="Tenir la base de règles : la vérifier, la rejouer, la prouver, l'étendre.")

Folders = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[DOSSIER …]", help="Dossiers posés sur la base intégrée, ou une base entière."),
]


class Format(StrEnum):
    """What findings are written as."""

    TEXT = "texte"
    JSON = "json"
    SARIF = "sarif"


def _layers(context: Context, folders: list[Path] | None) -> list[Layer]:
    """The folders given here come after those of `--base`."""
    from ess_orient.rulebase.verify import layers_for

    below = [layer.folder for layer in context.layers[1:]]
    return layers_for([*below, *(folders or ())], paths.data_folder())


@app.command(
    "verifier",
    help="Vérifier la base : chaque constat a son fichier, sa ligne et son remède. Tous les constats en une fois.",
    epilog="""Code de sortie 1 : il y a des constats.

Exemples :

ess-orient base verifier
ess-orient base verifier mon-departement
ess-orient base verifier mon-departement --format sarif > constats.sarif
ess-orient base verifier --expliquer identifiant-inconnu""",
)
def verify(
    ctx: typer.Context,
    folders: Folders = None,
    format: Annotated[
        Format, typer.Option("--format", metavar="texte|json|sarif", show_default="texte", help="Pour qui écrire.")
    ] = Format.TEXT,
    explain: Annotated[
        str | None,
        typer.Option("--expliquer", metavar="CONSTAT", help="La page du manuel d'un constat, et rien d'autre."),
    ] = None,
) -> None:
    """Print every finding of every layer."""
    if explain is not None:
        _explain_check(explain)
        return
    from ess_orient.render import findings as rendering
    from ess_orient.rulebase.checks import pages
    from ess_orient.rulebase.files import files_of, path_of
    from ess_orient.rulebase.verify import verify as verified

    context: Context = ctx.obj
    layers = _layers(context, folders)
    loaded, problems = verified(layers, context.today)
    problems = (*problems, *_slow_batch(loaded, problems, layers, context))
    file_of = partial(path_of, layers=layers)
    if format is Format.JSON:
        write_result(rendering.findings_json(problems, loaded.identity), None)
    elif format is Format.SARIF:
        write_result(rendering.findings_sarif(problems, pages(), file_of), None)
    else:
        write_result(rendering.findings_text(problems, rendering.Lines(file_of)), None)
        count = sum(len(files_of(layer)) for layer in layers if layer.folder.is_dir())
        typer.echo(rendering.summary(problems, count), err=bool(problems))
    raise typer.Exit(TO_REPORT if problems else DONE)


def _slow_batch(loaded: Loaded, problems: Sequence[Problem], layers: list[Layer], context: Context) -> list[Problem]:
    """Why files of answers would be slow with this base; nothing where it has errors, or without the extra."""
    from ess_orient.model.problem import Level, Problem

    if any(problem.level is Level.ERROR for problem in problems):
        return []
    try:
        from ess_orient.batch.vector import obstacle
    except ModuleNotFoundError:
        return []
    from ess_orient.engine.compile import CompiledBase
    from ess_orient.rulebase.checks.slow_batch import CHECK

    told = obstacle(CompiledBase(loaded.base, context.today))
    if told is None:
        return []
    remedy = f"Voyez : ess-orient base verifier --expliquer {CHECK.id}"
    return [Problem(file=layers[-1].name, level=CHECK.level, rule=CHECK.id, message=told, remedy=remedy)]


def _explain_check(identifier: str) -> None:
    from ess_orient.render.findings import page_text
    from ess_orient.rulebase.checks import page_of, pages

    page = page_of(identifier)
    if page is None:
        known = [page.check.id for page in pages()]
        message = f"constat inconnu « {shown_value(identifier)} » ; attendu : {listed(known, 80)}."
        raise Refusal(message, did_you_mean(identifier, known))
    write_result(page_text(page), None)


@app.command(
    "tester",
    help="Rejouer les exemples de la base : ce qui était attendu, ce qui vient, et les règles en cause. Avec"
    " --enregistrer : faire un exemple d'un fichier de réponses, à coller dans « exemples ».",
    epilog="""Code de sortie 1 : un exemple échoue.

Exemples :

ess-orient base tester
ess-orient base tester mon-departement
ess-orient base tester --enregistrer reponses.yaml --dans mon-departement/exemples.yaml""",
)
def replay(
    ctx: typer.Context,
    folders: Folders = None,
    answers: Annotated[
        str | None, typer.Option("--enregistrer", metavar="REPONSES", help="Fichier de réponses dont faire un exemple.")
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--dans", metavar="FICHIER", help="Fichier de données où ajouter l'exemple.")
    ] = None,
    name: Annotated[
        str, typer.Option("--nom", metavar="TEXTE", show_default=False, help="La personne, en quelques mots.")
    ] = "Une personne à décrire",
) -> None:
    """Replay the examples, or record one."""
    context: Context = ctx.obj
    layers = _layers(context, folders)
    if answers is not None:
        _record(context, layers, answers, target, name)
        return
    from ess_orient.cli.towns import find_town
    from ess_orient.cli.understanding import sentence_trials
    from ess_orient.render.trials import trials_text
    from ess_orient.rulebase.study import LowerBases
    from ess_orient.rulebase.tester import replay_all

    tester, loaded = _tester(context, layers)
    trials = replay_all(tester, loaded, LowerBases(layers, context.today), find_town)
    trials += sentence_trials(layers)
    text, done = trials_text(trials)
    write_result(text, None)
    raise typer.Exit(DONE if done else TO_REPORT)


def _tester(context: Context, layers: list[Layer]) -> tuple[Tester, Loaded]:
    from ess_orient.cli.towns import find_town
    from ess_orient.engine.compile import CompiledBase
    from ess_orient.model.problem import Level
    from ess_orient.rulebase.load import load
    from ess_orient.rulebase.tester import Tester
    from ess_orient.rulebase.verify import blocking

    loaded = load(layers)
    problems = [problem for problem in loaded.problems if problem.level is Level.ERROR]
    problems = problems or blocking(loaded)
    if problems:
        raise ProblemsFound("La base ne peut pas être rejouée ; corrigez d'abord ces constats.", problems)
    return Tester(CompiledBase(loaded.base, context.today), find_town), loaded


def _record(context: Context, layers: list[Layer], answers: str, target: Path | None, name: str) -> None:
    from ess_orient.cli.answers import gathered
    from ess_orient.cli.towns import find_town
    from ess_orient.engine.answers import AnswerReader

    tester, loaded = _tester(context, layers)
    profile = gathered(AnswerReader(loaded.base, find_town), answers, {})
    example = tester.recorded(name, profile)
    if target is None:
        write_result(f"exemples:\n{example}", None)
        return
    from ess_orient.rulebase.skeleton import with_example

    write_result(with_example(target, example), str(target))
    sys.stderr.write(f"Exemple ajouté à {target}. Relisez ce qu'il attend, et gardez ce qui compte.\n")


@app.command(
    "schema",
    help="Donner le schéma JSON des fichiers de données, qui complète et vérifie la saisie dans un éditeur.",
    epilog="""Exemples :

ess-orient base schema
ess-orient base schema --sortie schema""",
)
def schema(
    folder: Annotated[
        Path | None, typer.Option("--sortie", metavar="DOSSIER", help="Dossier où écrire les schémas.")
    ] = None,
) -> None:
    """Print the schema, or write it to a folder."""
    from ess_orient.rulebase.schema import FILES, schema_text

    if folder is None:
        write_result(schema_text(), None)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        write_result(schema_text(name), str(folder / name))
        sys.stderr.write(f"Enregistré : {folder / name}\n")


@app.command(
    "nouveau",
    help="Créer un dossier de données pour un territoire : un acteur, une règle, un exemple, avec des explications.",
    epilog="""Exemple :

ess-orient base nouveau mon-departement
ess-orient base verifier mon-departement
ess-orient --base mon-departement orienter""",
)
def new(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Le dossier à créer ; il doit être absent ou vide.")
    ],
) -> None:
    """Write the skeleton of a layer."""
    from ess_orient.rulebase.skeleton import skeleton

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(
            f"« {shown_value(folder, 200)} » existe déjà et n'est pas vide.", "Donnez un autre nom de dossier."
        )
    folder.mkdir(parents=True, exist_ok=True)
    context: Context = ctx.obj
    for name, text in skeleton(context.today).items():
        write_result(text, str(folder / name))
        typer.echo(f"Créé : {folder / name}")
    typer.echo(f"Ensuite : ess-orient base verifier {folder}", err=True)


base_fraicheur.add_to(app)
base_couverture.add_to(app)
