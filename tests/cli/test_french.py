"""No English word reaches the person: every help page and every wrong use of every command and option."""

from __future__ import annotations

import re

import pytest

from tests.cli.running import all_commands, call, process

ENGLISH = re.compile(
    r"""\b(?:usage|error|missing|invalid|show|this|message|exit|default|required|try|got|unexpected|extra|did|you|mean
    |no\ such|not|does|takes|given|aborted|must|one\ of|deprecated|text|integer|path|file|directory|filename|choice
    |float|boolean|bool|args|env|var|the|and|with|traceback|value|values|is|dynamic)\b
    |Options:|Arguments:|Commands|COMMAND\b|\[OPTIONS?\]\.\.\.""",
    re.VERBOSE | re.IGNORECASE,
)
FRENCH_TOO = re.compile(r"--[a-z-]+|«[^»]*»|texte|\bCOMMANDE\b")
COMMANDS = list(all_commands())
NAMES = [" ".join(words) or "ess-orient" for words, _, _ in COMMANDS]


def english(text: str) -> list[str]:
    """The English words of a text; names of options and quoted input do not count."""
    return [found[0] for found in ENGLISH.finditer(FRENCH_TOO.sub(" ", text))]


def test_the_word_list_would_see_typer_speak() -> None:
    assert english("Usage: ess-orient [OPTIONS] COMMAND [ARGS]...")
    assert english("Options:\n  --help  Show this message and exit.")
    assert english("Error: No such option: --x")
    assert not english("Utilisation : ess-orient [OPTIONS] COMMANDE …\n--help, --file « the file »")


@pytest.mark.parametrize(("words", "command", "context"), COMMANDS, ids=NAMES)
def test_help_is_french(words: tuple[str, ...], command: object, context: object) -> None:
    for option in ("--aide", "--help"):
        ran = call(*words, option)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"Utilisation : {' '.join(('ess-orient', *words))}")
        assert "--aide, --help" in ran.out
        assert english(ran.out) == []


def wrong_calls() -> list[tuple[str, ...]]:
    """Every way to misuse every command that can be worked out from its options and arguments."""
    calls: list[tuple[str, ...]] = []
    for words, command, context in COMMANDS:
        calls += [(*words, "--inconnu"), (*words, "--inconnu=3"), (*words, "-z"), (*words, "-zz", "x")]
        for param in command.get_params(context):
            if param.param_type_name != "option":
                continue
            flag = bool(getattr(param, "is_flag", False))
            calls += [(*words, f"{name}=valeur") for name in param.opts if flag]
            calls += [(*words, name) for name in param.opts if not flag]
            if getattr(param.type, "choices", None) or param.type.name in ("integer", "float", "int"):
                calls.append((*words, param.opts[0], "\x1b[31mnimporte"))
        if not hasattr(command, "list_commands") and not any(
            param.nargs == -1 for param in command.params if param.param_type_name == "argument"
        ):
            calls.append((*words, *["trop"] * 12))
        required = [p for p in command.params if p.required]
        if required or (words and hasattr(command, "list_commands")):
            calls.append(words)
        for param in command.params:
            if param.param_type_name == "argument" and getattr(param.type, "choices", None):
                calls.append((*words, "nimporte"))
    return [*calls, ("commande-inconnue",), ("catalog",), ("--date", "demain", "catalogue"), ("--base",)]


@pytest.mark.parametrize("words", wrong_calls(), ids=lambda words: " ".join(words))
def test_a_wrong_use_is_told_in_french_with_exit_code_2(words: tuple[str, ...]) -> None:
    ran = call(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("Erreur : ")
    assert english(ran.err) == []
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("catalog",), "catalogue"),
        (("Catalogue",), "catalogue"),
        (("completions", "bash"), "completion"),
        (("catalogue", "--formats", "json"), "--format"),
        (("catalogue", "--recherches", "x"), "--recherche"),
        (("catalogue", "--format", "jsno"), "json"),
        (("catalogue", "acteur-s"), "acteurs"),
        (("catalogue", "acters"), "acteurs"),
        (("completion", "bsh"), "bash"),
        (("--versio",), "--version"),
    ],
)
def test_the_nearest_valid_word_is_offered(words: tuple[str, ...], near: str) -> None:
    ran = call(*words)
    assert ran.code == 2
    assert f"Vouliez-vous « {near} » ?" in ran.err


def test_without_a_terminal_and_without_a_command_the_help_is_shown() -> None:
    ran = process()
    assert ran.code == 0
    assert ran.out == call("--aide").out
    assert ran.err == ""


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120, 500])
def test_help_fits_the_screen(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for words, _, _ in COMMANDS:
        longest = max(call(*words, "--aide").out.splitlines(), key=len)
        assert len(longest) <= max(columns, 34) or longest.startswith("  ess-orient "), longest
