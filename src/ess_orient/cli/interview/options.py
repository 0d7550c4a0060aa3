"""The options that several `entretien` commands share, and the answers they give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.cli.interview.session import Changes

Dossiers = Annotated[
    str | None,
    typer.Option("--dossiers", metavar="FICHIER", help="Fichier des dossiers. Variable : ESS_ORIENT_DOSSIERS."),
]
CaseName = Annotated[str, typer.Argument(metavar="DOSSIER", help="Nom du dossier, son début, ou son numéro.")]
Audience = Annotated[str | None, typer.Option("--profil", metavar="VALEUR", help="Qui est la personne.")]
Stage = Annotated[str | None, typer.Option("--stade", metavar="VALEUR", help="Où en est le projet.")]
Sectors = Annotated[list[str] | None, typer.Option("--secteur", metavar="VALEUR", help="Domaine du projet.")]
Needs = Annotated[list[str] | None, typer.Option("--besoin", metavar="VALEUR", help="Ce qui manque.")]
Department = Annotated[str | None, typer.Option("--departement", metavar="LIEU", help="Code ou nom du département.")]
Region = Annotated[str | None, typer.Option("--region", metavar="LIEU", help="Code ou nom de la région.")]
Town = Annotated[str | None, typer.Option("--commune", metavar="LIEU", help="Nom ou code INSEE de la commune.")]
Situations = Annotated[list[str] | None, typer.Option("--situation", metavar="VALEUR", help="Situation particulière.")]
LegalForm = Annotated[str | None, typer.Option("--forme", metavar="VALEUR", help="Forme juridique.")]
Forgotten = Annotated[
    list[str] | None, typer.Option("--oublier", metavar="CLE", help="Réponse à effacer : stade, secteurs, departement…")
]
Silent = Annotated[
    bool, typer.Option("--sans-questions", help="Ne rien demander : garder ce qui est donné et le montrer.")
]
Simple = Annotated[
    bool, typer.Option("--simple", help="Lignes numérotées au lieu de la page (lecteurs d'écran). Aussi ACCESSIBLE=1.")
]
Yes = Annotated[bool, typer.Option("--oui", help="Confirmer d'avance, sans question.")]


def answers_given(
    context: Context, given: dict[str, Sequence[str] | str | None], forgotten: Sequence[str] | None = None
) -> Changes:
    """The answers of the options, by key; None for those to forget. `ProblemsFound` says all that is wrong."""
    from ess_orient.cli.answers import gathered, reader_of

    written = {key: [value] if isinstance(value, str) else list(value or []) for key, value in given.items()}
    profile = gathered(reader_of(context), None, written)
    changes: dict[AnswerKey, tuple[str, ...] | None] = {_key(name): None for name in forgotten or ()}
    return changes | dict(profile.answers)


def _key(name: str) -> AnswerKey:
    from ess_orient.cli.errors import Refusal
    from ess_orient.model.condition import AnswerKey
    from ess_orient.model.wording import did_you_mean, listed, shown_value

    known = [key.value for key in AnswerKey]
    if name not in known:
        message = f"réponse inconnue « {shown_value(name)} » ; attendu : {listed(known)}."
        raise Refusal(message, did_you_mean(name, known))
    return AnswerKey(name)


if TYPE_CHECKING:
    from ess_orient.model.condition import AnswerKey
