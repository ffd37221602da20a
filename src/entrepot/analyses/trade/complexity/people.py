"""Population of each place and year, for RPOP."""

from __future__ import annotations

from typing import Any

import numpy as np

from entrepot.analyses.trade.complexity.grid import Columns, Grid
from entrepot.analyses.trade.complexity.kinds import opened
from entrepot.analyses.trade.complexity.presence import Floats
from entrepot.metadata.errors import BadInput

People = dict[Any, float]


def people_of(population: Any, columns: Columns, value: str) -> People:
    """Population by (time, place), or by (None, place) where the table has no time column.

    An empty or non-positive number is "not known": the place is left out of RPOP, as in Stata.

    Args:
        population: a frame of any kind with the columns of place and value, and of time where it varies.
        columns: the names of the time and the place; the same as those of the trade.
        value: the name of the column with the population.

    Raises:
        BadInput: if a column is missing, the population is not a number, or a place stands twice with two
            numbers.
    """
    table, _ = opened(population)
    for name in (columns.place, value):
        if name not in table.columns:
            raise BadInput(
                "the population lacks a column",
                column=name,
                expected=f"{columns.place} and {value}; it has {', '.join(table.columns)}",
            )
    if not table.schema[value].is_numeric():
        raise BadInput("the population is not a number", column=value, expected="a numeric column")
    dated = columns.time is not None and columns.time in table.columns
    times = table[str(columns.time)].to_list() if dated else [None] * len(table)
    found: People = {}
    for row, (time, place, number) in enumerate(
        zip(times, table[columns.place].to_list(), table[value].to_list(), strict=True)
    ):
        people = float("nan") if number is None else float(number)
        if found.setdefault((time, place), people) != people and not np.isnan(people):
            raise BadInput(
                f"{place} has two populations in the same year", line=row + 1, column=value, expected="one"
            )
    return found


def people_in(grid: Grid, people: People) -> Floats:
    """The population of each place of the grid; NaN where it is not known."""
    time = None if grid.time is None else grid.time.to_list()[0]
    places = grid.places.to_list()
    return np.array([people.get((time, place), people.get((None, place), np.nan)) for place in places])
