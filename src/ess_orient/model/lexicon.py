"""The words by which a sentence is understood: data that an adviser extends."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, field

from ess_orient.model.condition import AnswerKey
from ess_orient.model.record import Record
from ess_orient.model.rule import Answers
from ess_orient.model.source import Source


class CueKey(StrEnum):
    """What words may tell: an answer, or something that helps to find one."""

    AUDIENCE = AnswerKey.AUDIENCE.value
    STAGE = AnswerKey.STAGE.value
    SECTORS = AnswerKey.SECTORS.value
    NEEDS = AnswerKey.NEEDS.value
    SITUATION = AnswerKey.SITUATION.value
    LEGAL_FORM = AnswerKey.LEGAL_FORM.value
    SIGNAL = "signal"
    OUT_OF_SCOPE = "hors_sujet"
    DISTRESS = "detresse"


class Negated(StrEnum):
    """What a negation does to words that it governs."""

    CANCELS = "annule"
    KEEPS = "garde"


Forms = Annotated[tuple[str, ...], Meta(description="Les formes : mots, <famille>, … (écart), # (nombre), mot*, =mot")]
Certainty = Annotated[float, Meta(description="De 0 à 1 : part des textes où ces mots disent bien cela", ge=0, le=1)]


class WordFamily(Record, frozen=True, kw_only=True):
    """Words that stand for each other in the forms, as `<id>`."""

    id: Annotated[str, Meta(description="Nom de la famille, écrit <nom> dans les formes")]
    forms: Forms


class Cue(Record, frozen=True, kw_only=True):
    """Words that tell something."""

    id: Annotated[str, Meta(description="Identifiant de la règle")]
    key: Annotated[CueKey, Meta(description="Ce que ces mots disent : secteurs, besoins, stade, signal…")]
    values: Annotated[tuple[str, ...], Meta(description="La ou les valeurs dites")] = ()
    forms: Forms
    confidence: Certainty = 0.8
    negated: Annotated[Negated | None, Meta(description="Si une négation les gouverne : annule ou garde")] = None
    gap: Annotated[int, Meta(description="Mots admis au plus dans un écart …", ge=1, le=20)] = 6


class Mask(Record, frozen=True, kw_only=True):
    """Expressions whose words do not mean what they mean alone: « pas cher », « au bord de la Loire »."""

    id: Annotated[str, Meta(description="Identifiant")]
    forms: Forms


class Combination(Record, frozen=True, kw_only=True):
    """What several signals or answers, found in one text, tell together."""

    id: Annotated[str, Meta(description="Identifiant de la règle")]
    all_of: Annotated[tuple[str, ...], Meta(description="Tous présents : un signal, cle=valeur ou cle")] = ()
    any_of: Annotated[tuple[str, ...], Meta(description="Un présent au moins")] = ()
    none_of: Annotated[tuple[str, ...], Meta(description="Aucun présent")] = ()
    key: Annotated[CueKey, Meta(description="Ce que l'on en conclut")]
    values: Annotated[tuple[str, ...], Meta(description="La ou les valeurs")]
    confidence: Certainty = 0.7


class PlaceWords(Record, frozen=True, kw_only=True):
    """What is to be known of words to read places."""

    everyday_towns: Annotated[
        tuple[str, ...],
        Meta(description="Communes dont le nom est un mot de tous les jours : majuscule et « à » exigés"),
    ] = ()
    everyday_departments: Annotated[
        tuple[str, ...],
        Meta(description="Départements et régions qui sont aussi des mots : « en », « dans le » exigés"),
    ] = ()
    distant_towns: Annotated[
        tuple[str, ...], Meta(description="Villes citées pour leurs ministères : comptent si rien d'autre n'est dit")
    ] = ()
    inhabitants: Annotated[
        dict[str, str], Meta(description="Adjectif d'un lieu : code du département, ou nom de la région")
    ] = field(default_factory=dict)


class Helpline(Record, frozen=True, kw_only=True):
    """A public door of first help."""

    id: Annotated[str, Meta(description="Identifiant, cité par les mots de détresse")]
    name: Annotated[str, Meta(description="Nom")]
    phone: Annotated[str | None, Meta(description="Numéro à composer")] = None
    text: Annotated[str, Meta(description="Ce que l'on y trouve, en une phrase")]
    source: Annotated[Source, Meta(description="Page où cela est écrit")]
    checked_on: Annotated[str, Meta(description="Date de la lecture")]


class SentenceExample(Record, frozen=True, kw_only=True):
    """A sentence and what must be understood; `base tester` replays it."""

    sentence: Annotated[str, Meta(description="La phrase")]
    answers: Annotated[Answers, Meta(description="Ce qui doit être compris, sûr ou probable")] = field(
        default_factory=dict
    )
    absent: Annotated[tuple[str, ...], Meta(description="Ce qui ne doit pas l'être : cle ou cle=valeur")] = ()
    out_of_scope: Annotated[bool | None, Meta(description="true si le texte est hors sujet")] = None
    distress: Annotated[bool | None, Meta(description="true si une personne est en détresse")] = None


class LexiconSettings(Record, frozen=True, kw_only=True):
    """From which confidence something is pre-filled, or suggested; and the words of the mechanism."""

    sure: Certainty = 0.9
    likely: Certainty = 0.5
    negation_words: Annotated[tuple[str, ...], Meta(description="Mots qui nient : pas, jamais, aucun…")] = ()
    negation_ends: Annotated[tuple[str, ...], Meta(description="Mots qui finissent une négation : mais…")] = ()
    breaks: Annotated[tuple[str, ...], Meta(description="Mots qu'un écart … ne franchit pas : on, nous, mairie…")] = ()
    everyday_words: Annotated[
        tuple[str, ...], Meta(description="Mots de tous les jours : jamais seuls dans une forme")
    ] = ()
    out_of_scope: Annotated[str, Meta(description="Mot aimable quand le texte est hors sujet")] = ""
    distress: Annotated[str, Meta(description="Mot d'abord, quand une personne est en détresse")] = ""
    default_helplines: Annotated[tuple[str, ...], Meta(description="Secours nommés si rien ne précise")] = ()


class Lexicon(Record, frozen=True, kw_only=True):
    """All that lexicon.yaml holds."""

    settings: Annotated[LexiconSettings, Meta(description="Réglages")] = LexiconSettings()
    word_families: Annotated[tuple[WordFamily, ...], Meta(description="Familles de mots")] = ()
    cues: Annotated[tuple[Cue, ...], Meta(description="Mots qui disent quelque chose")] = ()
    masks: Annotated[tuple[Mask, ...], Meta(description="Locutions à ne pas prendre au mot")] = ()
    combinations: Annotated[tuple[Combination, ...], Meta(description="Ce que plusieurs indices disent ensemble")] = ()
    spellings: Annotated[dict[str, str], Meta(description="Écritures rapides : le mot entier")] = field(
        default_factory=dict
    )
    known_words: Annotated[tuple[str, ...], Meta(description="Mots français à ne jamais prendre pour une faute")] = ()
    territory: Annotated[PlaceWords, Meta(description="Mots pour lire les lieux")] = PlaceWords()
    helplines: Annotated[tuple[Helpline, ...], Meta(description="Secours publics")] = ()
    examples: Annotated[tuple[SentenceExample, ...], Meta(description="Phrases rejouées comme des tests")] = ()
