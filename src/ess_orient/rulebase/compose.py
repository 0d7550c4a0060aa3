"""From the parser's events to a tree of nodes: what `nodes.parse` does."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.reader import Reader

from ess_orient.model.problem import Problem
from ess_orient.model.wording import shown_value
from ess_orient.rulebase.nodes import DEEPEST, Node, problem_of

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str, shown_as: str) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document and what is wrong with its writing; None if there is no tree at all."""
    composer = _Composer(shown_as)
    try:
        return composer.compose(text), composer.problems
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        lines = text.count("\n") + 1
        return None, [*composer.problems, _syntax(shown_as, text, min(line, lines), column)]
    except yaml.YAMLError:
        line, column = _forbidden(text)
        message = "caractère interdit dans un fichier YAML"
        return None, [*composer.problems, problem_of(shown_as, "yaml", message, None, line, column)]
    except _Refused as refused:
        return None, [*composer.problems, refused.problem]


def _forbidden(text: str) -> tuple[int, int]:
    """Where the first character that YAML forbids is; the parser's own count is in bytes."""
    found = Reader.NON_PRINTABLE.search(text)
    if found is None:
        return 0, 0
    return text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())


def _syntax(shown_as: str, text: str, line: int, column: int) -> Problem:
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return problem_of(
            shown_as, "tabulation", "tabulation en début de ligne ; des espaces sont attendus",
            "Remplacez la tabulation par deux espaces.", line, written.index("\t") + 1,
        )  # fmt: skip
    return problem_of(
        shown_as, "yaml", "écriture que le format YAML ne permet pas",
        "Regardez cette ligne et la précédente : deux-points, guillemets ou alignement.", line, column,
    )  # fmt: skip


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


class _Refused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(self, shown_as: str) -> None:
        self._shown_as = shown_as
        self.problems: list[Problem] = []

    def compose(self, text: str) -> Node | None:
        events = iter(yaml.parse(text, Loader=_Loader))
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse(event, "document", "deux documents dans un fichier ; un seul est attendu",
                                 "Retirez la ligne « --- ».")  # fmt: skip
                continue
            root = self._node(event, events, 0)
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line, column = _place(event)
        if depth > DEEPEST:
            self._refuse(event, "profondeur", f"plus de {DEEPEST} niveaux emboîtés", "Simplifiez l'écriture.")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            self._refuse(event, "ancre", "ancre ou renvoi (& ou *), non admis ici",
                         "Écrivez la valeur, entre guillemets si elle commence par & ou *.")  # fmt: skip
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            self._refuse(event, "etiquette", f"étiquette YAML « {shown_value(tag)} », non admise ici",
                         "Retirez-la, ou mettez le texte entre guillemets.")  # fmt: skip
        if isinstance(event, yaml.ScalarEvent):
            return Node(line, column, text=event.value, plain=event.style in (None, ""))
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(line, column, items=tuple(self._items(events, depth)))
        return Node(line, column, pairs=tuple(self._pairs(events, depth)))

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, depth + 1)

    def _pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Node, Node]]:
        seen: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if key.text is None:
                self.problems.append(
                    problem_of(self._shown_as, "cle", "clé qui n'est pas un mot", None, key.line, key.column)
                )
                continue
            first = seen.get(key.text)
            if first is not None:
                message = f"clé « {shown_value(key.text)} » écrite deux fois (déjà ligne {first.line})"
                self.problems.append(
                    problem_of(self._shown_as, "cle-double", message, "Gardez-en une seule.", key.line, key.column)
                )
                continue
            seen[key.text] = key
            yield key, value

    def _refuse(self, event: yaml.Event, rule: str, message: str, remedy: str) -> None:
        raise _Refused(problem_of(self._shown_as, rule, message, remedy, *_place(event)))
