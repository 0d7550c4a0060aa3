"""The words of the public files on rurality: which columns, which values, and what they mean."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ess_orient.territory.fold import fold


class RuralityError(Exception):
    """A file on rurality cannot be used; the message, in French, says where, what was found and what to do."""

    def __init__(self, place: str, finding: str, expected: str, remedy: str) -> None:
        """Put the four parts of the message together."""
        super().__init__(f"{place} : {finding} ; attendu : {expected}. {remedy}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """What a value of a file means: the words to say, and whether that is rural (None where it does not tell)."""

    label: str
    rural: bool | None
    partial: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The content of data/rurality.yaml; column and value names are folded without spaces."""

    code_columns: frozenset[str]
    sure_columns: frozenset[str]
    possible_columns: frozenset[str]
    label_columns: frozenset[str]
    density: dict[str, Level]
    typology: dict[str, Level]
    frr: dict[str, Level]
    names: dict[str, str]

    @property
    def level_of_label(self) -> dict[str, str]:
        """The density level that a label, squeezed, stands for."""
        return {squeeze(level.label): number for number, level in self.density.items()}


def squeeze(text: str) -> str:
    """Return a column's or value's name without case, accents and spaces; « + » is kept, for « FRR+ » is not « FRR »."""
    return fold(text.replace("+", " plus ")).replace(" ", "")


def load_terms(path: Path) -> Terms:
    """Read data/rurality.yaml."""
    import yaml

    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    density, typology, frr = data["densite"], data["typologie"], data["frr"]
    return Terms(
        code_columns=_squeezed(data["colonnes"]["commune"]),
        sure_columns=_squeezed(density["colonnes_sures"]),
        possible_columns=_squeezed(density["colonnes_possibles"]),
        label_columns=_squeezed(density["colonnes_libelle"]),
        density={str(row["niveau"]): Level(label=row["libelle"], rural=row["rural"]) for row in density["niveaux"]},
        typology={
            squeeze(row["libelle"]): Level(label=row["libelle"], rural=row["rural"]) for row in typology["categories"]
        },
        frr={
            squeeze(row["publie"]): Level(label=row["statut"], rural=None, partial=row["partiel"])
            for row in frr["statuts"]
        },
        names={"densite": density["nom"], "typologie": typology["nom"], "frr": frr["nom"]},
    )


def _squeezed(names: list[str]) -> frozenset[str]:
    return frozenset(squeeze(name) for name in names)
