"""The product space of a long table: which products are near to each other, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.complexity.conventions import STATA, Convention
from entrepot.analyses.trade.complexity.engine import nearness
from entrepot.analyses.trade.complexity.grid import Columns, Grid, grids
from entrepot.analyses.trade.complexity.indices import chosen
from entrepot.analyses.trade.complexity.kinds import opened
from entrepot.analyses.trade.complexity.neighbours import product_space


def proximities(
    frame: IntoFrameT,
    *,
    time: str | None,
    place: str,
    product: str,
    value: str,
    nearest: int | None = 5,
    convention: str | Convention = STATA,
    sum_duplicates: bool = False,
    **options: Any,
) -> IntoFrameT:
    """The edges of the product space: each product with its nearest neighbours, ties kept.

    Formulas and sources: `proximity`, `continuous_proximity`, `product_space`. A product whose total is 0 has
    no edge; a pair of proximity 0 is no edge.

    Args:
        frame: pandas, Polars or PyArrow frame, or DuckDB relation.
        time: column of the year; None takes all rows as one year.
        place: column of the exporter (or region, or city).
        product: column of the product (or industry).
        value: column of the amount, non-negative, one unit.
        nearest: how many neighbours of each product; None for all (25 million rows for 5,000 products).
        convention: whose threshold and presence.
        sum_duplicates: add up rows of the same keys instead of refusing them.
        options: presence ("rca" or "manual"), threshold, continuous, asymmetric, precision, as in `Choices`.

    Returns:
        A frame of the kind given: time, product, `neighbour`, `proximity`, `rank` (1 the nearest).

    Raises:
        BadInput, UsageError: as `indices` does.
    """
    choices = chosen(convention, options)
    columns = Columns(place, product, value, time)
    table, kind = opened(frame)
    years = list(_edges(grids(table, columns, add_up=sum_duplicates), columns, choices, nearest))
    found: IntoFrameT = kind.back(nw.concat(years) if len(years) > 1 else years[0])
    return found


def _edges(
    years: Iterator[Grid], columns: Columns, choices: Any, nearest: int | None
) -> Iterator[nw.DataFrame[Any]]:
    for grid in years:
        traded = grid.values.sum(axis=0) > 0
        active = grid.values.sum(axis=1) > 0
        products = grid.products.filter(traded.tolist())
        edges = product_space(nearness(grid.values[active][:, traded], choices), nearest)
        backend = products.implementation
        keys = {
            columns.product: products[edges.product],
            "neighbour": products[edges.neighbour].alias("neighbour"),
        }
        if grid.time is not None and columns.time is not None:
            keys = {columns.time: grid.time[edges.product * 0], **keys}
        yield nw.from_dict(
            {
                **{name: nw.maybe_reset_index(key) for name, key in keys.items()},
                "proximity": nw.new_series("proximity", edges.proximity, backend=backend),
                "rank": nw.new_series("rank", edges.rank, backend=backend),
            }
        )
