"""An adviser's case as lines to read: answers, what to ask, what changed, who was seen, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ess_orient.model.case import Case, CaseState, Contact, ContactState, Note
from ess_orient.model.change import Asked, Reminder, Why
from ess_orient.model.condition import AnswerKey
from ess_orient.model.orientation import Certainty, Orientation, Proposed
from ess_orient.model.profile import Profile, Unknown
from ess_orient.render.entry import relevance
from ess_orient.render.labels import Labels
from ess_orient.render.lines import Line, Role
from ess_orient.render.typography import french_date, safe

CASE_STATES = {CaseState.OPEN: "ouvert", CaseState.CLOSED: "clos"}
CONTACT_STATES = {
    ContactState.PROPOSED: "proposé",
    ContactState.CONTACTED: "contacté",
    ContactState.APPOINTMENT: "rendez-vous",
    ContactState.NOT_PURSUED: "sans suite",
    ContactState.HELPED: "aidé",
}
KINDS = {
    "levier": "Leviers",
    "informer": "S'informer et s'orienter",
    "financer": "Financer",
    "accompagner": "Se faire accompagner",
    "dispositif": "Dispositifs",
    "initiative": "Exemples",
}
NO_ANSWER = "—"
_NOTE_SHOWN = 600


def notice_lines(path: str, months: int) -> Iterator[Line]:
    """What is kept, where, for how long: said at the first run."""
    yield Line(Role.HEADING, "Vos dossiers : ce qui est gardé")
    yield Line(Role.FACT, "ce que vous écrivez, et rien d'autre : nom du dossier, projet, réponses, notes, état des "
               "contacts. Un nom d'emprunt suffit ; n'écrivez que ce qui sert à orienter.", label="Quoi")  # fmt: skip
    yield Line(Role.FACT, f"dans un seul fichier de cette machine, que vous seul pouvez lire : {path}. "
               "Rien n'est envoyé ailleurs.", label="Où")  # fmt: skip
    yield Line(Role.FACT, f"jusqu'à ce que vous l'effaciez. Après {months} mois sans changement, le programme vous "
               "rappelle d'effacer (« entretien purger »).", label="Combien de temps")  # fmt: skip
    yield Line(Role.FACT, "la personne peut voir tout ce qui la concerne (« entretien exporter DOSSIER --personne ») "
               "et le faire effacer pour de bon (« entretien supprimer DOSSIER »).", label="Ses droits")  # fmt: skip


def answer_text(profile: Profile, key: AnswerKey, labels: Labels) -> str:
    """An answer in words; for the place, the most precise that is known; a dash where nothing was asked."""
    keys = (AnswerKey.MUNICIPALITY, key, AnswerKey.REGION) if key is AnswerKey.DEPARTMENT else (key,)
    for each in keys:
        if not isinstance(profile.get(each), Unknown):
            return labels.answer(each.value, profile.answers[each])
    return labels.answer(key.value, profile.answers[key]) if key in profile.answers else NO_ANSWER


def asked_text(asked: Asked, labels: Labels) -> str:
    """« le département change jusqu'à 3 résultats »."""
    name = labels.question(asked.key.value)
    return f"{name} {amount_text(asked, several=name.startswith(('les ', 'vos ', 'des ')))}"


def amount_text(asked: Asked, several: bool = False) -> str:
    """« change jusqu'à 3 résultats »."""
    if asked.most == 0:
        return f"{'comptent' if several else 'compte'} avec d'autres réponses"
    amount = "1 résultat" if asked.most == 1 else f"jusqu'à {asked.most} résultats"
    return f"{'changent' if several else 'change'} {amount}"


def reminder_text(reminder: Reminder) -> str:
    """Why to ask for news."""
    names = ", ".join(contact.name for contact in reminder.contacts)
    day = french_date(reminder.since)
    if reminder.why is Why.APPOINTMENT_PAST:
        return f"rendez-vous passé ({names}), le {day} : qu'a-t-il donné ?"
    if reminder.why is Why.NO_NEWS:
        return f"sans nouvelles depuis le {day} : {names}"
    return f"rien n'est noté depuis l'entretien du {day}"


def contact_text(contact: Contact) -> str:
    """« contacté le 3 mars 2026 »."""
    joined = " le " if contact.state is not ContactState.NOT_PURSUED else " depuis le "
    return f"{CONTACT_STATES[contact.state]}{joined}{french_date(contact.date)}"


def listed_lines(case: Case, labels: Labels, reminder: Reminder | None) -> Iterator[Line]:
    """A case in a list."""
    profile = case.last.profile
    parts = [CASE_STATES[case.state]]
    for key in (AnswerKey.STAGE, AnswerKey.DEPARTMENT):
        said = answer_text(profile, key, labels)
        parts += [said] if said != NO_ANSWER else []
    yield Line(Role.NAME, cut(case.name, 120), mark=f"{case.id}.", tag=", ".join(parts))
    count = len(case.interviews)
    meetings = f"{count} entretien{'s' if count > 1 else ''}, le dernier le {french_date(case.last.day)}"
    yield Line(Role.QUIET, f"{meetings} ; modifié le {french_date(case.changed_at[:10])}")
    if case.project:
        yield Line(Role.BODY, cut(case.project, 160))
    if reminder is not None:
        yield Line(Role.WARNING, reminder_text(reminder), label="À relancer")


def head_lines(case: Case) -> Iterator[Line]:
    """Who, what, since when."""
    yield Line(Role.TITLE, cut(case.name, 120))
    if case.project:
        yield Line(Role.FACT, cut(case.project, _NOTE_SHOWN), label="Projet")
    yield Line(Role.FACT, f"n° {case.id}, {CASE_STATES[case.state]}, depuis le {french_date(case.opened_at[:10])}",
               label="Dossier")  # fmt: skip
    days = ", ".join(french_date(interview.day) for interview in case.interviews)
    yield Line(Role.FACT, days, label="Entretiens" if len(case.interviews) > 1 else "Entretien")


def answer_lines(profile: Profile, keys: Sequence[AnswerKey], labels: Labels) -> Iterator[Line]:
    """Every question with its answer."""
    yield Line(Role.HEADING, "Réponses")
    for key in keys:
        yield Line(Role.FACT, answer_text(profile, key, labels), label=labels.title(key.value))


def question_lines(
    orientation: Orientation, asked: Sequence[Asked], set_aside: Mapping[AnswerKey, tuple[str, ...]], labels: Labels
) -> Iterator[Line]:
    """Contradictions, answers set aside, and what is left to ask."""
    for remark in orientation.remarks:
        yield Line(Role.WARNING, remark.text, label="À vérifier ensemble")
    for key, values in set_aside.items():
        text = f"{labels.answer(key.value, values)} ne va plus avec les autres réponses"
        yield Line(Role.WARNING, text, label="Mis de côté")
    for each in asked:
        yield Line(Role.WARNING, asked_text(each, labels), label="À demander")


def contact_lines(case: Case, name_of: Mapping[str, str] | None = None) -> Iterator[Line]:
    """How far the person got with each actor."""
    standing = case.standing()
    if not standing:
        return
    yield Line(Role.HEADING, "Suites")
    for contact in standing.values():
        name = (name_of or {}).get(contact.actor, contact.name)
        yield Line(Role.FACT, contact_text(contact), label=name)


def note_lines(case: Case, labels: Labels, names: Mapping[str, str], full: bool = False) -> Iterator[Line]:
    """The notes, with what each is tied to."""
    if not case.notes:
        return
    yield Line(Role.HEADING, "Notes")
    for note in case.notes:
        about = note_about(note, labels, names)
        label = f"{note.id}, {french_date(note.noted_at[:10])}{f', {about}' if about else ''}"
        paragraphs = (
            [part for part in note.text.splitlines() if part.strip()] if full else [cut(note.text, _NOTE_SHOWN)]
        )
        yield Line(Role.FACT, paragraphs[0] if paragraphs else "", label=label)
        for part in paragraphs[1:]:
            yield Line(Role.BODY, part)


def note_about(note: Note, labels: Labels, names: Mapping[str, str]) -> str:
    """What a note is tied to, in words; nothing if it is free."""
    if note.answer is not None:
        return labels.question(note.answer.value)
    return names.get(note.actor, note.actor) if note.actor is not None else ""


def board_lines(orientation: Orientation, standing: Mapping[str, Contact], labels: Labels) -> Iterator[Line]:
    """The orientation in as few lines as will do: what is shown first, with the state of each contact."""
    yield Line(Role.GROUP, KINDS["levier"])
    for lever in orientation.levers:
        if lever.shown:
            tag = relevance(lever.relevance, lever.certainty)
            yield Line(Role.PLAIN, f" {lever.rank}. {lever.title} ({tag})")
    for group, ranked in orientation.actors.groups():
        yield from _proposed_lines(KINDS[group], ranked, standing, labels)
    yield from _proposed_lines(KINDS["dispositif"], orientation.schemes, standing, labels)
    examples = [found for found in orientation.initiatives if found.shown]
    if examples:
        yield Line(Role.GROUP, KINDS["initiative"])
        yield from (Line(Role.PLAIN, f" {found.rank}. {found.name}") for found in examples)
    if orientation.next_steps:
        yield Line(Role.GROUP, "À faire d'abord")
        yield from (
            Line(Role.PLAIN, f" {number}. {step.text}") for number, step in enumerate(orientation.next_steps, 1)
        )


def dense_lines(orientation: Orientation, standing: Mapping[str, Contact]) -> Iterator[Line]:
    """The same for a small screen: a paragraph for each list, the names only."""
    levers = [f"{lever.rank}. {lever.title}" for lever in orientation.levers if lever.shown]
    yield Line(Role.FACT, " ; ".join(levers), label=KINDS["levier"])
    for kind, ranked in (*orientation.actors.groups(), ("dispositif", orientation.schemes)):
        names = [_dense(found, standing) for found in ranked if found.shown or found.id in standing]
        if names:
            yield Line(Role.FACT, " ; ".join(names), label=KINDS[kind])
    examples = [found.name for found in orientation.initiatives if found.shown]
    if examples:
        yield Line(Role.FACT, " ; ".join(examples), label=KINDS["initiative"])
    for number, step in enumerate(orientation.next_steps, 1):
        yield Line(Role.FACT, step.text, label=f"À faire d'abord, {number}")


def _dense(found: Proposed, standing: Mapping[str, Contact]) -> str:
    name = found.door.name if found.door is not None else found.name
    notes = ["à vérifier"] if found.certainty is Certainty.TO_CHECK else []
    notes += [CONTACT_STATES[standing[found.id].state]] if found.id in standing else []
    return f"{name} ({', '.join(notes)})" if notes else name


def _proposed_lines(
    title: str, ranked: Sequence[Proposed], standing: Mapping[str, Contact], labels: Labels
) -> Iterator[Line]:
    shown = [found for found in ranked if found.shown or found.id in standing]
    if shown:
        yield Line(Role.GROUP, title)
    for found in shown:
        name = found.door.name if found.door is not None else found.name
        notes = []
        if found.certainty is Certainty.TO_CHECK:
            notes.append(f"à vérifier : {', '.join(labels.question(key) for key in found.to_check)}")
        if found.id in standing:
            notes.append(contact_text(standing[found.id]))
        told = f" ({' ; '.join(notes)})" if notes else ""
        yield Line(Role.PLAIN, f" {found.rank}. {name}{told}")


def cut(text: str, most: int) -> str:
    """The text on one line, not longer than `most`, with its length if it was."""
    shown = safe(text[: most + 1])
    return shown if len(text) <= most else f"{safe(text[:most])}… ({len(text)} caractères)"


def clipped(text: str, most: int) -> str:
    """The text on one line, at most so long, an ellipsis in place of the rest."""
    return safe(text) if len(text) <= most else f"{safe(text[: most - 1])}…"
