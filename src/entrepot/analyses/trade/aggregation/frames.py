"""The frame that is given, as it is: nothing is collected, columns are told from the schema alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.aggregation.plan import Plan
from entrepot.metadata.errors import BadInput, UsageError

Lazy: TypeAlias = nw.LazyFrame[Any]

TAKEN = "a frame of Polars, pandas, PyArrow or PySpark, or a DuckDB relation"
_KNOWN = {
    nw.Implementation.POLARS,
    nw.Implementation.DUCKDB,
    nw.Implementation.PYSPARK,
    nw.Implementation.PYSPARK_CONNECT,
    nw.Implementation.PANDAS,
    nw.Implementation.PYARROW,
}


@dataclass(frozen=True)
class Flows:
    """A frame of flows and the names in it.

    Attributes:
        rows: lazily.
        schema: column -> type.
        plan: what is asked of it.
        eager: whether the frame that was given was in memory.
    """

    rows: Lazy
    schema: nw.Schema
    plan: Plan
    eager: bool

    def column(self, role: str) -> str | None:
        """The frame's name of a role; None where it has none."""
        names: tuple[str, ...] = (self.plan.columns.get(role, role),)
        if names == ("period",):
            names = ("period", "year")
        return next((name for name in names if name in self.schema), None)

    def need(self, role: str) -> str:
        """The same; raises `BadInput` where there is none."""
        found = self.column(role)
        if found is None:
            raise lacking(self.plan.columns.get(role, role), self.schema)
        return found

    def back(self, rows: Lazy) -> Any:
        """Rows as the kind of frame that was given."""
        return rows.collect().to_native() if self.eager else rows.to_native()


def opened(frame: IntoFrameT, plan: Plan) -> Flows:
    """The frame, with the columns that the plan names checked.

    Raises:
        BadInput: if a column is missing.
        UsageError: if it is no frame of a kind known here.
    """
    try:
        seen = cast("nw.DataFrame[Any] | Lazy", nw.from_native(cast(Any, frame), pass_through=False))
    except TypeError as error:
        raise UsageError(f"a {type(frame).__name__} is no frame: give {TAKEN}") from error
    if seen.implementation not in _KNOWN:
        raise UsageError(f"a frame of {seen.implementation} is not known here: give {TAKEN}")
    rows = seen.lazy()
    schema = rows.collect_schema()
    for name in (*plan.values, *plan.columns.values()):
        if name not in schema:
            raise lacking(name, schema)
    return Flows(rows, schema, plan, eager=isinstance(seen, nw.DataFrame))


def lacking(name: str, columns: Iterable[str]) -> BadInput:
    """What is said of a column that is not there."""
    return BadInput(
        "there is no such column",
        column=name,
        expected=f"one of {', '.join([*columns][:30])}",
        remedy="Name yours: Plan(columns={'exporter': 'i'}), or --column exporter=i.",
    )
