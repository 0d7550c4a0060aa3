"""Claims, comparisons and tables of doors, as text for a keeper of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote

from ess_orient.model.wording import shown_value
from ess_orient.render.labels import Labels
from ess_orient.rulebase.compare import Comparison, Effect, RecordChange
from ess_orient.rulebase.coverage import Claim, Coverage, Verdict
from ess_orient.rulebase.deserts import Table

Answers = Mapping[str, str | tuple[str, ...]]

_VERDICTS = {Verdict.PROVED: "prouvé", Verdict.REFUTED: "réfuté", Verdict.SAMPLED: "non tranché (échantillon)"}
_OPTIONS = {"secteurs": "secteur", "besoins": "besoin"}


def coverage_text(coverage: Coverage, labels: Labels, details: bool) -> str:
    """What was proved, then each refutation with a profile to replay."""
    kinds: dict[str, list[Claim]] = {}
    for claim in coverage.claims:
        kinds.setdefault(claim.id.split("-")[0], []).append(claim)
    lines = [
        f"{_number(coverage.profiles)} profils possibles, {_number(coverage.classes)} que les règles distinguent.", ""
    ]  # fmt: skip
    titles = {
        "pour": "Chacun reçoit un levier, et un acteur de chaque groupe",
        "besoin": "Chaque besoin exprimé reçoit un acteur ou un dispositif qui y répond",
        "question": "Chaque question peut changer ce qui est montré",
        "montre": "Chaque fiche peut être montrée d'abord à quelqu'un",
    }
    for kind, claims in kinds.items():
        proved = sum(claim.verdict is Verdict.PROVED for claim in claims)
        lines.append(f"{titles.get(kind, kind)} : {proved} sur {len(claims)} prouvés.")
    doubtful = [claim for claim in coverage.claims if claim.verdict is not Verdict.PROVED]
    for claim in doubtful if not details else coverage.claims:
        lines += ["", *_claim_lines(claim, labels)]
    lines += ["", "Tout est prouvé." if not doubtful else f"{len(doubtful)} affirmation(s) à regarder."]
    return "\n".join(lines) + "\n"


def _claim_lines(claim: Claim, labels: Labels) -> list[str]:
    lines = [f"{_VERDICTS[claim.verdict].upper()}  {claim.text}", f"  Comment : {claim.method}."]
    if claim.counterexample is not None:
        lines.append(f"  Profil : {profile_words(claim.counterexample, labels)}")
        lines.append(f"  Rejouer : {replay(claim.counterexample)}")
    return lines


def profile_words(answers: Answers, labels: Labels) -> str:
    """A profile in one line: « stade : création · département : Jura (39) »."""
    told = {key: value for key, value in answers.items() if not (key == "region" and "departement" in answers)}
    if not told:
        return "quelqu'un qui n'a encore rien dit"
    return " · ".join(f"{labels.title(key).lower()} : {labels.answer(key, value)}" for key, value in told.items())


def replay(answers: Answers) -> str:
    """The command that shows the same result."""
    parts = ["ess-orient orienter --sans-questions"]
    for key, value in answers.items():
        if key == "region" and "departement" in answers:
            continue
        several = (value,) if isinstance(value, str) else value
        parts += [f"--{_OPTIONS.get(key, key)} {quote(one)}" for one in several]
    return " ".join(parts)


def comparison_text(comparison: Comparison, labels: Labels, names: Mapping[str, str]) -> str:
    """What changed in the data, then who sees it."""
    before, after = shown_value(comparison.before, 200), shown_value(comparison.after, 200)
    if not comparison.values:
        return f"{before} et {after} disent la même chose.\n"
    lines = [f"De {before} à {after}", "", f"{len(comparison.values)} changement(s) dans les fichiers :"]
    lines += [f"  {_record_change(change)}" for change in comparison.values]
    if not comparison.profiles:
        lines += ["", "Personne ne voit d'autre fiche parmi les premières : c'est prouvé pour tous les profils."]
        return "\n".join(lines) + "\n"
    lines += ["", "Qui voit autre chose parmi les premières fiches (exact, sur tous les profils) :"]
    for change in comparison.profiles:
        verb = "voit apparaître" if change.kind_of_change is Effect.GAINED else "perd"
        name = shown_value(names.get(change.entry, change.entry), 120)
        for profile in change.profiles:
            lines.append(f"  {profile_words(profile, labels)} — {verb} « {name} » ({change.entry})")
    return "\n".join(lines) + "\n"


def _record_change(change: RecordChange) -> str:
    words = {"ajoute": "ajouté ", "retire": "retiré ", "modifie": "modifié"}
    keys = f" ({', '.join(change.values)})" if change.values else ""
    return f"{words[change.kind_of_change.value]}  {change.section} {shown_value(change.id, 120)}{keys}"


def table_text(table: Table, width: int) -> str:
    """Counts as columns of digits under column numbers, with their legend; narrow enough for any screen."""
    most = max((len(label) for _, label in table.rows), default=0)
    label_width = min(most, max(12, width - 3 * len(table.columns) - 2))
    lines = [table.title, ""]
    head = "".join(f"{number:>3}" for number in range(1, len(table.columns) + 1))
    lines.append(" " * label_width + head)
    for (_, label), row in zip(table.rows, table.values, strict=True):
        cells = "".join(f"{count if count else '·':>3}" for count in row)
        lines.append(f"{_cut(label, label_width):<{label_width}}{cells}")
    legend = [f"{number} {label}" for number, (_, label) in enumerate(table.columns, 1)]
    return "\n".join([*lines, "", *_wrapped(legend, width), "« · » : aucune porte connue"]) + "\n"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _wrapped(parts: Sequence[str], width: int) -> list[str]:
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) + 3 <= width:
            lines[-1] += f" ; {part}"
        else:
            lines.append(part)
    return lines


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")
