"""Every error Entrepôt raises on purpose, and the exit code each gives on the command line.

EntrepotError                 1
├── UsageError                2   asked for something that makes no sense (same place twice)
├── PlaceError                3
│   ├── UnknownPlace              no place of that name
│   └── AmbiguousPlace            several; the candidates are listed
├── NoData                    4   the question is good, the store cannot answer it
├── BadInput                  5   a file or table is not what it should be: file, line, column, remedy
│   └── WrongDocument             a document that is not the one that was hashed, a quote not in its place
├── StoreError                6   the store is broken
│   └── Tampered                  bytes no longer match their hash
├── OutputError               7   the result could not be written; nothing half-written is left
└── Conflict                  8   somebody else changed the statement meanwhile; nothing was stored
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class EntrepotError(Exception):
    """Base of all errors a user can mend; its text is shown as it stands."""

    exit_code = 1


class UsageError(EntrepotError):
    """The request contradicts itself."""

    exit_code = 2


class PlaceError(EntrepotError):
    """What was written could not be turned into one place."""

    exit_code = 3

    def __init__(self, message: str, written: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.written = written
        self.candidates = tuple(candidates)


class UnknownPlace(PlaceError):
    """No place bears that name or code."""


class AmbiguousPlace(PlaceError):
    """Several places bear that name; `candidates` lists them."""


class NoData(EntrepotError):
    """The store holds nothing that answers the question."""

    exit_code = 4


class BadInput(EntrepotError):
    """A file is not what it should be; the message names file, line, column, expectation and remedy."""

    exit_code = 5

    def __init__(
        self,
        problem: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        column: str | int | None = None,
        expected: str = "",
        remedy: str = "",
    ) -> None:
        where = [str(file)] if file is not None else []
        where += [f"line {line}"] if line is not None else []
        where += [f"column {column}"] if column is not None else []
        sentences = [f"{', '.join(where)}: {problem}" if where else problem]
        sentences += [f"Expected {expected}."] if expected else []
        sentences += [remedy] if remedy else []
        if len(sentences) > 1 and not sentences[0].endswith((".", "!", "?")):
            sentences[0] += "."
        super().__init__(" ".join(sentences))
        self.file, self.line, self.column = file, line, column
        self.expected, self.remedy = expected, remedy


class WrongDocument(BadInput):
    """The document is not the one that was hashed, or a quote does not stand where it should."""


class StoreError(EntrepotError):
    """The store cannot be read."""

    exit_code = 6


class Tampered(StoreError):
    """Stored bytes no longer match the hash in their manifest."""


class OutputError(EntrepotError):
    """The result could not be written; what stood there before still stands."""

    exit_code = 7


class Conflict(EntrepotError):
    """Somebody else changed a statement since it was read; nothing was stored.

    Attributes:
        statement: its id.
        change: number of the last change to it.
        who, at: who made that, and when (ISO 8601, UTC).
        fields: what it says otherwise now than what the edit was based on.
    """

    exit_code = 8

    def __init__(
        self, message: str, *, statement: str, change: int, who: str, at: str, fields: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.statement, self.change, self.who, self.at = statement, change, who, at
        self.fields = tuple(fields)
