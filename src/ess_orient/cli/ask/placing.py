"""The question of where: one of the places that a description may mean, or a place typed."""

from __future__ import annotations

from collections.abc import Mapping

from ess_orient.cli.ask.places import PlaceFinder, Spot
from ess_orient.cli.ask.prompter import UNKNOWN_LABEL, Choosing, Move, Option, Prompter, Typing
from ess_orient.cli.ask.state import Answers, State
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Question
from ess_orient.model.wording import folded
from ess_orient.render.lines import Line, Role

_UNKNOWN_WORDS = frozenset({"", "je ne sais pas", "ne sait pas", "aucune idee", "nsp"})
_ELSEWHERE = "ailleurs"


class Placing:
    """Asks for the place until one is meant; `suggested` is what a description may mean, still unsaid."""

    def __init__(self, state: State, prompter: Prompter, suggested: Answers) -> None:
        self._state = state
        self._prompter = prompter
        self._suggested = suggested
        self._gazetteer = state.compiled.gazetteer
        self._finder = PlaceFinder(self._gazetteer)

    def ask(self, question: Question, progress: str, back: str, because: str) -> Answers | Move:
        """What the place answers. `because`: the words of the description that name it."""
        spots = () if AnswerKey.DEPARTMENT in self._state.asked else self.likely_spots()
        if spots:
            chosen = self._one_of(spots, question, progress, back, because)
            if isinstance(chosen, Move):
                return chosen
            if chosen != (_ELSEWHERE,):
                return self._unknown() if chosen == (DONT_KNOW,) else spots[int(chosen[0])].answers()
        return self._typed(question, progress, back)

    def likely_spots(self) -> tuple[Spot, ...]:
        """The places that the description may mean; of a région it names, the départements."""
        towns = self._suggested.get(AnswerKey.MUNICIPALITY, ())
        departments = self._suggested.get(AnswerKey.DEPARTMENT, ())
        region = self._state.understood.get(AnswerKey.REGION)
        if region and not towns and not departments and AnswerKey.DEPARTMENT not in self._state.answers:
            departments = self._gazetteer.departments_of.get(region[0], ())
        return self._finder.of_codes(towns, departments)

    def _one_of(
        self, spots: tuple[Spot, ...], question: Question, progress: str, back: str, because: str
    ) -> tuple[str, ...] | Move:
        options = [Option(str(number), spot.label) for number, spot in enumerate(spots)]
        said = f"{question.help} Proposé d'après {because} : à vous de dire." if because else question.help
        return self._prompter.choose(
            Choosing(
                title=question.title, options=(*options, Option(_ELSEWHERE, "Un autre lieu, à écrire")), help=said,
                progress=progress, unknown=True, back=back, glossary=True,
            )
        )  # fmt: skip

    def _unknown(self) -> Mapping[AnswerKey, tuple[str, ...]]:
        region = self._state.answers.get(AnswerKey.REGION)
        unknown = {AnswerKey.DEPARTMENT: (DONT_KNOW,)}
        return unknown | {AnswerKey.REGION: region} if region else unknown

    def _typed(self, question: Question, progress: str, back: str) -> Answers | Move:
        example = f"Exemple : {question.example}" if question.example else ""
        while True:
            typed = self._prompter.write(
                Typing(
                    title=question.title, help=f"{question.help} {example}".strip(), progress=progress, back=back,
                    glossary=True, empty=UNKNOWN_LABEL.lower(), complete=self._finder.complete,
                )
            )  # fmt: skip
            if isinstance(typed, Move):
                return typed
            if folded(typed) in _UNKNOWN_WORDS:
                return {AnswerKey.DEPARTMENT: (DONT_KNOW,)}
            spot = self._settled(typed)
            if spot is not None:
                return spot.answers()

    def _settled(self, typed: str) -> Spot | None:
        """The one spot meant, asking which if there are several; None to type again."""
        found = self._finder.find(typed)
        if not found.spots:
            near = f" Vouliez-vous {' ou '.join(f'« {name} »' for name in found.near)} ?" if found.near else ""
            said = found.advice or f"Aucun lieu ne s'appelle « {typed[:60]} ».{near}"
            self._prompter.tell([Line(Role.NOTE, said)])
            return None
        spot = found.spots[0] if len(found.spots) == 1 else self._which(found.spots)
        return spot if spot is None or len(spot.departments) == 1 else self._narrowed(spot)

    def _which(self, spots: tuple[Spot, ...]) -> Spot | None:
        options = tuple(Option(str(number), spot.label) for number, spot in enumerate(spots))
        chosen = self._prompter.choose(
            Choosing(title="Plusieurs lieux correspondent. Lequel est-ce ?", options=options, back="Aucun : retaper")
        )
        return None if isinstance(chosen, Move) else spots[int(chosen[0])]

    def _narrowed(self, spot: Spot) -> Spot | None:
        """A wide place made one département, if the person knows which."""
        names = self._gazetteer.departments
        options = tuple(Option(code, f"{names[code].name} ({code})") for code in spot.departments)
        chosen = self._prompter.choose(
            Choosing(
                title=f"{spot.label} : dans quel département ?", options=options, unknown=True,
                back="Retaper le lieu", help="Beaucoup d'adresses utiles sont propres à un département.",
            )
        )  # fmt: skip
        if isinstance(chosen, Move):
            return None
        return spot if chosen == (DONT_KNOW,) else Spot(spot.label, chosen, spot.region)
