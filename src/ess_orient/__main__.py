"""The program's door: what must be quick is done before anything heavy is imported, and every error ends here."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself would cost a fifth of the time of « --version »
    from collections.abc import Callable, Iterator
    from typing import TextIO

DEBUG_VARIABLE = "ESS_ORIENT_DEBUG"
COMPLETION_VARIABLE = "_ESS_ORIENT_COMPLETE"
WELCOME = "Bonjour ! Cherchons ensemble à qui parler de votre projet."
_VALUED = frozenset({"--base", "--date"})
_SILENT = frozenset({"--sans-questions", "--aide", "--help", "--version"})


def main() -> None:
    """Run the program and leave with its exit code."""
    arguments = sys.argv[1:]
    # Start-up makes tens of thousands of objects that stay: looking through them for rubbish every 700 is lost time.
    gc.set_threshold(50_000, 20, 20)
    _use_utf8()
    if arguments == ["--version"]:
        code = _guarded(_show_version)
    else:
        conversing = _converses(arguments)
        if conversing:
            sys.stderr.write(_fitted(WELCOME))
            sys.stderr.flush()
            _do_without_network()
        at_once = conversing and arguments in ([], ["orienter"])
        code = _guarded(_converse) if at_once else _guarded(lambda: _run(arguments))
    _leave(code)


def _use_utf8() -> None:
    """French needs more than what an old console or a bare environment allows."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _fitted(text: str) -> str:
    """The text on lines that the terminal does not cut inside a word; `textwrap` would come too late."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        width = 80
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\n".join(lines) + "\n"


def _show_version() -> int:
    from ess_orient import __version__

    print(f"ess-orient {__version__}")
    return 0


def _converses(arguments: list[str]) -> bool:
    """Whether a conversation is about to start: on a terminal, with `orienter` or no command."""
    if any(argument in _SILENT for argument in arguments) or COMPLETION_VARIABLE in os.environ:
        return False
    command = _command(iter(arguments))
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stderr) if command else (sys.stdin, sys.stdout, sys.stderr)
    return command in (None, "orienter") and all(stream and stream.isatty() for stream in streams)


def _command(words: Iterator[str]) -> str | None:
    for word in words:
        if word in _VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _do_without_network() -> None:
    """Spare what draws lists on the screen the loading of encryption, two bare starts of Python: nothing is ever sent.

    asyncio does without `ssl` where Python was built without it; None makes its import fail in just that way.
    """
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]


def _converse() -> None:
    """What `orienter` does when nothing is given, without loading what reads a command line: a quarter of the wait."""
    from ess_orient.cli.ask.session import converse
    from ess_orient.cli.context import Context
    from ess_orient.cli.give import Wanted
    from ess_orient.model.profile import Profile

    converse(Context(), Profile(), Wanted())


def _run(arguments: list[str]) -> object:
    from ess_orient.cli.app import run

    return run(arguments)


def _guarded(action: Callable[[], object]) -> int:
    """The exit code of what is done. No traceback reaches the person."""
    try:
        result = action()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BaseException as error:
        if os.environ.get(DEBUG_VARIABLE) and not isinstance(error, SystemExit):
            raise
        from ess_orient.cli.failures import worded

        return worded(error)
    return result if isinstance(result, int) else 0


def _leave(code: int) -> None:
    """Leave without the complaints Python makes about a closed pipe or a full disk."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(code)


if __name__ == "__main__":
    main()
