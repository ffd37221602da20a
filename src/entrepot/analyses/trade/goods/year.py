"""One year of reconciled flows of goods, read from its release once and kept in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.grid import Floats, Grid
from entrepot.metadata.goods import GoodsTables
from entrepot.store.warehouse import Release, Warehouse

# The flows are in thousands of USD, as published; answers are in millions.
THOUSANDS = 1000.0


@dataclass(frozen=True, eq=False)
class Structure:
    """Trade of a place with all others by product, on the products of the year's grid, in USD million.

    Attributes:
        exports, imports: of the place; its inner trade is left out.
        world: trade among all economies, without that inner trade.
    """

    exports: Floats
    imports: Floats
    world: Floats

    @cached_property
    def rca(self) -> Floats:
        """Revealed comparative advantage (X_ik / X_i) / (W_k / W); NaN where the world sells none."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = self.exports / self.exports.sum() / (self.world / self.world.sum())
        rca: Floats = shares
        return rca


@dataclass(frozen=True, eq=False)
class Year:
    """The flows of one year.

    Attributes:
        warehouse: the open store.
        tables: the declared tables of the dataset.
        release: the release of the year.
        year: the calendar year.
    """

    warehouse: Warehouse
    tables: GoodsTables
    release: Release
    year: int

    @cached_property
    def grid(self) -> Grid:
        """Exports and imports of all economies by product, USD million, both free on board."""
        columns = ("economy", "product", "value")
        return Grid.of(self._read("exports", columns), self._read("imports", columns), 1 / THOUSANDS)

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """exporter, importer, value, products (how many): all products together."""
        return self._read("pairs", ("exporter", "importer", "value", "products"))

    @cached_property
    def economies(self) -> frozenset[str]:
        """Codes of the economies that sell or buy anything."""
        return frozenset(self.pairs["exporter"]) | frozenset(self.pairs["importer"])

    @cached_property
    def names(self) -> dict[str, str]:
        """The publisher's English description of each product."""
        names = self._read("products", ("product", "name"))
        return dict(zip(names["product"], names["name"], strict=True))

    def flow(self, exporters: Collection[str], importers: Collection[str]) -> pl.DataFrame:
        """product, value (USD million), quantity (t): what any of the ones sells to any of the others.

        Quantity is null where any of the flows of the product comes without one.
        """
        columns = ("product", "value", "quantity")
        where = {"exporter": sorted(exporters), "importer": sorted(importers)}
        rows = self.warehouse.read(self.tables.flows, columns, where, release=self.release.id)
        gathered = rows.group_by("product").agg(pl.col("value"), pl.col("quantity"))
        whole = pl.col("quantity").list.drop_nulls().list.len() == pl.col("quantity").list.len()
        return gathered.select(
            "product",
            value=pl.col("value").list.sum() / THOUSANDS,
            quantity=pl.when(whole).then(pl.col("quantity").list.sum()),
        ).sort("product")

    def structure(self, countries: tuple[str, ...]) -> Structure:
        """What some countries, taken as one, trade with all others, by product."""
        if countries not in self._structures:
            mine = self.grid.rows(countries)
            inner = self.grid.column(self.flow(countries, countries)) if len(countries) > 1 else 0.0
            self._structures[countries] = Structure(
                self.grid.exports[mine].sum(axis=0) - inner,
                self.grid.imports[mine].sum(axis=0) - inner,
                self.grid.world - inner,
            )
        return self._structures[countries]

    @cached_property
    def _structures(self) -> dict[tuple[str, ...], Structure]:
        return {}

    def suppliers(self, importers: Collection[str], products: Collection[str]) -> pl.DataFrame:
        """exporter, product, value (USD million): who sells these to any of the importers, largest first."""
        where = {"importer": sorted(importers), "product": sorted(products)}
        columns = ("exporter", "product", "value")
        rows = self.warehouse.read(self.tables.flows, columns, where, release=self.release.id)
        outside = rows.filter(pl.col("exporter").is_in(sorted(importers)).not_())
        return (
            summed(outside, "exporter", "product")
            .with_columns(pl.col("value") / THOUSANDS)
            .sort("product", "value", "exporter", descending=[False, True, False])
        )

    def customers(self, exporters: Collection[str], importers: Collection[str], code: str) -> pl.DataFrame:
        """importer, product, value (USD million) of all that the ones sell; the others count as one, `code`.

        What they sell among themselves is left out.
        """
        where = {"exporter": sorted(exporters)}
        columns = ("importer", "product", "value")
        rows = self.warehouse.read(self.tables.flows, columns, where, release=self.release.id)
        outside = rows.filter(pl.col("importer").is_in(sorted(exporters)).not_())
        together = (
            pl.when(pl.col("importer").is_in(sorted(importers))).then(pl.lit(code)).otherwise("importer")
        )
        gathered = summed(outside.with_columns(together.alias("importer")), "importer", "product")
        return gathered.with_columns(pl.col("value") / THOUSANDS)

    def derived(self, name: str, version: int, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """What `make` computes from this year, kept in memory and in the store's cache."""
        if (name, version) not in self._derived:
            self._derived[name, version] = self.warehouse.derived(self.release, name, str(version), make)
        return self._derived[name, version]

    @cached_property
    def _derived(self) -> dict[tuple[str, int], pl.DataFrame]:
        return {}

    def _read(self, table: str, columns: tuple[str, ...]) -> pl.DataFrame:
        return self.warehouse.read(getattr(self.tables, table), columns, release=self.release.id)


def summed(frame: pl.DataFrame, *keys: str) -> pl.DataFrame:
    """`value` by `keys`; added in one order, so that the last digits are the same in every run."""
    gathered = frame.group_by(*keys, maintain_order=True).agg(pl.col("value"))
    return gathered.with_columns(pl.col("value").list.sum())
