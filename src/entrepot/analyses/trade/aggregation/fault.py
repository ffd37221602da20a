"""Where in the files the cell stands that an engine stumbled over: engines name the cell, not its place."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.trade.aggregation.amounts import BLANK
from entrepot.analyses.trade.aggregation.plan import Plan
from entrepot.metadata.errors import BadInput
from entrepot.sources.text_tables.cells import shown
from entrepot.store.engines import Files

_ROW = "\0row"


def located(error: BadInput, files: Files, plan: Plan) -> BadInput:
    """The same fault with file, line and column, where an amount is a text that is no number.

    The files are read again for it, one after the other, up to the fault. An error that names its place
    already, and one that is of another kind, is returned as it is.
    """
    if error.file is not None or error.column is not None or files.is_remote:
        return error
    for path in files.paths:
        found = _first_fault(path, files, plan)
        if found is not None:
            return found
    return error


def _first_fault(path: str, files: Files, plan: Plan) -> BadInput | None:
    is_text = files.kind == "text"
    try:
        rows = (
            pl.scan_csv(path, separator=files.delimiter, infer_schema=False, glob=False)
            if is_text
            else pl.scan_parquet(path, glob=False, hive_partitioning=False)
        )
        schema = rows.collect_schema()
        names = [name for name in plan.values if schema.get(name) == pl.String]
        numbered = rows.with_row_index(_ROW, offset=2 if is_text else 1)
        for name in names:
            cell = pl.col(name).str.strip_chars()
            wrong = cell.cast(pl.Float64, strict=False).is_null() & cell.is_not_null() & ~cell.is_in(BLANK)
            row = numbered.filter(wrong).head(1).collect(engine="streaming")
            if len(row):
                return BadInput(
                    f"{shown(row[name][0])} is no amount", file=path, line=row[_ROW][0], column=name,
                    expected=f"a number with a point for decimals; {' or '.join(map(repr, BLANK))} for none",
                )  # fmt: skip
    except (pl.exceptions.PolarsError, OSError) as fault:
        said = (str(fault).strip() or type(fault).__name__).splitlines()[0]
        return BadInput(
            f"cannot be read: {said[:300]}", file=path, expected="a table that can be read to its end"
        )
    return None
