"""What `lot` shows on a screen: how far it is, then what was done."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ess_orient.batch.feeds import STANDARD
from ess_orient.batch.run import Finished, Progress
from ess_orient.batch.state import Totals
from ess_orient.model.wording import shown_value

_SPACE = "\u202f"


@contextmanager
def shown_progress(source: str) -> Iterator[Progress | None]:
    """A bar with the rate and the time left, on a terminal only."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    size = Path(source).stat().st_size if source != STANDARD and Path(source).is_file() else None
    console = Console(stderr=True, highlight=False)
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn(compact=True))
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=size or None)

        def told(done: int, totals: Totals) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f" ({number(int(totals.read / elapsed))} par seconde)" if elapsed > 0.5 else ""
            bar.update(task, completed=done, description=f"{number(totals.read)} lignes{rate}")

        yield told


def number(value: int) -> str:
    """A number as French writes it."""
    return f"{value:,}".replace(",", _SPACE)


def summary(finished: Finished, output: str, report: Path | None) -> str:
    """Totals that add up, and what was noticed, a line each."""
    totals = finished.totals
    lines = [
        f"{remark[:1].upper()}{remark[1:]}." if not remark.endswith("?") else remark for remark in finished.remarks
    ]
    lines.append(
        f"{number(totals.read)} {_lines(totals.read)} = {number(totals.done)} {_several('orientée', totals.done)}"
        f" + {number(totals.rejected)} {_several('rejetée', totals.rejected)}."
    )
    if finished.resumed_after:
        lines.append(f"Repris après {number(finished.resumed_after)} lignes déjà faites.")
    if totals.empty:
        lines.append(
            f"{number(totals.empty)} {_lines(totals.empty)} {_several('vide', totals.empty)}, {_several('ignorée', totals.empty)}."
        )
    if totals.lenient:
        lines.append(
            f"{number(totals.lenient)} orientées sans une réponse inutilisable : colonne « reponses_ecartees »."
        )
    if totals.understood:
        lines.append(
            f"{number(totals.understood)} {_lines(totals.understood)} {_several('complétée', totals.understood)} par leur"
            " description : colonne « compris »."
        )
    if totals.restored:
        lines.append(
            f"{number(totals.restored)} codes avaient perdu leur zéro (« 1 » lu « 01 »), comme le fait un tableur."
        )
    for reject in finished.first_rejects[:3]:
        where = f"ligne {reject.line}" + (f", colonne {shown_value(reject.column)}" if reject.column else "")
        lines.append(f"  Rejet, {where} : {shown_value(reject.reason, 300)} {shown_value(reject.remedy, 200)}".rstrip())
    if finished.rejects is not None:
        lines.append(f"Rejets : {shown_value(finished.rejects, 300)}")
    if output != STANDARD:
        lines.append(f"Résultat : {shown_value(output, 300)} ({finished.seconds:.1f} s)".replace(".", ",", 0))
    if report is not None:
        lines.append(f"Bilan : {shown_value(report, 300)}")
    return "\n".join(lines)


def _lines(count: int) -> str:
    return "ligne" if count < 2 else "lignes"


def _several(word: str, count: int) -> str:
    return word if count < 2 else f"{word}s"
