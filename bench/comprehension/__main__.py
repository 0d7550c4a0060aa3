"""How well sentences are understood: `python -m bench.comprehension [reglage] [report-2] [tune-1] …`.

Prints figures only, never a text. `reglage` is all that may be read to tune the lexicon, `report-2` is for reporting.
`--noter` adds the figures to history.jsonl. `--regles` tells, on what one may read, how often each rule was right.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.comprehension import corpus, systems
from bench.comprehension.figures import Figure, figures
from ess_orient import __version__

HISTORY = Path(__file__).parent / "history.jsonl"
_GOALS = {
    "secteurs.macro_f1": 0.80, "besoins.macro_f1": 0.70, "stade.macro_f1": 0.65, "profil.macro_f1": 0.75,
    "lieu.exact": 0.93, "preremplies_justes": 0.95,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Measure the files named (all by default)."""
    names = [name for name in arguments if not name.startswith("--")] or [corpus.READABLE, *corpus.REPORTED]
    tool, baseline = systems.tool(), systems.baseline()
    for name in names:
        texts = corpus.load(name)
        told = figures([(text, tool(text.text)) for text in texts])
        beside = figures([(text, baseline(text.text)) for text in texts])
        print(f"\n{name} : {len(texts)} textes, version {__version__}, {date.today().isoformat()}")
        print(f"{'':34}{'outil':>7}  {'intervalle 95 %':17}{'mots-clés':>10}{'but':>7}   n")
        for figure, value in told.items():
            _line(figure, value, beside[figure])
        _timing(tool, texts)
        if "--noter" in arguments:
            _note(name, len(texts), told, beside)
    _agreement()
    if "--regles" in arguments:
        _rules(tool)
    return 0


def _line(name: str, told: Figure, beside: Figure) -> None:
    goal = f"{_GOALS[name]:.2f}" if name in _GOALS else ""
    interval = f"[{told.low:.3f} ; {told.high:.3f}]"
    print(f"{name:34}{told.value:7.3f}  {interval:17}{beside.value:10.3f}{goal:>7}   {told.count}")


def _timing(tool: systems.System, texts: Sequence[corpus.Labelled]) -> None:
    began = time.perf_counter()
    for text in texts:
        tool(text.text)
    print(
        f"durée (note) : {(time.perf_counter() - began) / len(texts) * 1000:.2f} ms par texte, lecture du corpus comprise"
    )


def _note(name: str, size: int, told: dict[str, Figure], beside: dict[str, Figure]) -> None:
    line = {
        "date": date.today().isoformat(), "version": __version__, "corpus": name, "textes": size,
        "outil": {key: [round(each, 3) for each in value[:3]] for key, value in told.items()},
        "mots_cles": {key: round(value.value, 3) for key, value in beside.items()},
    }  # fmt: skip
    with HISTORY.open("a", encoding="utf-8") as history:
        history.write(json.dumps(line, ensure_ascii=False) + "\n")


def _agreement() -> None:
    """Cohen's kappa is not defined for sets: the share of texts labelled alike, and the mean overlap, are."""
    first = {text.id: text for name in (corpus.READABLE, *corpus.REPORTED) for text in corpus.load(name)}
    for name in corpus.SECOND_READINGS:
        if pairs := [(first[text.id], text) for text in corpus.load(name) if text.id in first]:
            _agreement_of(name, pairs)


def _agreement_of(name: str, pairs: Sequence[tuple[corpus.Labelled, corpus.Labelled]]) -> None:
    print(f"\naccord entre deux lectures, {name} ({len(pairs)} textes) : identiques, recouvrement moyen")
    for field in corpus.FIELDS:
        same = sum(one.values[field] == two.values[field] for one, two in pairs) / len(pairs)
        overlap = [
            len(one.values[field] & two.values[field]) / len(one.values[field] | two.values[field])
            for one, two in pairs
            if one.values[field] | two.values[field]
        ]
        print(f"  {field:12}{same:7.3f}{sum(overlap) / max(1, len(overlap)):9.3f}")
    print(f"  {'lieu':12}{sum(dict(one.place) == dict(two.place) for one, two in pairs) / len(pairs):7.3f}")


def _rules(tool: systems.System) -> None:
    """For each rule, on the readable half: times met, times right, and its precision drawn towards 0.8 by five texts."""
    met: dict[tuple[str, str, str], list[bool]] = {}
    for text in corpus.load(corpus.READABLE):
        for rule, key, value in sorted(set(tool(text.text).rules)):
            if key in text.values and not text.out_of_scope:
                met.setdefault((key, rule, value), []).append(value in text.values[key])
    print("\nrègle, valeur : rencontres, justes, précision prudente")
    for (key, rule, value), verdicts in sorted(met.items()):
        careful = (sum(verdicts) + 4) / (len(verdicts) + 5)
        print(f"  {key:10}{rule:38}{value:28}{len(verdicts):4}{sum(verdicts):4}{careful:7.2f}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
