"""Prompts with lists to move in, by questionary: labels that wrap, help of the line pointed at, ways back and out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText, StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, ScrollbarMargin, Window
from prompt_toolkit.layout.margins import ConditionalMargin
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style
from questionary.prompts.common import Choice, InquirerControl, Separator

from ess_orient.cli.ask.completion import FoldedCompleter
from ess_orient.cli.ask.keys import BACK_VALUE, bind_ticking, bind_ways_out, ticking_problem
from ess_orient.cli.ask.prompter import (
    UNKNOWN_LABEL,
    Choosing,
    Move,
    Stopped,
    Typing,
    how_many,
)
from ess_orient.cli.ask.quoting import quoted
from ess_orient.model.profile import DONT_KNOW
from ess_orient.render.lines import Line, Role
from ess_orient.render.text import WIDEST, as_text
from ess_orient.render.typography import typeset, wrapped

_POINTER = "»"
_FOOTER = 4
_ROOM_FOR_EXAMPLE = 3
_STYLE = Style(
    [
        ("question", "bold"), ("qmark", ""), ("pointer", "bold fg:ansicyan"), ("highlighted", "bold fg:ansicyan"),
        ("selected", "fg:ansigreen"), ("instruction", ""), ("separator", ""), ("quiet", "fg:ansibrightblack"),
        ("answer", "bold"), ("problem", "bold fg:ansired"),
        ("brought-out", "bold underline fg:ansigreen"),
    ]
)  # fmt: skip


class ListPrompter:
    """Asks on standard error, so that standard output holds results only."""

    def __init__(self, reading: Input | None = None, output: Output | None = None) -> None:
        self._input = reading
        self._output = output or create_output(stdout=sys.stderr)

    @property
    def width(self) -> int:
        """Columns to write in."""
        return max(20, min(self._output.get_size().columns, WIDEST))

    def choose(self, asked: Choosing) -> tuple[str, ...] | Move:
        """The values chosen."""
        choices = self._choices(asked)
        make = self._checkbox if asked.several else self._select
        question = make(asked, choices)
        control = _control(question.application)
        self._furnish(question.application, control, asked)
        result = self._run(question.application)
        if isinstance(result, Move):
            return result
        values = tuple(result) if isinstance(result, list) else (result,)
        if BACK_VALUE in values:
            return Move.BACK
        order = [option.value for option in asked.options]
        return tuple(sorted(values, key=lambda value: order.index(value) if value in order else -1))

    def write(self, asked: Typing) -> str | Move:
        """The text typed."""
        keys = [f"Entrée seule : {asked.empty}"] if asked.empty else []
        keys += ["? puis Entrée : aide"] if asked.glossary else []
        keys += ["< ou Échap : revenir"] if asked.back else []
        message = self._head(asked.progress, asked.title, asked.help, " ; ".join(keys))
        question = questionary.autocomplete(
            f"{message}\n {_POINTER}", [], default=asked.default or asked.draft, qmark="", style=_STYLE,
            completer=FoldedCompleter(asked.complete or (lambda _text: ())), validate_while_typing=False,
            reserve_space_for_menu=6, **self._streams(),
        )  # fmt: skip
        bindings = KeyBindings()
        bind_ways_out(bindings, bool(asked.back), asked.glossary, typing=True)
        application = question.application
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), bindings])
        application.ttimeoutlen = 0.05
        result = self._run(application)
        if isinstance(result, Move):
            return result
        typed = str(result).strip()
        if typed == "<" and asked.back:
            return Move.BACK
        return Move.HELP if typed == "?" and asked.glossary else typed

    def tell(self, lines: Iterable[Line]) -> None:
        """Say something that is no result."""
        self._output.write(as_text(lines, self.width).replace("\n", "\r\n"))
        self._output.flush()

    def quote(self, title: str, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """The person's text, its words brought out: bold and underlined, in colour where there is some."""
        self.tell([Line(Role.NOTE, title)])
        fragments: StyleAndTextTuples = []
        for row in quoted(text, tuple(spans), self.width - 1):
            fragments += [("class:brought-out" if strong else "", piece) for piece, strong in row]
            fragments.append(("", "\n"))
        print_formatted_text(FormattedText(fragments), style=_STYLE, output=self._output, end="\n")

    def _streams(self) -> dict[str, Any]:
        return {"input": self._input, "output": self._output, "erase_when_done": True}

    def _run(self, application: Any) -> Any:
        try:
            return application.run()
        except (KeyboardInterrupt, EOFError, OSError):
            raise Stopped from None

    def _head(self, *parts: str) -> str:
        """The question and its help, wrapped; questionary puts one space before the first line."""
        rows = [row for part in parts if part for row in wrapped(typeset(part), self.width - 2)]
        return "\n ".join(rows)

    def _room(self, asked: Choosing) -> int:
        """Rows left on the screen beside the shortest form of a question."""
        indent = 5 if asked.several else 3
        parts = (asked.progress, asked.title, asked.help, how_many(asked))
        rows = sum(len(list(wrapped(part, self.width - 2))) for part in parts if part)
        rows += sum(len(list(wrapped(option.label, self.width - indent - 2))) for option in asked.options)
        return self._output.get_size().rows - rows - _FOOTER - 2 * asked.unknown - bool(asked.back)

    def _above(self, asked: Choosing) -> str:
        head = self._head(asked.progress, asked.title)
        return f"\n {head}" if self._room(asked) > 0 else head

    def _label(self, text: str, indent: int) -> str:
        return f"\n{' ' * indent}".join(wrapped(typeset(text), self.width - indent - 2))

    def _choices(self, asked: Choosing) -> list[Choice]:
        several = asked.several
        indent = 5 if several else 3
        choices = [
            Choice(self._label(option.label, indent), option.value, checked=several and option.value in asked.chosen)
            for option in asked.options
        ]
        extra = [Choice(UNKNOWN_LABEL, DONT_KNOW)] if asked.unknown else []
        extra += [Choice(self._label(f"← {asked.back}", indent), BACK_VALUE)] if asked.back else []
        return [*choices, Separator(" "), *extra] if extra else choices

    def _select(self, asked: Choosing, choices: list[Choice]) -> questionary.Question:
        pointed = asked.chosen[0] if asked.chosen and asked.chosen[0] in [c.value for c in choices] else None
        return questionary.select(
            self._above(asked), choices, default=pointed, qmark="", pointer=_POINTER,
            style=_STYLE, show_description=False, use_jk_keys=False, instruction=self._under(asked),
            **self._streams(),
        )  # fmt: skip

    def _checkbox(self, asked: Choosing, choices: list[Choice]) -> questionary.Question:
        first = next((choice.value for choice in choices if choice.checked), None)
        if asked.chosen == (DONT_KNOW,):
            first = DONT_KNOW
        return questionary.checkbox(
            self._above(asked), choices, qmark="", pointer=_POINTER, style=_STYLE,
            show_description=False, use_jk_keys=False, instruction=self._under(asked), initial_choice=first,
            **self._streams(),
        )  # fmt: skip

    def _under(self, asked: Choosing) -> str:
        room = self._room(asked) > _ROOM_FOR_EXAMPLE
        below = self._head(asked.help, asked.example if room else "", how_many(asked))
        return f"\n {below}" if below else " "

    def _furnish(self, application: Any, control: InquirerControl, asked: Choosing) -> None:
        """Add to questionary's list what it lacks."""
        bindings = KeyBindings()
        bind_ways_out(bindings, bool(asked.back), asked.glossary, typing=False)
        if asked.several:
            bind_ticking(bindings, control, asked)
        application.key_bindings = merge_key_bindings([application.key_bindings, bindings])
        application.ttimeoutlen = 0.05
        cut = self._room(asked) < 0
        for window in application.layout.find_all_windows():
            if window.content is control:
                window.wrap_lines = window.dont_extend_height = Condition(lambda: True)
                window.right_margins = [ConditionalMargin(ScrollbarMargin(True), Condition(lambda: cut))]
        footer = Window(
            FormattedTextControl(lambda: self._footer(control, asked)), dont_extend_height=True, wrap_lines=True
        )
        application.layout = Layout(HSplit([application.layout.container, footer]))

    def _footer(self, control: InquirerControl, asked: Choosing) -> StyleAndTextTuples:
        """The help of the choice pointed at, and the keys."""
        pointed = str(control.get_pointed_at().value)
        problem = ticking_problem(control, asked) if control.submission_attempted else None
        helps = {option.value: option.help for option in asked.options}
        rows = list(wrapped(typeset(helps.get(pointed, "")), self.width - 4, "   ", "   "))
        keys = "↑ ↓ aller, Espace cocher, Entrée valider" if asked.several else "↑ ↓ choisir, Entrée valider"
        keys += ", ? aide" if asked.glossary else ""
        keys += ", Échap revenir" if asked.back else ""
        below = "\n".join(wrapped(keys, self.width - 2, " ", " "))
        said: StyleAndTextTuples = [("", "\n"), ("", "\n".join(rows) + "\n" if rows else "")]
        if problem is not None:
            said.append(("class:problem", "\n".join(wrapped(typeset(problem), self.width - 2, " ", " ")) + "\n"))
        return [*said, ("class:quiet", below)]


def _control(application: Any) -> InquirerControl:
    return next(
        window.content
        for window in application.layout.find_all_windows()
        if isinstance(window.content, InquirerControl)
    )
