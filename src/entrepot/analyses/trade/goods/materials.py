"""Critical raw materials between two places: what flows, who else supplies, what each depends on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.analyses.trade.goods.grid import Floats
from entrepot.analyses.trade.goods.market import Goods
from entrepot.analyses.trade.goods.scope import EXPORTS, USD, GoodsScope, column
from entrepot.analyses.trade.goods.year import Structure, Year
from entrepot.analyses.trade.result import TableResult
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places.place import Place
from entrepot.metadata.products import RawMaterial, critical_raw_materials
from entrepot.store.warehouse import Warehouse

_SUPPLIERS = 3


@dataclass(frozen=True, slots=True, repr=False)
class Materials(TableResult):
    """Trade in the raw materials that Regulation (EU) 2024/1252 calls critical, where codes name them.

    Attributes:
        table: material (our code), name, strategic, value (the seller to the buyer), imports (of the buyer
            from all others), share (of the seller in them), world_share (of the seller in world exports),
            suppliers (the largest three of the world, with their shares), products (the codes counted); the
            largest flow first, then the largest world share. Materials that neither trade are left out.
        unseen: materials that no six-digit code names alone, so that trade does not show them.
    """

    seller: Place
    buyer: Place
    table: FigureTable
    unseen: tuple[str, ...]


def materials(
    source: Warehouse | Goods, seller: Place, buyer: Place, year: int | None = None, language: str = "en"
) -> Materials:
    """Which critical raw materials the seller has, and what of them the buyer takes.

    Only six-digit codes that hold nothing but the material are counted, from ore to waste, semi-manufactures
    left out: what is traded with other goods under one code is not seen. The codes are of HS 2022; those that
    the data's revision lacks are not counted.

    Raises:
        NoData: the store has no goods by product, not of that year, or one of the places is not in them.
        UsageError: the places share a country.
    """
    scope = GoodsScope.of(source, seller, buyer)
    chosen = scope.year(year)
    ends = _Ends.of(scope, chosen, seller, buyer)
    found = [
        {"material": m.code, "name": m.names[language], "strategic": m.strategic, **ends.row(_codes(m))}
        for m in critical_raw_materials()
    ]
    unseen = tuple(m.names[language] for m in critical_raw_materials() if not _codes(m))
    columns = (
        column("value", "Value", USD, EXPORTS),
        column("imports", "Imports", USD, f"all imports of {buyer.code} of the material, FOB"),
        column("share", "Share", "1", f"share of {seller.code} in imports of {buyer.code} of the material"),
        column("world_share", "World share", "1", f"share of {seller.code} in world exports of the material"),
    )
    rows = pl.DataFrame([row for row in found if row["imports"] or row["exports"]], schema=_SCHEMA)
    ordered = rows.sort("value", "world_share", "material", descending=[True, True, False])
    title = f"Critical raw materials from {seller.name()} to {buyer.name()}"
    at = f"{seller.code} -> {buyer.code} and all others, codes of critical raw materials"
    return Materials(
        seller, buyer, scope.table(title, ordered.drop("exports"), columns, (chosen,), at), unseen
    )


_SCHEMA = {
    **dict.fromkeys(("material", "name"), pl.String), "strategic": pl.Boolean,
    **dict.fromkeys(("value", "imports", "share", "exports", "world_share"), pl.Float64),
    **dict.fromkeys(("suppliers", "products"), pl.String),
}  # fmt: skip


def _codes(material: RawMaterial) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code.hs22 for code in material.codes if code.alone and code.hs22))


@dataclass(frozen=True, eq=False)
class _Ends:
    """Both sides of the flow on the products of one year."""

    year: Year
    supply: Structure
    demand: Structure
    flow: Floats

    @classmethod
    def of(cls, scope: GoodsScope, year: Year, seller: Place, buyer: Place) -> _Ends:
        flow = year.grid.column(scope.flow(seller, buyer, year))
        return cls(year, scope.structure(seller, year), scope.structure(buyer, year), flow)

    def row(self, codes: tuple[str, ...]) -> dict[str, str | float | None]:
        """What the flows say of the products of these codes."""
        counted = [code for code in codes if code in self.year.grid.place]
        here = [self.year.grid.place[code] for code in counted]
        value, imports = float(self.flow[here].sum()), float(self.demand.imports[here].sum())
        exports, world = float(self.supply.exports[here].sum()), float(self.supply.world[here].sum())
        return {
            "value": value,
            "imports": imports,
            "share": value / max(imports, value) if imports else None,
            "exports": exports,
            "world_share": exports / world if world else None,
            "suppliers": self._largest(here),
            "products": ", ".join(counted),
        }

    def _largest(self, here: list[int]) -> str:
        """The world's largest exporters: "CHN 60%, USA 10%"."""
        sold = self.year.grid.exports[:, here].sum(axis=1)
        total = sold.sum()
        first = np.argsort(-sold, kind="stable")[:_SUPPLIERS]
        return ", ".join(f"{self.year.grid.economies[n]} {sold[n] / total:.0%}" for n in first if sold[n] > 0)
