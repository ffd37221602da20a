"""Shares and reach on markets: how much of a market, how many of the markets there are."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back


def market_shares(
    flows: IntoFrameT,
    exporter: str = "exporter",
    importer: str = "importer",
    value: str = "value",
    by: Sequence[str] = (),
) -> IntoFrameT:
    """MS_ij = x_ij / M_j: i's part of what j imports. Rows from a place to itself are left out.

    Source: the usual definition. That domestic sales are left out is our choice.

    Args:
        flows: any number of rows per exporter and importer; they are added up.
        exporter: column with the seller's code.
        importer: column with the buyer's code.
        value: column with the amount, non-negative, one unit.
        by: columns within which it is computed, e.g. the product.

    Returns:
        One row per exporter, importer and `by` present, in that order: the keys, `value` and `market_share`
        (unit 1). Null where j imports nothing.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    keys = (exporter, importer, *by)
    table = totals(_abroad(flows, exporter, importer, keys, value), keys, value)
    share = ratio(nw.col(value), total_within(value, (importer, *by))).alias("market_share")
    return handed_back(table.with_columns(share), flows)


def import_penetration(
    trade: IntoFrameT, production: str = "production", exports: str = "exports", imports: str = "imports"
) -> IntoFrameT:
    """MP = M / (P - X + M): imports' part of what is used at home (apparent consumption).

    Above 1 where exports exceed production, that is, where imports are re-exported.

    Source: the usual definition, as in the OECD's indicators of globalisation.

    Args:
        trade: one row per product or industry; the three amounts in one unit and one classification.
        production: column with gross output, non-negative.
        exports: column with the amount sold abroad, non-negative.
        imports: column with the amount bought abroad, non-negative.

    Returns:
        The frame with `apparent_consumption` (unit of the amounts) and `import_penetration` (unit 1; null
        where apparent consumption is not positive) added.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(trade, (), (production, exports, imports))
    used = (nw.col(production) - nw.col(exports) + nw.col(imports)).alias("apparent_consumption")
    part = ratio(nw.col(imports), nw.col("apparent_consumption"))
    known = nw.when(nw.col("apparent_consumption") > 0).then(part).alias("import_penetration")
    return handed_back(table.with_columns(used).with_columns(known), trade)


def export_market_penetration(
    flows: IntoFrameT,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
    by_product: bool = False,
) -> IntoFrameT:
    """Of the markets that buy what i sells, the part that i reaches: sum of n_ik / sum of N_k.

    n_ik: places to which i exports k; N_k: places that import k, i itself not counted. Summed over the
    products that i exports at all. By product it is n_ik / N_k.

    Source: the World Bank's WITS metadata for the ratio of one product (CountryProfile, Trade, 2020), which
    does not say how products are averaged; the ratio of sums is that of Brenton and Newfarmer (2007), not
    read for this. That i itself is no market is our choice: it makes 1 the maximum.

    Args:
        flows: any number of rows per exporter, importer and product.
        exporter: column with the seller's code.
        importer: column with the buyer's code.
        product: column with the product's code.
        value: column with the amount, non-negative; a row counts if it is above 0.
        by_product: one row per exporter and product instead of one per exporter.

    Returns:
        One row per exporter (and product) with exports, in order: the keys, `reached` and `markets` (numbers
        of markets, added over products), `products` (unless by product), `penetration` (0 to 1).

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    table = _relations(flows, exporter, importer, product, value)
    buyers = table.select(product, importer).unique().with_columns(nw.lit(1, nw.Int64).alias("_buys"))
    markets = buyers.group_by(product).agg(nw.col("_buys").sum().alias("markets"))
    reached = table.group_by(exporter, product).agg(nw.col("_one").sum().alias("reached"))
    own = buyers.rename({importer: exporter})
    cells = reached.join(markets, on=product, how="left").join(own, on=[exporter, product], how="left")
    cells = cells.with_columns(
        nw.col("markets") - nw.col("_buys").fill_null(0), nw.lit(1, nw.Int64).alias("products")
    )
    keys = (exporter, product) if by_product else (exporter,)
    sums = cells.group_by(*keys).agg(nw.col("reached", "markets", "products").sum()).sort(*keys)
    index = ratio(nw.col("reached"), nw.col("markets")).alias("penetration")
    columns = ("reached", "markets") if by_product else ("reached", "markets", "products")
    return handed_back(sums.select(*keys, *columns, index), flows)


def market_reach(
    flows: IntoFrameT,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
    at_least: float = 0.0,
) -> IntoFrameT:
    """How many markets, products and pairs of both an exporter serves.

    Source: plain counts; `at_least` is ours.

    Args:
        flows: any number of rows per exporter, importer and product; they are added up.
        exporter: column with the seller's code.
        importer: column with the buyer's code.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        at_least: a flow counts if it is above 0 and not below this, in the unit of `value`.

    Returns:
        One row per exporter with such a flow, in order: `exporter`, `markets`, `products`, `relations`.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    table = _relations(flows, exporter, importer, product, value).filter(nw.col(value) >= at_least)
    relations = table.group_by(exporter).agg(nw.col("_one").sum().alias("relations"))
    for key, name in ((importer, "markets"), (product, "products")):
        once = table.select(exporter, key).unique().with_columns(nw.lit(1, nw.Int64).alias(name))
        relations = relations.join(once.group_by(exporter).agg(nw.col(name).sum()), on=exporter, how="left")
    return handed_back(relations.select(exporter, "markets", "products", "relations").sort(exporter), flows)


def _relations(flows: object, exporter: str, importer: str, product: str, value: str) -> Table:
    keys = (exporter, importer, product)
    table = grouped(_abroad(flows, exporter, importer, keys, value), keys, nw.col(value).sum())
    return table.filter(nw.col(value) > 0).with_columns(nw.lit(1, nw.Int64).alias("_one"))


def _abroad(flows: object, exporter: str, importer: str, keys: Sequence[str], value: str) -> Table:
    return opened(flows, keys, (value,)).filter(nw.col(exporter) != nw.col(importer))
