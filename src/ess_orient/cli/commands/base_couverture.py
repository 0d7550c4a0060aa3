"""`base couverture` and `base comparer`: what can be proved of a base, and who a change touches."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ess_orient import paths
from ess_orient.cli import french
from ess_orient.cli.context import Context
from ess_orient.cli.errors import ProblemsFound, Refusal
from ess_orient.cli.output import write_result

if TYPE_CHECKING:
    from ess_orient.engine.compile import CompiledBase
    from ess_orient.rulebase.deserts import Table

DONE, TO_REPORT = 0, 1


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "texte"
    JSON = "json"


COVERAGE_HELP = (
    "Prouver que personne ne reste sans réponse : chaque profil a un levier et des acteurs, chaque besoin une fiche qui"
    " y répond, chaque fiche peut être montrée, chaque question sert. Dire aussi où les portes manquent."
)
COMPARISON_HELP = (
    "Dire ce qui change entre deux bases, et pour quels profils exactement, avec les plus petits exemples."
)


def add_to(group: french.Application) -> None:
    """Make these subcommands of `base`."""
    group.command("couverture", help=COVERAGE_HELP)(coverage)
    group.command("comparer", help=COMPARISON_HELP)(comparison)


FormatOption = Annotated[
    Format,
    typer.Option("--format", metavar="texte|json", show_default="texte", help="Pour une personne ou un programme."),
]


def coverage(
    ctx: typer.Context,
    format: FormatOption = Format.TEXT,
    details: Annotated[
        bool, typer.Option("--details", help="Montrer aussi ce qui est prouvé, avec son profil.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option("--carte", metavar="FICHIER.html", help="Écrire la carte des portes manquantes.")
    ] = None,
) -> None:
    """Prove or refute that nobody is left without an answer; show where doors are missing."""
    _need_solver()
    from ess_orient.render.json import as_json
    from ess_orient.render.labels import Labels
    from ess_orient.render.proof import coverage_text, table_text
    from ess_orient.rulebase.coverage import Prover
    from ess_orient.rulebase.deserts import Deserts

    context: Context = ctx.obj
    orienter = context.orienter()
    with _Progress("Preuves") as progress:
        found = Prover(orienter.compiled, orienter.answers_as_written).coverage(progress.step)
    deserts = Deserts(orienter.compiled)
    tables = (deserts.needs_by_region(), deserts.sectors_by_stage())
    if page is not None:
        _write_page(context, tables, page)
    if format is Format.JSON:
        write_result(as_json({"couverture": found, "tableaux": tables}), None)
    else:
        width = shutil.get_terminal_size((80, 24)).columns
        text = coverage_text(found, Labels.of(context.loaded().base), details)
        write_result("\n".join([text, *(table_text(table, width) for table in tables)]), None)
    raise typer.Exit(DONE if found.proved else TO_REPORT)


def _write_page(context: Context, tables: tuple[Table, ...], page: Path) -> None:
    from ess_orient.render.heatmap import heatmap
    from ess_orient.render.typography import french_date

    html = heatmap(tables, context.loaded().identity.version, french_date(context.today))
    write_result(html, str(page))
    sys.stderr.write(f"Enregistré : {page}\n")


def comparison(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="ANCIENNE", help="Le dossier de la base d'avant.")],
    new: Annotated[Path, typer.Argument(metavar="NOUVELLE", help="Le dossier de la base d'après.")],
    format: FormatOption = Format.TEXT,
) -> None:
    """Say what differs between two bases and exactly which profiles see it."""
    _need_solver()
    from ess_orient.engine.orient import Orienter
    from ess_orient.render.json import as_json
    from ess_orient.render.labels import Labels
    from ess_orient.render.proof import comparison_text
    from ess_orient.rulebase.compare import compare

    context: Context = ctx.obj
    before, after = (_compiled(folder, context.today) for folder in (old, new))
    write = Orienter(after, context.loaded().identity).answers_as_written
    with _Progress("Comparaison") as progress:
        found = compare(before, after, (str(old), str(new)), write, progress.step)
    names = {c.entry.id: c.standing.name for compiled in (before, after) for c in compiled.candidates}
    if format is Format.JSON:
        write_result(as_json(found), None)
    else:
        write_result(comparison_text(found, Labels.of(after.base), names), None)
    raise typer.Exit(TO_REPORT if found.values else DONE)


def _compiled(folder: Path, today: str) -> CompiledBase:
    """A whole base, or a layer laid over the embedded one."""
    from ess_orient.engine.compile import CompiledBase
    from ess_orient.model.problem import Level
    from ess_orient.rulebase.load import EMBEDDED, Layer, load

    alone = load([Layer(str(folder), folder)])
    whole = alone if alone.base.settings and alone.base.questions else None
    loaded = whole or load([Layer(EMBEDDED, paths.data_folder()), Layer(str(folder), folder)])
    errors = [problem for problem in loaded.problems if problem.level is Level.ERROR]
    if errors:
        raise ProblemsFound(f"La base {folder} ne peut pas être lue.", errors)
    return CompiledBase(loaded.base, today)


def _need_solver() -> None:
    try:
        import z3  # noqa: F401
    except ImportError:
        raise Refusal(
            "Cette commande demande un solveur qui n'est pas installé (z3-solver).",
            'Installez-le : python -m pip install "ess-orient[preuve]"',
        ) from None


class _Progress:
    """One line on a terminal that says what is being looked at; nothing elsewhere."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def step(self, text: str) -> None:
        """Show what was just done."""
        if self._shown:
            width = shutil.get_terminal_size((80, 24)).columns - 1
            sys.stderr.write("\r\x1b[K" + f"{self._title} : {text}"[:width])
            sys.stderr.flush()

    def __exit__(self, *_exception: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
