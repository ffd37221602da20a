"""Rows without a mirror: totals, unspecified partners and goods, an economy with itself. Kept apart."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

# Comtrade's numbers, and the three-place codes it gives them; WLD and ANS are the Growth Lab's.
WORLD = frozenset({"0", "W00", "WLD"})
NOBODY = frozenset(
    {"837", "838", "839", "899", "568", "577", "636", "637", "_X", "X1", "X2", "XX", "ANS", "NES", "ZZZ"}
)


@dataclass(frozen=True, slots=True)
class Unspecified:
    """Codes that name no economy or no product, so that nobody's report mirrors them.

    The defaults are those of UN Comtrade and BACI: the world; bunkers, free zones, special categories,
    areas not elsewhere specified; goods not specified by kind (HS 9999). "Other Asia, not elsewhere
    specified" (490, S19) is not among them: in practice it is Taiwan.

    Attributes:
        world: partner codes of all partners together.
        partners: partner codes of no one economy.
        product_starts: how codes of goods not specified begin.
        products: whole codes of the same.
        totals: product codes of all goods together.
    """

    world: frozenset[str] = WORLD
    partners: frozenset[str] = NOBODY
    product_starts: tuple[str, ...] = ("9999",)
    products: frozenset[str] = frozenset({"99"})
    totals: frozenset[str] = frozenset({"TOTAL"})


COMTRADE = Unspecified()


def reasons_apart(codes: Unspecified) -> pl.Expr:
    """Why a row of reporter, partner, product and value has no mirror; null where it may have one."""
    partner, product = pl.col("partner"), pl.col("product")
    unnamed = product.is_in(sorted(codes.products))
    for start in codes.product_starts:
        unnamed |= product.str.starts_with(start)
    return (
        pl.when(partner.is_in(sorted(codes.world)))
        .then(pl.lit("all partners together"))
        .when(product.is_in(sorted(codes.totals)))
        .then(pl.lit("all products together"))
        .when(partner.is_in(sorted(codes.partners)))
        .then(pl.lit("partner not specified"))
        .when(unnamed)
        .then(pl.lit("product not specified"))
        .when(pl.col("reporter") == partner)
        .then(pl.lit("reporter and partner the same"))
        .when(pl.col("value") == 0)
        .then(pl.lit("value of zero"))
    )
