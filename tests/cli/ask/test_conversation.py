"""The conversation without a terminal: what is asked, in which order, and what corrections do."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ess_orient.cli import towns
from ess_orient.cli.ask.conversation import Conversation
from ess_orient.cli.ask.places import PlaceFinder
from ess_orient.cli.ask.prompter import Choosing, Move, Stopped, Typing
from ess_orient.cli.ask.state import State
from ess_orient.cli.kept import Keeper
from ess_orient.engine.match import match
from ess_orient.engine.questions import shown, unanswered
from ess_orient.model.condition import AnswerKey
from ess_orient.model.profile import DONT_KNOW, Profile
from ess_orient.render.lines import Line
from tests.cli.ask.small import small_orienter

UNKNOWN = (DONT_KNOW,)
Script = dict[str, list[object]]


class Scripted:
    """Answers by the title of the question; « je ne sais pas » to the rest."""

    def __init__(self, script: Script) -> None:
        self.script = {title: list(answers) for title, answers in script.items()}
        self.asked: list[str] = []
        self.choices: dict[str, tuple[str, ...]] = {}
        self.offered: dict[str, tuple[str, ...]] = {}
        self.progress: list[str] = []
        self.said: list[Line] = []

    def choose(self, asked: Choosing) -> tuple[str, ...] | Move:
        self.asked.append(asked.title)
        self.progress.append(asked.progress)
        self.choices[asked.title] = tuple(option.value for option in asked.options)
        self.offered[asked.title] = asked.chosen
        return self._next(asked.title, UNKNOWN)  # type: ignore[return-value]

    def write(self, asked: Typing) -> str | Move:
        self.asked.append(asked.title)
        self.progress.append(asked.progress)
        return self._next(asked.title, "")  # type: ignore[return-value]

    def tell(self, lines: Iterable[Line]) -> None:
        self.said += lines

    def _next(self, title: str, default: object) -> object:
        found = next((answers for part, answers in self.script.items() if part in title), [])
        answer = found.pop(0) if found else default
        if isinstance(answer, type) and issubclass(answer, Exception):
            raise answer
        return answer


def converse(tmp_path: Path, script: Script, state: State | None = None) -> tuple[Scripted, Conversation]:
    prompter = Scripted(script)
    compiled = small_orienter().compiled
    conversation = Conversation(compiled, state or State(compiled), prompter, Keeper(tmp_path / "en-cours.json"))
    conversation.ask_all()
    return prompter, conversation


def test_the_profile_comes_first_and_only_what_matters_follows(tmp_path: Path) -> None:
    prompter, _ = converse(tmp_path, {"Qui êtes": [("citoyen",)]})
    assert prompter.asked[0] == "Qui êtes-vous ?"
    assert "Où en est le projet ?" not in prompter.asked  # posee_si
    assert "contractualisation" not in prompter.choices["De quoi avez-vous besoin ?"]  # proposee_si


def test_unknown_everywhere_ends_and_asks_nothing_twice(tmp_path: Path) -> None:
    prompter, conversation = converse(tmp_path, {})
    assert len(prompter.asked) == len(set(prompter.asked))
    assert set(conversation.state.answers.values()) == {UNKNOWN}


def test_back_twice_offers_the_former_answer_and_keeps_the_later_one(tmp_path: Path) -> None:
    compiled = small_orienter().compiled
    keys = (AnswerKey.AUDIENCE, AnswerKey.NEEDS, AnswerKey.SECTORS)
    given = dict(zip(keys, (("porteur",), ("financement",), ("commerce",)), strict=True))
    state = State(compiled, given, keys)
    following = compiled.questions[state.to_ask()[0]].title
    needs, sectors = (compiled.questions[key].title for key in (AnswerKey.NEEDS, AnswerKey.SECTORS))
    script: Script = {following: [Move.BACK], sectors: [Move.BACK], needs: [("accompagnement",)]}
    prompter, _ = converse(tmp_path, script, state)
    assert prompter.asked[:3] == [following, sectors, needs]
    assert prompter.offered[needs] == ("financement",)
    assert prompter.asked.count(sectors) == 1
    assert state.answers[AnswerKey.NEEDS] == ("accompagnement",)
    assert state.answers[AnswerKey.SECTORS] == ("commerce",)


def test_back_from_the_second_question_returns_to_the_first(tmp_path: Path) -> None:
    compiled = small_orienter().compiled
    second = compiled.questions[State(compiled, {AnswerKey.AUDIENCE: ("porteur",)}).to_ask()[0]].title
    script: Script = {"Qui êtes": [("porteur",), ("citoyen",)], second: [Move.BACK]}
    prompter, conversation = converse(tmp_path, script)
    assert prompter.asked[:3] == ["Qui êtes-vous ?", second, "Qui êtes-vous ?"]
    assert prompter.offered["Qui êtes-vous ?"] == ("porteur",)
    assert conversation.state.answers[AnswerKey.AUDIENCE] == ("citoyen",)


def test_a_correction_sets_aside_what_no_longer_makes_sense_and_brings_it_back(tmp_path: Path) -> None:
    state = State(
        small_orienter().compiled,
        {AnswerKey.AUDIENCE: ("collectivite",), AnswerKey.NEEDS: ("contractualisation", "information")},
    )
    prompter = Scripted({"Qui êtes": [("citoyen",), ("collectivite",)]})
    conversation = Conversation(state.compiled, state, prompter, Keeper(tmp_path / "k.json"))
    conversation.ask(AnswerKey.AUDIENCE)
    assert state.profile().get(AnswerKey.NEEDS) == ("information",)
    assert any("mise de côté" in line.text for line in prompter.said)
    conversation.ask(AnswerKey.AUDIENCE)
    assert state.profile().get(AnswerKey.NEEDS) == ("contractualisation", "information")


def test_each_answer_is_kept_at_once(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        converse(
            tmp_path,
            {
                "Qui êtes": [("porteur",)],
                "De quoi": [Stopped],
                "Où en": [Stopped],
                "Dans quel": [Stopped],
                "Où se": [Stopped],
                "Êtes-vous dans": [Stopped],
            },
        )
    kept = Keeper(tmp_path / "en-cours.json").read()
    assert kept is not None
    assert kept.reponses == {"profil": ["porteur"]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["Tulle"], {AnswerKey.MUNICIPALITY: ("19272",), AnswerKey.DEPARTMENT: ("19",)}),
        (["correze"], {AnswerKey.DEPARTMENT: ("19",)}),
        (["2a"], {AnswerKey.DEPARTMENT: ("2A",)}),
        (["je ne sais pas"], {AnswerKey.DEPARTMENT: UNKNOWN}),
        (["xyzzyx", ""], {AnswerKey.DEPARTMENT: UNKNOWN}),
        (["Nouvelle-Calédonie", "Creuse"], {AnswerKey.DEPARTMENT: ("23",)}),
    ],
)
def test_places(tmp_path: Path, typed: list[object], expected: dict[AnswerKey, tuple[str, ...]]) -> None:
    state = State(small_orienter().compiled)
    prompter = Scripted({"Où se trouve": typed})
    Conversation(state.compiled, state, prompter, Keeper(tmp_path / "k.json")).ask(AnswerKey.DEPARTMENT)
    assert state.answers == expected


def test_a_region_may_be_narrowed_or_not(tmp_path: Path) -> None:
    for answer, expected in (
        (("29",), {AnswerKey.DEPARTMENT: ("29",)}),
        (UNKNOWN, {AnswerKey.DEPARTMENT: UNKNOWN, AnswerKey.REGION: ("53",)}),
    ):
        state = State(small_orienter().compiled)
        prompter = Scripted({"Où se trouve": ["Bretagne"], "dans quel département": [answer]})
        Conversation(state.compiled, state, prompter, Keeper(tmp_path / "k.json")).ask(AnswerKey.DEPARTMENT)
        assert state.answers == expected
        assert AnswerKey.DEPARTMENT not in state.to_ask()


def test_several_places_of_one_name_are_asked_about(tmp_path: Path) -> None:
    state = State(small_orienter().compiled)
    prompter = Scripted({"Où se trouve": ["Saint-Martin", "Tulle"], "Plusieurs lieux": [Move.BACK]})
    Conversation(state.compiled, state, prompter, Keeper(tmp_path / "k.json")).ask(AnswerKey.DEPARTMENT)
    assert len(prompter.choices["Plusieurs lieux correspondent. Lequel est-ce ?"]) > 2
    assert state.answers[AnswerKey.MUNICIPALITY] == ("19272",)


def test_a_postcode_may_stand_for_its_departement(tmp_path: Path) -> None:
    state = State(small_orienter().compiled)
    prompter = Scripted({"Où se trouve": ["19000"], "Plusieurs lieux": [("2",)]})
    Conversation(state.compiled, state, prompter, Keeper(tmp_path / "k.json")).ask(AnswerKey.DEPARTMENT)
    assert state.answers == {AnswerKey.DEPARTMENT: ("19",)}


def test_without_the_file_of_places_departements_and_regions_still_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(towns, "places", lambda: None)
    finder = PlaceFinder(small_orienter().compiled.gazetteer)
    assert finder.find("herault").spots[0].departments == ("34",)
    assert finder.find("2b").spots[0].departments == ("2B",)
    assert len(finder.find("bretagne").spots[0].departments) == 4
    assert finder.find("Creuze").near == ("Creuse",)
    assert "Hérault (34, département)" in finder.complete("hé")
    assert finder.find("La Réunion").spots[0].departments == ("974",)


def test_help_explains_the_words_of_the_question(tmp_path: Path) -> None:
    prompter, _ = converse(tmp_path, {"De quoi": [Move.HELP]})
    assert any("Dispositif local d'accompagnement" in line.text for line in prompter.said)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_the_promise_of_how_many_are_left_is_held(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is answered, the number of questions left goes down, and the end is a state where none is useful."""
    draw = random.Random(seed)
    orienter = small_orienter()
    state = State(orienter.compiled)
    left = len(state.to_ask())
    while state.to_ask():
        key = state.to_ask()[0]
        offered = [choice.id for choice in state.offered(key)]
        if draw.random() < 0.3 or (not offered and key is not AnswerKey.DEPARTMENT):
            state.answer(key, UNKNOWN)
        elif key is AnswerKey.DEPARTMENT:
            state.answer_place({key: (draw.choice(["19", "23", "29", "10"]),)})
        else:
            state.answer(key, (draw.choice(offered),))
        now = len(state.to_ask())
        assert now < left
        left = now
    before = _shown(state.profile())
    for question in unanswered(orienter.compiled, state.profile(), match(orienter.compiled, state.profile())):
        for choice in () if question.key in state.answers else state.offered(question.key):
            assert _shown(state.profile().replace(question.key, (choice.id,))) == before


def _shown(profile: Profile) -> list[tuple[str, bool]]:
    compiled = small_orienter().compiled
    return sorted(shown(compiled, match(compiled, small_orienter().completed(profile))))


def test_progress_is_said_in_words(tmp_path: Path) -> None:
    prompter, _ = converse(tmp_path, {})
    numbers = [int(found[1]) for said in prompter.progress if (found := re.search(r"au plus (\d+)", said))]
    assert numbers == sorted(numbers, reverse=True)
    assert prompter.progress[-1].endswith("c'est la dernière") or not prompter.progress
