"""What each rule of a sample filter drops. Cells: _i exporter, _k product, _v US dollars, _p population."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from entrepot.analyses.trade.measures.advantage import balassa
from entrepot.analyses.trade.measures.frames import ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table

Codes = list[Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A field of `SampleFilter`, in words, and how to find the codes that fail it."""

    name: str
    key: str
    phrase: str
    finds: Callable[[Table, Any], Codes]

    @property
    def side(self) -> str:
        """Whether it drops exporters or products."""
        return "exporters" if self.key == "_i" else "products"

    def words(self, setting: Any) -> str:
        """The rule with its setting."""
        if isinstance(setting, tuple):
            return self.phrase.format(", ".join(map(str, setting)))
        return self.phrase.format(setting)


def _codes(table: Table, key: str) -> Codes:
    return table[key].unique().sort().to_list()


def _not_among(cells: Table, kept: tuple[str, ...]) -> Codes:
    return [code for code in _codes(cells, "_i") if str(code) not in kept]


def _among(cells: Table, dropped: tuple[str, ...]) -> Codes:
    return [code for code in _codes(cells, "_i") if str(code) in dropped]


def _few_people(cells: Table, least: float) -> Codes:
    return _codes(cells.filter(nw.col("_p").is_null() | (nw.col("_p") < least)), "_i")


def _few_exports(cells: Table, least: float) -> Codes:
    return _codes(totals(cells, ("_i",), "_v").filter(nw.col("_v") < least), "_i")


def _beginning(cells: Table, beginnings: tuple[str, ...]) -> Codes:
    return [code for code in _codes(cells, "_k") if str(code).startswith(beginnings)]


def _little_traded(cells: Table, most: float) -> Codes:
    return _codes(totals(cells, ("_k",), "_v").filter(nw.col("_v") <= most), "_k")


def _smallest(cells: Table, share: float) -> Codes:
    products = (
        totals(cells, ("_k",), "_v").sort("_v", "_k").with_columns(nw.col("_v").cum_sum().alias("_sum"))
    )
    return _codes(products.filter(nw.col("_sum") < share * nw.col("_v").sum()), "_k")


def _few_effective(cells: Table, most: float) -> Codes:
    share = ratio(nw.col("_v"), total_within("_v", ("_k",))).fill_null(0.0)
    squares = cells.with_columns(share.alias("_s")).with_columns((nw.col("_s") * nw.col("_s")).alias("_hhi"))
    # Two equal exporters are two, whatever the last digit of 0.5 squared, twice, says.
    return _codes(totals(squares, ("_k",), "_hhi").filter(nw.col("_hhi") * most >= 1 - 1e-12), "_k")


def _few_with_advantage(cells: Table, most: int) -> Codes:
    index = balassa(cells, "_i", "_k", "_v")
    held = index.with_columns((nw.col("rca") >= 1).fill_null(False).cast(nw.Int64).alias("_held"))
    return _codes(totals(held, ("_k",), "_held").filter(nw.col("_held") <= most), "_k")


# In the order in which they are applied: places first, because products are judged by the places that stay.
RULES = (
    Rule("only_exporters", "_i", "exporters not named", _not_among),
    Rule("without_exporters", "_i", "exporters left out by name", _among),
    Rule("min_population", "_i", "fewer than {:,.0f} inhabitants, or no figure", _few_people),
    Rule("min_exports", "_i", "exports below {:,.0f} US dollars", _few_exports),
    Rule("without_products", "_k", "codes that begin with {}", _beginning),
    Rule("world_trade_over", "_k", "world trade of {:,.0f} US dollars or less", _little_traded),
    Rule("smallest_share", "_k", "smallest products that together are below {:.4%} of trade", _smallest),
    Rule("effective_exporters_over", "_k", "{:g} effective exporters or fewer", _few_effective),
    Rule("ubiquity_over", "_k", "{:g} exporters with RCA of 1 or more, or fewer", _few_with_advantage),
)
