"""The unit of a table or chart: small flows in thousands of dollars, so that they do not print as nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import polars as pl

from entrepot.metadata.figure_table import FigureTable


@dataclass(frozen=True, slots=True)
class Scale:
    """What figures in millions of dollars are multiplied by, with the phrase and name of their new unit."""

    factor: float
    phrase: str
    unit: str

    def of(self, millions: float) -> float:
        """The value in this unit, to the digits that it had: 10.435, not 10.435000000000002."""
        return float(f"{millions * self.factor:.{_DIGITS}g}")


MILLIONS = Scale(1.0, "unit.usd-million", "USD million")
THOUSANDS = Scale(1000.0, "unit.usd-thousand", "USD thousand")
_FEW = 10
_DIGITS = 15


def scale_of(values: Iterable[float | None]) -> Scale:
    """Thousands where the largest of the values, in millions, is below ten: small ones keep their digits."""
    largest = max((value for value in values if value is not None), default=0.0)
    return THOUSANDS if 0 < largest < _FEW else MILLIONS


def scaled(figures: FigureTable, by: str) -> tuple[FigureTable, Scale]:
    """The rows in the unit that suits the column `by`; every column in millions of dollars follows it."""
    scale = scale_of(figures.data[by])
    if scale is MILLIONS:
        return figures, scale
    money = [column.name for column in figures.columns if column.unit == MILLIONS.unit]
    data = figures.data.with_columns((pl.col(name) * scale.factor).round_sig_figs(_DIGITS) for name in money)
    columns = tuple(replace(c, unit=scale.unit) if c.name in money else c for c in figures.columns)
    return replace(figures, data=data, columns=columns), scale
