"""Values of any statistical office brought into the declared shape of observations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.sdmx_csv.periods import FORM, PERIOD, with_periods
from entrepot.sources.text_tables.cells import LINE


@dataclass(frozen=True, slots=True)
class Roles:
    """Which columns of a publisher's frame play which part; empty where the file has no such column.

    Attributes:
        place, unit, frequency: names of columns.
        time: name of the column with the time.
        others: the remaining dimensions.
    """

    place: str
    unit: str
    frequency: str
    time: str
    others: tuple[str, ...]

    @classmethod
    def among(
        cls,
        dimensions: Sequence[str],
        time: str,
        *,
        place: Sequence[str],
        unit: Sequence[str],
        frequency: Sequence[str],
    ) -> Roles:
        """The roles of `dimensions`, each the first of the names given for it that is among them."""
        found = [next((n for n in names if n in dimensions), "") for names in (place, unit, frequency)]
        others = tuple(sorted(name for name in dimensions if name not in found))
        return cls(found[0], found[1], found[2], time, others)


def shaped(where: str, frame: pl.DataFrame, roles: Roles, indicator: str | pl.Expr) -> pl.DataFrame:
    """The columns of `indicator_tables(...).observations` and `line`, from a frame with `value` and `flags`.

    The frequency is the publisher's code, or what the form of the time tells where the file has none.

    Raises:
        BadInput: a time that cannot be read.
    """
    timed = with_periods(where, frame, roles.time)
    return timed.select(
        _column(roles.place).alias("place"),
        (pl.lit(indicator) if isinstance(indicator, str) else indicator).alias("indicator"),
        _stated(roles.others).alias("dimensions"),
        (pl.col(roles.frequency) if roles.frequency else pl.col(FORM)).alias("frequency"),
        _column(roles.unit).alias("unit"),
        pl.col(PERIOD).alias("period"),
        "value",
        "flags",
        LINE,
    )


def refuse_unknown(where: str, unknown: Collection[str], what: str, remedy: str) -> None:
    """Raise `BadInput` that lists codes which nobody has named; nothing if there are none."""
    if unknown:
        some = ", ".join(sorted(unknown)[:30]) + (" ..." if len(unknown) > 30 else "")
        raise BadInput(f"{len(unknown)} unknown {what}: {some}", file=where, remedy=remedy)


def places_table(kinds: Mapping[str, str], names: Mapping[str, str]) -> pl.DataFrame:
    """The places: place, kind, name; in order of their codes."""
    codes = sorted(kinds)
    return pl.DataFrame(
        {"place": codes, "kind": [kinds[c] for c in codes], "name": [names.get(c) for c in codes]},
        schema={"place": pl.String, "kind": pl.String, "name": pl.String},
    )


def labels_table(labels: Mapping[tuple[str, str], str]) -> pl.DataFrame:
    """The labels by dimension and code: dimension, code, label; in that order."""
    rows = [(dimension, code, labels[dimension, code]) for dimension, code in sorted(labels)]
    return pl.DataFrame(rows, schema=dict.fromkeys(("dimension", "code", "label"), pl.String), orient="row")


def _column(name: str) -> pl.Expr:
    return pl.col(name) if name else pl.lit("")


def _stated(names: tuple[str, ...]) -> pl.Expr:
    parts = [pl.concat_str(pl.lit(f"{name}="), pl.col(name)) for name in names]
    return pl.concat_str(parts, separator="; ") if parts else pl.lit("")
