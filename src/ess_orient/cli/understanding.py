"""The reader of sentences, with its lexicon and places, opened at first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ess_orient import paths
from ess_orient.cli.context import Context
from ess_orient.cli.errors import ProblemsFound
from ess_orient.cli.towns import places

if TYPE_CHECKING:
    from ess_orient.language import Reader


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
