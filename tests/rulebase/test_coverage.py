"""What is proved over the whole space agrees with listing every profile."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ess_orient.engine.compile import CompiledBase, Kind
from ess_orient.engine.match import match
from ess_orient.engine.orient import Orienter
from ess_orient.engine.questions import shown
from ess_orient.model.base import Base
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import BaseIdentity
from tests.rulebase.small import every_profile, small_bases

pytest.importorskip("z3", reason="extra « preuve » absente : z3-solver n'est pas installé")

from ess_orient.rulebase.coverage import Prover, Verdict

TODAY = "2026-11-23"
SLOW = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)  # shrinking a whole base takes minutes and tells little


def prover(base: Base) -> Prover:
    compiled = CompiledBase(base, TODAY)
    orienter = Orienter(compiled, BaseIdentity(version="essai", fingerprint="sha256:0"))
    return Prover(compiled, orienter.answers_as_written)


@SLOW
@given(small_bases())
def test_claims_agree_with_listing(base: Base) -> None:
    proving = prover(base)
    compiled = proving.compiled
    claims = {claim.id: claim.verdict is Verdict.PROVED for claim in proving.coverage().claims}
    listed = [(profile, match(compiled, profile)) for profile in every_profile(compiled)]

    for kind, group in ((Kind.LEVER, "leviers"), (Kind.ACTOR, "informer"), (Kind.ACTOR, "financer")):
        everybody = all(any(m.sure for m in matches.of(kind, group)) for _, matches in listed)
        assert claims[f"pour-tous-{group}"] == everybody

    for need in ("financement", "reseau", "formation"):
        rules = proving.answering(need)
        served = all(
            any(
                m.sure and any(n in rules and matches.condition(compiled, n)[0] for n, _ in m.rules)
                for (kind, _), ranked in matches.lists.items()
                if kind in (Kind.ACTOR, Kind.SCHEME)
                for m in ranked
            )
            for profile, matches in listed
            if need in profile.answers.get(AnswerKey.NEEDS, ())
        )
        assert claims[f"besoin-{need}"] == served

    seen = {entry for _, matches in listed for entry, _ in shown(compiled, matches)}
    for candidate in compiled.candidates:
        assert claims[f"montre-{candidate.entry.id}"] == (candidate.entry.id in seen), candidate.entry.id


@SLOW
@given(small_bases())
def test_counterexamples_are_as_small_as_can_be(base: Base) -> None:
    proving = prover(base)
    compiled = proving.compiled
    for claim in proving.coverage().claims:
        if claim.id != "pour-tous-informer" or claim.counterexample is None:
            continue
        smallest = min(
            sum(len(v) for k, v in profile.answers.items() if k is not AnswerKey.REGION or len(profile.answers) == 1)
            for profile in every_profile(compiled)
            if not any(m.sure for m in match(compiled, profile).of(Kind.ACTOR, "informer"))
        )
        said = {
            k: v for k, v in claim.counterexample.items() if k != "region" or "departement" not in claim.counterexample
        }
        assert sum(1 if isinstance(v, str) else len(v) for v in said.values()) <= max(smallest, 1)


def test_the_space_is_counted() -> None:
    from tests.engine.bases import DEPARTMENTS, FAMILIES, LEVERS, QUESTIONS, REGIONS, SETTINGS

    base = Base(
        settings=SETTINGS, questions=QUESTIONS, levers=LEVERS, families=FAMILIES,
        departments=DEPARTMENTS, regions=REGIONS,
    )  # fmt: skip
    profiles, classes = prover(base).space.size()
    # 4 audiences, 4 stages, 7 sectors, 7 needs, 5 situations, 3 forms, 5 départements + 2 régions + unknown
    assert profiles == 4 * 4 * 7 * 7 * 5 * 3 * 8
    assert classes <= profiles
