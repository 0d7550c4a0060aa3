"""One question at a time, as long as an answer can still change what is shown."""

from __future__ import annotations

from ess_orient.cli.ask.glossary import glossary
from ess_orient.cli.ask.places import PlaceFinder, Spot
from ess_orient.cli.ask.prompter import BACK_LABEL, UNKNOWN_LABEL, Choosing, Move, Option, Prompter, Typing
from ess_orient.cli.ask.state import State
from ess_orient.cli.kept import Keeper
from ess_orient.cli.towns import town_names
from ess_orient.engine.compile import CompiledBase
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Question, QuestionKind
from ess_orient.model.wording import folded
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role

BACK = BACK_LABEL.removeprefix("← ")
_UNKNOWN_WORDS = frozenset({"", "je ne sais pas", "ne sait pas", "aucune idee", "nsp"})


class Conversation:
    """Asks, notes, keeps. Knows no rule: the engine says what is worth asking.

    `suggested` holds answers to offer as ticked in their question, not yet given: what a sentence would bring.
    """

    def __init__(self, compiled: CompiledBase, state: State, prompter: Prompter, keeper: Keeper) -> None:
        self.compiled = compiled
        self.state = state
        self.prompter = prompter
        self.keeper = keeper
        self.finder = PlaceFinder(compiled.gazetteer)
        self.suggested: dict[AnswerKey, tuple[str, ...]] = {}
        self._told_failure = False

    def ask_all(self) -> None:
        """Ask what is left, forwards and back, until nothing can change any more."""
        current: AnswerKey | None = None
        while True:
            left = self.state.to_ask()
            key = current or (left[0] if left else None)
            if key is None:
                return
            outcome = self.ask(key, len(left), self.state.before(key) is not None)
            current = self.state.before(key) if outcome is Move.BACK else None

    def ask(self, key: AnswerKey, left: int = 0, back: bool = True, back_label: str = BACK) -> Move | None:
        """Ask one question and note its answer; `Move.BACK` if the person would rather go back."""
        question = self.compiled.questions[key]
        while True:
            ways_back = back_label if back else ""
            if question.kind is QuestionKind.PLACE:
                outcome = self._ask_place(question, self._progress(key, left), ways_back)
            else:
                outcome = self._ask_choice(question, self._progress(key, left), ways_back)
            if outcome is not Move.HELP:
                return outcome
            self.prompter.tell(glossary(self.compiled.base, question, self.state.offered(key)))

    def labels(self) -> Labels:
        """The words for the answers given so far."""
        towns = self.state.answers.get(AnswerKey.MUNICIPALITY, ())
        return Labels.of(self.compiled.base, town_names(tuple(town for town in towns if town != DONT_KNOW)))

    def _progress(self, key: AnswerKey, left: int) -> str:
        if key in self.state.asked or not left:
            return "Votre réponse à corriger"
        number = len(self.state.asked) + 1
        if left == 1:
            return f"Question {number} – c'est la dernière"
        return f"Question {number} – il reste au plus {left} questions"

    def _ask_choice(self, question: Question, progress: str, back: str) -> Move | None:
        options = tuple(
            Option(choice.id, choice.label, choice.help or "") for choice in self.state.offered(question.key)
        )
        answered = self.state.answers.get(question.key)
        chosen = self.prompter.choose(
            Choosing(
                title=question.title, options=options, help=question.help, example=_example(question), progress=progress,
                minimum=question.minimum, maximum=min(question.maximum, len(options)),
                chosen=answered if answered is not None else self.suggested.get(question.key, ()),
                unknown=True, back=back, glossary=True,
            )
        )  # fmt: skip
        if isinstance(chosen, Move):
            return chosen
        aside = self.state.set_aside()
        self.state.answer(question.key, chosen)
        self._noted(question.key)
        self._tell_set_aside(aside)
        return None

    def _ask_place(self, question: Question, progress: str, back: str) -> Move | None:
        default = ""
        while True:
            typed = self.prompter.write(
                Typing(
                    title=question.title, help=f"{question.help} {_example(question)}".strip(), progress=progress, default=default, back=back,
                    glossary=True, empty=UNKNOWN_LABEL.lower(), complete=self.finder.complete,
                )
            )  # fmt: skip
            if isinstance(typed, Move):
                return typed
            if folded(typed) in _UNKNOWN_WORDS:
                self.state.answer_place({AnswerKey.DEPARTMENT: (DONT_KNOW,)})
                self._noted(AnswerKey.DEPARTMENT)
                return None
            spot = self._settle(typed)
            if spot is not None:
                self.state.answer_place(spot.answers())
                self._noted(AnswerKey.DEPARTMENT)
                return None
            default = ""

    def _settle(self, typed: str) -> Spot | None:
        """The one spot meant, asking which if there are several; None to type again."""
        found = self.finder.find(typed)
        if not found.spots:
            near = f" Vouliez-vous {' ou '.join(f'« {name} »' for name in found.near)} ?" if found.near else ""
            said = found.advice or f"Aucun lieu ne s'appelle « {typed[:60]} ».{near}"
            self.prompter.tell([Line(Role.NOTE, said)])
            return None
        spot = found.spots[0] if len(found.spots) == 1 else self._which(found.spots)
        return spot if spot is None or len(spot.departments) == 1 else self._narrowed(spot)

    def _which(self, spots: tuple[Spot, ...]) -> Spot | None:
        options = tuple(Option(str(number), spot.label) for number, spot in enumerate(spots))
        chosen = self.prompter.choose(
            Choosing(title="Plusieurs lieux correspondent. Lequel est-ce ?", options=options, back="Aucun : retaper")
        )
        return None if isinstance(chosen, Move) else spots[int(chosen[0])]

    def _narrowed(self, spot: Spot) -> Spot | None:
        """A wide place made one département, if the person knows which."""
        names = self.compiled.gazetteer.departments
        options = tuple(Option(code, f"{names[code].name} ({code})") for code in spot.departments)
        chosen = self.prompter.choose(
            Choosing(
                title=f"{spot.label} : dans quel département ?", options=options, unknown=True,
                back="Retaper le lieu", help="Beaucoup d'adresses utiles sont propres à un département.",
            )
        )  # fmt: skip
        if isinstance(chosen, Move):
            return None
        return spot if chosen == (DONT_KNOW,) else Spot(spot.label, chosen, spot.region)

    def _noted(self, key: AnswerKey) -> None:
        """Keep the answers, and say the one just given."""
        self.keep()
        labels = self.labels()
        for each in self._said_keys(key):
            said = labels.answer(each.value, self.state.answers[each])
            self.prompter.tell([Line(Role.ECHO, said, label=labels.title(each.value))])

    def _said_keys(self, key: AnswerKey) -> tuple[AnswerKey, ...]:
        if key is not AnswerKey.DEPARTMENT:
            return (key,)
        if AnswerKey.MUNICIPALITY in self.state.answers:
            return (AnswerKey.MUNICIPALITY, AnswerKey.DEPARTMENT)
        return (AnswerKey.REGION,) if AnswerKey.REGION in self.state.answers else (key,)

    def keep(self) -> None:
        """Keep what was answered; say once if it cannot be."""
        if self.keeper.keep(self.state.answers, self.state.asked) or self._told_failure:
            return
        self._told_failure = True
        self.prompter.tell(
            [Line(Role.NOTE, "vos réponses ne peuvent pas être gardées sur ce disque. Vous pouvez continuer, mais "
                  "ne fermez pas cette fenêtre.", label="Attention")]
        )  # fmt: skip

    def _tell_set_aside(self, before: dict[AnswerKey, tuple[str, ...]]) -> None:
        """Say which earlier answers no longer make sense."""
        labels = self.labels()
        for key, values in self.state.set_aside().items():
            if before.get(key) != values:
                text = f"{labels.answer(key.value, values)} : cette réponse ne va plus avec les autres, elle est mise de côté."
                self.prompter.tell([Line(Role.NOTE, text, label=labels.title(key.value))])


def _example(question: Question) -> str:
    return f"Exemple : {question.example}" if question.example else ""
