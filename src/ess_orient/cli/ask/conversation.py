"""One question at a time, as long as an answer can still change what is shown."""

from __future__ import annotations

from ess_orient.cli.ask.glossary import glossary
from ess_orient.cli.ask.placing import Placing
from ess_orient.cli.ask.prompter import BACK_LABEL, Choosing, Move, Option, Prompter
from ess_orient.cli.ask.state import PLACE_KEYS, State
from ess_orient.cli.kept import Keeper
from ess_orient.cli.towns import town_names
from ess_orient.engine.compile import CompiledBase
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.question import Question, QuestionKind
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role

BACK = BACK_LABEL.removeprefix("← ")


class Conversation:
    """Asks, notes, keeps. Knows no rule: the engine says what is worth asking.

    `suggested` holds answers to offer as ticked in their question, not yet given: what a description may mean, with
    its words in `because`.
    """

    def __init__(self, compiled: CompiledBase, state: State, prompter: Prompter, keeper: Keeper) -> None:
        self.compiled = compiled
        self.state = state
        self.prompter = prompter
        self.keeper = keeper
        self.suggested: dict[AnswerKey, tuple[str, ...]] = {}
        self.because: dict[AnswerKey, str] = {}
        self._told_failure = False

    def ask_all(self, way_back: str = "", most: int | None = None) -> Move | None:
        """Ask what is left, forwards and back, until nothing can change any more or `most` have been answered.

        `way_back` names what comes before the first question; `Move.BACK` if the person goes there.
        """
        current: AnswerKey | None = None
        while True:
            left = self.state.to_ask()
            if most is not None:
                left = self._likely_first(left)[: max(0, most - self.state.answered_questions())]
            key = current or (left[0] if left else None)
            if key is None:
                return None
            before = self.state.before(key)
            label = BACK if before is not None else way_back
            outcome = self.ask(key, len(left), bool(label), label)
            if outcome is Move.BACK and before is None:
                return Move.BACK
            current = before if outcome is Move.BACK else None

    def _likely_first(self, left: tuple[AnswerKey, ...]) -> tuple[AnswerKey, ...]:
        """Where few are asked: the audience, which place was meant, what the description may mean, then the others."""

        def turn(key: AnswerKey) -> int:
            if key is AnswerKey.AUDIENCE:
                return 0
            if key is AnswerKey.DEPARTMENT:
                return 1 if self._placing().likely_spots() else 3
            return 2 if key in self.suggested else 3

        return tuple(sorted(left, key=turn))

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

    def is_answered(self, key: AnswerKey) -> bool:
        """Whether a question has an answer that makes sense; for the place, however wide it is."""
        answers = self.state.profile().answers
        return any(each in answers for each in (PLACE_KEYS if key is AnswerKey.DEPARTMENT else (key,)))

    def said(self, key: AnswerKey) -> str:
        """The answer to a question in words; for the place, the most precise that is known."""
        answers, labels = self.state.profile().answers, self.labels()
        if key is AnswerKey.DEPARTMENT:
            wider = (AnswerKey.MUNICIPALITY, AnswerKey.DEPARTMENT, AnswerKey.REGION)
            known = [place for place in wider if answers.get(place, (DONT_KNOW,)) != (DONT_KNOW,)]
            key = known[0] if known else key
        return labels.answer(key.value, answers[key])

    def labels(self) -> Labels:
        """The words for the answers given so far."""
        towns = self.state.answers.get(AnswerKey.MUNICIPALITY, ())
        return Labels.of(self.compiled.base, town_names(tuple(town for town in towns if town != DONT_KNOW)))

    def _progress(self, key: AnswerKey, left: int) -> str:
        if key in self.state.asked or not left:
            return "Votre réponse à corriger"
        number = self.state.answered_questions() + 1
        if left == 1:
            return f"Question {number} – c'est la dernière"
        return f"Question {number} – il reste au plus {left} questions"

    def _ask_choice(self, question: Question, progress: str, back: str) -> Move | None:
        options = tuple(
            Option(choice.id, choice.label, choice.help or "") for choice in self.state.offered(question.key)
        )
        suggested = self._suggested(question.key, {option.value for option in options})
        chosen = self.prompter.choose(
            Choosing(
                title=question.title, options=options, help=f"{question.help} {self._why(suggested, question.key)}".strip(),
                example=_example(question), progress=progress, minimum=question.minimum,
                maximum=min(question.maximum, len(options)), chosen=suggested or self.state.answers.get(question.key, ()),
                chosen_as="proposé" if suggested else "votre réponse", unknown=True, back=back, glossary=True,
            )
        )  # fmt: skip
        if isinstance(chosen, Move):
            return chosen
        aside = self.state.set_aside()
        self.state.answer(question.key, chosen)
        self._noted(question.key)
        self._tell_set_aside(aside)
        return None

    def _suggested(self, key: AnswerKey, offered: set[str]) -> tuple[str, ...]:
        """What the description may mean, beside what it says, until the person has answered."""
        if key in self.state.asked or key not in self.suggested:
            return ()
        sure = self.state.answers.get(key, ())
        both = tuple(dict.fromkeys((*sure, *self.suggested[key])))[: self.compiled.questions[key].maximum]
        return tuple(value for value in both if value in offered)

    def _why(self, suggested: tuple[str, ...], key: AnswerKey) -> str:
        return f"Proposé d'après {self.because[key]} : à vous de dire." if suggested and key in self.because else ""

    def _placing(self) -> Placing:
        return Placing(self.state, self.prompter, self.suggested)

    def _ask_place(self, question: Question, progress: str, back: str) -> Move | None:
        place = self._placing().ask(question, progress, back, self.because.get(AnswerKey.DEPARTMENT, ""))
        if isinstance(place, Move):
            return place
        self.state.answer_place(place)
        self._noted(AnswerKey.DEPARTMENT)
        return None

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
        state = self.state
        if self.keeper.keep(state.answers, state.asked, state.description) or self._told_failure:
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
