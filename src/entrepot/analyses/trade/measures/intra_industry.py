"""Trade both ways in one product: how it changes, and whether qualities differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import grouped, opened, ratio
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.metadata.errors import UsageError

Band: TypeAlias = Literal["greenaway", "fontagne"]
KINDS = ("horizontal", "vertical_high", "vertical_low", "unknown")
BEFORE = ("exports_before", "imports_before")
AFTER = ("exports", "imports")


def marginal_intra_industry(
    trade: IntoFrameT,
    before: tuple[str, str] = BEFORE,
    after: tuple[str, str] = AFTER,
) -> IntoFrameT:
    """A_k = 1 - |dX - dM| / (|dX| + |dM|) and B_k = (dX - dM) / (|dX| + |dM|), d the change in time.

    A: 0 where only one side changed, or the two in opposite directions; 1 where both changed alike. B: -1 to
    1, its sign says whether the product did well (exports rose more than imports); |B| = 1 - A.

    Source: Brülhart (1994); the A index as in Shelburne (1993). Compare amounts of constant prices: inflation
    raises both sides.

    Args:
        trade: one row per product.
        before: columns with exports and imports at the start, non-negative, one unit.
        after: columns with exports and imports at the end.

    Returns:
        The frame with `marginal_iit` (A, 0 to 1) and `performance` (B, -1 to 1) added; null where neither
        side changed.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(trade, (), (*before, *after))
    gap, both = _changes(before, after)
    added = (1 - ratio(gap.abs(), both)).alias("marginal_iit"), ratio(gap, both).alias("performance")
    return handed_back(table.with_columns(*added), trade)


def aggregate_marginal_intra_industry(
    trade: IntoFrameT,
    before: tuple[str, str] = BEFORE,
    after: tuple[str, str] = AFTER,
    by: Sequence[str] = (),
) -> IntoFrameT:
    """A = 1 - sum of |dX - dM| / sum of (|dX| + |dM|): the products' A, weighted with what changed.

    B has no aggregate: gains in one product and losses in another would cancel.

    Source: Brülhart (1994).

    Args:
        trade: one row per product (and group).
        before: columns with exports and imports at the start, non-negative, one unit.
        after: columns with exports and imports at the end.
        by: columns that make the groups; without any, all rows are one group.

    Returns:
        One row per group, in order of `by`: the columns `by` and `marginal_iit` (0 to 1; null where nothing
        changed).

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    gap, both = _changes(before, after)
    table = opened(trade, by, (*before, *after)).with_columns(gap.abs().alias("_gap"), both.alias("_both"))
    sums = grouped(table, by, nw.col("_gap", "_both").sum())
    index = (1 - ratio(nw.col("_gap"), nw.col("_both"))).alias("marginal_iit")
    return handed_back(sums.select(*by, index), trade)


def vertical_intra_industry(
    trade: IntoFrameT,
    exports: str = "exports",
    imports: str = "imports",
    export_unit_value: str = "export_unit_value",
    import_unit_value: str = "import_unit_value",
    by: Sequence[str] = (),
    threshold: float = 0.15,
    band: Band = "greenaway",
) -> IntoFrameT:
    """The Grubel-Lloyd index, split by whether what goes out costs about the same as what comes in.

    A product's overlapping trade (X + M) - |X - M| is horizontal where the ratio r of the unit values of
    exports and imports is within a band, vertical of high quality above it, of low quality below, unknown
    where a unit value is. Each over the sum of all trade (X + M): the four add up to the index.

    The band: 1 - a to 1 + a ("greenaway": Greenaway, Hine and Milner 1995), or 1 / (1 + a) to 1 + a, which
    treats both directions alike ("fontagne": Fontagné and Freudenberg 1997). a is 0.15 or 0.25 in the papers.
    r = UV_X / UV_M.

    Source: the papers named.

    Args:
        trade: one row per product (and group), the finer the better.
        exports: column with the amount sold, non-negative.
        imports: column with the amount bought, non-negative, the same unit.
        export_unit_value: column with its unit value, may be empty; see `unit_values`.
        import_unit_value: the same of imports, on the same basis (do not set FOB against CIF).
        by: columns that make the groups; without any, all rows are one group.
        threshold: a, above 0 and below 1.
        band: "greenaway" or "fontagne".

    Returns:
        One row per group, in order of `by`: the columns `by`, `grubel_lloyd`, `horizontal`, `vertical_high`,
        `vertical_low`, `unknown` (unit 1; null where there is no trade).

    Raises:
        BadInput: if a column is missing, a key is empty, or an amount is negative or not finite.
        UsageError: if the threshold or the band is none of these.
    """
    if not 0 < threshold < 1 or band not in ("greenaway", "fontagne"):
        raise UsageError("ask for a threshold between 0 and 1, and the band 'greenaway' or 'fontagne'")
    table = opened(trade, by, (exports, imports), (export_unit_value, import_unit_value))
    sold, bought = nw.col(exports), nw.col(imports)
    both = (sold + bought).alias("_both")
    overlap = (sold + bought - (sold - bought).abs()).alias("_overlap")
    relative = ratio(nw.col(export_unit_value), nw.col(import_unit_value)).alias("_relative")
    low = 1 - threshold if band == "greenaway" else 1 / (1 + threshold)
    r = nw.col("_relative")
    found = dict(
        zip(KINDS, ((r >= low) & (r <= 1 + threshold), r > 1 + threshold, r < low, r.is_null()), strict=True)
    )
    parts = table.with_columns(both, overlap, relative).with_columns(
        nw.when(test.fill_null(False)).then(nw.col("_overlap")).otherwise(0.0).alias(kind)
        for kind, test in found.items()
    )
    sums = grouped(parts, by, nw.col("_overlap", "_both", *KINDS).sum())
    index = ratio(nw.col("_overlap"), nw.col("_both")).alias("grubel_lloyd")
    split = (ratio(nw.col(kind), nw.col("_both")).alias(kind) for kind in KINDS)
    return handed_back(sums.select(*by, index, *split), trade)


def _changes(before: tuple[str, str], after: tuple[str, str]) -> tuple[nw.Expr, nw.Expr]:
    """The two terms of both indices: dX - dM, and |dX| + |dM|."""
    sold, bought = (nw.col(end) - nw.col(start) for start, end in zip(before, after, strict=True))
    return sold - bought, sold.abs() + bought.abs()
