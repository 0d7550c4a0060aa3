"""`lot`: a whole file of answers in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient.batch.columns import Unusable
from ess_orient.batch.feeds import STANDARD, Format, format_of, identity_of
from ess_orient.batch.mapping import read_mapping
from ess_orient.batch.run import Finished, Job, Run, Threshold
from ess_orient.batch.state import state_path
from ess_orient.cli import french
from ess_orient.cli.answers import reader_of
from ess_orient.cli.batch_screen import shown_progress, summary
from ess_orient.cli.context import Context
from ess_orient.cli.errors import DONE, TO_REPORT, Interrupted, Refusal
from ess_orient.model.wording import shown_value

if TYPE_CHECKING:
    from ess_orient.batch.described import Understanding

app = french.application()
_FORMATS = "csv|jsonl|parquet|xlsx"


@app.command(
    help="Orienter un fichier entier : une ligne par personne, une colonne par réponse. Chaque ligne se retrouve dans"
    " la sortie ou dans les rejets, avec la raison."
    "\n\nColonnes lues : profil, stade, secteurs, besoins, departement, region, commune, situation, forme. Plusieurs"
    " valeurs dans une case se séparent par « | ». Les autres colonnes sont gardées telles quelles."
    "\n\nUne colonne « description » raconte le projet : ce qu'elle dit de sûr complète les réponses absentes, et"
    " figure dans une dernière colonne « compris » (cle=valeur). Les réponses de la ligne l'emportent."
    "\n\nColonnes ajoutées : levier_1, leviers, acteurs_informer, acteurs_financer, acteurs_accompagner, dispositifs"
    " (ce qu'une personne verrait d'abord), a_verifier, empreinte. En JSON Lines : une orientation entière par ligne.",
    epilog="""Exemples :

ess-orient lot fiches.csv --sortie orientees.csv
ess-orient lot enquete.csv --sortie orientees.csv --colonnes departement=Dept,besoins=Besoin
ess-orient lot fiches.csv --sortie orientees.csv --bilan bilan.html
ess-orient lot - --sortie - --rejets rejets.csv < fiches.csv""",
)
def run(
    ctx: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FICHIER|-", help="Les réponses : CSV, JSON Lines, Parquet ou XLSX.")
    ],
    output: Annotated[str, typer.Option("--sortie", metavar="FICHIER|-", help="Où écrire le résultat.")],
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejets",
            metavar="FICHIER",
            show_default="SORTIE-rejets.csv",
            help="Où écrire les lignes refusées, en CSV.",
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--reprendre", help="Continuer un traitement interrompu.")] = False,
    report: Annotated[
        Path | None, typer.Option("--bilan", metavar="FICHIER.html", help="Écrire aussi un bilan illustré.")
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--colonnes", metavar="REPONSE=COLONNE,…|FICHIER.yaml", help="Dire quelle colonne est quelle réponse."
        ),
    ] = None,
    lenient: Annotated[
        bool,
        typer.Option("--souple", help="Orienter une ligne sans ses réponses inutilisables, et le dire dans la sortie."),
    ] = False,
    threshold: Annotated[
        str | None, typer.Option("--seuil-rejets", metavar="N|P%", help="S'arrêter au-delà de tant de lignes refusées.")
    ] = None,
    brief: Annotated[
        bool, typer.Option("--abrege", help="En JSON Lines : les seules colonnes du tableau, sans les raisons.")
    ] = False,
    small: Annotated[
        bool, typer.Option("--effectifs-reels", help="Dans le bilan, montrer aussi les effectifs de moins de 5.")
    ] = False,
    source_format: Annotated[
        Format | None, typer.Option("--format-entree", metavar=_FORMATS, help="Sinon, l'extension le dit.")
    ] = None,
    output_format: Annotated[
        Format | None, typer.Option("--format-sortie", metavar=_FORMATS, help="Sinon, l'extension le dit.")
    ] = None,
) -> int:
    """Run a job and say what was done; 1 if rows were rejected."""
    context: Context = ctx.obj
    try:
        refused = rejects or _beside(output)
        _apart(source, output, refused, report)
        orienter = context.orienter()
        job = Job(
            source, output, refused,
            format_of(source, source_format, "--format-entree"), format_of(output, output_format, "--format-sortie"),
            read_mapping(columns or [], orienter.compiled), lenient, brief, resume, rejects is not None,
            _threshold(threshold), report is not None,
        )  # fmt: skip
        with shown_progress(source) as progress:
            finished = Run(job, orienter, reader_of(context), progress, lambda: _understanding(context)).run()
    except Unusable as error:
        raise Refusal(error.message, error.remedy) from None
    except KeyboardInterrupt:
        raise Interrupted(_how_to_go_on(output)) from None
    if report is not None:
        _write_report(report, finished, context, small)
    typer.echo(summary(finished, output, report), err=True)
    return TO_REPORT if finished.totals.rejected else DONE


def _understanding(context: Context) -> Understanding:
    from ess_orient.cli.described import understanding_of

    return understanding_of(context)


def _write_report(path: Path, finished: Finished, context: Context, small: bool) -> None:
    from ess_orient.batch.figures import Asked, report
    from ess_orient.batch.sinks import write_whole
    from ess_orient.render.bilan import bilan_html

    assert finished.tally is not None
    asked = Asked(finished.totals, finished.remarks, context.today, masked=not small)
    write_whole(path, bilan_html(report(finished.tally, context.orienter(), asked)).encode())


def _beside(output: str) -> Path:
    if output == STANDARD:
        return Path("lot-rejets.csv")
    path = Path(output)
    return path.with_name(f"{path.stem}-rejets.csv")


def _apart(source: str, output: str, rejects: Path, report: Path | None) -> None:
    """Refuse to write over what is read, or twice to the same place."""
    names = [("FICHIER", source), ("--sortie", output), ("--rejets", str(rejects)), ("--bilan", str(report or ""))]
    seen: dict[str, str] = {}
    for option, name in names:
        if name in ("", STANDARD):
            continue
        same = str(identity_of(name)[2] or Path(name).resolve())
        if same in seen:
            raise Unusable(
                f"{seen[same]} et {option} sont le même fichier : « {shown_value(name, 200)} »", "Donnez deux noms."
            )
        seen[same] = option
        if option != "FICHIER" and Path(name).is_dir():
            raise Unusable(f"{option} : « {shown_value(name, 200)} » est un dossier ; un fichier était attendu")


def _threshold(text: str | None) -> Threshold | None:
    if text is None:
        return None
    number = text.strip().removesuffix("%").strip().replace(",", ".")
    share = text.strip().endswith("%")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not (0 <= value <= (100 if share else 1e12)):
        raise Unusable(f"--seuil-rejets : « {shown_value(text)} » n'est ni un nombre ni une part", "Écrivez 100 ou 5%.")
    return Threshold(value / 100 if share else value, share)


def _how_to_go_on(output: str) -> str:
    if output == STANDARD or not state_path(Path(output)).exists():
        return "Interrompu. Rien n'a été publié ; relancez la même commande."
    return "Interrompu. Ce qui est fait est gardé ; pour continuer, relancez la même commande avec --reprendre."
