"""A row of a table as a statement, and the columns it may have; every fault names file, row and column."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from rapidfuzz import process

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import BadInput
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import KINDS, Amount, Document, Quote, Statement
from entrepot.sources.record_pack import cells, columns

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TRUTH = {"": False, "no": False, "false": False, "0": False, "yes": True, "true": True, "1": True}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that are not empty, as text, by column.

    Attributes:
        where: file, and sheet where it has several.
        line: line of a CSV file, row of a sheet, from 1.
    """

    where: str
    line: int
    cells: Mapping[str, str]

    def fail(self, column: str, problem: str, *, expected: str = "", remedy: str = "") -> NoReturn:
        """Raise `BadInput` at a cell of this row."""
        raise BadInput(
            problem, file=self.where, line=self.line, column=column, expected=expected, remedy=remedy
        )

    def text(self, column: str) -> str:
        """The text of a cell; empty when there is none."""
        return self.cells.get(column, "")

    def words(self, column: str) -> str:
        """Text that must be there."""
        return self.text(column) or self.fail(column, "an empty cell", remedy="Fill it in.")

    def read(self, column: str, reader: Callable[[str], T], expected: str) -> T:
        """What `reader` makes of a cell; its `ValueError` becomes `BadInput`."""
        try:
            return reader(self.text(column))
        except ValueError as error:
            self.fail(column, str(error), expected=expected)

    def whole(self, column: str) -> int:
        """A number that counts something."""
        written = self.words(column)
        if not written.isascii() or not written.isdigit() or len(written) > 15:
            self.fail(column, f"{written[:40]!r} is not a whole number", expected="digits alone")
        return int(written)

    def hash(self, column: str) -> str:
        """A SHA-256 hash, or nothing."""
        written = self.text(column)
        if written and not _SHA256.fullmatch(written):
            self.fail(column, "not a SHA-256 hash", expected="64 hexadecimal digits in lower case")
        return written


def check_header(
    where: str, line: int, header: Sequence[str], known: Sequence[str], needed: Sequence[str]
) -> None:
    """Refuse a table whose columns are not those of `known`, each once, with all that are `needed`."""

    def fail(name: str, problem: str, remedy: str) -> NoReturn:
        raise BadInput(problem, file=where, line=line, column=name, remedy=remedy)

    if len(header) > columns.MOST_COLUMNS:
        fail(f"{len(header)}", f"more than {columns.MOST_COLUMNS} columns", "Take out those that are empty.")
    seen: set[str] = set()
    for name in header:
        if name in seen:
            fail(name, f"column {name!r} stands twice", "Keep one of them.")
        seen.add(name)
        if name not in known and not _of_a_family(name, known):
            near = process.extractOne(name, known, score_cutoff=70)
            remedy = f"Did you mean {near[0]}?" if near else f"Columns are {', '.join(known)}."
            fail(name, f"unknown column {name[:40]!r}", remedy)
    if missing := [name for name in needed if name not in seen]:
        fail(missing[0], f"no column {', '.join(missing)}", "Add it, even where its cells stay empty.")


def _of_a_family(name: str, known: Sequence[str]) -> bool:
    if columns.LANGUAGE + "en" not in known:
        return False
    return name == columns.REST or any(
        name.startswith(begin) and len(name) > len(begin) for begin in (columns.LANGUAGE, columns.ATTRIBUTE)
    )


def statement(row: Row, documents: Mapping[str, Document]) -> Statement:
    """The statement of a row; `documents` are those it may quote, by name."""
    if (kind := row.words("kind")) not in KINDS:
        row.fail("kind", f"unknown kind {kind[:40]!r}", expected=f"one of {', '.join(KINDS)}")
    row.words("paraphrase.en")
    if kind == "contact" and not _truth(row, "private"):
        row.fail("private", "a contact is personal data", expected="yes")
    texts = {name: row.text(name) for name in columns.TEXTS}
    return Statement(
        id=row.words("id"),
        kind=kind,
        subject=row.words("subject"),
        property=row.words("property"),
        paraphrase={
            name.removeprefix(columns.LANGUAGE): words
            for name, words in row.cells.items()
            if name.startswith(columns.LANGUAGE)
        },
        parties=row.read("parties", cells.parties, "actor: role (capacity), with semicolons between"),
        places=row.read("places", cells.names, "codes with semicolons between"),
        date=_date(row),
        amount=_amount(row),
        quotes=_quotes(row, documents),
        attributes=_attributes(row),
        private=_truth(row, "private"),
        revision=row.whole("revision") if row.text("revision") else 0,
        **texts,
    )


def document(row: Row) -> Document:
    """The document of a row."""
    row.words("sha256")
    for name in ("sha256", "text_sha256", "replaces"):
        row.hash(name)
    if row.text("published"):
        row.read("published", StatedDate, "an EDTF date, an interval of two, or ..")
    texts = {name: row.text(name) for name in columns.OF_DOCUMENTS[3:] if row.text(name)}
    return Document(row.text("sha256"), row.words("name"), row.whole("characters"), **texts)


def _date(row: Row) -> StatedDate | None:
    written, *more = (row.text(name) for name in ("date", "date.as_stated", "date.derivation"))
    if not written:
        if any(more):
            row.fail("date", "an empty cell beside words for a date", remedy="Write .. if no date is given.")
        return None
    read = row.read("date", StatedDate, "an EDTF date, an interval of two, or .. for no bound")
    return StatedDate(read.edtf, *more)


def _amount(row: Row) -> Amount | None:
    if not any(row.text(name) for name in columns.MEANING if name.startswith("amount")):
        return None
    value = row.read("amount", cells.number, "a number such as 118000000 or 7.5")
    low, high = _bound(row, "amount.low", -math.inf), _bound(row, "amount.high", math.inf)
    if not low <= value <= high:
        row.fail("amount", f"{value:g} does not lie within its bounds", expected="low, amount, high in order")
    stated, unit_stated, reason = (row.text(f"amount.{n}") for n in ("as_stated", "unit_as_stated", "reason"))
    return Amount(stated, unit_stated, value, row.text("amount.unit"), Interval(low, high), reason)


def _bound(row: Row, column: str, unbounded: float) -> float:
    expected = "a number, or .. where it is unbounded"
    return unbounded if row.text(column) == ".." else row.read(column, cells.number, expected)


def _quotes(row: Row, documents: Mapping[str, Document]) -> tuple[Quote, ...]:
    expected = "document, characters, lines and SHA-256, as in: letter.txt 120-160 L3-4 <64 digits>"
    places = row.read("quotes", lambda text: tuple(cells.places_of_quotes(text)), expected)
    return tuple(_quote(row, documents, *place) for place in places)


def _quote(
    row: Row,
    documents: Mapping[str, Document],
    name: str,
    start: int,
    end: int,
    first: int,
    last: int,
    sha256: str,
) -> Quote:
    found = documents.get(name)
    if found is None:
        known = ", ".join(sorted(documents)[:8]) or "none is named"
        row.fail("quotes", f"no document is called {name[:80]!r}", expected=f"one of these: {known}")
    if not start < end <= found.characters or not 1 <= first <= last:
        row.fail(
            "quotes",
            f"characters {start} to {end}, lines {first} to {last} are no passage of {name}",
            expected=f"start below end, end at most {found.characters}, lines counted from 1",
        )
    return Quote(found.sha256, start, end, first, last, sha256)


def _attributes(row: Row) -> dict[str, Any]:
    expected = "text, or JSON; text that begins like JSON stands in quotation marks"
    found = {}
    if row.text(columns.REST):
        found = row.read(columns.REST, cells.value, "a mapping in JSON")
        if not isinstance(found, dict):
            row.fail(columns.REST, "no mapping", expected="a mapping in JSON")
    for name in row.cells:
        if name.startswith(columns.ATTRIBUTE):
            found[name.removeprefix(columns.ATTRIBUTE)] = row.read(name, cells.value, expected)
    return found


def _truth(row: Row, column: str) -> bool:
    written = row.text(column).casefold()
    if written not in _TRUTH:
        row.fail(column, f"{written[:40]!r} is neither yes nor no", expected="yes, or an empty cell")
    return _TRUTH[written]
