"""Drafts as a table for a spreadsheet: a person fills in what becomes of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from entrepot.cli.corridors_tables import inert
from entrepot.cli.statement import when
from entrepot.cli.statement_fields import with_fields
from entrepot.metadata.draft import Decision, Draft, Verdict
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.statement import Document
from entrepot.sources.bounded import read_bounded
from entrepot.store.files import write_text

COLUMNS = (
    "document",
    "number",
    "decision",
    "reason",
    "kind",
    "says",
    "date",
    "status",
    "amount",
    "parties",
    "places",
    "doubts",
    "words",
    "name",
)
_DECISIONS = {"accept": Decision.ACCEPTED, "reject": Decision.REJECTED, "correct": Decision.CORRECTED}
_MAX_BYTES = 20_000_000


def write(drafts: Iterable[Draft], documents: Iterable[Document], path: Path) -> None:
    """Write the drafts as CSV; nothing in it is run by a spreadsheet."""
    names = {document.sha256: document.name for document in documents}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(row[name]) for name in COLUMNS] for row in (_row(d, names) for d in drafts))
    write_text(path, "\ufeff" + stream.getvalue())


def _row(draft: Draft, names: dict[str, str]) -> dict[str, str]:
    return {
        "document": draft.document,
        "number": str(draft.number),
        "decision": "",
        "reason": "",
        **_told(draft),
        "doubts": "; ".join(draft.doubts),
        "words": " … ".join(" ".join(quote.text.split()) for quote in draft.proposed.quotes),
        "name": names.get(draft.document, ""),
    }


def _told(draft: Draft) -> dict[str, str]:
    """The columns that a correction may change, as they are written."""
    said = draft.proposed
    amount = f"{said.amount.value:.12g} {said.amount.unit}" if said.amount else ""
    parties = "; ".join(
        f"{p.actor}: {p.role}{f' ({p.capacity})' if p.capacity else ''}" for p in said.parties
    )
    return {
        "kind": said.kind,
        "says": said.says(),
        "date": when(said.date).removesuffix(" *"),
        "status": said.status,
        "amount": amount,
        "parties": parties,
        "places": "; ".join(said.places),
    }


_FIELDS = {"says": "paraphrase.en"}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table and where it stands."""

    path: Path
    number: int
    cells: dict[str, str]

    def fail(self, column: str, problem: str, expected: str) -> BadInput:
        return BadInput(problem, file=self.path, line=self.number, column=column, expected=expected)


def verdicts(path: Path, drafts: Iterable[Draft]) -> list[Verdict]:
    """The decisions in a table; lines without one are passed over.

    Raises:
        BadInput: naming line and column, if it is no such table, a decision or draft is none, or a
            correction cannot be.
    """
    known = {(draft.document, draft.number): draft for draft in drafts}
    return [_verdict(line, known) for line in _lines(path) if line.cells["decision"].strip()]


def _lines(path: Path) -> list[_Line]:
    content = read_bounded(path, _MAX_BYTES, expected="a table that `entrepot drafts export` wrote")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8", file=path, remedy="Save it as CSV UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        missing = [name for name in COLUMNS[:11] if name not in (reader.fieldnames or ())]
        if missing:
            raise BadInput(f"no column {missing[0]}", file=path, line=1, expected=", ".join(COLUMNS))
        return [_Line(path, reader.line_num, {k: (v or "") for k, v in row.items() if k}) for row in reader]
    except csv.Error as error:
        raise BadInput(f"not CSV: {error}", file=path, line=reader.line_num) from error


def _verdict(line: _Line, known: dict[tuple[str, int], Draft]) -> Verdict:
    cells = line.cells
    word = cells["decision"].strip().lower()
    if word not in _DECISIONS:
        raise line.fail(
            "decision", f"“{cells['decision']}” is no decision", "accept, reject, correct or nothing"
        )
    number = cells["number"].strip()
    draft = known.get((cells["document"].strip(), int(number) if number.isdecimal() else 0))
    if draft is None:
        raise line.fail("number", f"there is no draft {number} of that document", "a line as it was exported")
    changed = _changed(draft, cells)
    if word != "correct":
        if changed and word == "accept":
            raise line.fail("decision", f"{changed[0].partition('=')[0]} was changed", "correct, not accept")
        return Verdict(draft.document, draft.number, _DECISIONS[word], None, cells["reason"])
    try:
        mended = with_fields(draft.proposed, changed)
    except UsageError as error:
        raise line.fail("decision", str(error), "fields as they can be") from error
    return Verdict(draft.document, draft.number, Decision.CORRECTED, mended, cells["reason"])


def _changed(draft: Draft, cells: dict[str, str]) -> Sequence[str]:
    """The fields that a person wrote over, as assignments."""
    return [
        f"{_FIELDS.get(name, name)}={cells[name].strip()}"
        for name, was in _told(draft).items()
        if cells[name].strip() not in (was.strip(), str(inert(was)).strip())
    ]
