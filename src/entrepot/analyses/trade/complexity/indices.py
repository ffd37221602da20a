"""The indices of economic complexity of a long table, year by year."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.complexity.choices import Choices
from entrepot.analyses.trade.complexity.conventions import STATA, Convention, convention_of
from entrepot.analyses.trade.complexity.engine import full_set
from entrepot.analyses.trade.complexity.grid import Columns, grids
from entrepot.analyses.trade.complexity.kinds import opened
from entrepot.analyses.trade.complexity.long import columns_of, long_rows
from entrepot.analyses.trade.complexity.people import People, people_in, people_of
from entrepot.analyses.trade.complexity.spectrum import fitness as fitness_of
from entrepot.metadata.errors import UsageError


class LeftOut(UserWarning):
    """Places, products or measures that a year does not define are null; the text says which and why."""


@dataclass(frozen=True)
class Year:
    """The rows of one year, and what a reader of them must know."""

    time: Any
    rows: nw.DataFrame[Any]
    notes: tuple[str, ...]


def indices(
    frame: IntoFrameT,
    *,
    time: str | None,
    place: str,
    product: str,
    value: str,
    convention: str | Convention = STATA,
    population: Any = None,
    population_value: str = "population",
    sum_duplicates: bool = False,
    fitness: bool = False,
    **options: Any,
) -> IntoFrameT:
    """RCA (or RPOP), M, density, ECI, PCI, diversity, ubiquity, COI and COG of every place and product, each
    year.

    One row for every place and product that the year names, by time, place and product, with 0 as the value
    where there was no row. Formulas and sources: `rca_matrix`, `rpop_matrix`, `presence`, `proximity`,
    `density`, `eigenvector`, `outlook_index` and `outlook_gain`; put together in `full_set`.

    Null are: all measures of a place or product whose total is 0, and for RPOP of a place without population
    (they are in no total); ECI and PCI of a place that holds nothing or a product nobody holds; ECI, PCI, COI
    and COG of a year whose second eigenvector does not exist (one place, one product, equal eigenvalues). A
    `LeftOut` warning says so.

    Args:
        frame: pandas, Polars or PyArrow frame, or DuckDB relation; in any order.
        time: column of the year; None takes all rows as one year.
        place: column of the exporter (or region, or city).
        product: column of the product (or industry).
        value: column of the amount, non-negative, one unit.
        convention: "stata" (default), "ecomplexity", "econcomplex", "atlas", or a `Convention` of your own.
        population: for RPOP, a frame with the columns `time`, `place` and `population_value`, or the name of
            a column of `frame` that repeats the population on every row of a place.
        population_value: the name of the column of population.
        sum_duplicates: add up rows of the same keys instead of refusing them.
        fitness: add the columns `fitness` (of places) and `complexity` (of products), see `fitness`.
        options: presence, threshold, rpop_threshold, knn, continuous, asymmetric, method, iterations,
            precision, as in `Choices`.

    Returns:
        A frame of the kind given: the keys, `value`, `rca` and/or `rpop` (neither for manual presence), `M`,
        `density`, `eci`, `pci`, `diversity`, `ubiquity`, `coi`, `cog`; all measures floats.

    Raises:
        BadInput: if a column is missing, a key is empty, a value is empty, not finite or negative, or the
            same keys stand twice.
        UsageError: if options contradict each other, or RPOP is asked for without population.
    """
    choices = chosen(convention, options)
    columns = Columns(place, product, value, time)
    table, kind = opened(frame)
    people = _people(table, population, population_value, columns, choices)
    years = list(by_year(table, columns, choices, people, add_up=sum_duplicates, fitness=fitness))
    for year in years:
        for note in year.notes:
            warnings.warn(note if time is None else f"{year.time}: {note}", LeftOut, stacklevel=2)
    rows = [year.rows for year in years]
    found: IntoFrameT = kind.back(nw.concat(rows) if len(rows) > 1 else rows[0])
    return found


def chosen(convention: str | Convention, options: dict[str, Any]) -> Choices:
    """The convention and the options as checked choices.

    Raises:
        UsageError: if an option is not known, or options contradict each other.
    """
    known = {*Choices.__dataclass_fields__} - {"convention"}
    unknown = sorted(set(options) - known)
    if unknown:
        raise UsageError(f"No option is named {', '.join(unknown)}. There are {', '.join(sorted(known))}.")
    return Choices(convention_of(convention), **options)


def by_year(
    table: nw.DataFrame[Any],
    columns: Columns,
    choices: Choices,
    people: People | None = None,
    *,
    add_up: bool = False,
    fitness: bool = False,
) -> Iterator[Year]:
    """The rows of each year as soon as they are there.

    Raises:
        BadInput: as `grids` does.
    """
    for grid in grids(table, columns, add_up=add_up):
        found = full_set(grid.values, choices, None if people is None else people_in(grid, people))
        measures = columns_of(found)
        if fitness:
            scored = fitness_of(np.nan_to_num(found.present, nan=0.0))
            measures |= {"fitness": scored.places, "complexity": scored.products}
        time = None if grid.time is None else grid.time.to_list()[0]
        yield Year(time, long_rows(grid, measures, columns), found.notes)


def _people(
    table: nw.DataFrame[Any], population: Any, value: str, columns: Columns, choices: Choices
) -> People | None:
    if "rpop" not in choices.levels:
        return None
    if population is None:
        raise UsageError("RPOP needs the population of each place: give it as `population`.")
    if isinstance(population, str):
        names = [name for name in (columns.time, columns.place, population) if name is not None]
        if population not in table.columns:
            raise UsageError(f"The frame has no column {population!r} for the population.")
        return people_of(table.select(*names).unique().to_native(), columns, population)
    return people_of(population, columns, value)
