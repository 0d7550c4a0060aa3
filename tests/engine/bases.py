"""Random small bases and profiles for property tests."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from ess_orient.model.base import Base, Department, Region
from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.entries import Actor, ActorFamily, Initiative, Lever, Scheme, WayOfActing
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.model.question import Choice, Display, Question, QuestionKind, Relevance, Settings, Thresholds
from ess_orient.model.rule import Recommendation, Rule
from ess_orient.model.source import Source, Territory

SOURCE = Source(document="guide-2020", section="essai")
REGIONS = (Region(id="53", name="Bretagne"), Region(id="75", name="Nouvelle-Aquitaine"))
DEPARTMENTS = tuple(
    Department(id=code, name=f"Département {code}", region=region)
    for code, region in (("22", "53"), ("56", "53"), ("19", "75"), ("23", "75"), ("53", "75"))
)
CHOICES: dict[AnswerKey, tuple[str, ...]] = {
    AnswerKey.AUDIENCE: ("porteur", "collectivite", "citoyen"),
    AnswerKey.STAGE: ("idee", "creation", "reprise"),
    AnswerKey.SECTORS: ("commerce", "energie", "sante"),
    AnswerKey.NEEDS: ("financement", "reseau", "formation"),
    AnswerKey.SITUATION: ("jeunes", "agricole"),
    AnswerKey.LEGAL_FORM: ("aucune", "association"),
}
SEVERAL = {AnswerKey.SECTORS: 2, AnswerKey.NEEDS: 2, AnswerKey.SITUATION: 2}
_LIMIT = Thresholds(strong=4, medium=2)
SETTINGS = Settings(
    relevance=Relevance(levers=_LIMIT, actors=_LIMIT, schemes=_LIMIT),
    display=Display(levers=3, ways=2, actors=2, schemes=2, initiatives=2, immediate_steps=1, steps=3),
    unknown_weight=0.5,
    stale_after_months=18,
)
QUESTIONS = (
    *(
        Question(
            key=key,
            order=order,
            name=key.value,
            title=f"{key.value} ?",
            help="…",
            minimum=0 if key is AnswerKey.SITUATION else 1,
            maximum=SEVERAL.get(key, 1),
            choices=tuple(Choice(id=value, label=value) for value in values),
        )
        for order, (key, values) in enumerate(CHOICES.items(), 1)
    ),
    Question(key=AnswerKey.DEPARTMENT, order=9, kind=QuestionKind.PLACE, name="lieu", title="Où ?", help="…"),
)


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


def _plain_conditions() -> st.SearchStrategy[Condition]:
    names = {
        "audience": AnswerKey.AUDIENCE,
        "stage": AnswerKey.STAGE,
        "sectors": AnswerKey.SECTORS,
        "needs": AnswerKey.NEEDS,
        "situation": AnswerKey.SITUATION,
        "legal_form": AnswerKey.LEGAL_FORM,
    }
    fields = {name: _some(CHOICES[key]) for name, key in names.items()}
    fields["department"] = _some(tuple(department.id for department in DEPARTMENTS))
    fields["region"] = _some(("53", "75"))
    return st.dictionaries(st.sampled_from(sorted(fields)), st.none(), max_size=2).flatmap(
        lambda chosen: st.builds(Condition, **{name: fields[name] for name in chosen})
    )


def conditions() -> st.SearchStrategy[Condition]:
    """Conditions up to three levels deep."""
    return st.recursive(
        _plain_conditions(),
        lambda inner: st.builds(
            lambda plain, all_of, any_of, none_of: msgspec.structs.replace(
                plain, all_of=tuple(all_of), any_of=tuple(any_of), none_of=tuple(none_of)
            ),
            _plain_conditions(),
            st.lists(inner, max_size=1),
            st.lists(inner, max_size=2),
            st.lists(inner, max_size=1),
        ),
        max_leaves=4,
    )


def _entry(identifier: str) -> dict[str, object]:
    return {"id": identifier, "name": identifier, "text": "…", "source": SOURCE, "checked_on": "2020-09-01"}


def _territories() -> st.SearchStrategy[Territory | None]:
    return st.sampled_from(
        [
            None,
            Territory(label="Bretagne", regions=("53",)),
            Territory(label="Creuse", departments=("23",)),
            Territory(label="Morbihan et Nouvelle-Aquitaine", regions=("75",), departments=("56",)),
        ]
    )


def _actors() -> st.SearchStrategy[tuple[Actor, ...]]:
    def build(parts: list[tuple[Territory | None, Condition | None]]) -> tuple[Actor, ...]:
        return tuple(
            Actor(
                **_entry(f"acteur-{number}"),
                family=f"famille-{number % 3}",
                network="acteur-0" if number in (1, 2) else None,
                territory=territory,
                reserved_to=reserved,
            )
            for number, (territory, reserved) in enumerate(parts)
        )

    return st.lists(
        st.tuples(_territories(), st.one_of(st.none(), _plain_conditions())), min_size=4, max_size=7
    ).map(build)  # fmt: skip


def _way(lever: str, number: int) -> WayOfActing:
    return WayOfActing(**_entry(f"{lever}-{number}"), number=number, to_act="agir", to_seek="chercher")


LEVERS = tuple(
    Lever(
        **_entry(name),
        number=number,
        to_act="agir",
        to_seek="chercher",
        ways=tuple(_way(name, way) for way in range(1, 5)),
    )
    for number, name in enumerate(("financer-l", "accompagner-l"), 1)
)
FAMILIES = tuple(
    ActorFamily(**_entry(f"famille-{number}"), group=group, specific=number == 1)
    for number, group in enumerate(("informer", "financer", "accompagner"))
)


@st.composite
def bases(draw: st.DrawFn) -> Base:
    """A base of a few rules and entries, with territories, networks, examples and reserved entries."""
    actors = draw(_actors())
    schemes = (
        Scheme(**_entry("dispositif-0"), territory=draw(_territories())),
        Scheme(**_entry("dispositif-1"), reserved_to=draw(st.one_of(st.none(), _plain_conditions()))),
    )
    initiatives = (
        Initiative(**_entry("exemple-0"), theme="…", lesson="…", resource="dispositif-0"),
        Initiative(**_entry("exemple-1"), theme="…", lesson="…"),
    )

    def weights(identifiers: list[str]) -> st.SearchStrategy[dict[str, float]]:
        return st.dictionaries(st.sampled_from(identifiers), st.sampled_from([0.5, 1.0, 2.0, 3.0]), max_size=3)

    recommendations = st.builds(
        Recommendation,
        levers=weights([lever.id for lever in LEVERS]),
        ways=weights([way.id for lever in LEVERS for way in lever.ways]),
        families=weights([family.id for family in FAMILIES]),
        actors=weights([actor.id for actor in actors]),
        schemes=weights([scheme.id for scheme in schemes]),
        initiatives=weights([initiative.id for initiative in initiatives]),
    )
    parts = draw(
        st.lists(
            st.tuples(conditions(), st.one_of(st.none(), _plain_conditions()), recommendations),
            min_size=1,
            max_size=6,
        )
    )
    rules = tuple(
        Rule(id=f"regle-{number}", when=when, unless=unless, recommend=recommend, because="…", source=SOURCE)
        for number, (when, unless, recommend) in enumerate(parts)
    )
    return Base(
        version="essai", settings=SETTINGS, questions=QUESTIONS, levers=LEVERS, families=FAMILIES, actors=actors,
        schemes=schemes, initiatives=initiatives, rules=rules, regions=REGIONS, departments=DEPARTMENTS,
    )  # fmt: skip


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Any mix of given, said unknown and not asked."""
    answers: dict[AnswerKey, tuple[str, ...]] = {}
    for key, values in CHOICES.items():
        most = SEVERAL.get(key, 1)
        least = 0 if key is AnswerKey.SITUATION else 1
        given = st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True).map(tuple)
        answer = draw(st.one_of(st.none(), st.just((DONT_KNOW,)), given))
        if answer is not None:
            answers[key] = answer
    place = draw(st.sampled_from(["nothing", "region", "department", "said"]))
    if place == "region":
        answers[AnswerKey.REGION] = (draw(st.sampled_from(["53", "75"])),)
    elif place == "department":
        department = draw(st.sampled_from(DEPARTMENTS))
        answers[AnswerKey.DEPARTMENT] = (department.id,)
        answers[AnswerKey.REGION] = (department.region,)
    elif place == "said":
        answers[AnswerKey.DEPARTMENT] = (DONT_KNOW,)
    return Profile(answers)


@st.composite
def refinements(draw: st.DrawFn, profile: Profile) -> Profile:
    """The profile with some of its unknown answers given."""
    other = draw(profiles())
    answers = {**other.answers, **{key: values for key, values in profile.answers.items() if values != (DONT_KNOW,)}}
    region = answers.get(AnswerKey.REGION)
    department = answers.get(AnswerKey.DEPARTMENT)
    if department is not None and department != (DONT_KNOW,):
        implied = next(dep.region for dep in DEPARTMENTS if dep.id == department[0])
        if region is not None and AnswerKey.REGION in profile.answers and region != (implied,):
            del answers[AnswerKey.DEPARTMENT]
        else:
            answers[AnswerKey.REGION] = (implied,)
    return Profile(answers)
