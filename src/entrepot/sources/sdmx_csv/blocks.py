"""Delimited text in blocks of whole lines: memory stays bounded, and every fault has its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import MAX_BYTES, MAX_RATIO, Member

SIZE = 8 << 20
LONGEST = 1 << 20
"""Bytes of the longest line that a publisher would write; a year's wide row of the World Bank has 2,000."""
BOM = b"\xef\xbb\xbf"
_QUOTED = re.compile(rb'"[^"]*"')
_AGAIN = "The file may have been cut: download it again."


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file, and the number of the first of them, from 1."""

    content: bytes
    line: int


@dataclass(frozen=True, slots=True)
class Grid:
    """How lines are cut into cells.

    Attributes:
        where: the file, as messages name it.
        names: the columns in order.
        separator: one character.
        quoted: whether cells may stand in quotation marks.
    """

    where: str
    names: tuple[str, ...]
    separator: str = ","
    quoted: bool = True

    def cut(self, block: Block) -> tuple[bytes, list[int] | None]:
        """The block without empty lines, and the line of each row where that is not plain counting.

        Raises:
            BadInput: a row has more or fewer cells than there are columns.
        """
        bare = _QUOTED.sub(b"", block.content) if self.quoted and b'"' in block.content else block.content
        newlines = bare.count(b"\n")
        rows = newlines + (not block.content.endswith(b"\n"))
        plain = newlines == block.content.count(b"\n") and b'"' not in bare[: len(bare) * self.quoted]
        if plain and bare.count(self.separator.encode()) == rows * (len(self.names) - 1):
            return block.content, None
        return self.slowly(block)

    def slowly(self, block: Block) -> tuple[bytes, list[int]]:
        """As `cut`, row by row."""
        text = io.StringIO(block.content.decode(), newline="")
        reader = csv.reader(
            text,
            delimiter=self.separator,
            quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE,
            strict=self.quoted,
        )
        kept, numbers = io.StringIO(newline=""), []
        writer = csv.writer(kept, delimiter=self.separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
        before = 0
        try:
            for row in reader:
                line, before = block.line + before, reader.line_num
                if row:
                    self._refuse_length(row, line)
                    writer.writerow(row) if self.quoted else kept.write(self.separator.join(row) + "\n")
                    numbers.append(line)
        except csv.Error as error:
            raise BadInput(
                f"is no row of cells ({error})", file=self.where, line=block.line + before
            ) from error
        return kept.getvalue().encode(), numbers

    def _refuse_length(self, row: list[str], line: int) -> None:
        if len(row) != len(self.names):
            raise BadInput(
                f"{len(row)} cells", file=self.where, line=line,
                expected=f"{len(self.names)} cells, as in the header", remedy=_AGAIN,
            )  # fmt: skip


def blocks(
    member: Member, *, size: int = SIZE, quoted: bool = True, told: Callable[[float], None] | None = None
) -> Iterator[Block]:
    """The lines of `member`, several million bytes at a time; a quoted line break stays within its block.

    `told` hears, from time to time, how much of the file is read, 0 to 1; of a gzip that is not known.

    Raises:
        BadInput: as `Member.open`; also a line without end, NUL bytes, text that is not UTF-8, or more bytes
            than a publisher's file would hold.
    """
    left = MAX_RATIO * max(member.size, size) if member.kind == "gzip" else MAX_BYTES
    rest, line, done = b"", 1, 0
    with member.open() as stream:
        while chunk := stream.read(size):
            left -= len(chunk)
            if left < 0:
                raise BadInput("holds implausibly many bytes", file=member.where, remedy=_AGAIN)
            rest, done = rest + chunk, done + len(chunk)
            cut = _cut(rest, quoted)
            if len(rest) - cut > LONGEST + size * (cut == 0):
                raise BadInput(f"a line is longer than {LONGEST:,} bytes", file=member.where, line=line)
            if cut:
                yield _clean(member, rest[:cut], line)
                line += rest.count(b"\n", 0, cut)
                rest = rest[cut:]
            if told and member.kind != "gzip":
                told(min(done / max(member.size, 1), 1.0))
        if rest.strip():
            yield _clean(member, rest, line)


def _cut(content: bytes, quoted: bool) -> int:
    """Where the last line ends that is whole and not within quotation marks; 0 if none does."""
    cut = content.rfind(b"\n") + 1
    while quoted and cut and content.count(b'"', 0, cut) % 2:
        if len(content) - cut > LONGEST:
            return 0
        cut = content.rfind(b"\n", 0, cut - 1) + 1
    return cut


def _clean(member: Member, content: bytes, line: int) -> Block:
    content = content.removeprefix(BOM) if line == 1 else content
    if (place := content.find(b"\0")) >= 0:
        raise BadInput("holds a NUL byte", file=member.where, line=line + content.count(b"\n", 0, place))
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise BadInput(
            f"is not UTF-8 text ({error.reason})", file=member.where,
            line=line + content.count(b"\n", 0, error.start), remedy="Download it again.",
        ) from error  # fmt: skip
    return Block(content, line)
