"""The bytes of an answer: counted, unpacked, and looked at before the first is written."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse

from entrepot.metadata.errors import BadInput
from entrepot.sources.download.expect import HEAD, Expect
from entrepot.sources.download.manner import Manner
from entrepot.sources.download.patience import Passing

_CHUNK = 1 << 18


def counted(response: HTTPResponse, length: int | None, manner: Manner) -> Iterator[bytes]:
    """The raw bytes as they come.

    Raises:
        Passing: they end before `length`, stop coming, or come more slowly than is bearable.
    """
    had, since, before = 0, manner.clock(), 0
    while True:
        try:
            chunk = response.read1(_CHUNK)
        except TimeoutError as error:
            raise Passing(f"nothing came for {manner.timeout:g} seconds") from error
        except (OSError, HTTPException, ValueError) as error:
            raise Passing(f"the connection was cut after {had:,} bytes") from error
        if not chunk:
            break
        had += len(chunk)
        yield chunk
        if (passed := manner.clock() - since) >= manner.window:
            if had - before < manner.slowest * passed:
                raise Passing(f"slower than {manner.slowest:g} bytes a second")
            since, before = manner.clock(), had
    if length is not None and had < length:
        raise Passing(f"the connection ended after {had:,} of {length:,} bytes")


def decoded(chunks: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """The bytes without their content encoding; at most `_CHUNK` at once, however well they were packed.

    Raises:
        BadInput: an encoding that was not asked for and is not gzip.
        Passing: packed bytes that are damaged or cut.
    """
    if not coding:
        yield from chunks
        return
    if coding not in ("gzip", "x-gzip"):
        raise BadInput(f"the server packs it as {coding[:40]!r}", expected="no packing, or gzip")
    unpacker = zlib.decompressobj(31)
    try:
        for chunk in chunks:
            rest = chunk
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise Passing(f"what came is not packed as the server says ({error})") from error
    if not unpacker.eof:
        raise Passing("what came packed was cut")


def beginning(chunks: Iterator[bytes], shown: str, expect: Expect, content_type: str) -> Iterator[bytes]:
    """The same bytes, once enough of them have come to tell that they are not, say, an error page.

    The check is made when this is called, not when the bytes are asked for.

    Raises:
        BadInput: they are something else.
    """
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    expect.refuse_beginning(shown, head, content_type)
    return _again(head, chunks)


def _again(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    yield from rest
