"""Raw flows for tests of the aggregation: monthly, by CN8, with everything odd that publishers write.

`naive` adds them up in plain Python, with exact fractions: what every engine is compared with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

PLACES = ("BEL", "KAZ", "DEU", "NA", "EU27", "W00", "QZ")
PRODUCTS = ("01012100", "01012910", "0101XXXX", "85423190", "8542XX11", "99XXXXXX")
PERIODS = ("2023-01", "2023-12", "2024-01", "2024-02")

Row = dict[str, Any]


def flows(number: int, seed: int = 5) -> pl.DataFrame:
    """Rows by reporter, partner, flow, product and month; the same for the same seed."""
    draw = Random(seed)
    rows = [_row(draw) for _ in range(number)]
    return pl.DataFrame(rows, schema_overrides={"value": pl.Float64, "quantity": pl.Float64}).with_columns(
        pl.col("duty").cast(pl.Decimal(18, 2)), pl.col("pieces").cast(pl.Int32)
    )


def _row(draw: Random) -> Row:
    amount = round(draw.lognormvariate(4, 3), 3)
    return {
        "reporter": draw.choice((*PLACES[:3], None, "")),
        "partner": draw.choice((*PLACES, None)),
        "flow": draw.choice("MX"),
        "product": draw.choice(PRODUCTS),
        "period": draw.choice(PERIODS),
        "value": draw.choice((amount, amount, -amount, None, float("nan"))),
        "quantity": draw.choice((amount / 7, None)),
        "duty": draw.choice((Decimal(draw.randrange(10**9)) / 100, None)),
        "pieces": draw.choice((draw.randrange(2**31 - 1), None)),
    }


def written(frame: pl.DataFrame, folder: Path, parts: int = 3) -> Path:
    """The rows as Parquet files in a new folder."""
    folder.mkdir()
    for part in range(parts):
        frame[part::parts].write_parquet(folder / f"flows-{part}.parquet")
    return folder


def naive(rows: Sequence[Mapping[str, Any]], by: Sequence[str], values: Sequence[str]) -> dict[Any, Row]:
    """Key -> sums as fractions, rows, and missing amounts; a row is left where a key is empty."""
    found: dict[Any, Row] = {}
    for row in rows:
        key = tuple(row[name] for name in by)
        if any(part in (None, "") for part in key):
            continue
        group = found.setdefault(key, {"rows": 0} | {f"{name}_missing": 0 for name in values})
        group["rows"] += 1
        for name in values:
            amount = row[name]
            if amount is None or amount != amount:
                group[f"{name}_missing"] += 1
            else:
                group[name] = group.get(name, Fraction(0)) + Fraction(amount)
    return found


def as_mapping(table: pl.DataFrame, by: Sequence[str]) -> dict[Any, Row]:
    """A result as what `naive` gives: no sum where all amounts are missing; amounts as fractions."""
    found = {}
    for row in table.to_dicts():
        rest = {name: cell for name, cell in row.items() if name not in by and cell is not None}
        found[tuple(row[name] for name in by)] = {
            name: cell if name == "rows" or name.endswith("_missing") else Fraction(cell)
            for name, cell in rest.items()
        }
    assert len(found) == table.height, "a key stands twice"
    return found
