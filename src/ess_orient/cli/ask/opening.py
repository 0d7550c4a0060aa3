"""The first words: a description in one or two sentences, what was understood of it, then only the questions left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Typing
from ess_orient.cli.ask.state import PLACE_KEYS
from ess_orient.model.condition import AnswerKey
from ess_orient.render.lines import Line, Role

if TYPE_CHECKING:
    from ess_orient.cli.context import Context
    from ess_orient.cli.described import Described

TITLE = "Décrivez votre projet en une ou deux phrases, ou Entrée pour répondre aux questions."
AGAIN = "Décrivez votre projet autrement. Sans texte, Entrée mène aux questions."
_EXAMPLE = "Exemple : Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement."
MOST_AFTER_WORDS = 3
"""Questions asked after a description that says something; the others are offered beside the results."""

_GO_ON = "\0continuer"
_BACK_TO_WORDS = "Revenir à ma description"
_BACK_TO_NO_WORDS = "Décrire plutôt mon projet"


class Opening:
    """Leads from the first words to the last question, forwards and back."""

    def __init__(self, context: Context, conversation: Conversation) -> None:
        self._context = context
        self._conversation = conversation
        self._state = conversation.state
        self._prompter = conversation.prompter
        self._described: Described | None = None
        self._quoted = ""

    def run(self, description: str, ask_words: bool) -> None:
        """Understand a description, or ask for one; then ask for what is left.

        One taken up again with its answers comes first and is not noted anew: the person may have corrected them since.
        """
        kept = self._state.description
        text = kept or description
        told = self._take(text, note=not kept) if text else None
        confirm = bool(told) and not self._state.asked
        if told is None and (text or ask_words):
            told = confirm = self._ask_words()
        while True:
            if confirm and not self._confirm():
                told = confirm = self._ask_words()
                continue
            way_back = "" if told is None else _BACK_TO_WORDS if told else _BACK_TO_NO_WORDS
            if self._conversation.ask_all(way_back, MOST_AFTER_WORDS if told else None) is not Move.BACK:
                return
            confirm = bool(told and self._confirmable())
            if not confirm:
                told = confirm = self._ask_words()

    def _ask_words(self) -> bool:
        """Whether a description was given that says something; an empty one forgets the former."""
        while True:
            draft = self._state.description
            typed = self._prompter.write(Typing(title=AGAIN if draft else TITLE, help=_EXAMPLE, draft=draft))
            if isinstance(typed, Move) or not typed.strip():
                self._forget()
                return False
            told = self._take(typed, note=True)
            if told is not None:
                return told

    def _take(self, text: str, note: bool) -> bool | None:
        """Understand a text: whether it says something; None if it is about something else."""
        from ess_orient.cli.described import describe, outside_lines

        described = describe(self._context, text)
        if described.outside:
            self._forget()
            self._prompter.tell(outside_lines(described))
            return None
        self._described = described
        self._offer(described)
        if note:
            self._state.understand(described.text, described.sure)
            self._conversation.keep()
        else:
            self._state.understood = {key: said for key, said in described.sure.items() if key in self._state.answers}
        if not self._confirmable() and not described.likely:
            self._tell("Ces mots ne suffisent pas à répondre aux questions : les voici.")
            return False
        return True

    def _offer(self, described: Described) -> None:
        self._conversation.suggested = dict(described.likely)
        keys = dict.fromkeys(
            AnswerKey.DEPARTMENT if key in PLACE_KEYS else key for key in (*described.likely, *described.sure)
        )
        said = {key: described.words(key, described.likely.get(key)) for key in keys}
        self._conversation.because = {key: words for key, words in said.items() if words}

    def _forget(self) -> None:
        self._described = None
        self._conversation.suggested, self._conversation.because = {}, {}
        self._state.understand("", {})

    def _confirm(self) -> bool:
        """Show all that was understood, to correct or to go on; False to describe again."""
        assert self._described is not None
        if self._quoted != self._described.text:
            self._quoted = self._described.text
            self._prompter.quote("Voici ce que vos mots disent :", self._described.text, self._described.spans())
        while keys := self._confirmable():
            options = [Option(key.value, self._label(key)) for key in keys]
            chosen = self._prompter.choose(
                Choosing(
                    title="Compris. Tout est juste ?", help="Choisissez une ligne pour la corriger.",
                    options=(Option(_GO_ON, "Oui, continuer"), *options), back="Décrire autrement",
                )
            )  # fmt: skip
            if isinstance(chosen, Move):
                return False
            if chosen[0] == _GO_ON:
                break
            self._conversation.ask(AnswerKey(chosen[0]), back_label="Garder ce qui est compris")
        self._prompter.tell(self._confirmed_lines())
        return True

    def _confirmable(self) -> list[AnswerKey]:
        """The questions that the description answers, in their order."""
        understood = self._state.understood
        places = any(key in understood for key in PLACE_KEYS)
        return [
            key
            for key in self._conversation.compiled.questions
            if (places if key is AnswerKey.DEPARTMENT else key in understood) and self._conversation.is_answered(key)
        ]

    def _label(self, key: AnswerKey) -> str:
        """« Secteur : Commerce – « épicerie » », and what else the words may mean."""
        labels = self._conversation.labels()
        said = f"{labels.title(key.value)} : {self._conversation.said(key)}"
        if key in self._state.asked or self._described is None:
            return f"{said} – corrigé par vous"
        words = self._described.words(key, self._state.answers.get(key))
        said = f"{said} – {words}" if words else said
        more = () if key in PLACE_KEYS else self._described.likely.get(key, ())
        return f"{said} (peut-être aussi : {labels.answer(key.value, more)})" if more else said

    def _confirmed_lines(self) -> Iterator[Line]:
        labels = self._conversation.labels()
        for key in self._confirmable():
            yield Line(Role.ECHO, self._conversation.said(key), label=labels.title(key.value))

    def _tell(self, text: str) -> None:
        self._prompter.tell([Line(Role.NOTE, text)])
