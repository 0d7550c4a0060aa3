"""lexicon.yaml of each layer to one lexicon, strictly: every deviation is a located problem."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect as shape

from ess_orient import __version__
from ess_orient.model.lexicon import Lexicon
from ess_orient.model.problem import Level, Problem
from ess_orient.model.wording import did_you_mean, listed, shown_value
from ess_orient.rulebase.convert import MISSING, Converter, type_of
from ess_orient.rulebase.load import EMBEDDED, Layer
from ess_orient.rulebase.nodes import Node, Unreadable, parse, read_text

FILE = "lexicon.yaml"


class LexiconOrigin(NamedTuple):
    """Where an entry was read."""

    layer: str
    file: str
    node: Node


class LoadedLexicon(NamedTuple):
    """A lexicon with what was found while reading it; `origins`: for each section (French name), one per entry."""

    lexicon: Lexicon
    problems: tuple[Problem, ...]
    origins: dict[str, tuple[LexiconOrigin, ...]]

    @property
    def usable(self) -> bool:
        """Whether no error was found."""
        return not any(problem.level is Level.ERROR for problem in self.problems)


def load_lexicon(layers: Sequence[Layer]) -> LoadedLexicon:
    """Read the lexicon of every layer that has one. A later entry of the same id takes the place of the former."""
    reader = _Reader()
    for layer in layers:
        path = layer.folder / FILE
        if path.is_file():
            reader.read_file(layer, path)
    return reader.loaded()


def load_lexicon_cached(layers: Sequence[Layer], folder: Path) -> LoadedLexicon:
    """The lexicon from its compiled form in `folder` if there is one (`origins` are then empty)."""
    digest = hashlib.sha256(__version__.encode())
    digest.update(repr(shape.type_info(Lexicon)).encode())
    for layer in layers:
        path = layer.folder / FILE
        digest.update(path.read_bytes() if path.is_file() else b"\0")
    path = folder / f"lexicon-{digest.hexdigest()[:24]}.json"
    try:
        return LoadedLexicon(msgspec.json.decode(path.read_bytes(), type=Lexicon), (), {})
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        loaded = load_lexicon(layers)
    if not loaded.problems:
        _write(path, msgspec.json.encode(loaded.lexicon))
    return loaded


def _write(path: Path, content: bytes) -> None:
    """Written beside and renamed, so that a reader never meets half a file. Failing is no harm."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".lexicon-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(temporary).replace(path)
    except OSError:
        return


class _Reader:
    def __init__(self) -> None:
        described = type_of(Lexicon)
        assert isinstance(described, shape.StructType)
        self._sections = {field.encode_name: field.type for field in described.fields}
        self._lists: dict[str, list[Any]] = {}
        self._origins: dict[str, list[LexiconOrigin]] = {}
        self._single: dict[str, Any] = {}
        self.problems: list[Problem] = []

    def read_file(self, layer: Layer, path: Path) -> None:
        shown = path.name if layer.name == EMBEDDED else f"{layer.folder.name}/{path.name}"
        try:
            root, problems = parse(read_text(path, shown), shown)
        except Unreadable as unreadable:
            self.problems.append(unreadable.problem)
            return
        self.problems += problems
        if root is None:
            return
        converter = Converter(shown)
        if root.pairs is None:
            converter.problem(root, "type", "le lexique doit contenir des sections « nom: »")
        for key, value in root.pairs or ():
            self._read_section(converter, LexiconOrigin(layer.name, shown, value), key)
        self.problems += converter.problems

    def _read_section(self, converter: Converter, origin: LexiconOrigin, key: Node) -> None:
        name, value = key.text or "", origin.node
        kind = self._sections.get(name)
        if kind is None:
            message = f"section inconnue « {shown_value(name)} » ; attendu : {listed(self._sections, 20)}."
            converter.problem(key, "section", message, did_you_mean(name, self._sections))
            return
        item = _item(kind)
        if item is None or value.items is None:
            found = converter.convert(value, kind, name)
            if found is not MISSING:
                self._lay(name, found)
            return
        for below in value.items:
            record = converter.convert(below, item, name)
            if record is not MISSING:
                self._add(name, record, origin._replace(node=below))

    def _lay(self, name: str, found: Any) -> None:
        if isinstance(found, dict):
            self._single[name] = {**self._single.get(name, {}), **found}
        else:
            self._lists.setdefault(name, []).extend(found)

    def _add(self, name: str, record: Any, origin: LexiconOrigin) -> None:
        records = self._lists.setdefault(name, [])
        origins = self._origins.setdefault(name, [])
        same = [at for at, other in enumerate(records)
                if isinstance(record, dict) and "id" in record and other.get("id") == record["id"]
                and origins[at].layer != origin.layer]  # fmt: skip
        if same:
            records[same[0]], origins[same[0]] = record, origin
        else:
            records.append(record)
            origins.append(origin)

    def loaded(self) -> LoadedLexicon:
        lexicon = msgspec.convert({**self._single, **self._lists}, Lexicon)
        return LoadedLexicon(lexicon, tuple(self.problems), {name: tuple(all_) for name, all_ in self._origins.items()})


def _item(kind: shape.Type) -> shape.Type | None:
    while isinstance(kind, shape.Metadata):
        kind = kind.type
    return kind.item_type if isinstance(kind, shape.VarTupleType) else None
