"""What people write: mention and request, negation, tense, homographs, quick writing."""

from __future__ import annotations

import pytest

from ess_orient.language import Reader, as_profile
from ess_orient.model.condition import AnswerKey


def understood(reader: Reader, text: str, key: str) -> set[str]:
    said = reader.read(text)
    found: set[str] = set()
    for values in (said.answers.get(key, ()), said.suggestions.get(key, ())):
        found |= {values} if isinstance(values, str) else set(values)
    return found


@pytest.mark.parametrize(
    ("text", "key", "present", "absent"),
    [
        ("Je ne cherche pas d'argent, juste un local", "besoins", {"lieu_foncier"}, {"financement"}),
        ("La mairie nous prête le local", "besoins", set(), {"lieu_foncier"}),
        ("La mairie nous prête le local, on cherche des bénévoles", "besoins", {"mobilisation"}, {"lieu_foncier"}),
        ("Notre épicerie n'a pas de local", "besoins", {"lieu_foncier"}, set()),
        ("Pas besoin de local pour notre ressourcerie", "besoins", set(), {"lieu_foncier"}),
        ("Nous avons des bénévoles et un local pour la recyclerie", "besoins", set(), {"lieu_foncier", "mobilisation"}),
        ("Pour notre crèche il nous faut un prêt", "besoins", {"financement"}, set()),
        ("La commune est prête à nous aider pour la crèche", "besoins", set(), {"financement"}),
        ("Une épicerie pas chère au village, on cherche des clients", "besoins", {"marches"}, {"financement"}),
        ("Ils ne cherchent pas d'argent, ils cherchent à qui vendre leurs légumes", "besoins", {"marches"}, {"financement"}),
        ("On existe depuis 2012 et on aimerait ouvrir une deuxième ressourcerie", "stade", {"developpement"}, {"idee"}),
        ("Je rêve d'ouvrir une librairie", "stade", {"idee"}, {"developpement"}),
        ("Je veux reprendre la boulangerie du village", "stade", {"reprise"}, set()),
        ("Notre association de théâtre est en redressement judiciaire", "stade", {"consolidation"}, set()),
        ("Maire d'une commune de 300 habitants, je voudrais une épicerie", "profil", {"collectivite"}, {"porteur"}),
        ("La mairie prête le local à notre café associatif", "profil", {"entreprise_ess"}, {"collectivite"}),
        ("Je monte une ressourcerie", "profil", {"porteur"}, set()),
        ("Un groupe d'habitants prépare une centrale villageoise", "profil", {"collectif"}, set()),
        ("Fondation familiale, nous soutenons des projets ruraux", "profil", {"financeur"}, set()),
        ("Nous sommes un groupe informel, sans statut, pour un jardin partagé", "forme", {"aucune"}, {"association"}),
        ("On veut reprendre l'imprimerie en scop", "forme", {"scop"}, set()),
        ("Chantier d'insertion en maraîchage", "situation", {"insertion"}, set()),
        ("Café-librairie et salle de concert au village", "secteurs", {"commerce", "culture"}, set()),
        ("Un tiers-lieu avec un atelier vélo et une recyclerie", "secteurs", {"tiers_lieux", "mobilite", "economie_circulaire"}, set()),
    ],
)  # fmt: skip
def test_what_is_said(reader: Reader, text: str, key: str, present: set[str], absent: set[str]) -> None:
    found = understood(reader, text, key)
    assert present <= found
    assert not absent & found


@pytest.mark.parametrize(
    "text",
    [
        "Nous cherchons des bénévoles pour notre ressourcerie",
        "nous cherchons des benevoles pour notre ressourcerie",
        "NOUS CHERCHONS DES BÉNÉVOLES POUR NOTRE RESSOURCERIE",
        "ns cherchons des benevolles pr notre ressourserie",
        "Nous cherchons une bénévole pour nos ressourceries",
        "nous cherchons des be\u0301ne\u0301voles pour notre ressourcerie !!! 😀",
    ],
)
def test_one_sentence_in_many_writings(reader: Reader, text: str) -> None:
    assert understood(reader, text, "secteurs") == {"economie_circulaire"}
    assert understood(reader, text, "besoins") == {"mobilisation"}


def test_elisions_and_hyphens_are_cut(reader: Reader) -> None:
    for apostrophe in ("'", "\u2019"):
        assert "tiers_lieux" in understood(reader, f"l{apostrophe}association veut un tiers-lieu", "secteurs")
    assert "tiers_lieux" in understood(reader, "notre tiers lieu", "secteurs")


def test_a_french_word_is_no_typing_error(reader: Reader) -> None:
    assert "autre" not in understood(reader, "Le projecteur du cinéma est en panne", "secteurs")
    assert understood(reader, "Le projecteur du cinéma est en panne", "secteurs") == {"culture"}


def test_at_most_three_sectors_and_four_needs(reader: Reader) -> None:
    text = (
        "Notre ferme, épicerie, cinéma, crèche, recyclerie, garage solidaire et centre de santé cherche un local, un prêt,"
        " des bénévoles, une formation, des clients, un salarié et un accompagnement"
    )
    said = reader.read(text)
    assert len(understood(reader, text, "secteurs")) <= 3
    assert len(understood(reader, text, "besoins")) <= 4
    assert not set(said.answers) & {key for key in said.suggestions if key in ("profil", "stade", "forme")}


def test_the_profile_holds_the_sure_answers(reader: Reader) -> None:
    said = reader.read("Je veux reprendre l'épicerie de mon village en Creuse, je cherche un financement.")
    profile = as_profile(said)
    assert profile.get(AnswerKey.DEPARTMENT) == ("23",)
    assert profile.get(AnswerKey.SECTORS) == ("commerce",)
    assert profile.get(AnswerKey.NEEDS) == ("financement",)
    assert said.to_ask == ()
    more = as_profile(reader.read("recyclerie à redon"), with_suggestions=True)
    assert more.get(AnswerKey.SECTORS) == ("economie_circulaire",)


def test_what_is_left_to_ask(reader: Reader) -> None:
    said = reader.read("Une recyclerie cherche un local")
    assert "departement" in said.to_ask
    assert "secteurs" not in said.to_ask
