"""One request: what is asked, what the answer means, and its bytes on the way to the disk."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.request import OpenerDirector, Request

from entrepot.metadata.errors import NoData
from entrepot.sources.download.body import beginning, counted, decoded
from entrepot.sources.download.expect import Expect
from entrepot.sources.download.manner import Manner
from entrepot.sources.download.masking import masked
from entrepot.sources.download.part import Edition, Part
from entrepot.sources.download.patience import Passing
from entrepot.sources.download.ranges import ContentRange, content_range, total_of_unsatisfied
from entrepot.sources.download.refusals import refusal

AGENT = "entrepot (an open workbench for economic diplomacy)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of a server.

    Attributes:
        url: the address.
        headers: more headers, e.g. Accept.
        secrets: headers that hold a key: not sent after a redirect, not shown.
        earlier: the edition that is already here, which need not come again.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    earlier: Edition | None = None

    @property
    def shown(self) -> str:
        """The address, fit to be shown."""
        return masked(self.url, self.secrets.values())

    def request(self, part: Part) -> Request:
        """The request for what `part` still lacks, or for what has changed since the earlier edition."""
        # Scheme and host were checked by `refuse_address`.
        request = Request(self.url, headers={"User-Agent": AGENT, "Accept": "*/*", **self.headers})  # noqa: S310
        request.add_header("Accept-Encoding", "identity")
        if part.edition and part.edition.validator:
            request.add_header("Range", f"bytes={part.size}-")
            request.add_header("If-Range", part.edition.validator)
        elif self.earlier and self.earlier.etag:
            request.add_header("If-None-Match", self.earlier.etag)
        elif self.earlier and self.earlier.last_modified:
            request.add_header("If-Modified-Since", self.earlier.last_modified)
        for name, value in self.secrets.items():
            request.add_unredirected_header(name, value)
        return request


def attempt(opener: OpenerDirector, ask: Ask, part: Part, expect: Expect, manner: Manner) -> bool:
    """Ask once, and write what comes to `part`.

    Returns:
        Whether `part` now holds the whole file; False when the earlier edition is still the publisher's.

    Raises:
        Passing: it may go better the next time; what came is kept where it can be used.
        NoData, BadInput: the server refuses, or gives something else.
        OutputError: the disk refuses.
    """
    try:
        response = opener.open(ask.request(part), timeout=manner.timeout)
    except HTTPError as error:
        with error:
            return _refused(error, ask, part)
    except (URLError, HTTPException, OSError) as error:
        raise _unreached(error, ask) from error
    with response:
        _receive(response, ask, part, expect, manner)
    return True


def _refused(error: HTTPError, ask: Ask, part: Part) -> bool:
    if error.code == 304 and ask.earlier:
        return False
    if error.code == 416 and part.edition:
        whole = total_of_unsatisfied(error.headers.get("Content-Range", ""))
        if whole == part.size == part.edition.total:
            return True
        part.discard()
        raise Passing("the server does not go on where it stopped; the file is asked from its beginning")
    raise refusal(error.code, error.headers.get("Retry-After", ""), ask.shown)


def _unreached(error: Exception, ask: Ask) -> Exception:
    reason = error.reason if isinstance(error, URLError) else error
    said = masked(str(reason) or type(reason).__name__, ask.secrets.values())
    if isinstance(reason, ssl.SSLCertVerificationError):
        return NoData(f"{ask.shown}: the server cannot prove who it is ({said}). Nothing was downloaded.")
    if isinstance(reason, TimeoutError):
        return Passing("the server does not answer in time")
    return Passing(f"the server cannot be reached ({said})")


def _receive(response: HTTPResponse, ask: Ask, part: Part, expect: Expect, manner: Manner) -> None:
    headers = response.headers
    if response.status == 206:
        part.learn(_checked_range(headers, part).total)
    elif response.status != 200:
        raise refusal(response.status, headers.get("Retry-After", ""), ask.shown)
    coding = _coding(headers, expect)
    length = _length(headers)
    chunks: Iterator[bytes] = counted(response, length, manner)
    if response.status == 200:
        chunks = beginning(decoded(chunks, coding), ask.shown, expect, headers.get("Content-Type", ""))
        total = None if coding else length
        expect.refuse_size(ask.shown, total or 0)
        part.make_room(total or 0)
        # What was decoded on the way cannot be asked for from the middle.
        part.begin(Edition() if coding else _edition(headers, total))
    elif part.edition and part.edition.total:
        part.make_room(part.edition.total - part.size)
    _write(chunks, ask, part, expect, manner)


def _write(chunks: Iterator[bytes], ask: Ask, part: Part, expect: Expect, manner: Manner) -> None:
    total = part.edition.total if part.edition else None
    for chunk in chunks:
        expect.refuse_size(ask.shown, part.size + len(chunk))
        part.write(chunk)
        manner.progress(part.size, total)
    if total is not None and part.size != total:
        raise Passing(f"the connection ended after {part.size:,} of {total:,} bytes")


def _checked_range(headers: Message, part: Part) -> ContentRange:
    found = content_range(headers.get("Content-Range", ""))
    edition = part.edition
    etag, coded = headers.get("ETag", ""), headers.get("Content-Encoding", "identity") != "identity"
    if (
        edition is None
        or found is None
        or coded
        or found.first != part.size
        or (edition.total is not None and found.total not in (None, edition.total))
        or (etag and edition.etag and etag != edition.etag)
    ):
        part.discard()
        raise Passing("the server sent another part than was asked; the file is asked from its beginning")
    return found


def _edition(headers: Message, total: int | None) -> Edition:
    return Edition.of(headers.get("ETag"), headers.get("Last-Modified"), total)


def _length(headers: Message) -> int | None:
    said = headers.get("Content-Length", "").strip()
    chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
    return int(said) if said.isascii() and said.isdigit() and not chunked else None


def _coding(headers: Message, expect: Expect) -> str:
    coding = headers.get("Content-Encoding", "identity").strip().lower()
    # Some servers call a .gz file an encoding of itself; the file is wanted as it is.
    return "" if coding in ("", "identity") or (expect.kind == "gz" and "gzip" in coding) else coding
