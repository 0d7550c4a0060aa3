"""An orientation as a page: what a person reads, in order, before any layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_orient.model.entries import Status
from ess_orient.model.orientation import (
    Orientation,
    ProposedLever,
    ProposedStep,
)
from ess_orient.model.profile import DONT_KNOW
from ess_orient.render.brief import brief
from ess_orient.render.entry import proposed_lines, reason_lines, relevance, to_check_lines
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.summary import GROUPS, known_answers, main_source


def page(orientation: Orientation, labels: Labels, full: bool = False) -> tuple[Line, ...]:
    """The whole page. `full` shows every entry and every reason, otherwise what is shown at first, in brief."""
    if not full:
        return brief(orientation, labels)
    return tuple(
        line
        for part in (
            _opening(orientation, labels),
            _remarks(orientation),
            _levers(orientation, labels),
            _actors(orientation, labels),
            _schemes(orientation, labels),
            _initiatives(orientation, labels),
            _immediate_steps(orientation, labels),
            _next_steps(orientation.next_steps, labels),
            _closing(orientation, labels),
        )
        for line in part
    )


def answers_lines(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    """What was answered, a line an answer."""
    for key, values in known_answers(orientation).items():
        yield Line(Role.FACT, labels.answer(key, values), label=labels.title(key))


def _opening(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    yield Line(Role.TITLE, "Votre orientation")
    if any(values != DONT_KNOW for values in orientation.answers.values()):
        yield Line(Role.PARAGRAPH, "D'après vos réponses :")
        yield from answers_lines(orientation, labels)
    else:
        yield Line(Role.PARAGRAPH, "Vous n'avez pas encore précisé votre projet. Voici où être reçu et écouté d'abord.")
    source = main_source(orientation)
    if source is not None:
        title = labels.documents[source.document].title if source.document in labels.documents else source.document
        yield Line(
            Role.NOTE,
            f"ces conseils viennent d'abord du {labels.document(source)} (« {title} »). Ce qui a été vérifié depuis "
            "porte sa date. Le reste a pu changer : assurez-vous-en avant d'agir.",
            label="Attention",
        )


def _remarks(orientation: Orientation) -> Iterator[Line]:
    for remark in orientation.remarks:
        yield Line(Role.NOTE, remark.text, label="À noter")


def _levers(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    if not orientation.levers:
        return
    yield Line(Role.HEADING, "Les leviers qui vous concernent")
    yield Line(Role.PARAGRAPH, "Un levier est une grande façon d'avancer. Le premier est le plus utile pour vous.")
    for lever in orientation.levers:
        yield Line(Role.NAME, lever.title, mark=f"{lever.rank}.", tag=relevance(lever.relevance, lever.certainty))
        yield Line(Role.BODY, lever.text)
        yield from reason_lines(lever.reasons, labels)
        yield from to_check_lines(lever.to_check, orientation.answers, labels)
        yield from _ways(lever, orientation, labels)


def _ways(lever: ProposedLever, orientation: Orientation, labels: Labels) -> Iterator[Line]:
    for way in lever.ways_of_acting:
        yield Line(Role.POINT, way.title, tag=relevance(way.relevance, way.certainty))
        yield Line(Role.BODY, way.text)
        yield from reason_lines(way.reasons, labels)
        yield from to_check_lines(way.to_check, orientation.answers, labels)


def _actors(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    yield Line(Role.HEADING, "Les personnes à contacter")
    for group, actors in orientation.actors.groups():
        yield Line(Role.GROUP, GROUPS[group].title)
        for actor in actors:
            yield from proposed_lines(actor, orientation.answers, labels)
        if not actors:
            yield Line(Role.PARAGRAPH, "Personne de précis pour l'instant : demandez aux premiers contacts ci-dessus.")


def _schemes(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    if not orientation.schemes:
        return
    yield Line(Role.HEADING, "Les dispositifs que vous pouvez utiliser")
    yield Line(Role.PARAGRAPH, "Un dispositif est une aide déjà en place : appel à projets, club, prêt, appui.")
    for scheme in orientation.schemes:
        yield from proposed_lines(scheme, orientation.answers, labels)


def _initiatives(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    if not orientation.initiatives:
        return
    yield Line(Role.HEADING, "Des exemples dont vous inspirer")
    yield Line(
        Role.PARAGRAPH, "Ces projets existent ailleurs. Ils donnent des idées ; ce ne sont pas des aides à demander."
    )
    for initiative in orientation.initiatives:
        yield Line(Role.NAME, initiative.name, mark=f"{initiative.rank}.", tag=initiative.territory)
        yield Line(Role.BODY, initiative.text)
        yield Line(Role.FACT, initiative.why, label="À retenir")
        known = labels.freshness(initiative.source, initiative.checked_on, status=initiative.status)
        yield from reason_lines(initiative.reasons, labels, known)
        if initiative.site:
            yield Line(Role.FACT, initiative.site, label="Site")
        if initiative.status is Status.ENDED:
            yield Line(Role.WARNING, "cet exemple est terminé ; il peut encore donner des idées.", label="Attention")


def _immediate_steps(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    if not orientation.immediate_steps:
        return
    yield Line(Role.HEADING, "Ce que vous pouvez faire dès maintenant")
    for step in orientation.immediate_steps:
        yield Line(Role.NAME, step.title, mark="•")
        yield Line(Role.BODY, step.text)
        yield from reason_lines(step.reasons, labels)


def _next_steps(steps: Sequence[ProposedStep], labels: Labels) -> Iterator[Line]:
    if not steps:
        return
    yield Line(Role.HEADING, "À faire en premier")
    for rank, step in enumerate(steps, 1):
        yield Line(Role.NAME, step.text, mark=f"{rank}.")
        yield Line(Role.FACT, step.prepare, label="À préparer")
        yield Line(Role.QUIET, labels.credit(step.source), label="Source")


def _closing(orientation: Orientation, labels: Labels) -> Iterator[Line]:
    if orientation.useful_questions:
        missing = " ; ".join(labels.question(key) for key in orientation.useful_questions)
        yield Line(Role.NOTE, f"{missing}.", label="Ce qui préciserait ces résultats")
