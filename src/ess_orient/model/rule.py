"""Rules, worked examples and next steps."""

from typing import Annotated

from msgspec import Meta, field

from ess_orient.model.condition import ALWAYS, Condition
from ess_orient.model.record import Record
from ess_orient.model.source import Source

Weights = Annotated[dict[str, float], Meta(description="Identifiant : nombre de points, de 0,5 à 10")]


class Recommendation(Record, frozen=True, kw_only=True):
    """What a rule adds points to. Points given to a family go to each of its actors."""

    levers: Weights = field(default_factory=dict)
    ways: Weights = field(default_factory=dict)
    families: Weights = field(default_factory=dict)
    actors: Weights = field(default_factory=dict)
    schemes: Weights = field(default_factory=dict)
    initiatives: Weights = field(default_factory=dict)
    immediate_steps: Weights = field(default_factory=dict)

    def targets(self) -> tuple[tuple[str, dict[str, float]], ...]:
        """(name of the field, weights) for each kind of target."""
        return tuple((name, getattr(self, name)) for name in self.__struct_fields__)


class Rule(Record, frozen=True, kw_only=True):
    """Answers that lead to entries, and the sentence that says why."""

    id: Annotated[str, Meta(description="Identifiant de la règle")]
    when: Annotated[Condition, Meta(description="Quand la règle s'applique ; vide : toujours")] = ALWAYS
    unless: Annotated[Condition | None, Meta(description="Sauf dans ces cas")] = None
    recommend: Annotated[Recommendation, Meta(description="Ce qu'elle recommande, avec des points")]
    because: Annotated[str, Meta(description="Pourquoi, dans les mots de la personne")]
    source: Annotated[Source, Meta(description="D'où vient ce lien ; lecture: true s'il est le nôtre")]


class NextStep(Record, frozen=True, kw_only=True):
    """Something to do first: whom to see and what to prepare. `{acteur}` in the text becomes the name."""

    id: Annotated[str, Meta(description="Identifiant de l'étape")]
    order: Annotated[int, Meta(description="Rang parmi les étapes : la plus petite d'abord", ge=1)]
    when: Annotated[Condition, Meta(description="Quand l'étape s'applique ; vide : toujours")] = ALWAYS
    unless: Annotated[Condition | None, Meta(description="Sauf dans ces cas")] = None
    toward: Annotated[str, Meta(description="Groupe (le premier acteur proposé), famille ou acteur à voir")]
    text: Annotated[str, Meta(description="Ce qu'il faut faire, avec {acteur} à la place du nom")]
    prepare: Annotated[str, Meta(description="Ce qu'il faut préparer avant")]
    source: Annotated[Source, Meta(description="D'où vient ce conseil")]


class Contradiction(Record, frozen=True, kw_only=True):
    """Answers that hardly go together; shown as a remark, never as an error."""

    id: Annotated[str, Meta(description="Identifiant")]
    when: Annotated[Condition, Meta(description="Quand la remarque s'applique")]
    text: Annotated[str, Meta(description="La remarque, avec ce qu'il faut vérifier")]


class Expectation(Record, frozen=True, kw_only=True):
    """What an example must find. Ids listed must be present; those of `jamais` absent from actors and schemes."""

    first_lever: Annotated[str | None, Meta(description="Levier attendu en tête")] = None
    levers: Annotated[tuple[str, ...], Meta(description="Leviers attendus")] = ()
    ways: Annotated[tuple[str, ...], Meta(description="Manières d'agir attendues")] = ()
    actors: Annotated[tuple[str, ...], Meta(description="Acteurs attendus")] = ()
    schemes: Annotated[tuple[str, ...], Meta(description="Dispositifs attendus")] = ()
    initiatives: Annotated[tuple[str, ...], Meta(description="Initiatives attendues")] = ()
    immediate_steps: Annotated[tuple[str, ...], Meta(description="Gestes attendus")] = ()
    shown: Annotated[tuple[str, ...], Meta(description="Fiches attendues parmi celles montrées d'abord")] = ()
    to_check: Annotated[tuple[str, ...], Meta(description="Fiches attendues « à vérifier »")] = ()
    never: Annotated[tuple[str, ...], Meta(description="Fiches qui ne doivent être ni acteur ni dispositif")] = ()
    never_shown: Annotated[tuple[str, ...], Meta(description="Fiches qui ne doivent pas être montrées d'abord")] = ()
    useful_questions: Annotated[tuple[str, ...], Meta(description="Questions attendues comme utiles")] = ()


Answers = Annotated[
    dict[str, str | tuple[str, ...]], Meta(description="Réponses : une clé par question, ne_sait_pas si on ne sait pas")
]


class Example(Record, frozen=True, kw_only=True):
    """A worked profile that lives beside the rules."""

    name: Annotated[str | None, Meta(description="La personne, en quelques mots")] = None
    when: Annotated[Answers, Meta(description="Les réponses de la personne")]
    expected: Annotated[Expectation, Meta(description="Ce que l'orientation doit donner")]
