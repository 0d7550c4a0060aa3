"""The reader of sentences, with its lexicon and places, opened at first use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ess_orient import paths
from ess_orient.cli.context import Context
from ess_orient.cli.errors import ProblemsFound
from ess_orient.cli.towns import places

if TYPE_CHECKING:
    from ess_orient.language import Reader
    from ess_orient.model.trial import Trial
    from ess_orient.rulebase.files import Layer


def lexicon_version(context: Context) -> str:
    """Changes with the words that are understood."""
    import hashlib

    import msgspec

    from ess_orient.rulebase.lexicon import load_lexicon_cached

    loaded = load_lexicon_cached(context.layers, paths.cache_folder())
    return hashlib.sha256(msgspec.json.encode(loaded.lexicon, order="sorted")).hexdigest()


def open_reader(context: Context) -> Reader:
    """What reads sentences, with the lexicon of all layers. `ProblemsFound` if the lexicon cannot be used."""
    from ess_orient.language import BadForm, Reader
    from ess_orient.rulebase.checks_lexicon import check
    from ess_orient.rulebase.lexicon import load_lexicon, load_lexicon_cached

    loaded = load_lexicon_cached(context.layers, paths.cache_folder())
    if not loaded.usable:
        raise ProblemsFound("Le lexique ne peut pas être utilisé.", loaded.problems)
    try:
        return Reader(loaded.lexicon, places(), context.loaded().base.questions)
    except BadForm:
        problems = check(load_lexicon(context.layers))
        raise ProblemsFound("Le lexique ne peut pas être utilisé.", problems) from None


def sentence_trials(layers: Sequence[Layer]) -> tuple[Trial, ...]:
    """The sentences of the lexicon replayed; none where the lexicon cannot be used (`base verifier` says why)."""
    from ess_orient.language import BadForm, Reader, failures
    from ess_orient.model.trial import Difference, Trial
    from ess_orient.rulebase.lexicon import load_lexicon

    loaded = load_lexicon([layer for layer in layers if layer.folder.is_dir()])
    examples = loaded.lexicon.examples
    if not examples or not loaded.usable:
        return ()
    try:
        found = list(failures(examples, Reader(loaded.lexicon, places())))
    except BadForm:
        return ()
    return tuple(
        Trial(
            name=f"« {example.sentence} »",
            file=origin.file,
            line=origin.node.line,
            differences=tuple(
                Difference(key="comprendre", wanted="la phrase comprise", got=text.partition("» : ")[2], why=())
                for position, text in found
                if position == at
            ),
        )
        for at, (example, origin) in enumerate(zip(examples, loaded.origins["exemples"], strict=True))
    )
