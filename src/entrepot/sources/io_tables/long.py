"""A long table in CSV: a row for each flow, with the columns origin, destination, industry, use and value.

`use` is the industry that buys the flow as an input, or a final demand: whatever is no industry that sells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables.frames import frame
from entrepot.sources.io_tables.table import Array
from entrepot.sources.members import Member
from entrepot.sources.text_tables.cells import LINE

COLUMNS = ("origin", "destination", "industry", "use", "value")


@dataclass(frozen=True, eq=False)
class Flows:
    """The arrays of a table, with the codes of their axes as the file writes them."""

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    bought: Array
    final: Array
    needs: Array
    negative: tuple[int, float]


def read(member: Member) -> Flows:
    """The flows of a file, added up.

    Raises:
        BadInput: a cell that does not fit, a flow twice; names line and column.
    """
    rows = frame(member, COLUMNS, ("value",))
    once(member.where, rows, COLUMNS[:-1])
    economies = tuple(sorted({*rows["origin"].unique(), *rows["destination"].unique()}))
    industries = tuple(rows["industry"].unique(maintain_order=True))
    made = pl.col("use").is_in(industries)
    inputs, final = rows.filter(made), rows.filter(~made)
    low = inputs["value"] < 0
    negative = (int(low.sum()), float(-inputs.filter(low)["value"].sum()))
    inputs = inputs.with_columns(pl.col("value").clip(lower_bound=0.0))
    return Flows(
        economies,
        industries,
        added(inputs, {"origin": economies, "destination": economies, "industry": industries}),
        added(final, {"origin": economies, "destination": economies, "industry": industries}),
        added(inputs, {"destination": economies, "industry": industries, "use": industries}),
        negative,
    )


def added(rows: pl.DataFrame, axes: Mapping[str, Sequence[str]], value: str = "value") -> Array:
    """The sum of `value` for each combination of codes, an axis for each; 0 where there is no row."""
    total = np.zeros([len(codes) for codes in axes.values()])
    places = [
        rows[name].cast(pl.Enum(list(codes))).to_physical().to_numpy().astype(np.intp)
        for name, codes in axes.items()
    ]
    np.add.at(total, tuple(places), rows[value].to_numpy())
    return total


def once(where: str, rows: pl.DataFrame, key: Sequence[str]) -> None:
    """Raises `BadInput` for the first row whose key stood there before."""
    again = rows.filter(~pl.struct(key).is_first_distinct())
    if again.height:
        written = ", ".join(str(again[name][0]) for name in key)
        raise BadInput(
            f"{written} stands there twice", file=where, line=int(again[LINE][0]), expected="each once"
        )
