"""Files of answers made up from a seed: Zipf over stages, sectors, needs and départements; one row in a hundred is bad.

python -m bench.lot.generate 1000000 out.csv
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ess_orient.cli.context import Context
from ess_orient.model.condition import AnswerKey

HEADER = ("id", "profil", "stade", "secteurs", "besoins", "departement", "situation", "forme", "commentaire")
SEED = 20261123


class Maker:
    """Makes rows from the questions of the embedded base."""

    def __init__(self) -> None:
        base = Context().loaded().base
        self._rng = random.Random(SEED)
        self._choices = {question.key: [choice.id for choice in question.choices] for question in base.questions}
        self._places = [department.id for department in base.departments]
        self._rng.shuffle(self._places)

    def _some(self, values: Sequence[str], least: int, shares: Sequence[int]) -> str:
        count = least + self._rng.choices(range(len(shares)), shares)[0]
        weights = [1 / (place + 1) for place in range(len(values))]
        found: list[str] = []
        while len(found) < count:
            value = self._rng.choices(values, weights)[0]
            if value not in found:
                found.append(value)
        return "|".join(found)

    def rows(self, count: int) -> Iterator[list[str]]:
        """The rows, each a list of cells in the order of `HEADER`."""
        rng, choices = self._rng, self._choices
        for number in range(count):
            row = [
                str(number),
                self._some(choices[AnswerKey.AUDIENCE], 1, [1]),
                self._some(choices[AnswerKey.STAGE], 1, [1]),
                self._some(choices[AnswerKey.SECTORS], 1, [6, 3, 1]),
                self._some(choices[AnswerKey.NEEDS], 1, [4, 3, 2, 1]),
                self._some(self._places, 1, [1]),
                self._some(choices[AnswerKey.SITUATION], 0, [7, 3]),
                self._some(choices[AnswerKey.LEGAL_FORM], 0, [3, 7]),
                "reçu à la mairie" if rng.random() < 0.2 else "ok",
            ]
            if rng.random() < 0.05:
                row[rng.randrange(1, 6)] = "ne_sait_pas"
            if rng.random() < 0.01:
                row[rng.randrange(1, 6)] = "illisible"
            yield row


def write(count: int, path: Path) -> Path:
    """A CSV as a French Excel would write it, in UTF-8; kept if it is there already."""
    if path.exists():
        return path
    partial = path.with_suffix(".part")
    with partial.open("w", encoding="utf-8", newline="") as stream:
        stream.write(";".join(HEADER) + "\r\n")
        for row in Maker().rows(count):
            stream.write(";".join(row) + "\r\n")
    partial.replace(path)
    return path


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
