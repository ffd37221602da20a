"""Constant market shares: did exports grow with the world, the products, the markets, or against rivals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import ratio, total_within
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.periods import two_periods
from entrepot.metadata.errors import UsageError

Order: TypeAlias = Literal["product", "market"]
Standard: TypeAlias = Literal["world", "others"]
EFFECTS = ("world_growth", "commodity", "market", "competitive")


def constant_market_share(
    flows: IntoFrameT,
    start: int | str,
    end: int | str,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    time: str = "year",
    value: str = "value",
    first: Order = "product",
    standard: Standard = "world",
) -> IntoFrameT:
    """X_1 - X_0 of each exporter, split into four effects that add up to it exactly.

    With r the growth of the world's trade, r_k of product k and r_kj of product k on market j:

    - world_growth: r X_0, had it grown as the world did.
    - commodity: sum over k of (r_k - r) X_k0, because its products were in demand.
    - market: sum over k, j of (r_kj - r_k) X_kj0, because its markets grew.
    - competitive: sum over k, j of X_kj1 - (1 + r_kj) X_kj0, what it gained or lost against its rivals.

    Source: Leamer and Stern (1970), Richardson (1971), the form weighted with the first period; neither was
    read for this. Richardson shows what it cannot do: commodity and market depend on which comes first
    (`first`), all on the periods and on who is the world (`standard`). The competitive effect is a residual;
    it holds prices, quality and luck. With new cells (X_kj0 = 0) all growth is competitive.

    Args:
        flows: any number of rows per exporter, importer, product and period; they are added up.
        start: the first period, as it stands in `time`.
        end: the last.
        exporter: column with the seller's code.
        importer: column with the buyer's code.
        product: column with the product's code.
        time: column with the period.
        value: column with the amount, non-negative, one unit.
        first: "product" takes the commodity effect before the market effect; "market" the other way, with
            r_j in place of r_k.
        standard: the growth that counts as normal: that of all flows given ("world"), or of those of the
            other exporters ("others"). Where the others sold none of a cell at the start, the rate of the
            level above stands in.

    Returns:
        One row per exporter, in order: `exporter`, `before`, `after`, `change`, and the four effects, all in
        the unit of `value`. Null effects where the others had no trade at all at the start.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if a period has no row, the two are the same, or an option is none of those named.
    """
    if first not in ("product", "market") or standard not in ("world", "others"):
        raise UsageError("ask for first='product' or 'market', and standard='world' or 'others'")
    cells = two_periods(flows, (exporter, importer, product), time, start, end, value)
    middle = product if first == "product" else importer
    levels: dict[str, Sequence[str]] = {"_r": (), "_rm": (middle,), "_rf": (product, importer)}
    above = None
    for name, by in levels.items():
        rate = _rate(by, exporter if standard == "others" else None)
        cells = cells.with_columns((rate if above is None else rate.fill_null(nw.col(above))).alias(name))
        above = name
    world, line, cell, before = nw.col("_r"), nw.col("_rm"), nw.col("_rf"), nw.col("before")
    second, third = EFFECTS[1:3] if first == "product" else EFFECTS[2:0:-1]
    cells = cells.with_columns(
        (world * before).alias("world_growth"),
        ((line - world) * before).alias(second),
        ((cell - line) * before).alias(third),
        (nw.col("after") - before - cell * before).alias("competitive"),
        world.is_null().alias("_unknown"),
    )
    sums = (
        cells.group_by(exporter)
        .agg(nw.col("before", "after", *EFFECTS).sum(), nw.col("_unknown").max())
        .sort(exporter)
    )
    known = nw.when(~nw.col("_unknown"))
    effects = (known.then(nw.col(effect)).alias(effect) for effect in EFFECTS)
    change = (nw.col("after") - nw.col("before")).alias("change")
    return handed_back(sums.select(exporter, "before", "after", change, *effects), flows)


def _rate(by: Sequence[str], without: str | None) -> nw.Expr:
    before, after = total_within("before", by), total_within("after", by)
    if without is not None:
        own = (without, *by)
        before, after = before - total_within("before", own), after - total_within("after", own)
    return ratio(after - before, before)
