"""The line that names the columns of a text table: recognised without trust, read strictly."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member

_DELIMITERS = (",", ";", "\t", "|")
_BOM = "\ufeff"
CUT = "The file may have been cut or edited: download it again."


@dataclass(frozen=True, slots=True)
class Heading:
    """What separates the cells of a table, what its columns are called, and in which line that stands."""

    delimiter: str
    names: tuple[str, ...]
    line: int = 1

    def holds(self, *names: str) -> bool:
        """Whether all these columns are there."""
        return set(names) <= set(self.names)


def heading(head: bytes) -> Heading | None:
    """The first line in the first bytes of a file, as a heading; None where it can be none."""
    first, newline, _ = head.partition(b"\n")
    if not newline or b"\0" in first:
        return None
    text = _text(first)
    delimiter = max(_DELIMITERS, key=text.count)
    try:
        return Heading(delimiter, tuple(name.strip() for name in _cells(text, delimiter)))
    except csv.Error:
        return None


def read_heading(where: str, line: str, delimiter: str, number: int = 1) -> Heading:
    """A heading that is line `number`; raises `BadInput` if it cannot be cut into cells."""
    try:
        return Heading(delimiter, tuple(name.strip() for name in _cells(line, delimiter)), number)
    except csv.Error as error:
        raise BadInput(f"is no header ({error})", file=where, line=number) from error


def lines_of(head: bytes, count: int) -> list[str]:
    """The first lines of a file's head, for those who recognise it; what is not UTF-8 is replaced."""
    text = head.decode("utf-8-sig", errors="replace")
    return [line.rstrip("\r") for line in text.split("\n", count)[:count]]


def require(
    member: Member, head: Heading, needed: Sequence[str], delimiters: str = ",", *, expected: str = ""
) -> None:
    """Raises `BadInput` unless the heading holds what is needed, each column once, and is separated so."""
    if head.delimiter not in delimiters:
        raise BadInput(
            f"cells are separated by {head.delimiter!r}",
            file=member.where, line=head.line,
            expected=f"{delimiters[0]!r} between cells, as the publisher has it",
            remedy="The file was saved by another program: download it again.",
        )  # fmt: skip
    for name in needed:
        if head.names.count(name) != 1:
            raise BadInput(
                "is missing" if name not in head.names else "stands twice",
                file=member.where, line=head.line, column=name,
                expected=expected or f"columns {', '.join(needed)}", remedy=CUT,
            )  # fmt: skip


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, strict=True), []) or [""]


def _text(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("latin-1")
    return text.removeprefix(_BOM).rstrip("\r")
