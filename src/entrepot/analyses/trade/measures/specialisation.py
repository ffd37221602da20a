"""How far the structure of an economy's exports is from another structure: Krugman's index."""

from __future__ import annotations

from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import handed_back
from entrepot.analyses.trade.measures.similarity import pairs
from entrepot.metadata.errors import UsageError

Reference: TypeAlias = Literal["world", "others"]


def krugman_specialisation(
    flows: IntoFrameT,
    exporter: str = "exporter",
    product: str = "product",
    value: str = "value",
    against: Reference = "others",
) -> IntoFrameT:
    """K_i = sum over k of |x_ik - w_k|: how much of i's structure would have to move, twice.

    x_ik is k's share of i's exports; w_k its share of the exports of everyone else ("others"), or of
    everyone ("world"). 0: the same structure; 2: no product in common. Rises as products get finer.
    Computed as 2 - 2 sum of min(x_ik, w_k), which is the same number.

    Source: Krugman (1991), between two regions; against the others as in studies of European industry since.

    Args:
        flows: any number of rows per exporter and product; they are added up.
        exporter: column with the exporter's code.
        product: column with the product's or industry's code.
        value: column with the amount, non-negative, one unit.
        against: "others" or "world".

    Returns:
        One row per exporter, in order: `exporter` and `krugman` (0 to 2). Null where it, or what it is
        compared with, exports nothing.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if `against` is neither.
    """
    if against not in ("world", "others"):
        raise UsageError(f"no reference {against!r}: ask for 'others' or 'world'")
    cells = totals(opened(flows, (exporter, product), (value,)), (exporter, product), value)
    own, line, world = (total_within(value, by) for by in ((exporter,), (product,), ()))
    base, rest = (line - nw.col(value), world - own) if against == "others" else (line, world)
    shares = cells.with_columns(
        ratio(nw.col(value), own).alias("_share"), ratio(base, rest).alias("_reference")
    )
    common = shares.with_columns(nw.min_horizontal("_share", "_reference").alias("_common"))
    common = common.with_columns((nw.col("_share") * nw.col("_reference")).is_null().alias("_unknown"))
    sums = common.group_by(exporter).agg(nw.col("_common").sum(), nw.col("_unknown").max()).sort(exporter)
    index = nw.when(~nw.col("_unknown")).then(2 - 2 * nw.col("_common")).alias("krugman")
    return handed_back(sums.select(exporter, index), flows)


def krugman_distance(
    flows: IntoFrameT, exporter: str = "exporter", product: str = "product", value: str = "value"
) -> IntoFrameT:
    """K_ab = sum over k of |x_ak - x_bk| for all pairs: 0 the same structure, 2 nothing in common.

    It is 2 - FK_ab / 50 with Finger and Kreinin's similarity.

    Source: Krugman (1991).

    Args:
        flows: any number of rows per exporter and product; they are added up.
        exporter: column with the exporter's code.
        product: column with the product's or industry's code.
        value: column with the amount, non-negative, one unit.

    Returns:
        One row per ordered pair of exporters, itself included, in that order: `exporter`, `other_<exporter>`
        and `krugman` (0 to 2). Null where one of them exports nothing.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    table = pairs(flows, exporter, product, value)
    distance = (2 - nw.col("similarity") / 50).alias("krugman")
    return handed_back(table.with_columns(distance).drop("similarity"), flows)
