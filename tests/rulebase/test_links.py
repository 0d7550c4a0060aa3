"""Addresses asked of servers on this machine only."""

from __future__ import annotations

import http.server
import itertools
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from ess_orient.model.freshness import LinkFound, Outcome
from ess_orient.rulebase import fetch
from ess_orient.rulebase.fetch import Answer, Fetcher, Forbidden, is_public, wire
from ess_orient.rulebase.links import Address, LinkChecker, domain_of, failed, host_of, judged

Reply = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    asked: list[tuple[float, str, dict[str, str]]]
    busy = 0
    most_busy = 0


@contextmanager
def serving(replies: dict[str, Reply]) -> Iterator[tuple[str, Server]]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server = self.server
            assert isinstance(server, Server)
            server.busy += 1
            server.most_busy = max(server.most_busy, server.busy)
            server.asked.append((time.monotonic(), self.path, dict(self.headers)))
            try:
                replies.get(self.path.partition("?")[0], gone)(self)
            except OSError:
                pass
            finally:
                server.busy -= 1

        def log_message(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", server
    finally:
        server.shutdown()
        server.server_close()


def page(text: str = "<p>Bienvenue</p>", status: int = 200) -> Reply:
    def reply(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(text.encode())

    return reply


def to(place: str, status: int = 301) -> Reply:
    def reply(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Location", place)
        handler.end_headers()

    return reply


gone = page("rien", 404)


def checker(timeout: float = 2.0, deadline: float = 3.0, delay: float = 0.0, private: bool = True) -> LinkChecker:
    return LinkChecker(Fetcher(private, timeout, deadline), delay=delay)


def ask(url: str, **how: object) -> LinkFound:
    return checker(**how).ask(Address(url, ("fiche",)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (page(), Outcome.OK),
        (gone, Outcome.DEAD),
        (page(status=410), Outcome.DEAD),
        (page(status=403), Outcome.UNREACHABLE),
        (page(status=503), Outcome.UNREACHABLE),
        (page(""), Outcome.SUSPICIOUS),
        (page("<h1>This domain is for sale</h1>"), Outcome.SUSPICIOUS),
        (page("Ce nom de domaine est à vendre"), Outcome.SUSPICIOUS),
        (to("/ailleurs"), Outcome.REDIRECTED),
        (to("/"), Outcome.SUSPICIOUS),
        (to("/boucle"), Outcome.SUSPICIOUS),
        (to("ftp://exemple.fr/"), Outcome.REFUSED),
        (to("file:///etc/passwd"), Outcome.REFUSED),
    ],
)
def test_what_an_answer_means(reply: Reply, expected: Outcome) -> None:
    with serving({"/page": reply, "/": page(), "/ailleurs": page(), "/boucle": to("/page")}) as (base, _):
        found = ask(f"{base}/page")
        assert found.outcome is expected, found
        assert found.used_by == ("fiche",)


def test_redirections_have_an_end() -> None:
    replies = {f"/{number}": to(f"/{number + 1}") for number in range(20)}
    with serving(replies) as (base, server):
        assert ask(f"{base}/0").outcome is Outcome.SUSPICIOUS
        assert len(server.asked) == 6


def test_another_domain_is_told_apart_from_a_redirection() -> None:
    fine = Answer(200, None, b"x")
    assert judged("https://www.a.fr/x", "https://a.fr/y", fine)[0] is Outcome.REDIRECTED
    assert judged("http://a.fr/", "https://www.a.fr/", fine)[0] is Outcome.REDIRECTED
    assert judged("http://a.fr/x", "https://b.fr/x", fine)[0] is Outcome.MOVED
    assert judged("http://cigales.asso.fr/", "https://autre.asso.fr/", fine)[0] is Outcome.MOVED
    assert judged("http://a.fr/", "https://www.hugedomains.com/a", fine)[0] is Outcome.SUSPICIOUS


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.cress-aura.org", "cress-aura.org"), ("a.b.asso.fr", "b.asso.fr"), ("exemple.fr", "exemple.fr"),
        ("www.exemple.fr:8080", "exemple.fr"), ("127.0.0.1:80", "127.0.0.1:80"),
    ],
)  # fmt: skip
def test_the_domain_of_a_host(host: str, domain: str) -> None:
    assert domain_of(host) == domain


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/", "http://10.0.0.1/", "http://192.168.1.1/",
        "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://2130706433/",
        "http://0x7f.1/", "http://224.0.0.1/", "http://100.64.0.1/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_private_machines_are_not_asked(url: str) -> None:
    found = ask(url, private=False)
    assert found.outcome is not Outcome.OK
    assert found.outcome in (Outcome.REFUSED, Outcome.DEAD)
    if found.outcome is Outcome.REFUSED:
        assert found.note == "adresse d'une machine privée"


def test_a_name_that_stands_for_a_private_address_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": page()}) as (base, server):
        port = int(base.rpartition(":")[2])
        answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_a, **_k: answer)
        assert ask(f"http://piege.exemple:{port}/", private=False).outcome is Outcome.REFUSED
        mixed = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port)), *answer]
        monkeypatch.setattr(fetch.socket, "getaddrinfo", lambda *_a, **_k: mixed)
        assert ask(f"http://piege.exemple:{port}/", private=False).outcome is Outcome.REFUSED
        assert server.asked == []


def test_what_is_connected_to_is_what_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers differently the second time it is looked up gains nothing."""
    looked_up: list[str] = []
    connected: list[str] = []

    def answer(host: str, port: int, *_a: object, **_k: object) -> object:
        looked_up.append(host)
        place = "93.184.216.34" if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    def connect(address: tuple[str, int], *_a: object, **_k: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(fetch.socket, "getaddrinfo", answer)
    monkeypatch.setattr(fetch.socket, "create_connection", connect)
    assert ask("http://change.exemple/", private=False).outcome is Outcome.UNREACHABLE
    assert connected == ["93.184.216.34"]


def test_a_redirection_to_a_private_machine_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/secret": page("secret")}) as (inside, within):
        with serving({"/": to(f"{inside}/secret")}) as (outside, _):
            real = fetch.is_public
            port = outside.rpartition(":")[2]
            fetched = Fetcher(False, 2, 3)

            def get(url: str) -> Answer:  # the first server plays a public one
                monkeypatch.setattr(fetch, "is_public", (lambda _: True) if f":{port}" in url else real)
                return Fetcher.get(fetched, url)

            one = LinkChecker(fetched, delay=0)
            monkeypatch.setattr(fetched, "get", get)
            found = one.ask(Address(f"{outside}/", ()))
            assert found.outcome is Outcome.REFUSED
            assert "mène à" in (found.note or "")
        assert within.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "ftp://exemple.fr", "file:///etc/passwd", "javascript:alert(1)", "exemple.fr", "", "http://", "http://a:b@c.fr/",
        "http://exemple.fr:99999/", "http://[::1", "http://exa mple.fr/", "http://exemple.fr\r\nX: y/", "//exemple.fr",
    ],
)  # fmt: skip
def test_odd_addresses_are_refused(url: str) -> None:
    assert ask(url).outcome in (Outcome.REFUSED, Outcome.DEAD, Outcome.UNREACHABLE)


def test_an_address_is_sent_in_ascii_without_fragment() -> None:
    assert wire("https://exemple.fr/ruralité/a b?q=é#bas").geturl() == "https://exemple.fr/ruralit%C3%A9/a%20b?q=%C3%A9"
    assert wire("http://économie.fr").netloc.startswith("xn--")
    assert host_of("HTTP://Exemple.FR/x") == "exemple.fr"
    with pytest.raises(Forbidden):
        wire("gopher://x")


@pytest.mark.parametrize(("address", "public"), [("93.184.216.34", True), ("2606:4700::1", True), ("10.1.1.1", False),
                                                 ("::ffff:10.0.0.1", False), ("fe80::1%eth0", False)])  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_a_server_that_never_ends_is_left() -> None:
    def drip_page(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    def drip_head(handler: http.server.BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            handler.wfile.write(b"H")
            handler.wfile.flush()
            time.sleep(0.05)

    def silent(_handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(4)

    with serving({"/page": drip_page, "/tete": drip_head, "/rien": silent}) as (base, _):
        for path, outcome in (("page", Outcome.OK), ("tete", Outcome.UNREACHABLE), ("rien", Outcome.UNREACHABLE)):
            start = time.monotonic()
            assert ask(f"{base}/{path}", timeout=0.5, deadline=0.8).outcome is outcome, path
            assert time.monotonic() - start < 2.5


def test_a_huge_page_is_not_read_whole() -> None:
    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b"x" * 100_000)

    with serving({"/": endless}) as (base, _):
        assert len(Fetcher(True, 2, 3).get(f"{base}/").body) == fetch.MOST_BYTES


def test_odd_servers() -> None:
    def nonsense(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\xff\xfe nonsense\r\n\r\n")

    def cut(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    def odd_place(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://[")
        handler.end_headers()

    with serving({"/a": nonsense, "/b": cut, "/c": odd_place}) as (base, _):
        for path in "abc":
            assert ask(f"{base}/{path}").outcome in (Outcome.UNREACHABLE, Outcome.REFUSED)


def test_no_server_and_no_name() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/").outcome is Outcome.UNREACHABLE
    assert failed(socket.gaierror(socket.EAI_NONAME, "x"))[0] is Outcome.DEAD
    assert failed(socket.gaierror(socket.EAI_AGAIN, "x"))[0] is Outcome.UNREACHABLE
    assert failed(ssl.SSLCertVerificationError())[0] is Outcome.SUSPICIOUS
    assert failed(TimeoutError())[0] is Outcome.UNREACHABLE


def test_one_request_at_a_time_to_a_host_with_a_pause_and_a_name() -> None:
    def slow(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(0.02)
        page()(handler)

    with serving({f"/{number}": slow for number in range(4)}) as (base, server):
        asked = [Address(f"{base}/{number}", ()) for number in range(4)]
        assert [one.outcome for one in checker(delay=0.1).check(asked)] == [Outcome.OK] * 4
        assert server.most_busy == 1
        times = [when for when, _, _ in server.asked]
        assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))
        assert server.asked[0][2]["User-Agent"].startswith("ess-orient/")


def test_several_hosts_are_asked_at_once() -> None:
    def slow(handler: http.server.BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        page()(handler)

    with serving({"/": slow}) as (one, _), serving({"/": slow}) as (two, _), serving({"/": slow}) as (three, _):
        start = time.monotonic()
        found = list(checker().check([Address(f"{base}/", ()) for base in (one, two, three)]))
        assert {answer.outcome for answer in found} == {Outcome.OK}
        assert time.monotonic() - start < 1.1


def test_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    def proxy(handler: http.server.BaseHTTPRequestHandler) -> None:
        page("<p>par le mandataire</p>")(handler)

    with serving({"http://exemple.invalid/page": proxy}) as (base, server):
        monkeypatch.setenv("http_proxy", base)
        assert ask("http://exemple.invalid/page", private=False).outcome is Outcome.OK
        assert server.asked[0][1] == "http://exemple.invalid/page"
        for private in ("http://127.0.0.1/", "http://localhost/", "http://routeur.lan/", "http://169.254.169.254/"):
            assert ask(private, private=False).outcome is Outcome.REFUSED
        assert len(server.asked) == 1


def test_a_defect_surfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = checker()

    def defect(_address: Address) -> LinkFound:
        raise KeyError("défaut")

    monkeypatch.setattr(broken, "ask", defect)
    with pytest.raises(KeyError):
        list(broken.check([Address("http://127.0.0.1/", ())]))
