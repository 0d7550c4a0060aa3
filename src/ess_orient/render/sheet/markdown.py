"""A sheet as Markdown (CommonMark)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_orient.model.sheet import Group, Item, Link, OrientationSheet, Section
from ess_orient.render.lines import Line, Role
from ess_orient.render.markdown import as_markdown

_OPENING, _CLOSING = "«\u00a0", "\u00a0»"


def document(sheet: OrientationSheet) -> str:
    """The sheet as Markdown, ended by a line break."""
    return as_markdown(_lines(sheet))


def _lines(sheet: OrientationSheet) -> Iterator[Line]:
    yield Line(Role.TITLE, sheet.title)
    yield Line(Role.PARAGRAPH, " – ".join(part for part in (sheet.place, sheet.date) if part))
    yield Line(Role.HEADING, "Le projet")
    for paragraph in (*_quoted(sheet.project), sheet.cut, sheet.opening):
        if paragraph:
            yield Line(Role.PARAGRAPH, paragraph)
    yield from (Line(Role.FACT, fact.text, label=fact.label) for fact in sheet.answers)
    yield from (Line(Role.NOTE, remark, label="À noter") for remark in sheet.remarks)
    if sheet.path is not None:
        yield Line(Role.HEADING, "Le chemin en un coup d’œil")
        yield Line(Role.PARAGRAPH, sheet.path.sentence)
    if sheet.levers is not None:
        yield from _section(sheet.levers)
    yield from _steps(sheet)
    yield from _dossier(sheet)
    for section in sheet.sections:
        yield from _section(section)
    if sheet.to_check:
        yield Line(Role.HEADING, "À vérifier avant d’agir")
        yield from (Line(Role.FACT, check) for check in sheet.to_check)
    if sheet.glossary:
        yield Line(Role.HEADING, "Les mots de cette fiche")
        yield from (Line(Role.FACT, fact.text, label=fact.label) for fact in sheet.glossary)
    yield Line(Role.HEADING, "Sources")
    if sheet.sources_lead:
        yield Line(Role.PARAGRAPH, sheet.sources_lead)
    for source in sheet.sources:
        read = source.link.url or source.link.text if source.link is not None else ""
        yield Line(Role.FACT, ", ".join(part for part in (f"[{source.number}] {source.text}", read) if part))
    yield Line(Role.PARAGRAPH, sheet.made_with)


def _quoted(paragraphs: Sequence[str]) -> Iterator[str]:
    last = len(paragraphs) - 1
    for number, text in enumerate(paragraphs):
        yield f"{_OPENING if number == 0 else ''}{text}{_CLOSING if number == last else ''}"


def _steps(sheet: OrientationSheet) -> Iterator[Line]:
    if not sheet.steps:
        return
    yield Line(Role.HEADING, "À faire en premier")
    for rank, step in enumerate(sheet.steps, 1):
        yield Line(Role.NAME, step.text, mark=f"{rank}.")
        yield Line(Role.FACT, step.prepare, label="À préparer")
        yield from _link(step.link)


def _section(section: Section) -> Iterator[Line]:
    yield Line(Role.HEADING, section.title)
    if section.lead:
        yield Line(Role.PARAGRAPH, section.lead)
    for group in section.groups:
        yield from _group(group)


def _group(group: Group) -> Iterator[Line]:
    if group.title:
        yield Line(Role.GROUP, group.title)
    for rank, item in enumerate(group.items, 1):
        yield from _item(item, rank)
    if not group.items and group.empty:
        yield Line(Role.PARAGRAPH, group.empty)


def _item(item: Item, rank: int) -> Iterator[Line]:
    yield Line(Role.NAME, item.name, mark=f"{rank}.", tag=item.tag)
    yield Line(Role.BODY, item.text)
    for reason in item.reasons:
        detail = f" ({reason.detail})" if reason.detail else ""
        yield Line(Role.FACT, f"{reason.text}{detail}", label=reason.label)
    yield from (Line(Role.FACT, fact.text, label=fact.label) for fact in item.facts)
    yield from (Line(Role.WARNING, warning.text, label=warning.label) for warning in item.warnings)
    yield from _link(item.link)
    numbers = "".join(f"[{number}]" for number in item.sources)
    if item.state or numbers:
        yield Line(Role.QUIET, " ".join(part for part in (item.state, numbers) if part), label="Source")


def _link(link: Link | None) -> Iterator[Line]:
    if link is not None:
        yield Line(Role.FACT, link.url or link.text, label=link.label or "Site")


def _dossier(sheet: OrientationSheet) -> Iterator[Line]:
    if sheet.unknown:
        yield Line(Role.HEADING, "Ce que l’on ne sait pas encore")
        yield from (Line(Role.FACT, fact.text, label=fact.label) for fact in sheet.unknown)
    if sheet.contacts:
        yield Line(Role.HEADING, "État des contacts")
        yield from (Line(Role.FACT, fact.text, label=fact.label) for fact in sheet.contacts)
    if sheet.notes:
        yield Line(Role.HEADING, "Notes")
        for note in sheet.notes:
            for number, paragraph in enumerate(note.paragraphs):
                label = f"{note.date}, {note.about}" if note.about else note.date
                yield Line(Role.PARAGRAPH, paragraph, label=label if number == 0 else "")
