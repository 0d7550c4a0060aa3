"""The lines and short lists the page asks for: notes, the project, places, actors and how far contact got."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ess_orient.cli.ask.places import Spot
from ess_orient.cli.interview.days import day_of
from ess_orient.cli.interview.shapes import UNKNOWN_WORDS, Asking, Pick
from ess_orient.model.case import ContactState
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.wording import folded, shown_value
from ess_orient.render.interview import CONTACT_STATES, contact_text
from ess_orient.render.typography import french_date

if TYPE_CHECKING:
    from ess_orient.cli.interview.page import Page


class Prompts:
    """Asks on behalf of a page and keeps what is given."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def note(self, title: str, answer: AnswerKey | None, actor: str | None) -> None:
        """Ask for a note, free or tied to an answer or an actor."""

        def accept(text: str) -> str | None:
            if text.strip():
                self.page.session.note(text, answer, actor)
                self.page.say("Note gardée.")
            return None

        self.page.ask(Asking(title, accept))

    def project(self) -> None:
        """Ask for the project, in the person's words."""

        def accept(text: str) -> str | None:
            self.page.session.tell_project(text)
            self.page.say("Projet gardé.")
            return None

        self.page.ask(Asking("Le projet, dans les mots de la personne", accept, self.page.session.case.project))

    def accept_place(self, text: str) -> str | None:
        """Keep the place a text names, asking which where there are several; what is wrong with it otherwise."""
        if not text.strip():
            return None
        if folded(text) in UNKNOWN_WORDS:
            self.page.set_answers({AnswerKey.DEPARTMENT: (DONT_KNOW,)})
            return None
        found = self.page.session.finder.find(text)
        if not found.spots:
            near = f" Vouliez-vous {' ou '.join(found.near)} ?" if found.near else ""
            return found.advice or f"Aucun lieu ne s'appelle « {shown_value(text)} ».{near}"
        if len(found.spots) == 1:
            self._place(found.spots[0])
        else:
            self.page.pick(
                "Plusieurs lieux portent ce nom :", [Pick(spot.label, self._placing(spot)) for spot in found.spots]
            )
        return None

    def _placing(self, spot: Spot) -> Callable[[], None]:
        return lambda: self._place(spot)

    def _place(self, spot: Spot) -> None:
        self.page.set_answers(dict(spot.answers()))
        self.page.after_answer()
        if len(spot.departments) > 1:
            names = self.page.session.compiled.gazetteer.departments
            narrower = [
                Pick(f"{names[code].name} ({code})", self._placing(Spot(spot.label, (code,))))
                for code in spot.departments
            ]
            self.page.pick(f"{spot.label} : dans quel département ? (Échap : ne sait pas)", narrower)

    def pick_actor(self) -> None:
        """Ask which actor something is to be noted of."""
        standing = self.page.session.case.standing()
        picks = []
        for actor in self.page.session.actors():
            told = f" – {contact_text(standing[actor.id])}" if actor.id in standing else ""
            picks.append(Pick(f"{actor.name}{told}", self._acting(actor.id)))
        if picks:
            self.page.pick("Quel acteur ?", picks)
        else:
            self.page.say("Aucun acteur n'est proposé pour l'instant.")

    def _acting(self, actor: str) -> Callable[[], None]:
        name = self.page.session.name_of(actor)

        def ask() -> None:
            picks = [Pick(label, self._reaching(actor, state)) for state, label in CONTACT_STATES.items()]
            picks.append(Pick("écrire une note", lambda: self.note(f"Note sur {name}", None, actor)))
            self.page.pick(f"{name} :", picks)

        return ask

    def _reaching(self, actor: str, state: ContactState) -> Callable[[], None]:
        today = self.page.session.context.today

        def reach(day: str) -> str | None:
            date = day_of(day, today)
            if date is None:
                return f"« {shown_value(day)} » n'est pas une date : écrivez 2026-12-01 ou 1/12."
            self.page.session.contact(actor, state, date)
            self.page.say(
                f"Gardé : {self.page.session.name_of(actor)}, {CONTACT_STATES[state]} le {french_date(date)}."
            )
            return None

        if state is ContactState.APPOINTMENT:
            return lambda: self.page.ask(Asking("Quel jour est le rendez-vous ? (2026-12-01 ou 1/12)", reach, today))
        return lambda: self.page.say(reach(today) or self.page.status)
