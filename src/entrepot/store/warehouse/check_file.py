"""A Parquet file of any size against the declaration of its table, read a part at a time."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.store.warehouse.check import CODES, out_of_order, refuse_values, rules

_PART = 100_000


def checked_file(table: Table, file: Path) -> int:
    """The number of rows of `file`, once all of it keeps what is declared.

    Beside what `checked` asks of a frame, columns must stand in the declared order and types (a text may be
    an Enum) and rows in ascending order of the key: so a key that is there twice is seen in one pass, and a
    query finds its rows by the statistics of the file's parts.

    Raises:
        BadInput: names the table, the first row (counted from 1) and the column at fault.
    """
    try:
        lazy = pl.scan_parquet(file)
        _refuse_columns(table, file, lazy.collect_schema())
        rows, last = 0, None  # the last row of the part before
        for part in lazy.collect_batches(chunk_size=_PART, maintain_order=True):
            joined = part if last is None else pl.concat([last, part], rechunk=False)
            if not _keeps(table, joined):
                _refuse(table, part, joined, rows)
            last = part.tail(1) if part.height else last
            rows += part.height
    except (OSError, pl.exceptions.PolarsError) as error:
        raise BadInput(f"not readable as Parquet ({error})", file=file) from error
    return rows


def _refuse_columns(table: Table, file: Path, schema: pl.Schema) -> None:
    found = {name: pl.String() if isinstance(kind, CODES) else kind for name, kind in schema.items()}
    if list(found.items()) != list(table.schema.items()):
        said, wanted = (
            ", ".join(f"{name} {kind}" for name, kind in columns.items()) for columns in (found, table.schema)
        )
        raise BadInput(f"columns are {said}", file=file, expected=f"columns {wanted}, as in {table.name}")


def _keeps(table: Table, joined: pl.DataFrame) -> bool:
    """Whether rows keep every rule, the last one of the part before among them; all are asked at once."""
    rules_kept = rules(table)
    if table.key:
        rules_kept.append(~out_of_order(table.key, joined.schema).any())
    return bool(joined.select(pl.all_horizontal(rules_kept)).item()) if rules_kept else True


def _refuse(table: Table, part: pl.DataFrame, joined: pl.DataFrame, before: int) -> None:
    """Raise `BadInput` for the first fault in a part that `before` rows came before."""
    for column in table.columns:
        refuse_values(table, column, part[column.name], before)
    wrong = joined.select(out_of_order(table.key, joined.schema)).to_series()
    place = int(wrong.arg_max() or 0) + 1
    row = before + place + 1 - (joined.height - part.height)
    keys = joined.select(table.key)
    twice = keys.row(place) == keys.row(place - 1)
    raise BadInput(
        f"row {row:,} {'is there twice' if twice else 'is less than the one before'}: {keys.row(place)}",
        file=table.name, column=", ".join(table.key),
        expected="one row per key" if twice else "rows in ascending order of the key",
    )  # fmt: skip
