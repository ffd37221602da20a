"""How a rank changes with what is counted: the same customers under several choices of goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import GoodsScope, column
from entrepot.analyses.trade.goods.year import Year, summed
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

ALL = "all goods"
# Chapters of the Harmonized System that a choice leaves out: prices of fuels and gold move more than trade.
WITHOUT: Mapping[str, tuple[str, ...]] = {
    ALL: (),
    "without mineral fuels (HS 27)": ("27",),
    "without precious metals and stones (HS 71)": ("71",),
    "without fuels, precious metals and unspecified goods (HS 27, 71, 99)": ("27", "71", "99"),
}
_NOTHING = 1e-9
LARGEST = "without the largest product of this flow"


@dataclass(frozen=True, slots=True, repr=False)
class Ranks(TableResult):
    """The rank of a buyer among the customers of a seller, under several choices of what is counted.

    Attributes:
        table: choice, rank (null where nothing of it is sold), out_of, share (of those of the
            seller's exports that the choice counts); the first row counts all goods.
        best, worst: the rank is between these, whatever the choice; None without trade.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    best: int | None
    worst: int | None


def ranks_under_choices(
    source: Warehouse | Goods, seller: Place, buyer: Place, year: int | None = None
) -> Ranks:
    """Whether the buyer's rank is one of the whole flow or of one product in it.

    Raises:
        NoData: the store has no goods by product, not of that year, or one of the places is not in them.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    sold = _as_one(chosen.customers(scope.countries(seller)), scope.countries(buyer), buyer.code)
    rows = [_row(name, sold.filter(_counted(out)), buyer.code) for name, out in WITHOUT.items()]
    rows.append(_row(LARGEST, _without_largest(scope, chosen, seller, buyer, sold), buyer.code))
    rank = f"rank of {buyer.code} among customers of {seller.code}"
    columns = (
        column("rank", "Rank", "rank", rank, quality=Quality.DERIVED),
        column("out_of", "Customers", "count", f"customers of {seller.code}"),
        column("share", "Share", "1", f"share of what {seller.code} exports of these goods", "value / total"),
    )  # fmt: skip
    known = [place for row in rows if isinstance(place := row["rank"], int)]
    types = {"choice": pl.String, "rank": pl.Int64, "out_of": pl.Int64, "share": pl.Float64}
    title = f"{buyer.name()} among the customers of {seller.name()}, by what is counted"
    at = f"{seller.code} -> all others, by product"
    table = scope.table(title, pl.DataFrame(rows, schema=types), columns, (chosen,), at)
    return Ranks(seller, buyer, table, min(known, default=None), max(known, default=None))


def _counted(left_out: tuple[str, ...]) -> pl.Expr:
    return pl.col("chapter").is_in(left_out).not_()


def _as_one(sold: pl.DataFrame, countries: tuple[str, ...], code: str) -> pl.DataFrame:
    """The buyers as one importer."""
    mine = pl.col("importer").is_in(countries)
    return sold.with_columns(pl.when(mine).then(pl.lit(code)).otherwise("importer").alias("importer"))


def _without_largest(
    scope: GoodsScope, year: Year, seller: Place, buyer: Place, sold: pl.DataFrame
) -> pl.DataFrame:
    """What is left of all sales without the product that weighs most in the flow."""
    flow = scope.flow(seller, buyer, year).sort("value", "product", descending=[True, False])
    if flow.is_empty():
        return sold
    largest = year.customers_of(scope.countries(seller), flow["product"][0])
    taken = _as_one(largest, scope.countries(buyer), buyer.code).with_columns(pl.col("value") * -1)
    left = summed(pl.concat([sold.select("importer", "value"), taken]), "importer")
    # What rests on one product alone is left with the rounding of a subtraction.
    return left.filter(pl.col("value") > _NOTHING)


def _row(name: str, sold: pl.DataFrame, code: str) -> dict[str, str | int | float | None]:
    partners = summed(sold, "importer")
    mine = partners.filter(pl.col("importer") == code)["value"]
    total = float(partners["value"].sum())
    if mine.is_empty():
        return {"choice": name, "rank": None, "out_of": partners.height, "share": 0.0 if total else None}
    rank = 1 + int((partners["value"] > mine[0]).sum())
    return {"choice": name, "rank": rank, "out_of": partners.height, "share": float(mine[0]) / total}
