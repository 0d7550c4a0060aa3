"""`orienter`: from a person's answers to their levers and actors, by questions or from what is given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.cli import french

if TYPE_CHECKING:
    from ess_orient.cli.context import Context

app = french.application()

One = str | None
Several = list[str] | None


@app.command(
    help="Trouver les leviers et les acteurs utiles à un projet. Dans un terminal, pose les questions qui manquent ;"
    " ailleurs, ou avec --sans-questions, répond d'après ce qui est donné.",
    epilog="""Une valeur inconnue fait rappeler les valeurs possibles. « ne_sait_pas » est toujours permis.

Exemples :

ess-orient orienter
ess-orient orienter "Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."
ess-orient orienter --sans-questions --profil porteur --stade creation --secteur commerce --departement 19
ess-orient orienter --reponses reponses.yaml --format json --sortie orientation.json

ess-orient orienter --reponses reponses.yaml --format pdf --sortie fiche.pdf""",
)
def orienter(
    ctx: typer.Context,
    description: Annotated[
        One,
        typer.Argument(
            metavar="[DESCRIPTION]",
            help="Le projet en une ou deux phrases, entre guillemets : ce qu'elles disent n'est plus demandé.",
            show_default=False,
        ),
    ] = None,
    answers_file: Annotated[
        One,
        typer.Option(
            "--reponses", metavar="FICHIER", help="Fichier de réponses, YAML ou JSON ; « - » : entrée standard."
        ),
    ] = None,
    audience: Annotated[One, typer.Option("--profil", metavar="VALEUR", help="Qui vous êtes.")] = None,
    stage: Annotated[One, typer.Option("--stade", metavar="VALEUR", help="Où en est le projet.")] = None,
    sectors: Annotated[Several, typer.Option("--secteur", metavar="VALEUR", help="Le domaine du projet.")] = None,
    needs: Annotated[Several, typer.Option("--besoin", metavar="VALEUR", help="Ce que vous cherchez.")] = None,
    department: Annotated[
        One, typer.Option("--departement", metavar="LIEU", help="Code ou nom du département.")
    ] = None,
    region: Annotated[One, typer.Option("--region", metavar="LIEU", help="Code ou nom de la région.")] = None,
    municipality: Annotated[
        One, typer.Option("--commune", metavar="LIEU", help="Nom ou code INSEE de la commune.")
    ] = None,
    situation: Annotated[
        Several, typer.Option("--situation", metavar="VALEUR", help="Une situation particulière.")
    ] = None,
    legal_form: Annotated[One, typer.Option("--forme", metavar="VALEUR", help="La forme juridique.")] = None,
    no_questions: Annotated[
        bool, typer.Option("--sans-questions", help="Ne rien demander : répondre d'après ce qui est donné.")
    ] = False,
    simple: Annotated[
        bool, typer.Option("--simple", help="Questions numérotées, une ligne à la fois. Aussi : ACCESSIBLE=1.")
    ] = False,
    full: Annotated[bool, typer.Option("--tout", help="Montrer tous les résultats et toutes les raisons.")] = False,
    form: Annotated[
        One,
        typer.Option(
            "--format", metavar="texte|markdown|html|pdf|json", help="Forme du résultat.", show_default="texte"
        ),
    ] = None,
    reader: Annotated[
        One,
        typer.Option(
            "--pour",
            metavar="porteur|conseiller",
            help="À qui va la fiche : markdown, html ou pdf.",
            show_default="porteur",
        ),
    ] = None,
    target: Annotated[
        One, typer.Option("--sortie", metavar="FICHIER", help="Où écrire le résultat ; « - » : sortie standard.")
    ] = None,
) -> None:
    """Gather what is given, ask for the rest on a terminal, give the result."""
    from ess_orient.cli.answers import gathered_with_words, reader_of
    from ess_orient.cli.give import Wanted, give, known_format, known_reader, refuse_early, refuse_longer

    context: Context = ctx.obj
    wanted = Wanted(known_format(form), target, full, known_reader(reader))
    refuse_early(wanted)
    profile, told = gathered_with_words(
        reader_of(context),
        answers_file,
        {
            "profil": _one(audience),
            "stade": _one(stage),
            "secteurs": sectors or [],
            "besoins": needs or [],
            "departement": _one(department),
            "region": _one(region),
            "commune": _one(municipality),
            "situation": situation or [],
            "forme": _one(legal_form),
        },
    )
    words = (description or "").strip() or told.strip()
    refuse_longer(words)
    if not no_questions and _someone_is_there():
        from ess_orient.cli.ask.session import converse

        converse(context, profile, wanted, simple, words)
        return
    if words:
        from ess_orient.cli.described import completed

        profile = completed(context, profile, words)
        wanted = wanted._replace(words=words)
    if not profile.answers:
        sys.stderr.write("Aucune réponse n'est donnée : voici où être reçu et écouté d'abord.\n")
    give(context, profile, wanted, simple)


def _one(value: str | None) -> list[str]:
    return [] if value is None else [value]


def _someone_is_there() -> bool:
    """Whether questions can be asked: they are read from standard input and shown on standard error."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
