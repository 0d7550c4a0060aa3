"""A survey's own columns and words, from a small YAML file or from the command line.

colonnes:
  departement: Dept
  besoins: "De quoi avez-vous besoin ?"
valeurs:
  stade:
    "Création": creation
    "Je ne sais pas encore": ne_sait_pas
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ess_orient.batch.columns import Mapped, Unusable, known_key, parse_columns
from ess_orient.engine.compile import CompiledBase
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW
from ess_orient.model.wording import folded, listed, nearest, shown_value
from ess_orient.rulebase.nodes import Node, Unreadable, parse, read_text

_SECTIONS = ("colonnes", "valeurs")
_FILES = (".yaml", ".yml")


def read_mapping(texts: Sequence[str], compiled: CompiledBase) -> Mapped:
    """What `--colonnes` says: pairs, or a file. `Unusable` where it names an answer or a value that does not exist."""
    columns: dict[AnswerKey, str] = {}
    words: dict[AnswerKey, dict[str, str]] = {}
    for text in texts:
        if not text.lower().endswith(_FILES):
            columns |= parse_columns([text])
            continue
        reader = _File(Path(text), compiled)
        columns |= reader.columns
        for key, found in reader.words.items():
            words.setdefault(key, {}).update(found)
    return Mapped(columns, words)


class _File:
    def __init__(self, path: Path, compiled: CompiledBase) -> None:
        self._path = path
        self._questions = compiled.questions
        self.columns: dict[AnswerKey, str] = {}
        self.words: dict[AnswerKey, dict[str, str]] = {}
        for name, value in self._pairs(self._root()):
            section = name.text or ""
            if section not in _SECTIONS:
                raise self._wrong(name, f"section inconnue « {shown_value(section)} » ; attendu : {listed(_SECTIONS)}")
            for key_node, below in self._pairs(value):
                key = known_key(key_node.text or "", self._place(key_node))
                if section == "colonnes":
                    self.columns[key] = self._text(below)
                else:
                    self.words[key] = self._words(key, below)

    def _root(self) -> Node:
        shown = shown_value(self._path, 200)
        try:
            root, problems = parse(read_text(self._path, shown, 1_000_000), shown)
        except Unreadable as unreadable:
            raise Unusable(f"{shown} : {unreadable.problem.message}", unreadable.problem.remedy) from None
        if problems:
            raise Unusable(f"{shown}:{problems[0].line} : {problems[0].message}", problems[0].remedy)
        if root is None:
            raise Unusable(f"{shown} : fichier vide ; « colonnes: » ou « valeurs: » était attendu")
        return root

    def _words(self, key: AnswerKey, node: Node) -> dict[str, str]:
        question = self._questions.get(key)
        known = [*(choice.id for choice in question.choices), DONT_KNOW] if question and question.choices else []
        found = {}
        for word, value in self._pairs(node):
            meant = self._text(value)
            if known and meant not in known:
                close = nearest(meant, known)
                raise self._wrong(
                    value, f"{key.value} : valeur inconnue « {shown_value(meant)} » ; attendu : {listed(known, 20)}",
                    f"Vouliez-vous « {close} » ?" if close else None,
                )  # fmt: skip
            found[folded(word.text or "")] = meant
        return found

    def _pairs(self, node: Node) -> tuple[tuple[Node, Node], ...]:
        if node.pairs is None:
            raise self._wrong(node, "des lignes « nom: valeur » étaient attendues")
        return node.pairs

    def _text(self, node: Node) -> str:
        if node.text is None:
            raise self._wrong(node, "un texte était attendu")
        return node.text

    def _place(self, node: Node) -> str:
        return f"{shown_value(self._path, 200)}:{node.line}:{node.column}"

    def _wrong(self, node: Node, message: str, remedy: str | None = None) -> Unusable:
        return Unusable(f"{self._place(node)} : {message}", remedy)
