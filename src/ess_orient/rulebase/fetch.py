"""One bounded request that never reaches a private machine: neither by its name, nor by a redirect, nor by DNS."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any, NamedTuple

from ess_orient import __version__

USER_AGENT = f"ess-orient/{__version__} (verification des adresses d'un annuaire)"
MOST_BYTES = 65_536
TIMEOUT = 10.0
DEADLINE = 25.0
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAMES = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


class Forbidden(Exception):
    """The address is not one that may be asked; the message says why, in French."""


class Answer(NamedTuple):
    """What a server said: status, where it sends on, and the start of the page."""

    status: int
    location: str | None
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address is of the public network, whatever notation hides an IPv4 address in an IPv6 one."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            within = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None and not is_public(str(within)):
            return False
    return found.is_global and not found.is_multicast


def wire(url: str) -> urllib.parse.SplitResult:
    """The address as it is sent: ASCII, http or https, no fragment. `Forbidden` for any other."""
    try:
        parts = urllib.parse.urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except ValueError:
        raise Forbidden("adresse mal écrite") from None
    if parts.scheme not in ("http", "https"):
        raise Forbidden("seules les adresses http et https sont demandées")
    if not ascii_host or any(char in ascii_host for char in " \t\r\n\\") or parts.username is not None:
        raise Forbidden("adresse mal écrite")
    named = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    place = named if port is None else f"{named}:{port}"
    path = urllib.parse.quote(parts.path or "/", safe="/%:;=@&!$'()*+,~")
    query = urllib.parse.quote(parts.query, safe="/%:;=@&!$'()*+,~?")
    return urllib.parse.SplitResult(parts.scheme, place, path, query, "")


class Fetcher:
    """Asks one address at a time, without following redirects. Proxies are those of the environment."""

    def __init__(self, allow_private: bool = False, timeout: float = TIMEOUT, deadline: float = DEADLINE) -> None:
        self._allow_private = allow_private
        self._timeout = timeout
        self._deadline = deadline

    def get(self, url: str) -> Answer:
        """Ask. `Forbidden`, or OSError and HTTPException where nothing usable comes back."""
        parts = wire(url)
        proxied = self._proxied(parts)
        if proxied:
            self._check_name(parts.hostname or "")
        opener = urllib.request.OpenerDirector()
        watch = _Watch(self._deadline)
        connect = watch.kept(socket.create_connection if proxied or self._allow_private else _public_connection)
        for handler in (urllib.request.ProxyHandler(), _Http(connect), _Https(connect)):
            opener.add_handler(handler)
        request = urllib.request.Request(  # noqa: S310 - wire() lets only http and https through
            parts.geturl(), headers={"User-Agent": USER_AGENT, "Accept": "text/html,*/*;q=0.5"}
        )
        with watch:
            response = opener.open(request, timeout=self._timeout)
            if response is None:
                raise Forbidden("adresse mal écrite")
            with response:
                return Answer(response.status, response.headers.get("Location"), watch.read(response))

    def _proxied(self, parts: urllib.parse.SplitResult) -> bool:
        known = urllib.request.getproxies()
        return bool(known.get(parts.scheme) or known.get("all")) and not urllib.request.proxy_bypass(parts.netloc)

    def _check_name(self, host: str) -> None:
        """Behind a proxy it is the proxy that connects: what can be known of the name here is checked here."""
        if self._allow_private:
            return
        if host == "localhost" or host.endswith(_LOCAL_NAMES):
            raise Forbidden("adresse d'une machine privée")
        try:
            found = socket.getaddrinfo(host, None)
        except OSError:
            return  # this machine may have no DNS of its own
        if not all(is_public(str(address[4][0])) for address in found):
            raise Forbidden("adresse d'une machine privée")


def _public_connection(address: tuple[str, int], timeout: Any = None, *_rest: Any) -> socket.socket:
    """Connect to what the name stands for now, and to nothing else: all it stands for must be public."""
    found = socket.getaddrinfo(address[0], address[1], type=socket.SOCK_STREAM)
    if not all(is_public(str(place[0])) for *_, place in found):
        raise Forbidden("adresse d'une machine privée")
    last: OSError = OSError("no address")
    for *_, place in found:
        try:
            return socket.create_connection((str(place[0]), address[1]), timeout)
        except OSError as error:
            last = error
    raise last


class _Watch:
    """Ends a connection that lasts too long, whatever it is busy with."""

    def __init__(self, deadline: float) -> None:
        self._timer = threading.Timer(deadline, self._end)
        self._timer.daemon = True
        self._until = time.monotonic() + deadline
        self._twins: list[socket.socket] = []

    def kept(self, connect: Callable[..., socket.socket]) -> Callable[..., socket.socket]:
        def connected(*arguments: Any, **more: Any) -> socket.socket:
            made = connect(*arguments, **more)
            self._twins.append(made.dup())  # TLS takes the first one over
            return made

        return connected

    def _end(self) -> None:
        for twin in self._twins:
            try:
                twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.cancel()
        for twin in self._twins:
            twin.close()

    def read(self, response: Any) -> bytes:
        body = b""
        while len(body) < MOST_BYTES and time.monotonic() < self._until:
            try:
                piece = response.read1(MOST_BYTES - len(body))
            except (OSError, http.client.HTTPException):
                break  # the start of the page is enough
            if not piece:
                break
            body += piece
        return body


class _Connection(http.client.HTTPConnection):
    def __init__(self, *arguments: Any, connect: Callable[..., socket.socket], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._create_connection = connect


class _SecureConnection(http.client.HTTPSConnection):
    def __init__(self, *arguments: Any, connect: Callable[..., socket.socket], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._create_connection = connect


class _Http(urllib.request.HTTPHandler):
    def __init__(self, connect: Callable[..., socket.socket]) -> None:
        super().__init__()
        self._connect = connect

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req, connect=self._connect)  # type: ignore[arg-type]


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, connect: Callable[..., socket.socket]) -> None:
        super().__init__()
        self._connect = connect

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(
            _SecureConnection,  # type: ignore[arg-type]
            req, context=ssl.create_default_context(), connect=self._connect,
        )  # fmt: skip
