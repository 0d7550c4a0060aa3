"""A whole conversation: taken up again or begun, asked to the end, looked over, answered."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from ess_orient.cli.answers import reader_of
from ess_orient.cli.ask import screen
from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.opening import Opening
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


def converse(context: Context, given: Profile, wanted: Wanted, simple: bool = False, description: str = "") -> None:
    """Hold the conversation on the terminal. `Interrupted` if the person leaves: the answers are kept.

    Without any answer nor description it begins by asking for one.
    """
    simple = screen.is_simple(simple)
    prompter = prompter_for(simple)
    keeper = Keeper()
    state = State(context.orienter().compiled, given.answers)
    try:
        _take_up(context, state, given, keeper, prompter)
        conversation = Conversation(state.compiled, state, prompter, keeper)
        begin = not state.answers and not state.description
        Opening(context, conversation).run(description, begin)
        _concluded(context, conversation, wanted, simple)
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


def _concluded(context: Context, conversation: Conversation, wanted: Wanted, simple: bool) -> None:
    """All answers to look over, unless they were just confirmed, and the result."""
    state = conversation.state
    left = len(state.to_ask())
    if left:
        more = "une question les préciserait" if left == 1 else f"{left} questions au plus les préciseraient"
        said = f"Merci ! Voici vos résultats ; {more} encore, si vous le voulez."
    elif state.asked:
        said = "Merci ! Plus aucune question ne changerait vos résultats."
    else:
        said = "Vos réponses suffisent : plus aucune question ne changerait vos résultats."
    conversation.prompter.tell([Line(Role.NOTE, said)])
    results = Results(conversation, context.orienter(), simple)
    if state.asked or not state.understood:
        results.look_over(first=True)
    if wanted.to_screen:
        results.run(wanted.full)
    else:
        give(context, state.profile(), wanted._replace(words=state.description), simple)


def _take_up(context: Context, state: State, given: Profile, keeper: Keeper, prompter: Prompter) -> None:
    """Offer to go on with what was kept; answers given in the call win."""
    kept = keeper.read()
    if kept is None:
        return
    found = _still_read(context, kept)
    if not found.answers and not kept.description:
        return
    chosen = prompter.choose(
        Choosing(
            title=f"La dernière fois, vous aviez {_done(kept, len(found.answers))}. On continue ?",
            options=(Option("oui", "Oui, je reprends où j'en étais"), Option("non", "Non, je recommence à zéro")),
        )
    )
    if isinstance(chosen, Move) or chosen[0] == "non":
        keeper.forget()
        return
    state.take_up({**found.answers, **given.answers}, [_KEYS[key] for key in kept.posees if key in _KEYS])
    state.description = kept.description


def _done(kept: Kept, answers: int) -> str:
    """What the person had done: « donné 3 réponses », « décrit votre projet »."""
    number = len(kept.posees) or answers
    said = "donné une réponse" if number == 1 else f"donné {number} réponses"
    if not kept.description:
        return said
    return f"décrit votre projet et {said}" if kept.posees else "décrit votre projet"


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
        if kept.description and not kept.posees:
            return "\nVous vous arrêtez ici. Votre description est gardée. Pour continuer, relancez la même commande."
        said = "Votre réponse est gardée" if number == 1 else f"Vos {number} réponses sont gardées"
        return f"\nVous vous arrêtez ici. {said}. Pour continuer, relancez la même commande."
    if state.asked:
        return "\nVous vous arrêtez ici. Vos réponses n'ont pas pu être gardées sur ce disque."
    return "\nVous vous arrêtez ici. Aucune réponse n'était encore donnée."
