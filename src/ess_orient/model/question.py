"""The questions, their choices, and the settings of the orientation."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from ess_orient.model.condition import AnswerKey, Condition
from ess_orient.model.record import Record


class Viewpoint(StrEnum):
    """Which of a lever's two wordings a profile reads."""

    TO_ACT = "agir"
    TO_SEEK = "chercher"


class QuestionKind(StrEnum):
    """How a question is answered."""

    CHOICE = "choix"
    PLACE = "lieu"


class Choice(Record, frozen=True, kw_only=True):
    """A possible answer."""

    id: Annotated[str, Meta(description="La valeur, telle qu'elle s'écrit dans un fichier de réponses")]
    label: Annotated[str, Meta(description="Ce que lit la personne")]
    short: Annotated[str | None, Meta(description="Libellé court, pour les tableaux")] = None
    help: Annotated[str | None, Meta(description="Une ligne d'aide ou un exemple")] = None
    offered_if: Annotated[Condition | None, Meta(description="Condition pour que le choix soit proposé")] = None
    viewpoint: Annotated[Viewpoint | None, Meta(description="Pour un profil : agir ou chercher")] = None


class Question(Record, frozen=True, kw_only=True):
    """One question of the conversation."""

    key: Annotated[AnswerKey, Meta(description="La réponse que la question remplit")]
    order: Annotated[int, Meta(description="Ordre par défaut", ge=1)]
    kind: Annotated[QuestionKind, Meta(description="choix ou lieu")] = QuestionKind.CHOICE
    name: Annotated[str, Meta(description="Ce dont il s'agit, en un ou deux mots : « le stade »")]
    title: Annotated[str, Meta(description="La question, en mots simples")]
    help: Annotated[str, Meta(description="Une ligne d'aide")]
    example: Annotated[str | None, Meta(description="Un exemple")] = None
    minimum: Annotated[int, Meta(description="Nombre de réponses au moins", ge=0)] = 1
    maximum: Annotated[int, Meta(description="Nombre de réponses au plus", ge=1)] = 1
    asked_if: Annotated[Condition | None, Meta(description="Condition pour que la question soit posée")] = None
    choices: Annotated[tuple[Choice, ...], Meta(description="Les réponses possibles")] = ()


class Thresholds(Record, frozen=True, kw_only=True):
    """Points from which a result is strongly or fairly relevant; below, it is one to know of."""

    strong: Annotated[float, Meta(description="À partir de tant de points : forte")]
    medium: Annotated[float, Meta(description="À partir de tant de points : moyenne")]


class Relevance(Record, frozen=True, kw_only=True):
    """Thresholds for each kind of result."""

    levers: Annotated[Thresholds, Meta(description="Seuils des leviers et des manières d'agir")]
    actors: Annotated[Thresholds, Meta(description="Seuils des acteurs")]
    schemes: Annotated[Thresholds, Meta(description="Seuils des dispositifs")]


class Display(Record, frozen=True, kw_only=True):
    """How many of each are shown at first."""

    levers: Annotated[int, Meta(description="Leviers", ge=1)]
    ways: Annotated[int, Meta(description="Manières d'agir par levier", ge=1)]
    actors: Annotated[int, Meta(description="Acteurs par groupe", ge=1)]
    schemes: Annotated[int, Meta(description="Dispositifs", ge=1)]
    initiatives: Annotated[int, Meta(description="Initiatives", ge=1)]
    immediate_steps: Annotated[int, Meta(description="Gestes", ge=0)]
    steps: Annotated[int, Meta(description="Prochaines étapes", ge=1)]


class Settings(Record, frozen=True, kw_only=True):
    """Everything about ranking and showing that is a choice and not a mechanism."""

    relevance: Annotated[Relevance, Meta(description="Seuils de pertinence")]
    display: Annotated[Display, Meta(description="Nombre de résultats montrés d'abord")]
    unknown_weight: Annotated[float, Meta(description="Part des points comptée quand une réponse manque", ge=0, le=1)]
    stale_after_months: Annotated[int, Meta(description="Une vérification plus ancienne est à revoir", ge=1)]
