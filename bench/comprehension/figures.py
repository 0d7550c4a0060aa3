"""Figures of a system on labelled texts, with 95 % bootstrap intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bench.comprehension.corpus import FIELDS, Labelled
from bench.comprehension.systems import Guess
from ess_orient.model.wording import folded
from ess_orient.territory.fold import name_key

ROUNDS = 1000
_SEED = 20261123
Pair = tuple[Labelled, Guess]


class Figure(NamedTuple):
    """A value with its interval, and how many things it is drawn from."""

    value: float
    low: float
    high: float
    count: int


def figures(pairs: Sequence[Pair]) -> dict[str, Figure]:
    """All figures, by name."""
    inside = [pair for pair in pairs if not pair[0].out_of_scope]
    result: dict[str, Figure] = {}
    for field in FIELDS:
        for name, measure in (("precision", _precision), ("rappel", _recall), ("macro_f1", _macro_f1)):
            result[f"{field}.{name}"] = _with_interval(inside, lambda some, f=field, m=measure: m(some, f))
    result["lieu.exact"] = _with_interval(inside, lambda some: _share(some, place_exact))
    named = [pair for pair in inside if answerable(pair[0])]
    result["lieu.exact_si_nomme"] = _with_interval(named, lambda some: _share(some, place_exact))
    result["pays.reconnu"] = _with_interval(
        [p for p in inside if "pays" in p[0].place], lambda some: _share(some, _area_found)
    )
    result["faits_tous_trouves"] = _with_interval(inside, lambda some: _share(some, all_found))
    result["preremplies_justes"] = _with_interval(inside, _prefilled_right)
    for field in FIELDS:
        result[f"{field}.preremplies_justes"] = _with_interval(inside, lambda some, f=field: _sure_right(some, f))
    result["preremplies_par_texte"] = _with_interval(inside, lambda some: _mean(some, lambda p: len(_prefilled(p))))
    result["textes_avec_preremplie_fausse"] = _with_interval(pairs, lambda some: _share(some, plain_error))
    result["textes_avec_valeur_fausse"] = _with_interval(pairs, lambda some: _share(some, any_error))
    result["hors_sujet.exact"] = _with_interval(
        pairs, lambda some: _share(some, lambda p: p[0].out_of_scope == p[1].out_of_scope)
    )
    result["detresse.exacte"] = _with_interval(
        pairs, lambda some: _share(some, lambda p: p[0].distress == p[1].distress)
    )
    return result


def _with_interval(pairs: Sequence[Pair], measure: Callable[[Sequence[Pair]], float]) -> Figure:
    if not pairs:
        return Figure(0.0, 0.0, 0.0, 0)
    chance = random.Random(_SEED)
    values = sorted(measure(chance.choices(pairs, k=len(pairs))) for _ in range(ROUNDS))
    return Figure(measure(pairs), values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1], len(pairs))


def _mean(pairs: Sequence[Pair], of: Callable[[Pair], float]) -> float:
    return sum(of(pair) for pair in pairs) / len(pairs)


def _share(pairs: Sequence[Pair], holds: Callable[[Pair], bool]) -> float:
    return _mean(pairs, lambda pair: float(holds(pair)))


def _counts(pairs: Sequence[Pair], field: str) -> tuple[int, int, int]:
    right = sum(len(gold.values[field] & guess.values[field]) for gold, guess in pairs)
    said = sum(len(guess.values[field]) for _, guess in pairs)
    wanted = sum(len(gold.values[field]) for gold, _ in pairs)
    return right, said, wanted


def _precision(pairs: Sequence[Pair], field: str) -> float:
    right, said, _ = _counts(pairs, field)
    return right / said if said else 1.0


def _recall(pairs: Sequence[Pair], field: str) -> float:
    right, _, wanted = _counts(pairs, field)
    return right / wanted if wanted else 1.0


def _macro_f1(pairs: Sequence[Pair], field: str) -> float:
    """The mean of F1 over the values that the labels or the system use in these texts."""
    scores = f1_by_value(pairs, field)
    return sum(scores.values()) / len(scores) if scores else 1.0


def f1_by_value(pairs: Sequence[Pair], field: str) -> dict[str, float]:
    """F1 of each value."""
    right: dict[str, int] = {}
    both: dict[str, int] = {}
    for gold, guess in pairs:
        for value in gold.values[field]:
            both[value] = both.get(value, 0) + 1
        for value in guess.values[field]:
            both[value] = both.get(value, 0) + 1
            if value in gold.values[field]:
                right[value] = right.get(value, 0) + 1
    return {value: 2 * right.get(value, 0) / total for value, total in sorted(both.items())}


def _place_keys(place: dict[str, frozenset[str]]) -> set[tuple[str, str]]:
    return {(key, value) for key, values in place.items() if key != "pays" for value in values}


def _gold_place(gold: Labelled) -> set[tuple[str, str]]:
    return {(key, name_key(value) if key == "commune" else value) for key, value in gold.place.items() if key != "pays"}


def answerable(gold: Labelled) -> bool:
    """Whether the text names a commune, a département or a région."""
    return bool(_gold_place(gold))


def place_exact(pair: Pair) -> bool:
    """Whether commune, département and région are exactly those named (a pays stands apart)."""
    gold, guess = pair
    return _named_alike(_place_keys(dict(guess.place)), gold) == _gold_place(gold)


def _named_alike(found: set[tuple[str, str]], gold: Labelled) -> set[tuple[str, str]]:
    """What was found, a commune that took a longer name (« Le Vigan-en-Quercy ») under the one that the label gives."""
    wanted = name_key(gold.place["commune"]) if "commune" in gold.place else ""
    return {
        (key, wanted if wanted and key == "commune" and f"{value} ".startswith(f"{wanted} ") else value)
        for key, value in found
    }


def _area_found(pair: Pair) -> bool:
    gold, guess = pair
    return any(
        folded(gold.place["pays"]) in name or name in folded(gold.place["pays"]) for name in guess.place.get("pays", ())
    )


def all_found(pair: Pair) -> bool:
    """Whether everything that the text states was found, sure or likely."""
    gold, guess = pair
    return all(gold.values[field] <= guess.values[field] for field in FIELDS) and _gold_place(gold) <= _named_alike(
        _place_keys(dict(guess.place)), gold
    )


def _prefilled(pair: Pair) -> list[bool]:
    """For each pre-filled value, whether it is right."""
    gold, guess = pair
    said = [value in gold.values[field] for field in FIELDS for value in guess.sure[field]]
    return said + [each in _gold_place(gold) for each in _named_alike(_place_keys(dict(guess.sure_place)), gold)]


def _sure_right(pairs: Sequence[Pair], field: str) -> float:
    said = sum(len(guess.sure[field]) for _, guess in pairs)
    return sum(len(guess.sure[field] & gold.values[field]) for gold, guess in pairs) / said if said else 1.0


def _prefilled_right(pairs: Sequence[Pair]) -> float:
    verdicts = [verdict for pair in pairs for verdict in _prefilled(pair)]
    return sum(verdicts) / len(verdicts) if verdicts else 1.0


def plain_error(pair: Pair) -> bool:
    """Whether a pre-filled value is not in the labels, or the scope or distress is mistaken."""
    gold, guess = pair
    if gold.out_of_scope != guess.out_of_scope or gold.distress != guess.distress:
        return True
    return not gold.out_of_scope and not all(_prefilled(pair))


def any_error(pair: Pair) -> bool:
    """Whether any value, suggested ones included, is not in the labels."""
    gold, guess = pair
    if gold.out_of_scope != guess.out_of_scope or gold.distress != guess.distress:
        return True
    wrong = any(not guess.values[field] <= gold.values[field] for field in FIELDS)
    return not gold.out_of_scope and (
        wrong or not _named_alike(_place_keys(dict(guess.place)), gold) <= _gold_place(gold)
    )
