"""A tally as a report that an elected member can read: who asks, for what, what answers, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ess_orient.batch.cells import GROUPS, PLACE
from ess_orient.batch.state import Totals
from ess_orient.batch.tally import NEEDS, Tally
from ess_orient.engine.columns import SEPARATOR
from ess_orient.engine.compile import Kind
from ess_orient.engine.masks import Answer
from ess_orient.engine.orient import Orienter
from ess_orient.engine.questions import useful_questions
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import Profile
from ess_orient.model.report import Bar, Bars, Grid, Part, Report

LEAST = 5
"""Smaller counts are not shown: people could be recognised."""
_MOST = 15
_MOST_CHOICES = 24
UNKNOWN = "sans réponse"


class Asked(NamedTuple):
    """What the report is about."""

    totals: Totals
    remarks: Sequence[str]
    day: str
    masked: bool


def report(tally: Tally, orienter: Orienter, asked: Asked) -> Report:
    """The report."""
    return _Maker(tally, orienter, asked).report()


class _Maker:
    def __init__(self, tally: Tally, orienter: Orienter, asked: Asked) -> None:
        self._tally = tally
        self._orienter = orienter
        self._compiled = orienter.compiled
        self._asked = asked
        self._regions = {tuple(held): code for code, held in self._compiled.gazetteer.departments_of.items()}
        self._names = {candidate.entry.id: candidate.standing.name for candidate in self._compiled.candidates}

    def report(self) -> Report:
        totals = self._asked.totals
        without = self._without_door()
        return Report(
            title="Bilan des orientations",
            summary=self._summary(without),
            figures=(
                ("lignes lues", _number(totals.read)), ("orientées", _number(totals.done)),
                ("rejetées", _number(totals.rejected)),
            ),
            parts=(self._who(), self._results(), without, self._missing(), self._quality()),
            foot=self._foot(),
        )  # fmt: skip

    def _summary(self, without: Part) -> tuple[str, ...]:
        needs = self._by_value(AnswerKey.NEEDS)
        levers = self._counted_ids(0)
        found = []
        if needs:
            name, count = needs.most_common(1)[0]
            found.append(f"Le besoin le plus cité est « {name} » ({self._shown(count)} lignes).")
        if levers:
            name, count = levers.most_common(1)[0]
            found.append(f"Le levier proposé en premier le plus souvent est « {name} » ({self._shown(count)} lignes).")
        if without.points:
            found.append(without.points[0])
        return tuple(found)

    def _who(self) -> Part:
        keys = (AnswerKey.AUDIENCE, AnswerKey.STAGE, AnswerKey.SECTORS, AnswerKey.NEEDS)
        bars = [self._bars(self._title(key), self._by_value(key), "lignes", most=_MOST_CHOICES) for key in keys]
        places = self._places()
        bars.append(self._bars("Département", places, "lignes", f"Les {_MOST} premiers."))
        return Part(
            title="Qui demande, et quoi",
            text="Une ligne peut citer plusieurs secteurs et plusieurs besoins.",
            bars=tuple(bars),
        )

    def _results(self) -> Part:
        actors: Counter[str] = Counter()
        for place in (2, 3, 4):
            actors.update(self._counted_ids(place))
        return Part(
            title="Ce qui est proposé d'abord",
            text="Ce que chaque personne verrait en tête : un premier levier, puis les acteurs et les dispositifs.",
            bars=(
                self._bars("Levier proposé en premier", self._counted_ids(0), "lignes"),
                self._bars("Acteurs les plus proposés", actors, "fois", f"Les {_MOST} premiers, des trois groupes."),
                self._bars("Dispositifs les plus proposés", self._counted_ids(5), "fois", f"Les {_MOST} premiers."),
            ),
        )

    def _without_door(self) -> Part:
        served = self._local_doors()
        lacking: dict[str, Counter[str]] = {}
        for (needs, place), count in self._tally.needs_by_place.items():
            need_values, departments = self._answer(NEEDS, needs), self._answer(PLACE, place)
            if not need_values or not departments:
                continue
            region = self._compiled.gazetteer.region_of(departments[0]) or ""
            for need in need_values:
                if not all(department in served.get(need, frozenset()) for department in departments):
                    lacking.setdefault(need, Counter())[region] += count
        total = sum(sum(row.values()) for row in lacking.values())
        told = f"{_number(total)} besoins exprimés n'ont, là où ils le sont, aucune porte locale connue de la base."
        return Part(
            title="Les besoins sans porte locale",
            text="Une porte locale : un acteur ou un dispositif du territoire, ou l'antenne locale d'un réseau, que la base"
            " propose pour ce besoin. Sans elle, il reste les portes nationales. C'est ce que la base connaît : une porte"
            " peut exister sans qu'elle la connaisse.",
            grid=self._grid(lacking) if lacking else None,
            points=(told,) if lacking else ("Chaque besoin exprimé a au moins une porte locale.",),
        )

    def _local_doors(self) -> Mapping[str, frozenset[str]]:
        """For each need, the départements where something local is proposed for it."""
        found: dict[str, set[str]] = {}
        gazetteer = self._compiled.gazetteer
        for candidate in self._compiled.candidates:
            if candidate.kind not in (Kind.ACTOR, Kind.SCHEME) or not candidate.standing.open:
                continue
            needs = {
                need for number, _ in candidate.rules for need in _needs_named(self._compiled.rules[number].when)
            }  # fmt: skip
            if not needs:
                continue
            territory = candidate.entry.territory
            wanted: Iterable[str] = gazetteer.departments
            if territory is not None and (territory.regions or territory.departments):
                held = [dep for region in territory.regions for dep in gazetteer.departments_of.get(region, ())]
                local = {*held, *territory.departments}
            else:
                doors = self._orienter.doors
                local = {dep for dep in wanted if (door := doors.nearest(candidate.entry, (dep,))) and door.territory}
            for need in needs:
                found.setdefault(need, set()).update(local)
        return {need: frozenset(places) for need, places in found.items()}

    def _grid(self, lacking: Mapping[str, Counter[str]]) -> Grid:
        sums: Counter[str] = Counter()
        for row in lacking.values():
            sums.update(row)
        regions = [code for code, _ in sorted(sums.items(), key=lambda item: (-item[1], item[0]))]
        labels = self._labels(AnswerKey.NEEDS)
        ordered = sorted(lacking, key=lambda need: (-sum(lacking[need].values()), need))
        names = {code: area.name for code, area in self._compiled.gazetteer.regions.items()}
        return Grid(
            title="Besoins sans porte locale, par région",
            text="Plus la case est sombre, plus les personnes concernées sont nombreuses.",
            unit="lignes",
            columns=tuple(labels.get(need, need) for need in ordered),
            values=tuple(
                (names.get(code, code), tuple(self._masked(lacking[need][code]) for need in ordered))
                for code in regions
            ),
        )

    def _missing(self) -> Part:
        unknown: Counter[str] = Counter()
        for group, keys in enumerate(GROUPS):
            count = sum(n for code, n in self._tally.answers[group].items() if self._answer(group, code) is None)
            if count:
                unknown[self._title(keys[0])] = count
        first: Counter[str] = Counter()
        for _, codes in self._tally.sample:
            asked = useful_questions(self._compiled, self._profile(codes))
            first.update([self._title(asked[0])] if asked else [])
        size = len(self._tally.sample)
        bars = [self._bars("Réponses manquantes", unknown, "lignes")]
        if first:
            bars.append(
                self._bars(
                    "La réponse qui changerait le plus le résultat", first, "lignes",
                    f"Sur {size} lignes incomplètes prises au hasard ; une à une, la réponse à demander d'abord.",
                )
            )  # fmt: skip
        return Part(
            title="Ce que l'on ne sait pas",
            text="Une réponse manquante n'est lue ni comme un oui ni comme un non : ce qui en dépend est « à vérifier ».",
            bars=tuple(bars) if unknown else (),
            points=() if unknown else ("Aucune réponse ne manque.",),
        )

    def _quality(self) -> Part:
        totals = self._asked.totals
        points = [
            f"{_number(totals.read)} lignes lues = {_number(totals.done)} orientées + {_number(totals.rejected)} rejetées."
        ]
        if totals.empty:
            points.append(f"{_number(totals.empty)} lignes vides, ignorées.")
        if totals.restored:
            points.append(f"{_number(totals.restored)} codes de lieu avaient perdu leur zéro ; il a été remis.")
        if totals.lenient:
            points.append(f"{_number(totals.lenient)} lignes orientées sans une réponse inutilisable.")
        points += [f"{remark[:1].upper()}{remark[1:]}" for remark in self._asked.remarks]
        rejects = Counter({column or "ligne entière": count for column, count in self._tally.reject_columns.items()})
        bars = (self._bars("Lignes rejetées, par colonne", rejects, "lignes"),) if rejects else ()
        return Part(title="La qualité du fichier", points=tuple(points), bars=bars)

    def _foot(self) -> tuple[str, ...]:
        identity = self._orienter.identity
        told = [f"Base {identity.version}, empreinte {identity.fingerprint}, jour {self._asked.day}."]
        if self._asked.masked:
            told.append(
                f"Les effectifs de moins de {LEAST} ne sont pas montrés : des personnes pourraient être reconnues."
            )
        return tuple(told)

    def _title(self, key: AnswerKey) -> str:
        question = self._compiled.questions.get(key)
        name = question.name if question else key.value
        for article in ("le ", "la ", "les ", "l'"):
            name = name.removeprefix(article)
        return name[:1].upper() + name[1:]

    def _labels(self, key: AnswerKey) -> dict[str, str]:
        question = self._compiled.questions.get(key)
        return {choice.id: choice.short or choice.label for choice in question.choices} if question else {}

    def _answer(self, group: int, code: int) -> Answer:
        return self._tally.books[group].answers[code][0]

    def _by_value(self, key: AnswerKey) -> Counter[str]:
        group = next(number for number, keys in enumerate(GROUPS) if key in keys)
        labels, found = self._labels(key), Counter[str]()
        for code, count in self._tally.answers[group].items():
            for value in self._answer(group, code) or ():
                found[labels.get(value, value)] += count
        return found

    def _places(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for code, count in self._tally.answers[PLACE].items():
            departments = self._answer(PLACE, code)
            if departments is not None and len(departments) == 1:
                area = self._compiled.gazetteer.departments.get(departments[0])
                found[f"{area.name} ({area.id})" if area else departments[0]] += count
        return found

    def _counted_ids(self, column: int) -> Counter[str]:
        found: Counter[str] = Counter()
        for text, count in self._tally.results[column].items():
            for identifier in text.split(SEPARATOR) if text else ():
                found[self._names.get(identifier, identifier)] += count
        return found

    def _profile(self, codes: Sequence[int]) -> Profile:
        answers: dict[AnswerKey, tuple[str, ...]] = {}
        for group, code in enumerate(codes[:PLACE]):
            given = self._answer(group, code)
            if given is not None:
                answers[GROUPS[group][0]] = given
        place = self._answer(PLACE, codes[PLACE])
        if place is not None and len(place) == 1:
            answers[AnswerKey.DEPARTMENT] = place
            region = self._compiled.gazetteer.region_of(place[0])
            answers |= {AnswerKey.REGION: (region,)} if region else {}
        elif place is not None and place in self._regions:
            answers[AnswerKey.REGION] = (self._regions[place],)
        return Profile(answers)

    def _bars(self, title: str, counts: Mapping[str, int], unit: str, text: str = "", most: int = _MOST) -> Bars:
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        shown = [Bar(name=name, value=self._masked(count)) for name, count in ordered[:most]]
        hidden = [place for place, bar in enumerate(shown) if bar.value is None]
        if len(hidden) == 1 and len(ordered) <= most and hidden[0] > 0:  # else it could be worked out from the total
            shown[hidden[0] - 1] = Bar(name=shown[hidden[0] - 1].name, value=None)
        return Bars(title=title, text=text, unit=unit, values=tuple(shown))

    def _masked(self, count: int) -> int | None:
        return None if self._asked.masked and 0 < count < LEAST else count

    def _shown(self, count: int) -> str:
        return _number(count) if self._masked(count) is not None else f"moins de {LEAST}"


def _needs_named(condition: object) -> set[str]:
    """The needs that a condition accepts by name, at any depth, not under « aucun »."""
    from ess_orient.model.condition import Condition

    assert isinstance(condition, Condition)
    found = set(condition.needs)
    for below in (*condition.all_of, *condition.any_of):
        found |= _needs_named(below)
    return found


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
