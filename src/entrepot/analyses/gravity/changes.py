"""What is otherwise in a panel: a column or a term of the equation has another value for some pairs."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import fuzz, process

from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, YEAR, Panel
from entrepot.metadata.errors import UsageError

Rows = npt.NDArray[np.bool_]
_WRITTEN = re.compile(r"(?P<name>[^=*]+?)\s*(?P<how>[=*])\s*(?P<value>[^=*]+)")


@dataclass(frozen=True, slots=True)
class Change:
    """A column or a term that is otherwise, in flows between economies; sales at home stay as they are.

    Attributes:
        name: a column of the panel, from which terms are made anew (`rta`, `dist`, `tariff`), else a term of
            the equation (`border`, `rta_lag4`).
        value: what it is then; with `factor`, what it is multiplied by.
        among: economies; only flows between two of these change. Empty: any.
        exporters, importers: only flows from these, to these. Empty: any.
        factor: whether `value` multiplies.
    """

    name: str
    value: float
    among: tuple[str, ...] = ()
    exporters: tuple[str, ...] = ()
    importers: tuple[str, ...] = ()
    factor: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no change.

        Raises:
            UsageError: no name, a value that is no finite number, or one economy among itself.
        """
        if not self.name:
            raise UsageError("A change needs the name of a column or a term, such as rta.")
        if not math.isfinite(self.value):
            raise UsageError(f"{self.name}: {self.value} is no finite number.")
        if len(set(self.among)) == 1:
            raise UsageError(f"Among {self.among[0]} alone there is no trade across a border: name two.")

    @classmethod
    def read(
        cls,
        written: str,
        *,
        among: Sequence[str] = (),
        exporters: Sequence[str] = (),
        importers: Sequence[str] = (),
    ) -> Change:
        """A change as it is written: `rta=0`, or `dist*0.9`.

        Raises:
            UsageError: it is written otherwise, or is no change.
        """
        found = _WRITTEN.fullmatch(written.strip())
        try:
            value = float(found["value"]) if found else math.nan
        except ValueError:
            value = math.nan
        if not found or math.isnan(value):
            raise UsageError(
                f"Change {written!r}: write NAME=NUMBER, such as rta=0, or NAME*NUMBER, such as dist*0.9."
            )
        factor = found["how"] == "*"
        return cls(found["name"], value, tuple(among), tuple(exporters), tuple(importers), factor)

    def __str__(self) -> str:
        """As a command line writes it, and for which pairs."""
        parts = [f"{self.name}{'*' if self.factor else '='}{self.value:g}"]
        parts += [f"among {', '.join(self.among)}"] if self.among else []
        parts += [f"from {', '.join(self.exporters)}"] if self.exporters else []
        parts += [f"to {', '.join(self.importers)}"] if self.importers else []
        return " ".join(parts)


def concerned(panel: Panel, asked: Change, year: int) -> Rows:
    """bool[rows], the flows across a border in that year that a change is about.

    Raises:
        UsageError: an economy that is not in the panel, with the nearest that is.
    """
    ends = panel.rows[EXPORTER].to_numpy(), panel.rows[IMPORTER].to_numpy()
    kept = (ends[0] != ends[1]) & (panel.rows[YEAR].to_numpy() == year)
    sides = ((ends[0], asked.among), (ends[1], asked.among))
    for end, group in (*sides, (ends[0], asked.exporters), (ends[1], asked.importers)):
        if group:
            kept &= np.isin(end, [_place(panel, code) for code in group])
    return np.asarray(kept)


def changed(values: pl.Series, rows: Rows, asked: Change) -> pl.Series:
    """The values with the change made in these rows; what is not known stays so under a factor."""
    there = pl.Series(rows)
    new = values * asked.value if asked.factor else pl.repeat(asked.value, len(values), eager=True)
    return pl.select(pl.when(there).then(new).otherwise(values).alias(values.name)).to_series()


def _place(panel: Panel, code: str) -> int:
    if code not in panel.economies:
        near = process.extractOne(code, panel.economies, scorer=fuzz.ratio, score_cutoff=50.0)
        hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(panel.economies[:8])} ..."
        raise UsageError(f"{code} is no economy of the panel.{hint}")
    return panel.economies.index(code)
