"""Asks every address of a base what has become of it. Reports; never changes data."""

from __future__ import annotations

import http.client
import queue
import re
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from ess_orient.engine.standing import standings
from ess_orient.model.base import Base
from ess_orient.model.freshness import LinkFound, Outcome
from ess_orient.rulebase.fetch import Answer, Fetcher, Forbidden, wire

WORKERS = 8
DELAY = 1.0
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_SHARED_SUFFIXES = frozenset({"asso.fr", "gouv.fr", "com.fr", "nom.fr", "tm.fr", "prd.fr", "co.uk", "org.uk"})
_PARKING = re.compile(
    r"(?:domain|domaine)[^.<]{0,40}(?:for sale|à vendre|a vendre|is parked|parqué)|buy this domain"
    r"|acheter ce (?:nom de )?domaine|sedoparking|parkingcrew|hugedomains|afternic|bodis\.com|site (?:en construction|under construction)"
    r"|this domain (?:has expired|name is)|ce nom de domaine (?:a expiré|est réservé)",
    re.IGNORECASE,
)
_PARKING_HOSTS = ("sedo.com", "hugedomains.com", "afternic.com", "dan.com", "bodis.com", "parkingcrew.net")


class Address(NamedTuple):
    """An address of the base and the entries that give it."""

    url: str
    used_by: tuple[str, ...]


def addresses(base: Base, today: str) -> tuple[Address, ...]:
    """Every address of a base, once each: sites shown to people first, then the pages facts were read on."""
    found: dict[str, dict[str, None]] = {}

    def add(url: str | None, by: str) -> None:
        if url:
            found.setdefault(url.strip(), {})[by] = None

    told = standings(base, today)
    for identifier, standing in told.items():
        add(standing.site, identifier)
    for door in base.doors:
        add(door.site, door.id)
    for document in base.documents:
        add(document.url, document.id)
    for entry in (*base.actors, *base.schemes, *base.initiatives, *base.organisations, *base.publications):
        add(entry.source.url, entry.id)
    for door in base.doors:
        add(door.source.url, door.id)
    for rule in base.rules:
        add(rule.source.url, rule.id)
    for update in base.updates:
        add(update.source.url if update.source is not None else None, update.entry)
    return tuple(Address(url, tuple(by)) for url, by in found.items())


class LinkChecker:
    """Asks addresses: several hosts at a time, one request at a time to a host, with a pause between two."""

    def __init__(self, fetcher: Fetcher, workers: int = WORKERS, delay: float = DELAY) -> None:
        self._fetcher = fetcher
        self._workers = workers
        self._delay = delay
        self._turns: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}
        self._table = threading.Lock()

    def check(self, asked: Sequence[Address]) -> Iterator[LinkFound]:
        """What each answers, as the answers come."""
        by_host: dict[str, list[Address]] = {}
        for address in asked:
            by_host.setdefault(host_of(address.url), []).append(address)
        waiting: queue.SimpleQueue[list[Address]] = queue.SimpleQueue()
        answered: queue.SimpleQueue[LinkFound | BaseException] = queue.SimpleQueue()
        for group in by_host.values():
            waiting.put(group)
        for _ in range(min(self._workers, len(by_host))):
            threading.Thread(target=self._work, args=(waiting, answered), daemon=True).start()
        for _ in asked:
            found = answered.get()
            if isinstance(found, BaseException):
                raise found
            yield found

    def _work(
        self,
        waiting: queue.SimpleQueue[list[Address]],
        answered: queue.SimpleQueue[LinkFound | BaseException],
    ) -> None:
        while True:
            try:
                group = waiting.get_nowait()
            except queue.Empty:
                return
            for address in group:
                try:
                    answered.put(self.ask(address))
                except BaseException as error:  # noqa: BLE001 - a defect must surface, not leave the caller waiting
                    answered.put(error)

    def ask(self, address: Address) -> LinkFound:
        """What one address answers."""
        url, seen = address.url, {address.url}
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                answer = self._get(url)
                if answer.status not in _REDIRECTS or not answer.location:
                    outcome, note = judged(address.url, url, answer)
                    return _found(address, outcome, note, url)
                url = urllib.parse.urljoin(url, answer.location)
                if url in seen:
                    return _found(address, Outcome.SUSPICIOUS, "redirections en boucle", url)
                seen.add(url)
        except Forbidden as forbidden:
            led = "" if url == address.url else f"mène à {url} : "
            return _found(address, Outcome.REFUSED, f"{led}{forbidden}", url)
        except (OSError, http.client.HTTPException, ValueError) as error:
            outcome, note = failed(error)
            return _found(address, outcome, note, url)
        return _found(address, Outcome.SUSPICIOUS, f"plus de {_MOST_REDIRECTS} redirections", url)

    def _get(self, url: str) -> Answer:
        with self._turn(host_of(url)):
            return self._fetcher.get(url)

    @contextmanager
    def _turn(self, host: str) -> Iterator[None]:
        with self._table:
            lock = self._turns.setdefault(host, threading.Lock())
        with lock:
            pause = self._last.get(host, 0.0) + self._delay - time.monotonic()
            if pause > 0 and host in self._last:
                time.sleep(pause)
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


def _found(address: Address, outcome: Outcome, note: str | None, reached: str) -> LinkFound:
    return LinkFound(
        url=address.url, outcome=outcome, reached=reached if reached != address.url else None, note=note,
        used_by=address.used_by,
    )  # fmt: skip


def judged(asked: str, reached: str, answer: Answer) -> tuple[Outcome, str | None]:
    """What a last answer says of the address first asked."""
    if answer.status in _GONE:
        return Outcome.DEAD, f"page disparue (réponse {answer.status})"
    if not 200 <= answer.status < 300:
        return Outcome.UNREACHABLE, f"réponse {answer.status} : à essayer dans un navigateur"
    if domain_of(host_of(reached)) in _PARKING_HOSTS or _PARKING.search(answer.body.decode("utf-8", "replace")):
        return Outcome.SUSPICIOUS, "nom de domaine en attente ou à vendre"
    if not answer.body.strip():
        return Outcome.SUSPICIOUS, "page vide"
    if domain_of(host_of(asked)) != domain_of(host_of(reached)):
        return Outcome.MOVED, f"autre domaine : {domain_of(host_of(reached))}"
    if _is_home(reached) and not _is_home(asked):
        return Outcome.SUSPICIOUS, "la page demandée mène à l'accueil du site"
    return (Outcome.OK, None) if asked == reached else (Outcome.REDIRECTED, "même site, autre adresse")


def failed(error: Exception) -> tuple[Outcome, str]:
    """What a failure says of an address."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, Forbidden):
        return Outcome.REFUSED, str(reason)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return Outcome.SUSPICIOUS, "certificat de sécurité refusé : le site a pu changer de mains"
    if isinstance(reason, socket.gaierror):
        if reason.errno == socket.EAI_AGAIN:
            return Outcome.UNREACHABLE, "le nom de domaine n'a pas pu être cherché"
        return Outcome.DEAD, "nom de domaine inconnu"
    if isinstance(reason, TimeoutError):
        return Outcome.UNREACHABLE, "pas de réponse à temps"
    if isinstance(reason, ConnectionRefusedError):
        return Outcome.UNREACHABLE, "connexion refusée"
    return Outcome.UNREACHABLE, "réponse illisible ou coupée"


def host_of(url: str) -> str:
    """The host of an address, with its port if it has one; the address itself where there is none."""
    try:
        return wire(url).netloc.lower()
    except Forbidden:
        return url


def domain_of(host: str) -> str:
    """What someone owns of a host's name: « cress-aura.org » of « www.cress-aura.org »; an IP address is itself."""
    name = host if host.startswith("[") else host.partition(":")[0]
    labels = name.split(".")
    if name.startswith("[") or labels[-1].isdigit() or len(labels) <= 2:
        return host if labels[-1].isdigit() else name
    kept = 3 if ".".join(labels[-2:]) in _SHARED_SUFFIXES else 2
    return ".".join(labels[-kept:])


def _is_home(url: str) -> bool:
    parts = urllib.parse.urlsplit(url)
    return parts.path in ("", "/") and not parts.query
