"""What a person reads at first: a summary, then each result in a few rows, its sources gathered at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ess_orient.model.entries import Status
from ess_orient.model.orientation import Certainty, Orientation, Proposed, ProposedInitiative, Reason
from ess_orient.model.source import Source
from ess_orient.render.entry import UNCONFIRMED, contact, listed_and, named, relevance, says
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.summary import GROUPS, opening, summary
from ess_orient.render.typography import ended, first_sentence, lowered, short_date


def brief(orientation: Orientation, labels: Labels) -> tuple[Line, ...]:
    """The page of what is shown at first."""
    return tuple(_Brief(orientation, labels).lines())


class _Brief:
    """Says a reason once and numbers the sources it meets."""

    def __init__(self, orientation: Orientation, labels: Labels) -> None:
        self._result = orientation
        self._labels = labels
        self._said: set[str] = set()
        self._sources: dict[str, tuple[int, str]] = {}

    def lines(self) -> Iterator[Line]:
        yield from opening(self._result, self._labels)
        yield from summary(self._result)
        for remark in self._result.remarks:
            yield Line(Role.NOTE, remark.text, label="À noter")
        yield from self._levers()
        yield from self._actors()
        yield from self._schemes()
        yield from self._initiatives()
        yield from self._immediate_steps()
        yield from self._next_steps()
        yield from self._closing()

    def _levers(self) -> Iterator[Line]:
        chosen = [lever for lever in self._result.levers if lever.shown]
        if not chosen:
            return
        yield Line(Role.HEADING, "Les leviers qui vous concernent")
        for lever in chosen:
            yield Line(Role.ITEM, lever.title, mark=f"{lever.rank}.", tag=relevance(lever.relevance, lever.certainty))
            yield Line(Role.BODY, first_sentence(lever.text))
            for way in [way for way in lever.ways_of_acting if way.shown and lever is chosen[0]][:1]:
                yield Line(Role.FACT, f"{lowered(way.title)}.", label="En particulier")
            yield from self._why(lever.reasons)
            self._said.update(reason.text for reason in lever.reasons[:1])
            yield from self._to_check(lever.to_check)
        yield from _more(len(self._result.levers) - len(chosen), "autre levier", "autres leviers")

    def _actors(self) -> Iterator[Line]:
        yield Line(Role.HEADING, "Les personnes à contacter")
        for group, actors in self._result.actors.groups():
            yield Line(Role.GROUP, GROUPS[group].title)
            chosen = [actor for actor in actors if actor.shown]
            for actor in chosen:
                yield from self._proposed(actor)
            if not chosen:
                yield Line(
                    Role.PARAGRAPH, "Personne de précis pour l'instant : demandez aux premiers contacts ci-dessus."
                )
            yield from _more(len(actors) - len(chosen), "autre contact", "autres contacts")

    def _schemes(self) -> Iterator[Line]:
        chosen = [scheme for scheme in self._result.schemes if scheme.shown]
        if not chosen:
            return
        yield Line(Role.HEADING, "Les aides déjà en place que vous pouvez utiliser")
        for scheme in chosen:
            yield from self._proposed(scheme)
        yield from _more(len(self._result.schemes) - len(chosen), "autre aide", "autres aides")

    def _proposed(self, entry: Proposed) -> Iterator[Line]:
        door = entry.door
        name = door.name if door is not None else named(entry)
        yield Line(Role.ITEM, name, mark=f"{entry.rank}.", tag=relevance(entry.relevance, entry.certainty))
        if door is not None and not says(door.name, entry):
            yield Line(Role.FACT, named(entry), label="Réseau")
        if entry.former_name is not None:
            yield Line(Role.FACT, entry.former_name, label="Ancien nom")
        yield Line(Role.BODY, first_sentence(entry.text))
        address = list(_address(entry))
        again = any(reason.text in self._said for reason in entry.reasons[:1])
        alone = not address and not again
        yield from self._why(entry.reasons, f" ; {self._fresh(entry)}" if alone else "")
        yield from self._to_check(entry.to_check, entry.territory)
        if entry.status is Status.TO_CONFIRM:
            said = f"{ended(entry.note)} " if entry.note else ""
            yield Line(Role.WARNING, f"{said}{UNCONFIRMED}", label="À confirmer")
        elif entry.note and entry.status is not Status.ACTIVE:
            yield Line(Role.FACT, first_sentence(entry.note), label="À savoir")
        if not alone:
            yield self._facts([*address, self._fresh(entry)], entry.reasons if again else ())
        self._said.update(reason.text for reason in entry.reasons[:1])

    def _initiatives(self) -> Iterator[Line]:
        chosen = [initiative for initiative in self._result.initiatives if initiative.shown]
        if not chosen:
            return
        yield Line(Role.HEADING, "Des exemples dont vous inspirer, ailleurs")
        for each in chosen:
            yield Line(Role.ITEM, each.name, mark=f"{each.rank}.", tag=each.territory)
            yield Line(Role.BODY, each.why)
            yield from self._why(each.reasons)
            if each.status is Status.ENDED:
                yield Line(
                    Role.WARNING, "cet exemple est terminé ; il peut encore donner des idées.", label="Attention"
                )
            yield self._facts([*([each.site] if each.site else []), self._fresh(each)], each.reasons)
        yield from _more(len(self._result.initiatives) - len(chosen), "autre exemple", "autres exemples")

    def _immediate_steps(self) -> Iterator[Line]:
        chosen = [step for step in self._result.immediate_steps if step.shown]
        if not chosen:
            return
        yield Line(Role.HEADING, "Ce que vous pouvez faire dès maintenant")
        for step in chosen:
            yield Line(Role.ITEM, step.title, mark="•")
            yield Line(Role.BODY, first_sentence(step.text))
            if any(reason.text in self._said for reason in step.reasons[:1]):
                yield self._facts([], step.reasons)
            yield from self._why(step.reasons)
            self._said.update(reason.text for reason in step.reasons[:1])
        yield from _more(len(self._result.immediate_steps) - len(chosen), "autre geste", "autres gestes")

    def _next_steps(self) -> Iterator[Line]:
        if not self._result.next_steps:
            return
        yield Line(Role.HEADING, "À faire en premier")
        for rank, step in enumerate(self._result.next_steps, 1):
            yield Line(Role.ITEM, step.text, mark=f"{rank}.")
            yield Line(Role.FACT, f"{step.prepare} {self._number(step.source)}", label="À préparer")

    def _closing(self) -> Iterator[Line]:
        if self._result.useful_questions:
            missing = listed_and([self._labels.question(key) for key in self._result.useful_questions])
            yield Line(Role.NOTE, f"{missing}.", label="Ce qui préciserait ces résultats")
        if self._sources:
            yield Line(Role.HEADING, "Sources")
        for document, credits in self._credits().items():
            yield Line(Role.QUIET, " ; ".join(credits), label=document[:1].upper() + document[1:])

    def _credits(self) -> dict[str, list[str]]:
        """The sources under their documents: « [1] « Levier 1 » »."""
        found: dict[str, list[str]] = {}
        for credit, (number, document) in self._sources.items():
            found.setdefault(document, []).append(
                f"[{number}] {credit.removeprefix(document).removeprefix(', ')}".strip()
            )
        return found

    def _why(self, reasons: Sequence[Reason], fresh: str = "") -> Iterator[Line]:
        """The reason that weighs most, its words said once on the page."""
        for reason in reasons[:1]:
            if reason.text not in self._said:
                label = "Pourquoi" if reason.certainty is Certainty.SURE else "Pourquoi, si c'est votre cas"
                yield Line(Role.FACT, f"{reason.text} {self._number(reason.source)}{fresh}", label=label)

    def _facts(self, facts: Sequence[str], reasons: Sequence[Reason]) -> Line:
        """Address and freshness on one line; a reason already said is only recalled."""
        again = [
            f"même raison que plus haut {self._number(each.source)}" for each in reasons[:1] if each.text in self._said
        ]
        self._said.update(each.text for each in reasons[:1])
        first, *rest = [*again, *facts]
        return Line(Role.QUIET, " ; ".join([first if "://" in first else first[:1].upper() + first[1:], *rest]))

    def _to_check(self, keys: Sequence[str], territory: str = "") -> Iterator[Line]:
        if keys:
            where = f" Territoire concerné : {territory}." if territory and "departement" in keys else ""
            missing = listed_and([self._labels.question(key) for key in keys])
            yield Line(Role.WARNING, f"cela dépend d'une réponse qui manque : {missing}.{where}", label="À vérifier")

    def _number(self, source: Source) -> str:
        credit = self._labels.credit(source)
        number, _ = self._sources.setdefault(credit, (len(self._sources) + 1, self._labels.document(source)))
        return f"[{number}]"

    def _fresh(self, entry: Proposed | ProposedInitiative) -> str:
        """When it was last checked; what only its document vouches for, or was not confirmed, never reads so."""
        day = short_date(entry.checked_on)
        if self._labels.never_checked(entry.source, entry.checked_on):
            return f"non revérifié depuis {entry.checked_on[:4]}"
        if entry.status is Status.TO_CONFIRM:
            return f"{'page lue' if entry.source.url is not None else 'cherché'} le {day}, à confirmer"
        stale = isinstance(entry, Proposed) and entry.stale
        return f"vérifié le {day}{', à revérifier' if stale else ''}"


def _more(hidden: int, one: str, several: str) -> Iterator[Line]:
    """How many results are left for the full view."""
    if hidden > 0:
        yield Line(Role.QUIET, f"+ {hidden} {one if hidden == 1 else several}")


def _address(entry: Proposed) -> Iterator[str]:
    site, of_network = contact(entry)
    if site is not None:
        yield f"{site} (site du réseau)" if of_network else site
    if entry.door is not None and entry.door.to_confirm:
        yield "adresse peu sûre, à confirmer"
    if entry.door is not None and entry.door.national:
        yield "au niveau national, faute de porte locale connue"
