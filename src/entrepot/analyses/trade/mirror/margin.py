"""From CIF to FOB: conventions by name, or margins given pair by pair."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl
from narwhals.typing import IntoFrame

from entrepot.analyses.trade.potential.kind import read
from entrepot.metadata.errors import BadInput, UsageError


@dataclass(frozen=True, slots=True)
class Margin:
    """A CIF/FOB margin for all pairs: CIF = FOB x (1 + rate).

    Attributes:
        rate: such as 0.06.
        source: who says so.
    """

    rate: float
    source: str

    def __post_init__(self) -> None:
        if not 0 <= self.rate < 1:
            raise UsageError("A CIF/FOB margin is a share of the FOB value, such as 0.06.")

    def __str__(self) -> str:
        return f"CIF = FOB x {1 + self.rate:g} ({self.source})"


DOTS_2017 = Margin(
    0.06,
    "IMF, Direction of Trade Statistics Yearbook 2017, https://www.elibrary.imf.org/view/books/042/24207-9781475593822-en/24207-9781475593822-en-book.xml",
)
DOTS_BEFORE = Margin(
    0.10,
    "IMF, Direction of Trade Statistics, the uniform factor that Gong (1994), IMF Working Paper 94/142, "
    "finds inappropriate",
)
SAME_VALUATION = Margin(0.0, "both sides value alike, as where imports are FOB")


def at_fob(cells: pl.DataFrame, margin: Margin, margins: IntoFrame | None) -> pl.DataFrame:
    """`cells` with cif_margin, margin_given (of this pair, not the general one) and value_importer_fob.

    Raises:
        BadInput: if the margins are not exporter, importer, margin (0 to below 1), once a pair.
    """
    if margins is None:
        rates = cells.with_columns(cif_margin=pl.lit(margin.rate), margin_given=pl.lit(value=False))
    else:
        given = _given(margins)
        joined = cells.join(given, on=("exporter", "importer"), how="left", maintain_order="left")
        rates = joined.with_columns(
            cif_margin=pl.col("_margin").fill_null(margin.rate), margin_given=pl.col("_margin").is_not_null()
        ).drop("_margin")
    return rates.with_columns(value_importer_fob=pl.col("value_importer") / (1 + pl.col("cif_margin")))


def _given(margins: IntoFrame) -> pl.DataFrame:
    table, _ = read(margins, ("exporter", "importer"), ("margin",))
    doubled = table.select("exporter", "importer").is_duplicated()
    wrong = doubled | (table["margin"] >= 1)
    if wrong.any():
        raise BadInput(
            "a pair stands twice" if doubled.any() else "a margin is not below 1",
            line=int(wrong.arg_max() or 0) + 1,
            column="margin",
            expected="one share of the FOB value per pair, such as 0.06",
        )
    return table.select(pl.col("exporter", "importer").cast(pl.String), pl.col("margin").alias("_margin"))
