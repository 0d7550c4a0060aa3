"""`expliquer`: why an entry is proposed, or why not, and what would change it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.cli import french
from ess_orient.cli.errors import Refusal
from ess_orient.cli.output import write_result
from ess_orient.model.wording import did_you_mean, shown_value

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.engine.orient import Orienter

app = french.application()


class Format(StrEnum):
    """What the explanation is written as."""

    TEXT = "texte"
    JSON = "json"


@app.command(
    help="Dire pourquoi une fiche est proposée à une personne, ou pourquoi non : chaque condition avec oui, non ou"
    " inconnu, les points règle par règle, le territoire, le statut, et le plus petit changement de réponses qui"
    " l'inverserait.",
    epilog="""L'identifiant d'une fiche se trouve avec « ess-orient catalogue --recherche ».

Exemples :

ess-orient expliquer france-active --reponses reponses.yaml
ess-orient expliquer --tout --reponses reponses.yaml
ess-orient expliquer france-active --reponses reponses.yaml --format json""",
)
def explain(
    ctx: typer.Context,
    identifier: Annotated[
        str | None, typer.Argument(metavar="[IDENTIFIANT]", help="L'identifiant de la fiche.")
    ] = None,
    answers_file: Annotated[
        str | None,
        typer.Option(
            "--reponses", metavar="FICHIER", help="Fichier de réponses, YAML ou JSON ; « - » : entrée standard."
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--tout", help="Expliquer toutes les fiches.")] = False,
    format: Annotated[
        Format,
        typer.Option("--format", metavar="texte|json", show_default="texte", help="Pour une personne ou un programme."),
    ] = Format.TEXT,
) -> None:
    """Print the explanation of one entry or of all."""
    if answers_file is None:
        raise Refusal("il manque l'option --reponses : le fichier des réponses de la personne",
                      "Écrivez --reponses FICHIER, ou --reponses - pour l'entrée standard.")  # fmt: skip
    if (identifier is None) != everything:
        raise Refusal(
            "donnez l'identifiant d'une fiche, ou --tout", "Cherchez-le : ess-orient catalogue --recherche MOTS"
        )
    from ess_orient.cli.answers import gathered_with_words, reader_of
    from ess_orient.engine.explain import Explainer
    from ess_orient.model.explanation import EXPLANATION_FORMAT, Explanation

    context: Context = ctx.obj
    orienter = context.orienter()
    loaded = context.loaded()
    wanted = [candidate.entry.id for candidate in orienter.compiled.candidates]
    if identifier is not None:
        wanted = [_known(identifier, orienter)]
    profile, words = gathered_with_words(reader_of(context), answers_file, {})
    if words.strip():
        from ess_orient.cli.described import completed

        profile = completed(context, profile, words)
    profile = orienter.completed(profile)
    explainer = Explainer(orienter.compiled, profile, loaded.layer_of)
    explanation = Explanation(
        format=EXPLANATION_FORMAT,
        base=loaded.identity,
        answers=orienter.answers_as_written(profile),
        explained=tuple(explainer.entry(entry, with_change=not everything) for entry in wanted),
    )
    if format is Format.JSON:
        from ess_orient.render.json import as_json

        write_result(as_json(explanation), None)
        return
    from ess_orient.render.explanation import explanation_text
    from ess_orient.render.labels import Labels

    write_result(explanation_text(explanation, Labels.of(loaded.base), loaded.changes), None)


def _known(identifier: str, orienter: Orienter) -> str:
    """The id of an entry that may be proposed; `Refusal` says what else it is, or which is nearest."""
    if identifier in orienter.compiled.by_id:
        return identifier
    if identifier in orienter.compiled.standings:
        message = (
            f"« {shown_value(identifier)} » se lit dans le catalogue, mais n'est jamais proposé comme acteur ou exemple"
        )
        raise Refusal(message, f"Voyez : ess-orient catalogue --recherche {shown_value(identifier)}")
    near = did_you_mean(identifier, orienter.compiled.by_id)
    message = f"fiche inconnue « {shown_value(identifier)} » ; l'identifiant d'une fiche de la base était attendu"
    raise Refusal(message, near or "Cherchez-le : ess-orient catalogue --recherche MOTS")
