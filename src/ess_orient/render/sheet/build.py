"""An orientation as a sheet, for the project holder or for the adviser. Pure: the day is passed in."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model.base import Base
from ess_orient.model.case import Case
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Orientation, Proposed, ProposedStep
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Viewpoint
from ess_orient.model.sheet import Fact, Group, Item, OrientationSheet, Section, SheetReader, Step
from ess_orient.render.labels import Labels
from ess_orient.render.page import answers_lines
from ess_orient.render.sheet.checks import to_check, unknown_answers
from ess_orient.render.sheet.dossier import contacts_of, notes_of, paragraphs
from ess_orient.render.sheet.glossary import used_words
from ess_orient.render.sheet.items import ItemWriter
from ess_orient.render.sheet.path import path_of, sure_levers
from ess_orient.render.sheet.sources import Sources, link
from ess_orient.render.sheet.typeset import typeset_part
from ess_orient.render.typography import french_date

_WORDS_SHOWN = 700
_TITLES = {
    SheetReader.HOLDER: "Votre fiche d'orientation",
    SheetReader.ADVISER: "Fiche d'orientation, version du conseiller",
}
_GROUPS = ("Pour vous informer et vous orienter", "Pour financer", "Pour être accompagné et représenté")
_NOBODY = "Personne de précis pour l'instant : demandez aux premiers contacts de cette fiche."


def build_sheet(
    orientation: Orientation,
    base: Base,
    labels: Labels,
    *,
    today: str,
    reader: SheetReader = SheetReader.HOLDER,
    description: str = "",
    case: Case | None = None,
) -> OrientationSheet:
    """The sheet of an orientation. `description` is the project in the person's words; by default the case's."""
    full = reader is SheetReader.ADVISER
    sources = Sources(base, labels, full)
    acts = _acts(orientation, base)
    writer = ItemWriter(orientation, labels, sources, full, acts)
    words = description or (case.project if case is not None else "")
    steps = tuple(_step(step, orientation, sources) for step in orientation.next_steps)
    sections = tuple(_sections(orientation, writer, full))
    brief = None if full or not orientation.levers else _levers(orientation, writer, full)
    project, cut = paragraphs(words, None if full else _WORDS_SHOWN)
    sheet = OrientationSheet(
        reader=reader,
        title=_TITLES[reader],
        date=french_date(today),
        place=_place(orientation, labels),
        project=project,
        cut="La suite n'est pas reprise ici." if cut else "",
        answers=_answers(orientation, labels, case if full else None),
        opening="" if words.strip() else _opening(orientation),
        remarks=tuple(remark.text for remark in orientation.remarks),
        levers=brief,
        path=path_of(orientation, labels),
        steps=steps,
        sections=sections,
        to_check=to_check(orientation, base, labels, full),
        unknown=unknown_answers(orientation, base, labels) if full else (),
        contacts=contacts_of(case) if full and case is not None else (),
        notes=notes_of(case, base, labels) if full and case is not None else (),
        glossary=used_words(base, (*sections, *((brief,) if brief is not None else ())), steps),
        sources_lead=sources.lead(),
        sources=sources.listed(),
        made_with=_made_with(orientation, full),
    )
    return typeset_part(sheet)


def _sections(orientation: Orientation, writer: ItemWriter, full: bool) -> list[Section]:
    actors = orientation.actors
    sections = [
        _section("contacts", "Qui contacter", "", [
            Group(title=title, items=_proposed(found, writer, full), empty=_NOBODY)
            for title, found in zip(_GROUPS, (actors.inform, actors.finance, actors.support), strict=True)
        ]),
        _section("dispositifs", "Les dispositifs à utiliser",
                 "Un dispositif est une aide déjà en place : appel à projets, club, prêt, appui.",
                 [Group(title="", items=_proposed(orientation.schemes, writer, full))]),
        _section("inspirations", "Pour vous inspirer",
                 "Ces projets existent ailleurs. Ils donnent des idées ; ce ne sont pas des aides à demander.",
                 [_group(writer, [writer.initiative(each) for each in orientation.initiatives if full or each.shown])]),
        _section("gestes", "À faire dès maintenant, sans attendre", "",
                 [_group(writer, [writer.immediate_step(each) for each in orientation.immediate_steps
                                  if full or each.shown])]),
    ]  # fmt: skip
    if full:
        sections.insert(0, _levers(orientation, writer, full))
    return [section for section in sections if any(group.items or group.empty for group in section.groups)]


def _acts(orientation: Orientation, base: Base) -> bool:
    """Whether the person reads the levers as one who decides."""
    audience = orientation.answers.get(AnswerKey.AUDIENCE.value)
    return any(
        choice.id == audience and choice.viewpoint is Viewpoint.TO_ACT
        for question in base.questions
        if question.key is AnswerKey.AUDIENCE
        for choice in question.choices
    )


def _levers(orientation: Orientation, writer: ItemWriter, full: bool) -> Section:
    items = [writer.lever(lever) for lever in (orientation.levers if full else sure_levers(orientation))]
    lead = "Un levier est une grande façon d'avancer."
    if len(items) > 1:
        lead += " Le premier est le plus utile."
    return _section("leviers", "Vos leviers", lead, [_group(writer, items)])


def _section(key: str, title: str, lead: str, groups: Sequence[Group]) -> Section:
    return Section(key=key, title=title, lead=lead, groups=tuple(groups))


def _group(writer: ItemWriter, items: Sequence[Item]) -> Group:
    writer.new_list()
    return Group(title="", items=tuple(items))


def _proposed(entries: Sequence[Proposed], writer: ItemWriter, full: bool) -> tuple[Item, ...]:
    writer.new_list()
    return tuple(writer.proposed(entry) for entry in entries if full or entry.shown)


def _step(step: ProposedStep, orientation: Orientation, sources: Sources) -> Step:
    everyone = (actor for _, group in orientation.actors.groups() for actor in group)
    actor = next((actor for actor in everyone if actor.id == step.actor), None)
    site = ((actor.door.site if actor.door is not None else None) or actor.site) if actor is not None else None
    return Step(text=step.text, prepare=step.prepare, link=link(site), sources=sources.numbers(((step.source, ""),)))


def _answers(orientation: Orientation, labels: Labels, case: Case | None) -> tuple[Fact, ...]:
    facts = [] if case is None else [Fact(label="Dossier", text=case.name)]
    facts += [Fact(label=line.label, text=line.text) for line in answers_lines(orientation, labels)]
    return tuple(facts)


def _opening(orientation: Orientation) -> str:
    if any(values != DONT_KNOW for values in orientation.answers.values()):
        return ""
    return "Le projet n'est pas encore précisé. Voici où être reçu et écouté d'abord."


def _place(orientation: Orientation, labels: Labels) -> str:
    for key in ("commune", "departement", "region"):
        values = orientation.answers.get(key, DONT_KNOW)
        if values != DONT_KNOW:
            return labels.answer(key, values)
    return ""


def _made_with(orientation: Orientation, full: bool) -> str:
    base = orientation.base
    if not full:
        return f"Fiche faite avec ess-orient, base {base.version}."
    return f"Fiche faite avec ess-orient, base {base.version}, {base.fingerprint[:19]}, couches : {', '.join(base.layers)}."
