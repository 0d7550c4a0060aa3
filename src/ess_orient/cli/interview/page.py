"""The one page of an interview as a machine: keystrokes in, state out. Knows nothing of the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ess_orient.cli.ask.state import State
from ess_orient.cli.interview.marks import MARKS, letters
from ess_orient.cli.interview.prompts import Prompts
from ess_orient.cli.interview.session import Changes, Session
from ess_orient.cli.interview.shapes import Asking, Mode, Pick, Suggestion
from ess_orient.intake.errors import CasesError
from ess_orient.model.change import Trial
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW, Profile, Unknown
from ess_orient.model.question import Choice, QuestionKind
from ess_orient.render.interview import amount_text, answer_text


class Page:
    """What is on the screen and what a keystroke does to it."""

    def __init__(
        self, session: Session, suggested: Mapping[AnswerKey, Suggestion] | None = None, told: str = ""
    ) -> None:
        self.session = session
        self.prompts = Prompts(self)
        self.keys = list(session.compiled.questions)
        self.letters = letters(self.keys)
        self.suggested = dict(suggested or {})
        self.mode = Mode.PAGE
        self.cursor = 0
        self.choice = 0
        self.picks: list[Pick] = []
        self.pick_title = ""
        self.asking: Asking | None = None
        self.drafts: dict[str, str] = {}
        self.trial: Profile | None = None
        self.status = told
        self.failed = False
        self.scroll = 0
        self.done = False

    @property
    def key(self) -> AnswerKey:
        """The question under the cursor."""
        return self.keys[self.cursor]

    @property
    def profile(self) -> Profile:
        """The answers shown: those kept, or those being tried."""
        return self.trial if self.trial is not None else self.session.case.last.profile

    def tried(self) -> Trial | None:
        """What the answers being tried would lead to."""
        return self.session.trial(self.trial) if self.trial is not None else None

    def offered(self, key: AnswerKey) -> tuple[Choice, ...]:
        """The choices that make sense for what is known."""
        return State(self.session.compiled, self.profile.answers).offered(key)

    def chosen(self, key: AnswerKey) -> tuple[str, ...]:
        """The values given; nothing where it is unknown."""
        values = self.profile.get(key)
        return () if isinstance(values, Unknown) else values

    def press(self, key: str) -> None:
        """One keystroke: a character, or « up », « down », « tab », « s-tab », « enter », « escape », « delete »…"""
        self.status, self.failed = "", False
        if key in ("pageup", "pagedown"):
            self.scroll = max(0, self.scroll + (5 if key == "pagedown" else -5))
            return
        if self.mode is Mode.TEXT:
            return
        handler = {
            Mode.PAGE: self._on_page, Mode.CHOOSE: self._on_choice, Mode.PICK: self._on_pick, Mode.HELP: self._on_help,
        }[self.mode]  # fmt: skip
        self._guarded(lambda: handler(key))

    def give(self, values: tuple[str, ...]) -> None:
        """Answer the question under the cursor, all its values at once."""
        self.status, self.failed = "", False
        self._guarded(lambda: self._answered(values))

    def take(self, number: int) -> None:
        """Pick from the short list by position."""
        self.status, self.failed = "", False
        self._guarded(lambda: self._picked(number))

    def submit(self, text: str) -> None:
        """The line typed is accepted, or what is wrong with it is said and it stays."""
        asking = self.asking
        if asking is None:
            return
        self.status, self.failed = "", False

        def accept() -> None:
            self.asking, self.mode = None, Mode.PAGE
            problem = asking.accept(text)
            if problem is not None:
                self.asking, self.mode = asking._replace(default=text), Mode.TEXT
                self.say(problem, failed=True)

        if not self._guarded(accept):
            self.asking, self.mode = asking._replace(default=text), Mode.TEXT

    def say(self, text: str, failed: bool = False) -> None:
        """What the status line says until the next keystroke."""
        self.status, self.failed = text, failed

    def _guarded(self, act: Callable[[], None]) -> bool:
        """Do something; what cannot be kept is said, and what is shown is what is kept."""
        try:
            act()
        except CasesError as error:
            self.say(f"NON GARDÉ. {error.message}. {error.remedy or ''}", failed=True)
            return False
        return True

    def _on_page(self, key: str) -> None:
        actions: dict[str, Callable[[], None]] = {
            "up": lambda: self._move(-1), "s-tab": lambda: self._move(-1), "down": lambda: self._move(1),
            "tab": lambda: self._move(1), "enter": self._enter, "delete": lambda: self.set_answers({self.key: None}),
            "n": lambda: self.prompts.note("Note libre", None, None),
            "N": lambda: self.prompts.note(f"Note sur {self._name(self.key)}", self.key, None), "a": self.prompts.pick_actor,
            "t": self.prompts.project, "v": self._toggle_trial, "g": self._keep_trial, "u": self._undo, "o": self._confirm,
            "escape": self._leave_trial, "q": self._quit, "?": lambda: self._to(Mode.HELP),
        }  # fmt: skip
        if key in actions:
            actions[key]()
        elif key in self.letters:
            self.cursor = self.keys.index(self.letters[key])
            self.open()

    def _on_help(self, _key: str) -> None:
        self.mode = Mode.PAGE

    def _on_choice(self, key: str) -> None:
        offered = self.offered(self.key)
        if key == "escape":
            self.mode = Mode.PAGE
        elif key in ("tab", "s-tab"):
            self._move(1 if key == "tab" else -1)
            self.open()
        elif key in ("up", "down", "left", "right"):
            self.choice = (self.choice + (1 if key in ("down", "right") else -1)) % max(1, len(offered))
        elif key == "?":
            self._answered((DONT_KNOW,))
        elif key == "0" and self.session.compiled.questions[self.key].minimum == 0:
            self._answered(())
        elif key == "delete":
            self.set_answers({self.key: None})
        elif key == "+":
            self.prompts.note(f"Note sur {self._name(self.key)}", self.key, None)
        elif key == "enter" and self.session.compiled.questions[self.key].maximum > 1:
            self.after_answer()
        elif key in (" ", "enter") and offered:
            self._choose(offered[self.choice].id)
        elif key in MARKS and MARKS.index(key) < len(offered):
            self.choice = MARKS.index(key)
            self._choose(offered[self.choice].id)

    def _on_pick(self, key: str) -> None:
        if key == "escape":
            self.mode = Mode.PAGE
        elif key in ("up", "down"):
            self.choice = (self.choice + (1 if key == "down" else -1)) % max(1, len(self.picks))
        elif key in (" ", "enter") and self.picks:
            self._picked(self.choice)
        elif key in MARKS and MARKS.index(key) < len(self.picks):
            self._picked(MARKS.index(key))

    def _picked(self, number: int) -> None:
        self.mode = Mode.PAGE
        self.picks[number].act()

    def open(self) -> None:
        """Open the question under the cursor."""
        question = self.session.compiled.questions[self.key]
        if question.kind is QuestionKind.PLACE:
            self.ask(Asking("Commune, code postal, département ou région (nsp : ne sait pas)", self.prompts.accept_place,
                            complete=self.session.finder.complete))  # fmt: skip
            return
        self.mode = Mode.CHOOSE
        chosen, offered = self.chosen(self.key), self.offered(self.key)
        self.choice = next((number for number, choice in enumerate(offered) if choice.id in chosen), 0)

    def ask(self, asking: Asking) -> None:
        """Ask for a line. What was typed and left without « Entrée » is there again."""
        self.asking, self.mode = asking._replace(default=self.drafts.pop(asking.title, asking.default)), Mode.TEXT

    def leave_line(self, text: str) -> None:
        """Go back without accepting the line; it is not lost."""
        if self.asking is not None and text.strip() and text != self.asking.default:
            self.drafts[self.asking.title] = text
            self.say("Texte mis de côté, non gardé : il sera là si vous revenez à cette ligne.")
        self.asking, self.mode = None, Mode.PAGE

    def pick(self, title: str, picks: Sequence[Pick]) -> None:
        """Offer a short list."""
        self.pick_title, self.picks, self.choice, self.mode = title, list(picks), 0, Mode.PICK

    def _to(self, mode: Mode) -> None:
        self.mode = mode

    def _move(self, step: int) -> None:
        self.cursor = (self.cursor + step) % len(self.keys)

    def _enter(self) -> None:
        suggestion = self.suggested.get(self.key)
        if suggestion is not None and self.key not in self.profile.answers:
            self.set_answers(suggestion.changes(self.key))
        else:
            self.open()

    def _choose(self, value: str) -> None:
        question = self.session.compiled.questions[self.key]
        chosen = self.chosen(self.key)
        if question.maximum == 1:
            self._answered((value,))
            return
        values = tuple(each for each in chosen if each != value) if value in chosen else (*chosen, value)
        if len(values) > question.maximum:
            self.say(f"{question.maximum} réponses au plus : retirez-en une d'abord.", failed=True)
            return
        order = [choice.id for choice in question.choices]
        self.set_answers({self.key: tuple(sorted(values, key=order.index)) or None})

    def _answered(self, values: tuple[str, ...]) -> None:
        self.set_answers({self.key: values})
        self.after_answer()

    def after_answer(self) -> None:
        """Back to the page, on the next question that could still change something."""
        self.mode = Mode.PAGE
        useful = [asked.key for asked in self.session.view.asked if asked.key not in self.profile.answers]
        if useful and self.key in self.profile.answers:
            self.cursor = self.keys.index(useful[0])

    def set_answers(self, changes: Changes) -> None:
        """Keep answers, or only try them."""
        if self.trial is not None:
            self.trial = self.session.try_out(self.trial, changes)
        else:
            self.session.answer(changes)
            said = answer_text(self.profile, self.key, self.session.view.labels)
            self.say(f"Gardé – {self.session.view.labels.title(self.key.value)} : {said}")

    def _undo(self) -> None:
        if self.trial is not None or not self.session.undo():
            self.say("Rien à défaire.")
        else:
            self.say("La dernière réponse est revenue à ce qu'elle était.")

    def _confirm(self) -> None:
        waiting = {key: found for key, found in self.suggested.items() if key not in self.profile.answers}
        changes = {each: values for key, found in waiting.items() for each, values in found.changes(key).items()}
        if changes:
            self.set_answers(changes)
            self.say(f"Confirmé : {', '.join(self._name(key) for key in waiting)}.")

    def _toggle_trial(self) -> None:
        self.trial = None if self.trial is not None else self.session.case.last.profile
        self.scroll = 0

    def _leave_trial(self) -> None:
        self.trial = None

    def _keep_trial(self) -> None:
        if self.trial is None:
            return
        changed = {change.key: change.after for change in self.session.trial(self.trial).answers}
        if changed:
            self.session.answer(changed)
        self.trial = None
        self.say("Les réponses essayées sont gardées.")

    def _quit(self) -> None:
        self.done = True

    def _name(self, key: AnswerKey) -> str:
        return self.session.view.labels.question(key.value)

    def asked_of(self, key: AnswerKey) -> str:
        """« à demander : change jusqu'à 3 résultats », where it matters; nothing otherwise."""
        found = next((asked for asked in self.session.view.asked if asked.key is key), None)
        return f"à demander : {amount_text(found)}" if found is not None else ""
