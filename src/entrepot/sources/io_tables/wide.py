"""A square table in CSV, as the OECD's own: rows and columns named `BEL_A01`, final demands `BEL_HFCE`.

The first cell of the heading is free. A column `OUT` and rows `OUT`, `VA` and `TLS` (taxes less subsidies on
inputs) may stand beside and below; they are held to the sums. What is a row is an industry; every other code
of a column is a final demand.
"""

from __future__ import annotations

from itertools import islice

from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables.cells import Cell, csv_rows, first_cells, numbers
from entrepot.sources.io_tables.columns import Columns, Label, columns
from entrepot.sources.io_tables.sums import Sums
from entrepot.sources.members import Member

TOTALS = {
    "OUT": "output", "OUTPUT": "output", "TOTAL": "output", "GO": "output",
    "VA": "value added", "VALU": "value added", "TLS": "taxes", "TAXSUB": "taxes",
}  # fmt: skip
"""What rows and columns that are no economy's may be called."""


def recognises(member: Member) -> bool:
    """Whether a CSV file has a heading of `economy_industry`."""
    try:
        _, heading = next(csv_rows(member), (0, ()))
    except BadInput:
        return False
    labelled = [cell for cell in heading[1:] if isinstance(cell, str) and "_" in cell.strip()[1:-1]]
    return len(heading) > 2 and len(labelled) >= 0.9 * (len(heading) - 1)


def read(member: Member) -> Sums:
    """The rows of the table, added up.

    Raises:
        BadInput: a cell, row or column that does not fit; names line and column.
    """
    wide: Columns | None = None
    for line, row in csv_rows(member):
        if wide is None:
            names = [str(cell).strip() for cell in row[1:]]
            labels = [_label(member.where, line, name, name) for name in names]
            wide = columns(member.where, line, names, labels, _made(member))
            sums = Sums(wide)
            continue
        economy, code = _label(member.where, line, _text(row[0]), None)
        cells = numbers(member.where, line, row[1:], wide.names, empty=not economy)
        if economy:
            sums.sell(line, economy, code, cells)
        else:
            sums.total(line, code, cells)
    if wide is None:
        raise BadInput("is empty", file=member.where, expected="a table")
    return sums


def _made(member: Member) -> set[str]:
    """Codes of the industries, which are those that have a row; the file is read once for them alone."""
    labels = (label.partition("_") for label in islice(first_cells(member), 1, None))
    return {code for _, bar, code in labels if bar}


def _label(file: str, line: int, text: str, column: str | None) -> Label:
    if kind := TOTALS.get(text.upper()):
        return "", kind
    economy, _, code = text.partition("_")
    if not (economy and code):
        raise BadInput(
            f"{text[:60]!r} stands there", file=file, line=line, column=column,
            expected=f"economy_industry such as BEL_A01, or a total: {', '.join(TOTALS)}",
        )  # fmt: skip
    return economy, code


def _text(cell: Cell) -> str:
    return str(cell or "").strip()
