"""The little language of forms, and what a text is cut into."""

from __future__ import annotations

import unicodedata

import pytest

from ess_orient.language.matcher import Matcher, pattern
from ess_orient.language.negation import denied
from ess_orient.language.tokens import read
from ess_orient.language.typos import Corrector
from ess_orient.model.forms import BadForm, folded, parse, stem_of


def found(form: str, text: str, gap: int = 4) -> list[str]:
    matcher = Matcher([pattern(0, each, gap) for each in parse(form)], frozenset({stem_of("mais")}))
    cut = read(text)
    ends = {(one.start, one.end) for one in matcher.find(cut, [{} for _ in cut.tokens])}
    return [text[cut.tokens[start].start : cut.tokens[end - 1].end] for start, end in sorted(ends)]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("café associatif", "Des cafés associatifs", ["cafés associatifs"]),
        ("maraîch*", "MARAICHAGE et maraîchère", ["MARAICHAGE", "maraîchère"]),
        ("=prêt", "il prête un prêt", ["prêt"]),
        ("=prêt", "besoin d'un pret", ["pret"]),
        ("un|le local", "le local, un locaux", ["le local", "un locaux"]),
        ("(petit) local", "petit local", ["petit local", "local"]),
        ("pain, dépôt de pain", "dépôt de pain", ["dépôt de pain", "pain"]),
        ("cherche … local", "cherche vite un local", ["cherche vite un local"]),
        ("cherche … local", "cherche mais le local", []),
        ("cherche … local", "je cherche. un local", []),
        ("# ans", "20 ans, 1 500 ans, dix ans", ["20 ans", "1 500 ans", "500 ans", "dix ans"]),
        ("^ maire", "Maire ici. le maire", ["Maire"]),
        ("local $", "un local, un local vide", ["local"]),
        ("besoin de", "besoin d'un", ["besoin d"]),
    ],
)
def test_forms_find(form: str, text: str, expected: list[str]) -> None:
    assert found(form, text) == expected


@pytest.mark.parametrize(
    "form", ["", "… local", "local …", "<", "<>", "a^b", "local ^", "$ local", "ab*", "é!", "(", "a, ,b"]
)
def test_bad_forms_are_refused(form: str) -> None:
    with pytest.raises(BadForm):
        parse(form)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("épicerie", "EPICERIES"),
        ("local", "locaux"),
        ("associé", "associées"),
        ("bénévole", "benevoles"),
        ("œuvre", "oeuvres"),
    ],
)
def test_stems_join(one: str, other: str) -> None:
    assert stem_of(folded(one)) == stem_of(folded(other))


@pytest.mark.parametrize(("one", "other"), [("commune", "communication"), ("association", "associés"), ("cafe", "caf")])
def test_stems_keep_apart(one: str, other: str) -> None:
    assert stem_of(folded(one)) != stem_of(folded(other))


def test_offsets_survive_composed_letters() -> None:
    text = "l\u2019e\u0301picerie d'Œuvre"
    for token in read(text).tokens:
        assert unicodedata.normalize("NFC", text[token.start : token.end]).lower() == token.low


NEGATIONS = (frozenset({"pas", "plus", "aucun", "sans", "ni"}), frozenset({"mais"}))


@pytest.mark.parametrize(
    ("text", "denied_words"),
    [
        ("je ne cherche pas de local mais un camion", {"ne", "cherche", "de", "local"}),
        ("on cherche pas de local, un camion", {"cherche", "de", "local"}),
        ("sans statut commun", {"statut", "commun"}),
        ("plus de monde", set()),
        ("on n'a plus de monde", {"n", "a", "de", "monde"}),
        ("il ne reste que le local", set()),
    ],
)
def test_negation_and_its_end(text: str, denied_words: set[str]) -> None:
    cut = read(text)
    by = denied(cut, *NEGATIONS)
    assert {token.fold for token, at in zip(cut.tokens, by, strict=True) if at is not None} == denied_words


def test_typing_errors_are_corrected_only_when_it_is_safe() -> None:
    corrector = Corrector(["ressourcerie", "culture", "benevole"], ["couture"])
    assert corrector.right("ressourserie") == "ressourcerie"
    assert corrector.right("benevolle") == "benevole"
    assert corrector.right("tout") is None
    cut = corrector.correct(read("la couture et la ressourserie de Cultura"))
    assert [token.fold for token in cut.tokens] == ["la", "couture", "et", "la", "ressourcerie", "de", "cultura"]
