"""Entries of an orientation as items of a sheet, in a few words for the person, in full for an adviser."""

from __future__ import annotations

from collections.abc import Sequence

from ess_orient.model import orientation as found
from ess_orient.model.entries import Status
from ess_orient.model.orientation import Certainty, Orientation, Proposed
from ess_orient.model.sheet import Fact, Item, Reason
from ess_orient.model.wording import folded
from ess_orient.render.entry import relevance, to_check_lines
from ess_orient.render.labels import Labels
from ess_orient.render.sheet.path import called
from ess_orient.render.sheet.sources import Sources, link
from ess_orient.render.typography import ended, french_date, lowered

CALL_FIRST = "Appelez avant de compter dessus."


_FEW = 2
"""Missing answers that are named with each result; more of them are named once, under what to check."""


class ItemWriter:
    """Writes the entries of one orientation for one reader; numbers their sources on the way."""

    def __init__(self, orientation: Orientation, labels: Labels, sources: Sources, full: bool, acts: bool) -> None:
        self._acts = acts
        self._answers = orientation.answers
        self._labels = labels
        self._sources = sources
        self._full = full
        self._said: set[str] = set()

    def new_list(self) -> None:
        """A reason said in the former list may be said again."""
        self._said.clear()

    def proposed(self, entry: Proposed) -> Item:
        """An actor or a scheme; its local door, where there is one, stands in its place."""
        if not entry.shown:
            return self._in_short(entry)
        door = entry.door
        site = (door.site if door is not None else None) or entry.site
        of_network = door is not None and door.site is None
        read = (door.source, door.checked_on) if door is not None else (None, "")
        top = entry.reasons[0].source if entry.reasons else None
        return Item(
            name=full_name(entry) if door is None else door.name,
            tag=self._tag(entry.relevance, entry.certainty, entry.score),
            text=entry.text,
            reasons=self._reasons(entry.reasons),
            facts=self._facts(entry),
            warnings=self._warnings(entry),
            link=link(site, "Site du réseau" if of_network else "Site"),
            state=self._state(entry),
            sources=self._sources.numbers(
                ((top, ""), (entry.source, entry.checked_on), (self._sources.update(entry.id), entry.checked_on), read)
            ),
        )

    def _in_short(self, entry: Proposed) -> Item:
        """What is not shown at first: how it scores, by which rules, and what it waits for."""
        return Item(
            name=full_name(entry) if entry.door is None else entry.door.name,
            tag=self._tag(entry.relevance, entry.certainty, entry.score),
            facts=(Fact(label="Règles", text=_rules(entry.reasons)),),
            warnings=tuple(Fact(label="À vérifier", text=word) for word in self._waits(entry.to_check)),
            link=link(entry.site, "Site"),
        )

    def _waits(self, keys: Sequence[str]) -> tuple[str, ...]:
        return (", ".join(self._labels.question(key) for key in keys),) if keys else ()

    def initiative(self, entry: found.ProposedInitiative) -> Item:
        """An example."""
        if not entry.shown:
            tag = f"{entry.territory} – {_points(entry.score)}"
            return Item(name=entry.name, tag=tag, facts=(Fact(label="Règles", text=_rules(entry.reasons)),))
        facts = [Fact(label="À retenir", text=entry.why)]
        if entry.status is Status.ENDED:
            facts.append(Fact(label="Attention", text="cet exemple est terminé ; il peut encore donner des idées."))
        return Item(
            name=entry.name,
            tag=entry.territory if not self._full else f"{entry.territory} – {_points(entry.score)}",
            text=entry.text,
            facts=tuple(facts),
            reasons=self._reasons(entry.reasons) if self._full else (),
            link=link(entry.site, "Site"),
            state=self._labels.freshness(entry.source, entry.checked_on, status=entry.status),
            sources=self._sources.numbers(
                ((entry.source, entry.checked_on), (self._sources.update(entry.id), entry.checked_on))
            ),
        )

    def lever(self, lever: found.ProposedLever) -> Item:
        """A lever. For the person, in brief: its ways of acting speak to those who decide, so only they read them."""
        cited = self._sources.numbers((reason.source, "") for reason in lever.reasons[:1])
        if not self._full:
            ways = " ; ".join(lowered(way.title) for way in lever.ways_of_acting if way.shown and self._acts)
            facts = (Fact(label="En particulier", text=ended(ways)),) if ways else ()
            warnings = self._depends(lever.to_check)
            return Item(name=lever.title, text=lever.text, facts=facts, warnings=warnings, sources=cited)
        return Item(
            name=lever.title,
            tag=self._tag(lever.relevance, lever.certainty, lever.score),
            text=lever.text,
            reasons=self._reasons(lever.reasons),
            facts=tuple(
                Fact(label=way.title, text=f"{_points(way.score)} – {way.text}") for way in lever.ways_of_acting
            ),
            warnings=self._depends(lever.to_check),
            sources=cited,
        )

    def immediate_step(self, step: found.ProposedImmediateStep) -> Item:
        """Something to do at once."""
        return Item(
            name=step.title,
            text=step.text,
            reasons=self._reasons(step.reasons) if self._full else (),
            sources=self._sources.numbers((reason.source, "") for reason in step.reasons[:1]),
        )

    def _tag(self, level: found.Relevance, certainty: Certainty, score: float) -> str:
        """For an adviser; the person reads the order, and what is to be checked is said beside."""
        return f"{relevance(level, certainty)} – {_points(score)}" if self._full else ""

    def _reasons(self, reasons: Sequence[found.Reason]) -> tuple[Reason, ...]:
        """All of them for an adviser; else the weightiest, or the first that the list has not said yet."""
        if self._full:
            return tuple(
                Reason(label=_why(reason), text=reason.text, detail=self._detail(reason)) for reason in reasons
            )
        sure = [reason for reason in reasons if reason.certainty is Certainty.SURE] or list(reasons)
        chosen = next((reason for reason in sure if reason.text not in self._said), sure[0] if sure else None)
        if chosen is None:
            return ()
        self._said.add(chosen.text)
        return (Reason(label=_why(chosen), text=chosen.text),)

    def _detail(self, reason: found.Reason) -> str:
        waiting = "" if reason.certainty is Certainty.SURE else ", attend une réponse"
        return f"règle {reason.rule}, {_points(reason.points)}{waiting} ; {self._labels.credit(reason.source)}"

    def _facts(self, entry: Proposed) -> tuple[Fact, ...]:
        facts = []
        door = entry.door
        if door is not None and not says(door.name, entry):
            facts.append(Fact(label="Réseau", text=full_name(entry)))
        if entry.former_name is not None:
            facts.append(Fact(label="Ancien nom", text=entry.former_name))
        if entry.note and entry.status is not Status.TO_CONFIRM and (self._full or entry.status is not Status.ACTIVE):
            facts.append(Fact(label="À savoir", text=entry.note))
        if self._full:
            facts.append(Fact(label="Territoire", text=entry.territory))
            facts.append(Fact(label="Fiche", text=f"{entry.id} ; {self._labels.credit(entry.source)}"))
        if self._full and door is not None:
            said = f"{door.territory}, relevée le {french_date(door.checked_on)}"
            facts.append(Fact(label="Porte", text=f"{said} ; {door.note}" if door.note else said))
        return tuple(facts)

    def _warnings(self, entry: Proposed) -> tuple[Fact, ...]:
        warnings = list(self._depends(entry.to_check, entry.territory))
        if entry.status is Status.TO_CONFIRM:
            said = f"{ended(entry.note)} {CALL_FIRST}" if entry.note else CALL_FIRST
            warnings.append(Fact(label="À confirmer", text=said))
        elif doubtful(entry):
            warnings.append(Fact(label="À confirmer", text=f"adresse peu sûre. {CALL_FIRST}"))
        return tuple(warnings)

    def _depends(self, keys: Sequence[str], territory: str = "") -> tuple[Fact, ...]:
        if len(keys) > _FEW and not self._full:
            return (Fact(label="À vérifier", text="cela dépend de plusieurs réponses qui manquent encore."),)
        lines = to_check_lines(keys, self._answers, self._labels, territory)
        return tuple(Fact(label=line.label, text=line.text) for line in lines)

    def _state(self, entry: Proposed) -> str:
        known = self._labels.freshness(entry.source, entry.checked_on, entry.stale, entry.status)
        door = entry.door
        if door is None or french_date(door.checked_on) in known:
            return known
        return f"{known} ; adresse relevée le {french_date(door.checked_on)}"


def full_name(entry: Proposed) -> str:
    """The name with its acronym, unless the one holds the other."""
    if entry.acronym is None or folded(entry.acronym) in folded(entry.name):
        return entry.name
    return f"{entry.name} ({entry.acronym})"


def says(name: str, entry: Proposed) -> bool:
    """Whether the name of a door already tells its network."""
    spoken = f" {folded(name)} "
    return any(f" {folded(word)} " in spoken for word in (entry.name, entry.acronym) if word)


def doubtful(entry: Proposed) -> bool:
    """Whether an entry or its door is to be confirmed before one relies on it."""
    return entry.status is Status.TO_CONFIRM or (entry.door is not None and entry.door.to_confirm)


def names(entries: Sequence[Proposed]) -> str:
    """Several entries by the names a person asks for, each once."""
    return ", ".join(dict.fromkeys(called(entry) for entry in entries))


def _why(reason: found.Reason) -> str:
    return "Pourquoi" if reason.certainty is Certainty.SURE else "Pourquoi, si c'est votre cas"


def _rules(reasons: Sequence[found.Reason]) -> str:
    return " ; ".join(
        f"{reason.rule} {_number(reason.points)}{'' if reason.certainty is Certainty.SURE else ' (en attente)'}"
        for reason in reasons
    )


def _number(score: float) -> str:
    return f"{score:g}".replace(".", ",")


def _points(score: float) -> str:
    return f"{_number(score)} point{'s' if score >= 2 else ''}"
