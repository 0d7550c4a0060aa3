"""Every finding of every layer, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ess_orient.model.problem import Problem
from ess_orient.rulebase.checks import pages
from ess_orient.rulebase.checks_lexicon import check as check_lexicon
from ess_orient.rulebase.files import EMBEDDED, Layer, files_of
from ess_orient.rulebase.finding import Check
from ess_orient.rulebase.lexicon import load_lexicon
from ess_orient.rulebase.load import Loaded, load
from ess_orient.rulebase.study import Study

ANY_DAY = "2020-01-01"
"""For checks that no day changes."""


def verify(layers: Sequence[Layer], today: str) -> tuple[Loaded, tuple[Problem, ...]]:
    """The base, and what its files and its checks say of it, in the order of files and lines."""
    loaded = load(layers)
    return loaded, ordered([*loaded.problems, *findings(loaded, today, layers), *_of_lexicon(loaded, layers)])


def _of_lexicon(loaded: Loaded, layers: Sequence[Layer]) -> tuple[Problem, ...]:
    """What is wrong with the words that sentences are understood by."""
    choices = {
        question.key.value: frozenset(choice.id for choice in question.choices) for question in loaded.base.questions
    }
    return check_lexicon(load_lexicon([layer for layer in layers if layer.folder.is_dir()]), choices)


def findings(loaded: Loaded, today: str, layers: Sequence[Layer] = ()) -> list[Problem]:
    """What the checks find in a base that was read, its origins at hand."""
    return found_by(Study(loaded, today, layers), [page.check for page in pages()])


def blocking(loaded: Loaded) -> list[Problem]:
    """What makes a base that was read without error impossible to apply."""
    return found_by(Study(loaded, ANY_DAY), [page.check for page in pages() if page.check.blocking])


def found_by(study: Study, checks: Iterable[Check]) -> list[Problem]:
    """What these checks find."""
    return [
        Problem(
            file=finding.spot.file,
            line=finding.spot.line,
            column=finding.spot.column,
            level=check.level,
            rule=check.id,
            message=finding.message,
            remedy=finding.remedy,
        )
        for check in checks
        if check.find is not None
        for finding in check.find(study)
    ]


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line, column and rule, each once."""
    distinct = {(p.file, p.line, p.column, p.rule, p.message): p for p in problems}
    return tuple(distinct[key] for key in sorted(distinct))


def is_whole(folder: Path) -> bool:
    """Whether a folder is a base by itself: it holds the settings, which a layer does not."""
    for path in files_of(Layer(str(folder), folder)):
        try:
            with path.open("rb") as stream:
                if any(line.startswith(b"reglages:") for line in stream.read(8_000_000).splitlines()):
                    return True
        except OSError:
            continue
    return False


def layers_for(folders: Sequence[Path], embedded: Path) -> list[Layer]:
    """The layers to look at: a folder that is a base by itself stands alone, others lie over the embedded base."""
    named = [Layer(str(folder), folder) for folder in folders]
    if named and is_whole(named[0].folder):
        return named
    return [Layer(EMBEDDED, embedded), *named]
