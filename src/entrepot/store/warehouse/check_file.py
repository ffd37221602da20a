"""A Parquet file of any size against the declaration of its table, read a part at a time."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.store.warehouse.check import CODES, out_of_order, refuse_values

_PART = 200_000


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
        rows, last = 0, None
        for part in lazy.collect_batches(chunk_size=_PART, maintain_order=True):
            for column in table.columns:
                refuse_values(table, column, part[column.name], rows)
            last = _refuse_disorder(table, part.select(table.key), last, rows)
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


def _refuse_disorder(
    table: Table, keys: pl.DataFrame, last: pl.DataFrame | None, before: int
) -> pl.DataFrame | None:
    """The last key, to compare the next part with; raises unless each key is greater than the one before."""
    if not table.key or keys.is_empty():
        return last
    joined = keys if last is None else pl.concat([last, keys])
    wrong = joined.select(out_of_order(table.key, joined.schema)).to_series()
    if wrong.any():
        place = int(wrong.arg_max() or 0)
        row = before + place + (2 if last is None else 1)
        key = joined.row(place + 1)
        twice = key == joined.row(place)
        raise BadInput(
            f"row {row:,} {'is there twice' if twice else 'is less than the one before'}: {key}",
            file=table.name, column=", ".join(table.key),
            expected="one row per key" if twice else "rows in ascending order of the key",
        )  # fmt: skip
    return keys.tail(1)
