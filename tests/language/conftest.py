"""The lexicon and the places of the base, opened once."""

from __future__ import annotations

import pytest

from ess_orient import paths
from ess_orient.language import CompiledLexicon, Geography, Reader
from ess_orient.model.lexicon import Lexicon
from ess_orient.rulebase.lexicon import load_lexicon
from ess_orient.rulebase.load import EMBEDDED, Layer
from ess_orient.territory.places import Places


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    loaded = load_lexicon([Layer(EMBEDDED, paths.data_folder())])
    assert loaded.problems == ()
    return loaded.lexicon


@pytest.fixture(scope="session")
def places() -> Places:
    return Places.open(paths.data_folder() / "places.sqlite")


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon, places: Places) -> Reader:
    return Reader(lexicon, places)


@pytest.fixture(scope="session")
def compiled(lexicon: Lexicon) -> CompiledLexicon:
    return CompiledLexicon(lexicon)


@pytest.fixture(scope="session")
def geography(lexicon: Lexicon, places: Places) -> Geography:
    return Geography(places, lexicon.territory)
