"""Tables of what was explored: every number a model's estimate, with the origins and caveats of its run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from entrepot.analyses.scenarios.outcome import PERCENT, title
from entrepot.analyses.scenarios.run import Run
from entrepot.analyses.scenarios.telling import caveats, method, origins
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable


def column(run: Run, name: str, label: str, concept: str, unit: str = PERCENT) -> FigureColumn:
    """A column of numbers that the model gave."""
    return FigureColumn(name, label, unit, concept, Quality.MODELLED, method(run))


def table(
    run: Run,
    what: str,
    data: pl.DataFrame,
    columns: Sequence[FigureColumn],
    *,
    places: tuple[str, ...] = (),
    place_column: str = "",
    more: Iterable[str] = (),
) -> FigureTable:
    """Rows of figures about a scenario.

    Args:
        run: whose origins and caveats hold.
        what: beginning of the title; the scenario's comes behind it.
        data: the rows.
        columns: see `FigureTable`.
        places: see `FigureTable`.
        place_column: see `FigureTable`.
        more: caveats that come before those of the run.
    """
    return FigureTable(
        title=f"{what}: {title(run)}", data=data, columns=tuple(columns), period=run.setting.world.period,
        places=places, origins=origins(run), caveat=" ".join((*more, *caveats(run))),
        place_column=place_column,
    )  # fmt: skip


def figure(run: Run, value: float, concept: str, unit: str = PERCENT, places: tuple[str, ...] = ()) -> Figure:
    """One number that the model gave, or that a run needs."""
    return Figure(
        value=value, unit=unit, period=run.setting.world.period, concept=concept, places=places,
        quality=Quality.MODELLED, origins=origins(run), method=method(run), caveat=" ".join(caveats(run)),
    )  # fmt: skip
