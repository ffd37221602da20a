"""The prepared market: potentials of a pair, of an exporter, or of everyone, one exporter at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic

import numpy as np
import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.potential.access import Distances, Tariffs
from entrepot.analyses.trade.potential.block import Block, cells
from entrepot.analyses.trade.potential.choices import Choices
from entrepot.analyses.trade.potential.cube import Cube, Floats
from entrepot.analyses.trade.potential.kind import Kind
from entrepot.analyses.trade.potential.screens import kept
from entrepot.metadata.errors import UsageError


@dataclass(frozen=True, eq=False)
class Market(Generic[IntoFrameT]):
    """Flows, margins and corrections, ready to be asked; `prepare` makes it.

    A potential is supply_ik x demand_ijk x ease_ij (ITC's Export Potential Indicator, see `prepare`). It is
    a benchmark against the world's present pattern: no ceiling to what could be sold, and no forecast of
    what will be. A pair that trades nothing has no potential, by construction.

    Attributes:
        cube: the trade.
        supply: places x products, share of the world market.
        demand: places x products, unit of the values, before tariffs and distance.
        ease: places x places.
        choices: how it was computed.
        tariffs: None where none were given.
        distances: None where none were given.
        kind: the kind of frame to answer with.
    """

    cube: Cube
    supply: Floats
    demand: Floats
    ease: Floats
    choices: Choices
    tariffs: Tariffs | None
    distances: Distances | None
    kind: Kind[IntoFrameT]

    def pair(self, exporter: str, importer: str) -> IntoFrameT:
        """What i could sell to j, product by product.

        Returns:
            One row per product of the market, in order of the codes: product, supply (share of the world
            market), demand (of j as i meets it, unit of the values), ease, potential (their product),
            actual, untapped (potential - min(potential, actual)).

        Raises:
            NoData: if one of them trades nothing.
            UsageError: if they are the same.
        """
        i, j = self.positions(exporter, importer)
        demand = self.demand_at(i, j)
        actual = np.zeros(len(demand))
        products, values = self.cube.pair(i, j)
        actual[products] = values
        return self.kind.like(cells(self.names, self.supply[i], demand, self.ease[i, j], actual))

    def exporter(self, exporter: str) -> IntoFrameT:
        """What i could sell to whom: the cells that the screen of the choices leaves, largest first.

        Returns:
            importer, and the columns of `pair`.

        Raises:
            NoData: if it trades nothing.
        """
        i = self.cube.place(exporter)
        block = self._block(i, np.empty(self.cube.shape))
        shown = np.flatnonzero(kept(block.potential, self.choices.screen))
        shown = shown[np.argsort(-block.potential.reshape(-1)[shown], kind="stable")]
        importers, products = np.divmod(shown, len(self.cube.products))
        tariff, distance = self.terms(i)
        demand = (self.demand * tariff * distance).reshape(-1)[shown]
        actual = block.actual_cells().reshape(-1)[shown]
        supply = self.supply[i][products]
        rows = cells(self.names.gather(products), supply, demand, self.ease[i, importers], actual)
        return self.kind.like(
            rows.insert_column(0, pl.Series("importer", self.cube.places).gather(importers))
        )

    def blocks(self) -> Iterator[Block]:
        """Every cell there is, exporter after exporter, in one buffer that is used again each time."""
        buffer = np.empty(self.cube.shape)
        for i in range(len(self.cube.places)):
            yield self._block(i, buffer)

    def totals(self) -> IntoFrameT:
        """exporter, importer, potential, actual, untapped of every pair that trades, sums over products."""
        sums = [block.by_importer() for block in self.blocks()]
        potential, actual, untapped = (np.stack(column) for column in zip(*sums, strict=True))
        i, j = np.nonzero(self.cube.pairs)
        places = pl.Series(self.cube.places)
        sums_of = {"potential": potential, "actual": actual, "untapped": untapped}
        rows = pl.DataFrame({"exporter": places.gather(i), "importer": places.gather(j)})
        return self.kind.like(rows.with_columns(pl.Series(name, of[i, j]) for name, of in sums_of.items()))

    def words(self) -> tuple[str, ...]:
        """What was done with which inputs, a line each, for a methods note."""
        tariffs = f"known for {self.tariffs.coverage:.1%} of trade" if self.tariffs else "not used"
        distances = f"known for {self.distances.coverage:.1%} of trade" if self.distances else "not used"
        return (*self.choices.words(), f"tariffs: {tariffs}", f"distances: {distances}")

    def positions(self, exporter: str, importer: str) -> tuple[int, int]:
        """Where the two stand in the cube; errors as in `pair`."""
        if exporter == importer:
            raise UsageError(f"{exporter} does not export to itself.")
        return self.cube.place(exporter), self.cube.place(importer)

    def demand_at(self, i: int, j: int) -> Floats:
        """Demand of j as i meets it, per product."""
        tariff, distance = self.terms(i, j)
        return np.asarray(self.demand[j] * tariff * distance, dtype=np.float64)

    def terms(self, i: int, j: int | None = None) -> tuple[Floats, Floats]:
        """I's advantage in tariffs, and how usual its distance is; both 1 where not given.

        Places x products, or products of the one market j.
        """
        none = np.ones_like(self.demand if j is None else self.demand[j])
        tariff = none if self.tariffs is None else self.tariffs.demand_term(i, j)
        distance = none if self.distances is None else self.distances.term(i, j)
        return tariff, distance

    @cached_property
    def names(self) -> pl.Series:
        """Codes of the products."""
        return pl.Series("product", self.cube.products, dtype=pl.String)

    def _block(self, i: int, buffer: Floats) -> Block:
        np.multiply(self.demand, self.supply[i], out=buffer)
        if self.tariffs is not None:
            buffer *= self.tariffs.demand_term(i)
        if self.distances is not None:
            buffer *= self.distances.term(i)
        buffer *= self.ease[i][:, None]
        return Block(self.cube.places[i], buffer, *self.cube.exporter(i))
