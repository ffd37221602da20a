"""One year of reconciled flows of goods, read from its release once and kept in memory."""

from __future__ import annotations

import hashlib
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
_LARGEST = 4
_ROUNDING = 1e-12


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
    def matrix(self) -> tuple[dict[str, int], Floats]:
        """Place of each economy in the rows and columns, and exporters x importers in USD million."""
        codes = pl.concat([self.pairs["exporter"], self.pairs["importer"]]).unique().sort()
        i, j = (
            self.pairs[end].cast(pl.Enum(codes)).to_physical().to_numpy() for end in ("exporter", "importer")
        )
        flows = np.zeros((len(codes), len(codes)))
        flows[i, j] = self.pairs["value"].to_numpy() / THOUSANDS
        return {code: n for n, code in enumerate(codes)}, flows

    @cached_property
    def economies(self) -> frozenset[str]:
        """Codes of the economies that sell or buy anything."""
        return frozenset(self.matrix[0])

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
        rows = self._flows(columns, {"exporter": tuple(exporters), "importer": tuple(importers)})
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
            grosses = (
                self.grid.exports[mine].sum(axis=0), self.grid.imports[mine].sum(axis=0), self.grid.world,
            )  # fmt: skip
            self._structures[countries] = Structure(*(_net(gross, inner) for gross in grosses))
        return self._structures[countries]

    @cached_property
    def _structures(self) -> dict[tuple[str, ...], Structure]:
        return {}

    def suppliers(self, importers: tuple[str, ...]) -> pl.DataFrame:
        """product, exporter, value (USD million): the largest four outside suppliers of each product.

        Largest first; equal ones in order of their codes.
        """
        return self.derived(f"suppliers_{mark(importers)}", 1, lambda: self._suppliers(importers))

    def _suppliers(self, importers: tuple[str, ...]) -> pl.DataFrame:
        rows = self._flows(("exporter", "product", "value"), {"importer": importers})
        outside = rows.filter(pl.col("exporter").is_in(importers).not_())
        summed_up = outside if len(importers) == 1 else summed(outside, "exporter", "product")
        ordered = summed_up.sort("product", "value", "exporter", descending=[False, True, False])
        largest = ordered.group_by("product", maintain_order=True).head(_LARGEST)
        return largest.select("product", "exporter", pl.col("value") / THOUSANDS)

    def customers(self, exporters: tuple[str, ...]) -> pl.DataFrame:
        """importer, chapter, value (USD million): what the ones sell to each outside customer."""
        return self.derived(f"customers_{mark(exporters)}", 1, lambda: self._customers(exporters))

    def _customers(self, exporters: tuple[str, ...]) -> pl.DataFrame:
        rows = self._flows(("importer", "product", "value"), {"exporter": exporters})
        outside = rows.filter(pl.col("importer").is_in(exporters).not_())
        chapters = outside.with_columns(pl.col("product").str.head(2).alias("chapter"))
        return summed(chapters, "importer", "chapter").with_columns(pl.col("value") / THOUSANDS)

    def customers_of(self, exporters: tuple[str, ...], product: str) -> pl.DataFrame:
        """importer, value (USD million): who buys one product from the ones, outside of them."""
        rows = self._flows(("importer", "value"), {"exporter": exporters, "product": (product,)})
        outside = rows.filter(pl.col("importer").is_in(exporters).not_())
        return summed(outside, "importer").with_columns(pl.col("value") / THOUSANDS)

    def _flows(self, columns: tuple[str, ...], where: dict[str, tuple[str, ...]]) -> pl.DataFrame:
        return self.warehouse.read(self.tables.flows, columns, where, release=self.release.id)

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


def _net(gross: Floats, inner: Floats | float) -> Floats:
    """What is left without the inner trade; where only the rounding of the difference is left, nothing."""
    net: Floats = gross - inner
    return np.where(net > _ROUNDING * gross, net, 0.0)


def mark(countries: tuple[str, ...]) -> str:
    """Names some countries in the cache; a group by a hash, since its members may change."""
    if len(countries) == 1:
        return countries[0]
    return hashlib.sha256(" ".join(countries).encode()).hexdigest()[:12]
