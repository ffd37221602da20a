"""A year's file in blocks of whole lines: what is in memory at a time does not depend on the file's size.

Why not `text_tables`, which reads the tables of others: a year has 11 million rows of six short cells,
all of them codes and numbers, and is to come into the store nearly as fast as an engine reads it. Here cells
are parsed as numbers at once and become arrays, and only a block with a fault in it is looked at as text; the
way by text and its casts takes 2.4 times as long (3 million rows, 1.3 against 0.53 seconds).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from entrepot.metadata.errors import BadInput
from entrepot.sources import members

# Large enough for the parser's threads, small enough to stay near the processor; measured in decision 0018.
SIZE = 4 << 20
# A line of BACI has some 50 bytes.
MAX_LINE = 10_000
_END = ord("\n")


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file.

    Attributes:
        where: the file, for messages.
        first: number of the first line, counted from 1.
        text: the lines.
        share: how much of the file was read when the block ends, 0 to 1; None where its size is not known.
    """

    where: str
    first: int
    text: bytes
    share: float | None


def blocks(member: members.Member) -> Iterator[Block]:
    """All lines after the first. Blank lines at the end of the file are left out.

    Raises:
        BadInput: a line without end, implausibly many bytes, or what `Member.open` raises.
    """
    line, done, rest = 1, 0, b""
    with member.open() as stream:
        chunk = stream.read(SIZE)
        while chunk:
            following = stream.read(SIZE)
            done += len(chunk)
            if done > members.MAX_BYTES:
                raise BadInput("unpacks to implausibly many bytes", file=member.where)
            text, rest = _whole_lines(rest + chunk, last=not following)
            _refuse_endless(member.where, line, text, rest)
            lines = int(np.count_nonzero(np.frombuffer(text, np.uint8) == _END))
            share = min(done / member.size, 1.0) if member.kind != "gzip" else None
            if line == 1:
                text = text.partition(b"\n")[2]
            if text:
                yield Block(member.where, max(line, 2), text, share)
            line += lines
            chunk = following


def _whole_lines(text: bytes, *, last: bool) -> tuple[bytes, bytes]:
    if last:
        return text.rstrip(b"\r\n") + b"\n", b""
    cut = text.rfind(b"\n") + 1
    return text[:cut], text[cut:]


def _refuse_endless(where: str, line: int, text: bytes, rest: bytes) -> None:
    # Whatever is longer than a block is found here; shorter ones break the rules for cells.
    first_end = text.find(b"\n") if text else len(rest)
    if max(len(rest), first_end) > MAX_LINE:
        at = line if first_end > MAX_LINE else line + text.count(b"\n")
        raise BadInput(
            f"a line is longer than {MAX_LINE:,} bytes", file=where, line=at,
            expected="lines of six short cells", remedy="This is not the publisher's file.",
        )  # fmt: skip
