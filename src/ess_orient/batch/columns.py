"""Which column is which answer, and what a survey's own words mean. Accents and case are ignored; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ess_orient.engine.columns import RESULT_COLUMNS
from ess_orient.model.condition import AnswerKey
from ess_orient.model.wording import folded, listed, nearest, shown_value


class Unusable(Exception):
    """The file or the call cannot be used: what was found, and what to do."""

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


DESCRIPTION = "description"
UNDERSTOOD = "compris"
"""The last column of a result: what the description answered."""


_SAID = "colonne « {} » lue : ce qu'elle dit de sûr complète les réponses absentes, et figure dans « compris »"


class Mapped(NamedTuple):
    """A survey's own columns (key -> name of the column) and words (key -> folded word -> value)."""

    columns: Mapping[AnswerKey, str] = {}
    words: Mapping[AnswerKey, Mapping[str, str]] = {}


class Layout(NamedTuple):
    """The columns of a file. `of` gives, for an answer, the place of its column (from 0)."""

    names: tuple[str, ...]
    of: Mapping[AnswerKey, int]
    remarks: tuple[str, ...]
    """What the person should know: columns that look like an answer's but are not."""
    description: int | None = None
    """The place of the column that tells the project in a person's words, where it is to be understood."""

    def column(self, key: AnswerKey) -> str:
        """The name of an answer's column as the file writes it."""
        return self.names[self.of[key]] if key in self.of else key.value


def key_named(text: str) -> AnswerKey | None:
    """The answer a name stands for, accents and case ignored."""
    wanted = folded(text)
    return next((key for key in AnswerKey if folded(key.value) == wanted), None)


def read_layout(names: Sequence[str], mapped: Mapped, described: bool = False) -> Layout:
    """Find the answers among the columns. `Unusable` if there is none, or if two columns claim one answer.

    `described`: a column `description` is looked for too, and is enough.
    """
    of: dict[AnswerKey, int] = {}
    for key, name in mapped.columns.items():
        of[key] = _place_of(name, names, key)
    taken = set(of.values())
    for place, name in enumerate(names):
        found = key_named(name)
        if found is None or place in taken or found in mapped.columns:
            continue
        if found in of:
            raise Unusable(
                f"deux colonnes pour « {found.value} » : la {of[found] + 1}e et la {place + 1}e",
                f"Gardez-en une, ou dites laquelle : --colonnes {found.value}=NOM",
            )
        of[found] = place
    description = _description(names, of) if described else None
    _check_results(names, (UNDERSTOOD,) if description is not None else ())
    if not of and description is None:
        known = listed((key.value for key in AnswerKey), 20)
        raise Unusable(
            f"aucune colonne de réponses parmi : {listed(map(shown_value, names))} ; attendu : {known}",
            _remarks(names, of)[0] if _remarks(names, of) else "Dites-les : --colonnes departement=Dept,besoins=Besoin",
        )
    told = (_SAID.format(shown_value(names[description])),) if description is not None else ()
    return Layout(tuple(names), of, (*told, *_remarks(names, of, description)), description)


def _description(names: Sequence[str], of: Mapping[AnswerKey, int]) -> int | None:
    found = [place for place, name in enumerate(names) if folded(name) == DESCRIPTION and place not in of.values()]
    if len(found) > 1:
        raise Unusable(
            f"deux colonnes pour « {DESCRIPTION} » : la {found[0] + 1}e et la {found[1] + 1}e", "Gardez-en une."
        )
    return found[0] if found else None


def _place_of(name: str, names: Sequence[str], key: AnswerKey) -> int:
    exact = [place for place, known in enumerate(names) if known == name]
    alike = exact or [place for place, known in enumerate(names) if folded(known) == folded(name)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise Unusable(f"--colonnes {key.value} : {len(alike)} colonnes s'appellent « {shown_value(name)} »")
    close = nearest(name, names)
    raise Unusable(
        f"--colonnes {key.value} : aucune colonne « {shown_value(name)} » parmi {listed(map(shown_value, names))}",
        f"Vouliez-vous « {shown_value(close)} » ?" if close else None,
    )


def _check_results(names: Sequence[str], more: Sequence[str]) -> None:
    for name in names:
        if folded(name) in {folded(result) for result in (*RESULT_COLUMNS, *more)}:
            raise Unusable(
                f"la colonne « {shown_value(name)} » porte le nom d'une colonne de résultat",
                "Ce fichier semble déjà orienté. Renommez ou retirez cette colonne.",
            )


def _remarks(names: Sequence[str], of: Mapping[AnswerKey, int], description: int | None = None) -> tuple[str, ...]:
    missing = [key.value for key in AnswerKey if key not in of]
    found = []
    for place, name in enumerate(names[:200]):
        if place in of.values() or place == description or folded(name) == "id":
            continue
        close = nearest(name, missing)
        if close is not None:
            shown = shown_value(name)
            found.append(
                f"colonne « {shown} » gardée sans être lue. Vouliez-vous « {close} » ? Alors : --colonnes {close}={shown}"
            )
    return tuple(found)


def parse_columns(texts: Sequence[str]) -> dict[AnswerKey, str]:
    """`departement=Dept,besoins=Besoin` as a mapping. `Unusable` where it says something else."""
    found: dict[AnswerKey, str] = {}
    for piece in (piece for text in texts for piece in text.split(",") if piece.strip()):
        name, equals, column = piece.partition("=")
        if not equals or not column.strip():
            raise Unusable(
                f"--colonnes : « {shown_value(piece)} » n'est pas de la forme reponse=colonne",
                "Écrivez par exemple --colonnes departement=Dept,besoins=Besoin",
            )
        found[known_key(name, "--colonnes")] = column.strip()
    return found


def known_key(name: str, where: str) -> AnswerKey:
    """The answer named, or `Unusable` with what was expected."""
    key = key_named(name)
    if key is not None:
        return key
    known = [key.value for key in AnswerKey]
    close = nearest(name, known)
    raise Unusable(
        f"{where} : réponse inconnue « {shown_value(name)} » ; attendu : {listed(known, 20)}",
        f"Vouliez-vous « {close} » ?" if close else None,
    )
