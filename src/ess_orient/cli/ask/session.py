"""A whole conversation: taken up again or begun, asked to the end, looked over, answered."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from ess_orient.cli.answers import reader_of
from ess_orient.cli.ask import screen
from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.prompter import Choosing, Move, Option, Prompter, Stopped
from ess_orient.cli.ask.results import Results
from ess_orient.cli.ask.state import State
from ess_orient.cli.errors import Interrupted
from ess_orient.cli.give import Wanted, give
from ess_orient.cli.kept import Keeper, Kept
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.render.lines import Line, Role

if TYPE_CHECKING:
    from ess_orient.cli.context import Context

_KEYS = {key.value: key for key in AnswerKey}


def converse(context: Context, given: Profile, wanted: Wanted, simple: bool = False) -> None:
    """Hold the conversation on the terminal. `Interrupted` if the person leaves: the answers are kept."""
    simple = screen.is_simple(simple)
    prompter = prompter_for(simple)
    keeper = Keeper()
    state = State(context.orienter().compiled, given.answers)
    try:
        _take_up(context, state, given, keeper, prompter)
        _held(context, Conversation(state.compiled, state, prompter, keeper), wanted, simple)
    except (Stopped, KeyboardInterrupt, EOFError):
        raise Interrupted(_farewell(state, keeper)) from None
    except OSError as error:
        if error.errno not in (errno.EIO, errno.EPIPE, errno.ENXIO):
            raise
        raise Interrupted(_farewell(state, keeper)) from None  # the terminal was closed
    keeper.forget()


def prompter_for(simple: bool) -> Prompter:
    """Lists to move in, or plain lines."""
    if simple:
        from ess_orient.cli.ask.plain import PlainPrompter

        return PlainPrompter()
    from ess_orient.cli.ask.lists import ListPrompter

    return ListPrompter()


def _held(context: Context, conversation: Conversation, wanted: Wanted, simple: bool) -> None:
    asked_before = len(conversation.state.asked)
    conversation.ask_all()
    if len(conversation.state.asked) > asked_before:
        said = "Merci ! Plus aucune question ne changerait vos résultats."
    else:
        said = "Vos réponses suffisent : plus aucune question ne changerait vos résultats."
    conversation.prompter.tell([Line(Role.NOTE, said)])
    results = Results(conversation, context.orienter(), simple)
    results.look_over(first=True)
    if wanted.to_screen:
        results.run(wanted.full)
    else:
        give(context, conversation.state.profile(), wanted, simple)


def _take_up(context: Context, state: State, given: Profile, keeper: Keeper, prompter: Prompter) -> None:
    """Offer to go on with what was kept; answers given in the call win."""
    kept = keeper.read()
    if kept is None:
        return
    found = _still_read(context, kept)
    if not found.answers:
        return
    number = len(kept.posees) or len(found.answers)
    said = "une réponse" if number == 1 else f"{number} réponses"
    chosen = prompter.choose(
        Choosing(
            title=f"La dernière fois, vous aviez donné {said}. On continue ?",
            options=(Option("oui", "Oui, je reprends où j'en étais"), Option("non", "Non, je recommence à zéro")),
        )
    )
    if isinstance(chosen, Move) or chosen[0] == "non":
        keeper.forget()
        return
    state.take_up({**found.answers, **given.answers}, [_KEYS[key] for key in kept.posees if key in _KEYS])


def _still_read(context: Context, kept: Kept) -> Profile:
    """The kept answers that this base still knows."""
    profile, _ = reader_of(context).read(dict(kept.reponses), "")
    given = [_KEYS[key] for key in kept.reponses if key in _KEYS]
    return profile.without(*(key for key in AnswerKey if key not in given))


def _farewell(state: State, keeper: Keeper) -> str:
    """What was kept, and how to go on."""
    kept = keeper.read()
    if kept is not None:
        number = len(kept.posees) or len(kept.reponses)
        said = "Votre réponse est gardée" if number == 1 else f"Vos {number} réponses sont gardées"
        return f"\nVous vous arrêtez ici. {said}. Pour continuer, relancez la même commande."
    if state.asked:
        return "\nVous vous arrêtez ici. Vos réponses n'ont pas pu être gardées sur ce disque."
    return "\nVous vous arrêtez ici. Aucune réponse n'était encore donnée."
