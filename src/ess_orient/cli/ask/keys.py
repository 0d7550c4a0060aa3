"""Keys that questionary's prompts lack: ways back and out, help, and ticking that counts."""

from __future__ import annotations

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from questionary.prompts.common import InquirerControl

from ess_orient.cli.ask.prompter import Choosing, Move, count_problem
from ess_orient.model.profile import DONT_KNOW

BACK_VALUE = "\0back"
"""The value of the line that goes back."""


def bind_ways_out(bindings: KeyBindings, back: bool, glossary: bool, typing: bool) -> None:
    """Ctrl-D leaves, Escape and « < » go back, « ? » explains; in a text field these signs are text."""

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    def go_back(event: KeyPressEvent) -> None:
        event.app.exit(result=Move.BACK)

    def show_help(event: KeyPressEvent) -> None:
        event.app.exit(result=Move.HELP)

    def nothing(_event: KeyPressEvent) -> None:
        return  # bound all the same, or Escape then Enter would be Alt-Enter, which submits an empty answer

    bindings.add("c-d", eager=True)(leave)
    bindings.add("escape", eager=True)(go_back if back else nothing)
    if not typing and back:
        bindings.add("<", eager=True)(go_back)
    if not typing and glossary:
        bindings.add("?", eager=True)(show_help)


def ticking_problem(control: InquirerControl, asked: Choosing) -> str | None:
    """What is wrong with the choices ticked."""
    if not asked.several:
        return None
    problem = count_problem(asked, len(control.selected_options))
    return f"{problem} La barre d'espace coche." if problem and not control.selected_options else problem


def bind_ticking(bindings: KeyBindings, control: InquirerControl, asked: Choosing) -> None:
    """« Je ne sais pas » and going back go alone: a key on them answers at once. Others are counted first."""
    alone = Condition(lambda: control.get_pointed_at().value in (BACK_VALUE, DONT_KNOW))
    wrong = Condition(lambda: ticking_problem(control, asked) is not None)

    def answer(event: KeyPressEvent) -> None:
        event.app.exit(result=[control.get_pointed_at().value])

    def refuse(_event: KeyPressEvent) -> None:
        control.submission_attempted = True

    def nothing(_event: KeyPressEvent) -> None:
        return

    bindings.add("enter", eager=True, filter=wrong & ~alone)(refuse)
    bindings.add("enter", eager=True, filter=alone)(answer)
    bindings.add(" ", eager=True, filter=alone)(answer)
    bindings.add("a", eager=True)(nothing)
    bindings.add("i", eager=True)(nothing)
