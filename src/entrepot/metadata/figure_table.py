"""A table of figures: what each column counts and where all of it comes from, said once."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal, overload

from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Kind = Literal["polars", "pandas"]


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of numbers; `label` heads it in a notebook, the rest is as in `Figure`."""

    name: str
    label: str
    unit: str
    concept: str
    quality: Quality
    method: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FigureTable:
    """Rows of figures that share period, origins and caveat; columns not in `columns` are keys and names.

    Attributes:
        title: what the table shows.
        data: the rows; a null is a number that is not known or not defined.
        columns: the columns of numbers, in the order of `data`.
        period: EDTF, e.g. "2022".
        places: codes of the places the whole table is about, reporter first.
        origins: every source the numbers rest on.
        caveat: what a reader must know before using any of it.
        place_column: the key that holds one more place's code in each row; empty if none does.
    """

    title: str
    data: pl.DataFrame
    columns: tuple[FigureColumn, ...]
    period: str
    places: tuple[str, ...]
    origins: tuple[Origin, ...]
    caveat: str = ""
    place_column: str = ""

    @overload
    def frame(self, kind: Literal["polars"] = "polars") -> pl.DataFrame: ...
    @overload
    def frame(self, kind: Literal["pandas"]) -> pd.DataFrame: ...
    def frame(self, kind: Kind = "polars") -> pl.DataFrame | pd.DataFrame:
        """The bare rows as a Polars or pandas frame.

        Raises:
            UsageError: if `kind` is neither, or pandas is not installed.
        """
        if kind == "polars":
            return self.data
        if kind != "pandas":
            raise UsageError(f"no frame of kind {kind!r}: ask for 'polars' or 'pandas'")
        try:
            return self.data.to_pandas()
        except ModuleNotFoundError as missing:
            raise UsageError(f"{missing.name} is not installed: pip install 'entrepot[pandas]'") from missing

    def column(self, name: str) -> FigureColumn:
        """The column of numbers of that name; raises `KeyError` if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.title!r} has no figures {name!r}; it has {[c.name for c in self.columns]}")

    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, in order."""
        return self.data.to_dicts()

    def figure(self, name: str, **keys: Any) -> Figure:
        """One cell with all that is known of it, e.g. `figure("share", partner="KAZ")`.

        Raises:
            KeyError: if there is no such column, or the keys do not pick exactly one row.
        """
        column = self.column(name)
        rows = self.data
        for key, wanted in keys.items():
            rows = rows.filter(rows[key] == wanted)
        found = rows.to_dicts()
        if len(found) != 1:
            raise KeyError(f"{self.title!r} has {len(found)} rows with {keys}")
        value = found[0][name]
        return Figure(
            value=Interval.unknown(nonnegative=False) if value is None else float(value),
            unit=column.unit,
            period=self.period,
            concept=column.concept,
            places=self.places + ((found[0][self.place_column],) if self.place_column else ()),
            quality=column.quality,
            origins=self.origins,
            method=column.method,
            caveat=self.caveat,
        )

    def head(self, count: int) -> FigureTable:
        """The first `count` rows."""
        return replace(self, data=self.data.head(count))

    def __len__(self) -> int:
        return self.data.height

    def cite(self) -> str:
        """Every origin, one after the other."""
        return "; ".join(origin.cite() for origin in self.origins)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, origins included."""
        return {
            "title": self.title,
            "period": self.period,
            "places": list(self.places),
            "columns": [asdict(column) | {"quality": column.quality.word} for column in self.columns],
            "rows": self.rows(),
            "caveat": self.caveat,
            "origins": [origin.to_dict() for origin in self.origins],
        }

    def __repr__(self) -> str:
        units = ", ".join(f"{column.name} in {column.unit}" for column in self.columns)
        return "\n".join((f"{self.title}, {self.period}", str(self.data), f"Units: {units}.", *self.foot()))

    def _repr_html_(self) -> str:
        numbers = {column.name: column for column in self.columns}
        heads = "".join(_head(numbers.get(name), name) for name in self.data.columns)
        body = "".join(
            f"<tr>{''.join(_cell(numbers.get(name), value) for name, value in row.items())}</tr>"
            for row in self.rows()
        )
        foot = "<br>".join(escape(line) for line in self.foot())
        caption = f"<caption><b>{escape(self.title)}</b>, {escape(self.period)}</caption>"
        table = f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        return f"{table}<p><small>{foot}</small></p>"

    def foot(self) -> list[str]:
        """Source and caveat, a line each."""
        qualities = dict.fromkeys(column.quality.word for column in self.columns)
        made = f"Source: {self.cite()}; {', '.join(qualities)}."
        return [made, self.caveat] if self.caveat else [made]


def printed(table: FigureTable, name: str, value: Any) -> str:
    """A cell of the column of that name, in words for a terminal."""
    column = next((c for c in table.columns if c.name == name), None)
    return str(value) if column is None else _number(column.unit, value)


def _head(column: FigureColumn | None, name: str) -> str:
    if column is None:
        return f"<th style='text-align:left'>{escape(name.replace('_', ' '))}</th>"
    unit = "" if column.unit in ("1", "rank") else f"<br><small>{escape(column.unit)}</small>"
    return f"<th style='text-align:right' title='{escape(column.concept)}'>{escape(column.label)}{unit}</th>"


def _cell(column: FigureColumn | None, value: Any) -> str:
    if column is None:
        return f"<td style='text-align:left'>{escape(str(value))}</td>"
    return f"<td style='text-align:right'>{_number(column.unit, value)}</td>"


def _number(unit: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if unit == "rank" else f"{value:.4f}" if unit == "1" else f"{value:,.1f}"
