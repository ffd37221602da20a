"""A web server on this machine that behaves badly, one way at a time.

    with BadServer() as server:
        server.route("/file.zip", cut(content, after=100), good(content))
        download(server.url("/file.zip"), target)

Each request to a path meets the next behaviour of its route; the last one stays. `server.requests` remembers
what was asked.
"""

from __future__ import annotations

import contextlib
import gzip
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Behaviour = Callable[["Handler"], None]
ETAG = '"first"'


@dataclass
class Asked:
    """A request that came."""

    path: str
    headers: dict[str, str]


@dataclass
class _Route:
    behaviours: tuple[Behaviour, ...]
    met: int = 0

    def next(self) -> Behaviour:
        behaviour = self.behaviours[min(self.met, len(self.behaviours) - 1)]
        self.met += 1
        return behaviour


class Handler(BaseHTTPRequestHandler):
    """Does what the route says; silent."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        home: BadServer = self.server.home
        home.requests.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        route = home.routes.get(self.path) or home.routes.get(self.path.partition("?")[0])
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            (route.next() if route else status(404))(self)

    def begin(self, code: int, **headers: object) -> None:
        """Status and headers; `_` in a name stands for `-`."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.send_header("Connection", "close")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    home: BadServer
    daemon_threads = True


@dataclass
class BadServer:
    """The server: started on entering, gone on leaving."""

    routes: dict[str, _Route] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)

    def __enter__(self) -> BadServer:
        self._server = _Server(("127.0.0.1", 0), Handler)
        self._server.home = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def url(self, path: str) -> str:
        """Address of a path on it."""
        return self.base + path

    def route(self, path: str, *behaviours: Behaviour) -> str:
        """Set what a path does, request after request; its address."""
        self.routes[path] = _Route(behaviours)
        return self.url(path)

    def asked(self) -> dict[str, list[Asked]]:
        """Requests by path."""
        found: dict[str, list[Asked]] = defaultdict(list)
        for request in self.requests:
            found[request.path].append(request)
        return found


def good(
    content: bytes, etag: str = ETAG, last_modified: str = "", content_type: str = "application/octet-stream"
) -> Behaviour:
    """What a decent server does: Range with If-Range, If-None-Match, If-Modified-Since."""

    def behave(handler: Handler) -> None:
        headers: dict[str, object] = {"Content_Type": content_type}
        headers |= {"ETag": etag} if etag else {}
        headers |= {"Last_Modified": last_modified} if last_modified else {}
        asked = handler.headers
        if (etag and asked["If-None-Match"] == etag) or (
            last_modified and asked["If-Modified-Since"] == last_modified
        ):
            handler.begin(304, **headers)
            return
        first = _first(asked["Range"]) if asked["If-Range"] in (None, etag, last_modified) else None
        if first is None:
            handler.begin(200, Content_Length=len(content), **headers)
            handler.wfile.write(content)
        elif first >= len(content):
            handler.begin(416, Content_Range=f"bytes */{len(content)}", Content_Length=0)
        else:
            span = f"bytes {first}-{len(content) - 1}/{len(content)}"
            handler.begin(206, Content_Range=span, Content_Length=len(content) - first, **headers)
            handler.wfile.write(content[first:])

    return behave


def cut(content: bytes, after: int, etag: str = ETAG) -> Behaviour:
    """Promises all, honours Range, and hangs up `after` bytes into what it sends."""

    def behave(handler: Handler) -> None:
        first = _first(handler.headers["Range"]) or 0
        rest = content[first:]
        span = {"Content_Range": f"bytes {first}-{len(content) - 1}/{len(content)}"} if first else {}
        validator = {"ETag": etag} if etag else {}
        handler.begin(206 if first else 200, Content_Length=len(rest), **span, **validator)
        handler.wfile.write(rest[:after])

    return behave


def says_length(content: bytes, length: int) -> Behaviour:
    """Says a Content-Length that is not the content's; knows no Range."""

    def behave(handler: Handler) -> None:
        handler.begin(200, Content_Length=length, ETag=ETAG)
        handler.wfile.write(content)

    return behave


def ignores_range(content: bytes, etag: str = ETAG) -> Behaviour:
    """Sends everything whatever is asked."""

    def behave(handler: Handler) -> None:
        handler.begin(200, Content_Length=len(content), ETag=etag)
        handler.wfile.write(content)

    return behave


def wrong_range(content: bytes, span: str) -> Behaviour:
    """Answers 206 with a Content-Range of its own."""

    def behave(handler: Handler) -> None:
        handler.begin(206, Content_Range=span, Content_Length=len(content), ETag=ETAG)
        handler.wfile.write(content)

    return behave


def status(code: int, body: bytes = b"", **headers: object) -> Behaviour:
    """A status, with headers."""

    def behave(handler: Handler) -> None:
        handler.begin(code, Content_Length=len(body), **headers)
        handler.wfile.write(body)

    return behave


def redirect(location: str, code: int = 302) -> Behaviour:
    """Sends elsewhere."""
    return status(code, Location=location)


def page(title: str = "Log in") -> Behaviour:
    """A web page with status 200, as portals and bot walls send it."""
    body = f"<!DOCTYPE html>\n<html><head><title>{title}</title></head></html>".encode()
    return status(200, body, Content_Type="text/html; charset=utf-8")


def endless(chunk: bytes = b"x" * 65536, most: int = 2000) -> Behaviour:
    """Sends without end, or nearly: `most` chunks, so that a test that fails ends too."""

    def behave(handler: Handler) -> None:
        handler.begin(200)
        for _ in range(most):
            handler.wfile.write(chunk)

    return behave


def drip(content: bytes, at_once: int, before_each: Callable[[], None]) -> Behaviour:
    """Sends `at_once` bytes at a time, calling `before_each` before each of them."""

    def behave(handler: Handler) -> None:
        handler.begin(200, Content_Length=len(content), ETag=ETAG)
        for start in range(0, len(content), at_once):
            before_each()
            handler.wfile.write(content[start : start + at_once])
            handler.wfile.flush()

    return behave


def packed(content: bytes, coding: str = "gzip", cut_after: int | None = None) -> Behaviour:
    """Sends it with a Content-Encoding, though none was asked for."""
    body = gzip.compress(content) if "gzip" in coding else content

    def behave(handler: Handler) -> None:
        handler.begin(200, Content_Encoding=coding, ETag=ETAG)
        handler.wfile.write(body[:cut_after])

    return behave


def chunked(content: bytes, cut_after: int | None = None) -> Behaviour:
    """Sends it in chunks, without a length; perhaps hangs up before the last."""

    def behave(handler: Handler) -> None:
        handler.begin(200, Transfer_Encoding="chunked", ETag=ETAG)
        for piece in _pieces(content[:cut_after], 1000):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        if cut_after is None:
            handler.wfile.write(b"0\r\n\r\n")

    return behave


def _pieces(content: bytes, size: int) -> Iterator[bytes]:
    yield from (content[start : start + size] for start in range(0, len(content), size))


def _first(header: str | None) -> int | None:
    return int(header.removeprefix("bytes=").partition("-")[0]) if header else None
