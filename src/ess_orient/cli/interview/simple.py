"""The same page by numbered lines: nothing redrawn, for screen readers and bare terminals."""

from __future__ import annotations

from collections.abc import Mapping

from ess_orient.cli.ask.plain import PlainPrompter
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Stopped, Typing
from ess_orient.cli.errors import Interrupted
from ess_orient.cli.interview.marks import ACTIONS
from ess_orient.cli.interview.page import Page
from ess_orient.cli.interview.session import Session
from ess_orient.cli.interview.shapes import Mode, Suggestion
from ess_orient.cli.interview.show import case_page
from ess_orient.intake.comparing import difference, proposals
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Unknown
from ess_orient.render.changes import difference_lines, since_lines, trial_lines
from ess_orient.render.interview import answer_text, question_lines
from ess_orient.render.lines import Line, Role

_SEE = "voir"
_BACK = "Revenir"


class Plain:
    """Drives the page by questions on plain lines."""

    def __init__(self, session: Session, suggested: Mapping[AnswerKey, Suggestion]) -> None:
        self.page = Page(session, suggested)
        self.session = session
        self.prompter = PlainPrompter()
        self._told = proposals(session.view.orientation)

    def run(self) -> None:
        """Until the person leaves."""
        view = self.session.view
        if view.since is not None:
            self.prompter.tell(since_lines(view.since, view.labels))
        try:
            while not self.page.done:
                self._step()
        except Stopped:
            raise Interrupted("Interrompu.") from None

    def _step(self) -> None:
        match self.page.mode:
            case Mode.CHOOSE:
                self._choose()
            case Mode.PICK:
                self._pick()
            case Mode.TEXT:
                self._type()
            case Mode.HELP:
                self.page.press("escape")
            case Mode.PAGE:
                self._menu()
        if self.page.status:
            self.prompter.tell([Line(Role.NOTE, self.page.status)])
        self._tell_changes()

    def _menu(self) -> None:
        page = self.page
        self.prompter.tell(self._to_know())
        options = [Option(letter, self._line(key)) for letter, key in page.letters.items()]
        if any(key not in page.profile.answers for key in page.suggested):
            options.append(Option("o", "Confirmer tout ce qui est compris"))
        names = {"n": "Écrire une note", "a": "Suites des acteurs", "t": "Le projet, dans les mots de la personne"}
        names |= {"v": "Revenir aux réponses gardées" if page.trial is not None else "Et si… (essayer sans garder)"}
        if page.trial is not None:
            names["g"] = "Garder les réponses essayées"
        names |= {_SEE: "Voir le dossier et l'orientation", "u": "Défaire la dernière réponse", "q": "Quitter"}
        options += [Option(key, name) for key, name in names.items()]
        title = "Et si… Rien n'est gardé. Que changer ?" if page.trial is not None else "Que voulez-vous noter ?"
        chosen = self.prompter.choose(Choosing(title=title, options=tuple(options)))
        if isinstance(chosen, Move):
            return
        if chosen[0] == _SEE:
            self.prompter.tell(case_page(self.session))
        else:
            assert len(chosen[0]) == 1 and (chosen[0] in page.letters or chosen[0] in {*ACTIONS, "o", "g"})
            page.press(chosen[0])

    def _line(self, key: AnswerKey) -> str:
        page, labels = self.page, self.session.view.labels
        said = answer_text(page.profile, key, labels)
        suggestion = page.suggested.get(key)
        if suggestion is not None and key not in page.profile.answers:
            said = f"compris : {labels.answer(key.value, suggestion.values)}, à confirmer"
        asked = page.asked_of(key) if isinstance(page.profile.get(key), Unknown) else ""
        return f"{labels.title(key.value)} : {said}{f' – {asked}' if asked else ''}"

    def _to_know(self) -> list[Line]:
        view = self.session.view
        return list(question_lines(view.orientation, (), view.set_aside, view.labels))

    def _choose(self) -> None:
        page = self.page
        question = self.session.compiled.questions[page.key]
        offered = page.offered(page.key)
        chosen = self.prompter.choose(
            Choosing(
                title=question.title, help=question.help, minimum=question.minimum, back=_BACK, unknown=True,
                maximum=min(question.maximum, len(offered)), chosen=page.chosen(page.key),
                options=tuple(Option(choice.id, choice.label) for choice in offered),
            )
        )  # fmt: skip
        if isinstance(chosen, Move):
            page.press("escape")
        else:
            page.give(chosen)

    def _pick(self) -> None:
        page = self.page
        options = tuple(Option(str(number), pick.label) for number, pick in enumerate(page.picks))
        chosen = self.prompter.choose(Choosing(title=page.pick_title, options=options, back=_BACK))
        if isinstance(chosen, Move):
            page.press("escape")
        else:
            page.take(int(chosen[0]))

    def _type(self) -> None:
        asking = self.page.asking
        assert asking is not None
        typed = self.prompter.write(Typing(title=asking.title, default=asking.default, back=_BACK))
        if isinstance(typed, Move):
            self.page.leave_line("")
        else:
            self.page.submit(typed)

    def _tell_changes(self) -> None:
        """What the last answer changed in the results: heard, not looked for."""
        trial = self.page.tried()
        if trial is not None:
            self.prompter.tell(trial_lines(trial, self.session.view.labels))
            return
        now = proposals(self.session.view.orientation)
        found = difference(self._told, now)
        self._told = now
        if found:
            self.prompter.tell(difference_lines(found))
