"""What is to be checked again and what addresses answer: as lines, as JSON, as CSV for those who telephone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from ess_orient.model.freshness import Freshness, LinkFound, LinksFound, Outcome, Overdue
from ess_orient.model.words import french
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import french_date, safe

_OUTCOMES = {
    Outcome.DEAD: "Adresses mortes",
    Outcome.MOVED: "Adresses qui mènent à un autre domaine",
    Outcome.SUSPICIOUS: "Adresses suspectes",
    Outcome.REFUSED: "Adresses refusées",
    Outcome.UNREACHABLE: "Adresses sans réponse sûre",
    Outcome.REDIRECTED: "Redirections sur le même site",
}
TO_REPORT = frozenset(_OUTCOMES) - {Outcome.REDIRECTED}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OVERDUE = ("id", "kind", "name", "times_shown", "checked_on", "guide_only", "months_late", "territory", "site")
_LINK = ("url", "outcome", "reached", "note", "used_by")


def as_json(report: Freshness | LinksFound) -> str:
    """A report on several lines, ended by a line break."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def freshness_csv(report: Freshness) -> str:
    """One row an entry, most shown first; the last column is left for what the call says."""
    heads = [*(french(field) for field in _OVERDUE), french("source"), french("outcome")]
    rows = ([*(getattr(one, field) for field in _OVERDUE), one.source.url or one.source.section, ""]
            for one in report.overdue)  # fmt: skip
    return _csv(heads, rows)


def links_csv(report: LinksFound) -> str:
    """One row an address."""
    return _csv([french(field) for field in _LINK], ([getattr(one, name) for name in _LINK] for one in report.links))


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Semicolons and a byte order mark, which French spreadsheets open as they should."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return f"\ufeff{out.getvalue()}"


def _cell(value: object) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, tuple):
        return "|".join(str(one) for one in value)
    text = safe("" if value is None else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def freshness_lines(report: Freshness, labels: Labels) -> Iterator[Line]:
    """What a person reads, most shown first."""
    yield Line(Role.TITLE, f"À revérifier au {french_date(report.date)}")
    yield Line(
        Role.PARAGRAPH,
        f"{len(report.overdue)} fiches ou portes sur {report.entries} n'ont pas été vérifiées depuis le"
        f" {french_date(report.limit)}. Les plus montrées d'abord, sur {report.sample} profils tirés au sort"
        " (toujours les mêmes).",
    )
    for rank, one in enumerate(report.overdue, 1):
        yield Line(Role.NAME, one.name, mark=f"{rank}.", tag=_shown(one, report.sample))
        yield Line(Role.FACT, f"{one.kind} {one.id}, {one.territory}", label="Fiche")
        known = labels.freshness(one.source, one.checked_on)
        yield Line(Role.FACT, f"{known} ; {one.months_late} mois de retard", label="État")
        if one.site is not None:
            yield Line(Role.FACT, one.site, label="Site")


def _shown(one: Overdue, sample: int) -> str:
    return f"montrée {one.times_shown} fois sur {sample}" if one.times_shown else "non montrée d'abord"


def links_lines(report: LinksFound) -> Iterator[Line]:
    """The addresses to look at, the surest troubles first."""
    order = list(_OUTCOMES)
    told = sorted((one for one in report.links if one.outcome in _OUTCOMES), key=lambda one: order.index(one.outcome))
    fine = sum(one.outcome is Outcome.OK for one in report.links)
    yield Line(Role.TITLE, f"Adresses de la base, le {french_date(report.date)}")
    yield Line(
        Role.PARAGRAPH, f"{len(report.links)} adresses demandées, {fine} répondent. Rien n'est changé dans les données."
    )
    for outcome, group in groupby(told, key=lambda one: one.outcome):
        found = list(group)
        yield Line(Role.HEADING, f"{_OUTCOMES[outcome]} ({len(found)})")
        for one in found:
            yield from _link(one)


def _link(one: LinkFound) -> Iterator[Line]:
    yield Line(Role.NAME, one.url, mark="-")
    if one.note is not None:
        yield Line(Role.FACT, one.note, label="Constat")
    if one.reached is not None:
        yield Line(Role.FACT, one.reached, label="Mène à")
    yield Line(Role.QUIET, ", ".join(one.used_by), label="Citée par")
