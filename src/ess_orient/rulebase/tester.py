"""The examples that live beside the rules, replayed as tests; and answers turned into a new example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ess_orient.engine.answers import AnswerReader, FindTown
from ess_orient.engine.compile import CompiledBase
from ess_orient.engine.errors import UnknownEntry
from ess_orient.engine.explain import Explainer
from ess_orient.engine.orient import Orienter
from ess_orient.model.explanation import EntryExplained, Obstacle, Presence, Truth
from ess_orient.model.orientation import BaseIdentity, Orientation, Proposed
from ess_orient.model.profile import Profile
from ess_orient.model.rule import Example, Expectation
from ess_orient.model.trial import Difference, Trial
from ess_orient.model.wording import listed
from ess_orient.rulebase.load import Loaded, Origin
from ess_orient.rulebase.study import LowerBases

_NOBODY = BaseIdentity(version="", fingerprint="")
_OBSTACLES = {
    Obstacle.CLOSED: "la fiche est arrêtée ou remplacée",
    Obstacle.NO_RULE: "aucune règle ne la recommande",
    Obstacle.RULES: "aucune de ses règles ne s'applique",
    Obstacle.TERRITORY: "elle sert un autre territoire",
    Obstacle.RESERVED: "elle est réservée à d'autres personnes",
    Obstacle.GIVES_WAY: "elle cède la place",
}


class Tester:
    """Replays examples on one compiled base."""

    def __init__(self, compiled: CompiledBase, find_town: FindTown | None = None) -> None:
        self._compiled = compiled
        self._orienter = Orienter(compiled, _NOBODY)
        self._reader = AnswerReader(compiled.base, find_town)

    def replay(self, example: Example, file: str = "", line: int = 0) -> Trial:
        """One example: everything that differs from what it expects."""
        name = example.name or "exemple sans nom"
        profile, problems = self._reader.read(example.when, file, lambda _key: (line, 0))
        if problems:
            return Trial(name=name, file=file, line=line, differences=(), problems=problems)
        orientation = self._orienter.orient(profile)
        comparison = _Comparison(orientation, example.expected, Explainer(self._compiled, profile))
        return Trial(name=name, file=file, line=line, differences=tuple(comparison.differences()))

    def recorded(self, name: str, profile: Profile) -> str:
        """The YAML of an example that expects what these answers give today."""
        orientation = self._orienter.orient(profile)
        return _as_yaml(name, orientation)


def replay_all(
    tester: Tester, loaded: Loaded, lower: LowerBases, find_town: FindTown | None = None
) -> tuple[Trial, ...]:
    """Every example of a base, each with its place. Those that fail are replayed on their own layer too."""
    return tuple(
        _placed(tester, example, origin, lower, find_town)
        for example, origin in zip(loaded.base.examples, loaded.origins.get("exemples", ()), strict=True)
    )


def _placed(tester: Tester, example: Example, origin: Origin, lower: LowerBases, find_town: FindTown | None) -> Trial:
    trial = tester.replay(example, origin.file, origin.node.line)
    below = None if trial.passed else lower.up_to(origin.layer)
    moved = below is not None and Tester(below, find_town).replay(example).passed
    return replace(trial, moved=moved)


class _Comparison:
    def __init__(self, orientation: Orientation, expected: Expectation, explainer: Explainer) -> None:
        self._orientation = orientation
        self._expected = expected
        self._explainer = explainer
        self._lists = _lists(orientation)

    def differences(self) -> Iterator[Difference]:
        """Each expectation that is not met, in the order of the keys."""
        yield from self._first_lever()
        for field, key in (
            ("levers", "leviers"), ("ways", "manieres"), ("actors", "acteurs"), ("schemes", "dispositifs"),
            ("initiatives", "initiatives"), ("immediate_steps", "gestes"), ("shown", "affiche"),
            ("to_check", "a_verifier"),
        ):  # fmt: skip
            found = self._lists[key]
            for entry in getattr(self._expected, field):
                if entry not in found:
                    yield self._missing(key, entry)
        usable = {*self._lists["acteurs"], *self._lists["dispositifs"]}
        for key, wrong in (("jamais", usable), ("jamais_affiche", set(self._lists["affiche"]))):
            for entry in self._expected.never if key == "jamais" else self._expected.never_shown:
                if entry in wrong:
                    yield self._unwanted(key, entry)
        for question in self._expected.useful_questions:
            if question not in self._orientation.useful_questions:
                got = listed(self._orientation.useful_questions) or "aucune"
                yield Difference(key="questions_utiles", wanted=question, got=got, why=())

    def _first_lever(self) -> Iterator[Difference]:
        wanted = self._expected.first_lever
        got = self._lists["leviers"][0] if self._lists["leviers"] else "aucun"
        if wanted is not None and wanted != got:
            yield Difference(key="levier_1", wanted=wanted, got=got, why=(*self._why(wanted), *self._why(got)))

    def _missing(self, key: str, entry: str) -> Difference:
        got = {"affiche": "pas parmi ceux montrés d'abord", "a_verifier": "pas « à vérifier »"}.get(key, "absent")
        return Difference(key=key, wanted=entry, got=got, why=tuple(self._why(entry)))

    def _unwanted(self, key: str, entry: str) -> Difference:
        got = "montré d'abord" if key == "jamais_affiche" else "proposé"
        return Difference(key=key, wanted=f"pas {entry}", got=got, why=tuple(self._why(entry)))

    def _why(self, entry: str) -> Iterator[str]:
        try:
            told = self._explainer.entry(entry, with_change=False)
        except UnknownEntry:
            return
        yield standing_said(told)
        counted = [rule for rule in told.rules if rule.verdict is not Truth.NO]
        if counted:
            said = (f"{rule.rule} (+{rule.counted or rule.points:g}, {rule.verdict})" for rule in counted)
            yield f"{entry}, règles : {listed(said, 8)}"
        elif told.rules:
            yield f"{entry}, règles qui ne s'appliquent pas : {listed((rule.rule for rule in told.rules), 8)}"


def standing_said(told: EntryExplained) -> str:
    """Where an entry stands, in a line."""
    if told.presence is Presence.ABSENT:
        reasons = [_OBSTACLES[obstacle] for obstacle in told.obstacles]
        if told.gives_way_to is not None:
            reasons = [f"elle cède la place à {told.gives_way_to}"]
        return f"{told.id} : écartée ; {' et '.join(reasons)}"
    check = f", à vérifier ({listed(told.to_check)})" if told.to_check else ""
    return f"{told.id} : rang {told.rank} sur {told.limit} montrés, {told.score:g} points{check}"


def _lists(orientation: Orientation) -> dict[str, tuple[str, ...]]:
    """The ids found, under the keys of an expectation."""
    actors = [actor for _, group in orientation.actors.groups() for actor in group]
    ways = [way for lever in orientation.levers for way in lever.ways_of_acting]
    sections: dict[str, Sequence[Any]] = {
        "leviers": orientation.levers, "manieres": ways, "acteurs": actors, "dispositifs": orientation.schemes,
        "initiatives": orientation.initiatives, "gestes": orientation.immediate_steps,
    }  # fmt: skip
    found = {key: tuple(entry.id for entry in entries) for key, entries in sections.items()}
    everything = [entry for entries in sections.values() for entry in entries]
    found["affiche"] = tuple(entry.id for entry in everything if entry.shown)
    found["a_verifier"] = tuple(entry.id for entry in everything if getattr(entry, "to_check", ()))
    return found


def _as_yaml(name: str, orientation: Orientation) -> str:
    lines = ["  - nom: " + _quoted(name), "    quand:"]
    lines += [f"      {key}: {_value(values)}" for key, values in _asked(orientation.answers).items()]
    lines.append("    attendu:")
    if orientation.levers:
        lines.append(f"      levier_1: {orientation.levers[0].id}")
    actors = [actor for _, group in orientation.actors.groups() for actor in group]
    proposed: tuple[tuple[str, Sequence[Proposed]], ...] = (("acteurs", actors), ("dispositifs", orientation.schemes))
    for key, entries in proposed:
        shown = [entry.id for entry in entries if entry.shown]
        if shown:
            lines.append(f"      {key}: [{', '.join(shown)}]")
    return "\n".join(lines) + "\n"


def _asked(answers: Mapping[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """The answers, without the région that the département implies."""
    return {key: values for key, values in answers.items() if key != "region" or "departement" not in answers}


def _value(values: str | Sequence[str]) -> str:
    if isinstance(values, str):
        return _quoted(values) if values[:1].isdigit() else values
    return f"[{', '.join(_listed_values(values))}]"


def _listed_values(values: Iterable[str]) -> Iterator[str]:
    return (_value(value) for value in values)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
