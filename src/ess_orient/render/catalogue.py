"""The catalogue as text for a screen of 40 columns or more, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, TextIO

import msgspec
from rich.console import Console
from rich.text import Text

from ess_orient.engine.catalogue import FORMAT, EntryType, Found
from ess_orient.model.entries import Status
from ess_orient.model.orientation import BaseIdentity
from ess_orient.model.source import Source
from ess_orient.model.words import french
from ess_orient.render.labels import Labels
from ess_orient.render.typography import NO_BREAK, typeset, wrapped

_TITLES = {
    EntryType.LEVER: "Leviers",
    EntryType.WAY: "Manières d'agir",
    EntryType.ACTOR: "Acteurs",
    EntryType.SCHEME: "Dispositifs",
    EntryType.INITIATIVE: "Initiatives",
    EntryType.SECTOR: "Secteurs",
    EntryType.CHALLENGE: "Défis",
    EntryType.IMMEDIATE_STEP: "Gestes pour agir dès à présent",
    EntryType.DEFINITION: "Définitions",
    EntryType.FIGURE: "Chiffres clés",
    EntryType.ACRONYM: "Sigles",
    EntryType.PUBLICATION: "Publications",
    EntryType.ORGANISATION: "Autres organisations",
}
_STATUSES = {
    "a_confirmer": "à confirmer : rien de récent n'a été trouvé",
    "renomme": "a changé de nom",
    "remplace": "remplacé",
    "termine": "terminé",
}
_KINDS = {"reseau": "réseau", "categorie": "ensemble d'organismes"}
_LABELS = {
    french(field): label
    for field, label in (
        ("acronym", "Sigle"), ("other_names", "Autres noms"), ("former_name", "Ancien nom"), ("meaning", "Sens"),
        ("value", "Valeur"), ("unit", "Unité"), ("scope", "Périmètre"), ("year", "Année"), ("authors", "Auteurs"),
        ("published_on", "Parution"), ("aim", "Ambition"), ("structures", "Structures"), ("to_act", "Pour décider"),
        ("to_seek", "Pour un projet"), ("missions", "Missions"), ("group", "Groupe"), ("family", "Famille"),
        ("lever", "Levier"), ("way", "Manière d'agir"), ("network", "Réseau"), ("kind", "Nature"),
        ("theme", "Thème"), ("sectors", "Secteurs"), ("specialities", "Spécialités"),
        ("reserved_to", "Réservé à"), ("resource", "Utilisable"), ("lesson", "À retenir"), ("box", "Encadré"),
        ("figures", "Chiffres"), ("started_on", "Début"), ("ended_on", "Fin"), ("territory", "Territoire"),
        ("site", "Site"), ("status", "Situation"), ("successor", "À la place"), ("note", "À savoir"),
        ("doors", "Portes locales"), ("corrections", "Corrigé"), ("layer", "Couche"), ("source", "Source"), ("checked_on", "État"),
    )
}  # fmt: skip
"""What is written before each fact of a card, in the order of the card."""


def catalogue_json(entries: Iterable[Found], identity: BaseIdentity) -> str:
    """Entries as the `ess-orient/catalogue/1` document, indented, with a final line break."""
    document = {
        "format": FORMAT,
        french("base"): msgspec.to_builtins(identity),
        "entrees": [entry.facts for entry in entries],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def console_for(stream: TextIO) -> Console:
    """A console that adds nothing of its own: no markup, no emoji, no guessed colours."""
    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)


def print_names(console: Console, entries: Sequence[Found]) -> None:
    """All entries by type: name and identifier."""
    for kind, group in groupby(entries, key=lambda entry: entry.type):
        found = list(group)
        _heading(console, f"{_TITLES[kind]} ({len(found)})")
        for entry in found:
            line = Text(f"{_clean(entry.name)} ")
            line.append(f"[{entry.id}]", style="dim")
            _print(console, line, indent=2)


def print_cards(console: Console, entries: Sequence[Found], labels: Labels) -> None:
    """Each entry with all that is known of it."""
    for kind, group in groupby(sorted(entries, key=lambda entry: list(EntryType).index(entry.type)), _type):
        found = list(group)
        _heading(console, f"{_TITLES[kind]} ({len(found)})")
        for entry in found:
            _print(console, _title(entry))
            for line in _card(entry, labels):
                _print(console, line, indent=2)
            console.print()


def _type(entry: Found) -> EntryType:
    return entry.type


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title.upper(), style="bold"))
    console.print()


def _title(entry: Found) -> Text:
    return Text(_clean(entry.name), style="bold").append(f" [{entry.id}]", style="not bold dim")


def _card(entry: Found, labels: Labels) -> Iterator[Text]:
    yield Text(_clean(str(entry.facts[french("text")])))
    for key, label in _LABELS.items():
        told = _freshness(entry.facts, labels) if key == french("checked_on") else _told(key, entry.facts, entry.names)
        if told:
            yield Text(f"{label}{NO_BREAK}: ", style="bold").append(_clean(told), style="not bold")


def _print(console: Console, text: Text, indent: int = 0) -> None:
    """Wrapped the French way, cleaned, and without blanks at the end of any line."""
    start = 0
    for line in wrapped(text.plain, max(console.width - indent, 10)):
        shown = Text(" " * indent + line)
        for span in text.spans:
            shown.stylize(span.style, max(span.start - start, 0) + indent, max(span.end - start, 0) + indent)
        start += len(line) + 1
        console.print(shown, overflow="ignore", no_wrap=True, crop=False)


def _freshness(facts: Mapping[str, Any], labels: Labels) -> str:
    """When it was last checked, in the words that all results share."""
    source = msgspec.convert(facts[french("source")], Source)
    status = Status(facts[french("status")])
    return labels.freshness(source, str(facts[french("checked_on")]), bool(facts.get(french("stale"))), status)


def _told(key: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A fact in words; empty if there is nothing to say."""
    value = facts.get(key)
    if value in (None, "", [], {}):
        return ""
    if key == french("status"):
        return _STATUSES.get(str(value), "")
    if key == french("territory"):
        return str(value[french("label")])
    if key == french("source"):
        return _source(value, names.get(key))
    if key == french("doors"):
        return str(len(value))
    if key == french("corrections"):
        return " ; ".join(f"« {item[french('as_read')]} » lu, « {item[french('corrected')]} » écrit" for item in value)
    if key == french("kind"):
        return _KINDS.get(str(value), str(value))
    return names.get(key) or _listed(value)


def _listed(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_listed(item) for item in value)
    return str(value)


def _source(source: Mapping[str, Any], document: str | None) -> str:
    """Where it is written; a public page is known by its address, not by the name of our list of pages."""
    keys = ("section", "title", "url", "date")
    parts = [document] if document else []
    parts += [str(source[french(key)]) for key in keys if source.get(french(key))]
    if source.get(french("page")):
        parts.append(f"page {source[french('page')]}")
    if source.get(french("reading")):
        parts.append("notre lecture")
    return ", ".join(parts)


def _clean(text: str) -> str:
    return typeset(text[:4000])
