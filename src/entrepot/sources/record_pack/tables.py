"""A pack as three tables of cells and back: the same for CSV and Excel."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Amount, Document, Statement
from entrepot.sources.record_pack import cells, columns
from entrepot.sources.record_pack import row as rows
from entrepot.sources.record_pack.naming import by_name, names_of
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.row import Row

Cell = str | float
"""What a cell holds: text, not yet shielded, or a number."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to write: its columns, and rows with a cell for each."""

    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def tables(pack: Pack) -> dict[str, Table]:
    """The pack as tables `statements`, `documents` and `pack`."""
    named = names_of(pack.documents)
    attributes = _attributes(pack.statements)
    own = frozenset(attributes)
    rest = any(set(statement.attributes) - own for statement in pack.statements)
    languages = {language for statement in pack.statements for language in statement.paraphrase}
    header = columns.in_order(languages, attributes, rest=rest)
    written = (_statement(statement, pack, named, own) for statement in pack.statements)
    documents = ([_text(getattr(each, name)) for name in columns.OF_DOCUMENTS] for each in pack.documents)
    head = (pack.name, pack.title, pack.entered_by, pack.entered_at)
    return {
        columns.STATEMENTS: Table(header, ([cell.get(name, "") for name in header] for cell in written)),
        columns.DOCUMENTS: Table(columns.OF_DOCUMENTS, documents),
        columns.PACK: Table(columns.HEAD, [head]),
    }


def read_tables(
    given: Mapping[str, Iterator[Row]], path: Path, sha256: str, documents: Sequence[Document] = ()
) -> Pack:
    """The pack in such tables; the rows of each know their file and line.

    Args:
        given: rows of `statements`, and of `documents` and `pack` unless there are only additions.
        path: what was read, for messages.
        sha256: hash of its bytes.
        documents: those that the statements may quote beside the pack's own.

    Raises:
        BadInput: naming file, line and column, as `reader.read_pack`.
    """
    if columns.STATEMENTS not in given:
        raise BadInput(f"no table {columns.STATEMENTS}", file=path, expected=f"a table {columns.STATEMENTS}")
    own = tuple(rows.document(row) for row in given.get(columns.DOCUMENTS, ()))
    head = _head(given.get(columns.PACK, iter(())), path)
    known = by_name(documents) | by_name(own)
    statements = tuple(
        replace(
            statement,
            entered_by=statement.entered_by or head.get("entered_by", ""),
            entered_at=statement.entered_at or head.get("entered_at", ""),
        )
        for statement in _each_once(given[columns.STATEMENTS], known)
    )
    quoted = {quote.document for statement in statements for quote in statement.quotes}
    cited = tuple(each for each in documents if each.sha256 in quoted and each not in own)
    return Pack(
        name=head.get("pack", ""),
        title=head.get("title", ""),
        entered_by=head.get("entered_by", ""),
        entered_at=head.get("entered_at", ""),
        documents=own + cited,
        statements=statements,
        sha256=sha256,
    )


def check_header(name: str, where: str, line: int, header: Sequence[str]) -> None:
    """Refuse columns that the table `name` does not have."""
    known: tuple[str, ...] = {
        columns.STATEMENTS: tuple(columns.MEANING),
        columns.DOCUMENTS: columns.OF_DOCUMENTS,
        columns.PACK: columns.HEAD,
    }[name]
    needed = columns.REQUIRED if name == columns.STATEMENTS else known[: 3 if known != columns.HEAD else 4]
    rows.check_header(where, line, header, known, needed)


def _each_once(given: Iterator[Row], documents: Mapping[str, Document]) -> Iterator[Statement]:
    seen: dict[str, int] = {}
    for row in given:
        statement = rows.statement(row, documents)
        if statement.id in seen:
            row.fail(
                "id",
                f"statement {statement.id} stands twice, first in line {seen[statement.id]}",
                remedy="Give each its own identifier.",
            )
        seen[statement.id] = row.line
        yield statement


def _head(given: Iterator[Row], path: Path) -> dict[str, str]:
    found = list(given)
    if len(found) > 1:
        found[1].fail("pack", "a second row", expected="one row that says what the pack is")
    if not found:
        return {}
    if not found[0].text("pack"):
        raise BadInput("the pack has no name", file=path, line=found[0].line, column="pack")
    return dict(found[0].cells)


def _attributes(statements: Iterable[Statement]) -> list[str]:
    """Attributes that get a column, in order of name: those of most statements, where there are too many."""
    used = Counter(name for statement in statements for name in statement.attributes)
    most = sorted(used, key=lambda name: (-used[name], name))[: columns.MOST_ATTRIBUTES]
    return sorted(name for name in most if name)


def _statement(
    statement: Statement, pack: Pack, named: dict[str, str], own: frozenset[str]
) -> dict[str, Cell]:
    written: dict[str, Cell] = {
        name: getattr(statement, name) for name in ("id", "kind", "subject", "property")
    }
    written |= {name: getattr(statement, name) for name in columns.TEXTS}
    for name in ("entered_by", "entered_at"):
        if written[name] == getattr(pack, name):
            written[name] = ""
    written |= {f"{columns.LANGUAGE}{language}": words for language, words in statement.paraphrase.items()}
    written |= {
        "revision": str(statement.revision or ""),
        "places": cells.written_list(statement.places),
        "parties": cells.written_parties(statement.parties),
        "quotes": cells.written_quotes(statement.quotes, named),
        "private": "yes" if statement.private else "",
    }
    if date := statement.date:
        written |= {
            "date": date.edtf or "..",
            "date.as_stated": date.as_stated,
            "date.derivation": date.derivation,
        }
    if statement.amount:
        written |= _amount(statement.amount)
    for name, value in statement.attributes.items():
        if name in own:
            written[f"{columns.ATTRIBUTE}{name}"] = cells.written_value(value)
    if rare := {name: value for name, value in statement.attributes.items() if name not in own}:
        written[columns.REST] = json.dumps(rare, ensure_ascii=False, allow_nan=False)
    return written


def _amount(amount: Amount) -> dict[str, Cell]:
    low, high = amount.bounds.low, amount.bounds.high
    return {
        "amount": amount.value,
        "amount.unit": amount.unit,
        "amount.low": low if math.isfinite(low) else "..",
        "amount.high": high if math.isfinite(high) else "..",
        "amount.as_stated": amount.as_stated,
        "amount.unit_as_stated": amount.unit_as_stated,
        "amount.reason": amount.reason,
    }


def _text(value: str | int) -> str:
    return "" if value == ".." else str(value)
