"""The door to the network: http and https, the proxies of the environment, and redirects with suspicion."""

from __future__ import annotations

import ipaddress
import socket
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
    getproxies,
    proxy_bypass,
)

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.download.masking import masked

MOST_REDIRECTS = 10
_OUR_OWN = ("localhost", ".localhost", ".local", ".internal", ".home.arpa")


def opener_for(url: str) -> OpenerDirector:
    """What opens this address and follows its redirects, if these are decent.

    Raises:
        UsageError: not an address of a file on the web.
    """
    refuse_address(url)
    opener = OpenerDirector()
    # Not `build_opener`: that would open ftp:, file: and data: addresses too.
    for handler in (
        ProxyHandler(),
        UnknownHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        _Redirects(private=is_private(url)),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def refuse_address(url: str) -> None:
    """Raise `UsageError` for what is not http or https, has no host, or carries a password."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{masked(url)}: not an address ({error}).") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError(f"{masked(url)}: not an address on the web. It begins with https:// or http://.")
    if "@" in parts.netloc:
        raise UsageError(f"{masked(url)}: a name or password in an address is not sent. Leave it out.")
    if any(letter.isspace() or not letter.isprintable() or ord(letter) > 126 for letter in url):
        raise UsageError(f"{masked(url)}: an address has no spaces and no letters with accents.")


class _Followed(Request):
    """A request that a redirect led to, and the addresses on the way."""

    trail: tuple[str, ...] = ()


class _Redirects(HTTPRedirectHandler):
    def __init__(self, *, private: bool) -> None:
        self.private = private

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:
        del code, msg  # urllib hands them to every handler
        fp.close()  # its body is not read: it may have no end
        trail = req.trail if isinstance(req, _Followed) else ()
        location = headers.get("Location") or ""
        try:
            target = urljoin(req.full_url, quote(location, safe="%/:=&?~#+!$,;'@()*[]"))
            problem = self._wrong(req.full_url, location, target, trail)
        except ValueError:
            target, problem = "", f"redirects to {masked(location)}, which is no address"
        if problem:
            raise BadInput(
                problem,
                file=masked(req.full_url),
                expected="the file, or a redirect to another public address",
                remedy="Look at the publisher's page for the address as it is now, and give it with --url.",
            )
        # `req.headers` lacks what was added as unredirected: a key goes to no other host.
        again = _Followed(target, headers=dict(req.headers), unverifiable=True)
        again.trail = (*trail, target)
        return self.parent.open(again, timeout=req.timeout)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def _wrong(self, source: str, location: str, target: str, trail: tuple[str, ...]) -> str:
        old, new = urlsplit(source), urlsplit(target)
        if not location:
            return "redirects without saying where to"
        if new.scheme not in ("http", "https") or not new.hostname or "@" in new.netloc:
            return f"redirects to {masked(target)}, which is no address on the web"
        if old.scheme == "https" and new.scheme == "http":
            return f"redirects from https to http, where anyone may change it: {masked(target)}"
        if len(trail) >= MOST_REDIRECTS or trail.count(target) > 1:
            return "redirects in a circle"
        if not self.private and is_private(target):
            return f"redirects into a private network: {masked(target)}"
        return ""


def is_private(url: str) -> bool:
    """Whether the address is of this machine or of a network that the world cannot see.

    A name is looked up, unless a proxy does that for us. A name server that answers differently the second
    time is not caught.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host.endswith(_OUR_OWN):
        return True
    try:
        return not _public(host)
    except ValueError:
        pass
    if parts.scheme in getproxies() and not proxy_bypass(host):
        return False
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False  # nothing will connect to it
    return any(not _public(str(address[0])) for *_, address in found)


def _public(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    inner = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return (inner or number).is_global
