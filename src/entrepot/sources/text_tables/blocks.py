"""Whole lines of a file, some million bytes at a time: memory stays bounded, and every fault has its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.sources import members
from entrepot.sources.text_tables.heading import CUT

SIZE = 8 << 20
MAX_LINE = 1_000_000
"""Bytes of the longest line that a publisher would write; a row of the World Bank's has 2,000."""
_BOM = b"\xef\xbb\xbf"
_EMPTY, _EMPTY_FIRST = (b"\n\n", b"\n\r\n"), (b"\n", b"\r\n")


@dataclass(frozen=True, slots=True)
class Style:
    """How a publisher writes its tables.

    Attributes:
        quoted: whether cells may stand in quotation marks, with separators and line breaks inside.
        latin: whether text that is not UTF-8 is Latin-1; else it is refused.
        blank_lines: whether empty lines may stand between rows; at the end of a file they always may.
        spare_cell: whether rows may have one cell more than there are names, if it is empty in all of them.
    """

    quoted: bool = True
    latin: bool = False
    blank_lines: bool = True
    spare_cell: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file in UTF-8, and the number of the first of them, from 1."""

    content: bytes
    line: int


def blocks(
    member: members.Member,
    style: Style = PLAIN,
    *,
    size: int | None = None,
    told: Callable[[float], None] | None = None,
) -> Iterator[Block]:
    """The lines of `member`, without empty ones at its end; a line break in a quoted cell stays in its block.

    Args:
        member: the file.
        style: how it is written.
        size: bytes read at a time, `SIZE` if None.
        told: hears how much of the file is read, 0 to 1; of a gzip that is not known.

    Raises:
        BadInput: as `Member.open`; also a line without end, NUL bytes, text that is not UTF-8, or more bytes
            than a publisher's file would hold.
    """
    size = size or SIZE
    left, rest, line, done = _most(member, size), b"", 1, 0
    with member.open() as stream:
        while chunk := stream.read(size):
            rest, done = rest + chunk, done + len(chunk)
            if done > left:
                raise BadInput("unpacks to implausibly many bytes", file=member.where, remedy=CUT)
            cut = _rows_end(rest, _cut(rest, quoted=style.quoted))
            lines = rest.count(b"\n", 0, cut)
            if len(rest) - cut > MAX_LINE:
                raise BadInput(
                    f"a line is longer than {MAX_LINE:,} bytes", file=member.where, line=line + lines
                )
            if cut:
                yield _clean(member.where, rest[:cut], line, latin=style.latin)
                line, rest = line + lines, rest[cut:]
            if told and member.kind != "gzip":
                told(min(done / max(member.size, 1), 1.0))
        if rest.strip():
            yield _clean(member.where, rest, line, latin=style.latin)


def _most(member: members.Member, size: int) -> int:
    """How many bytes a publisher's file may hold; of a zip the header says it, and was looked at."""
    packed = members.MAX_RATIO * max(member.size, size)
    return min(members.MAX_BYTES, packed) if member.kind == "gzip" else members.MAX_BYTES


def _cut(content: bytes, *, quoted: bool) -> int:
    """Where the last line ends that is whole and not within quotation marks; 0 if none does.

    A mark that is never closed must not hold up the file: the rows will tell where it stands.
    """
    last = cut = content.rfind(b"\n") + 1
    inside = quoted and content.count(b'"', 0, cut) % 2 == 1
    while inside and cut:
        earlier = content.rfind(b"\n", 0, cut - 1) + 1
        inside = content.count(b'"', earlier, cut) % 2 == 0
        cut = earlier
        if len(content) - cut > MAX_LINE:
            return last
    return cut


def _rows_end(content: bytes, cut: int) -> int:
    """`cut` without the empty lines before it: what follows them tells whether they stand between rows."""
    while content.endswith(_EMPTY, 0, cut) or (cut <= 2 and content[:cut] in _EMPTY_FIRST):
        cut = content.rfind(b"\n", 0, cut - 1) + 1
    return cut


def _clean(where: str, content: bytes, line: int, *, latin: bool) -> Block:
    if (place := content.find(b"\0")) >= 0:
        at = line + content.count(b"\n", 0, place)
        raise BadInput("a NUL byte, which no text has", file=where, line=at, remedy=CUT)
    content = content.removeprefix(_BOM) if line == 1 else content
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if not latin:
            at = line + content.count(b"\n", 0, error.start)
            raise BadInput(f"not UTF-8 text ({error.reason})", file=where, line=at, remedy=CUT) from error
        content = content.decode("latin-1").encode()
    return Block(content, line)
