"""The program's door: what must be quick is done before anything heavy is imported, and every error ends here."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself would cost a fifth of the time of « --version »
    from collections.abc import Callable, Iterator
    from typing import TextIO

DEBUG_VARIABLE = "ESS_ORIENT_DEBUG"
COMPLETION_VARIABLE = "_ESS_ORIENT_COMPLETE"
WELCOME = "Bonjour ! Cherchons ensemble vers qui vous tourner pour votre projet rural.\n"
_VALUED = frozenset({"--base", "--date"})
_SILENT = frozenset({"--sans-questions", "--aide", "--help", "--version"})


def main() -> None:
    """Run the program and leave with its exit code."""
    arguments = sys.argv[1:]
    _use_utf8()
    if arguments == ["--version"]:
        code = _guarded(_show_version)
    else:
        if _converses(arguments):
            sys.stderr.write(WELCOME)
            sys.stderr.flush()
        code = _guarded(lambda: _run(arguments))
    _leave(code)


def _use_utf8() -> None:
    """French needs more than what an old console or a bare environment allows."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


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
