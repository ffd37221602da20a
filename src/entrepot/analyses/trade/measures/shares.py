"""Shares of a total, and ranks."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.frames import opened, ratio, total_within
from entrepot.analyses.trade.measures.kinds import handed_back


def shares(
    frame: IntoFrameT, value: str = "value", by: Sequence[str] = (), name: str = "share"
) -> IntoFrameT:
    """Each row's part of its total: s_r = v_r / sum of v over the rows of the same group.

    Source: the usual definition.

    Args:
        frame: any number of rows; `value` is a non-negative amount in one unit.
        value: the column that is divided.
        by: columns that make the groups; without any, all rows are one group.
        name: the column that is added, unit 1 (0.12 = 12 %).

    Returns:
        The frame with `name` added, rows in the order given. Null where a group's total is zero.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(frame, by, (value,))
    share = ratio(nw.col(value), total_within(value, by)).alias(name)
    return handed_back(table.with_columns(share), frame)


def ranks(frame: IntoFrameT, value: str = "value", by: Sequence[str] = (), name: str = "rank") -> IntoFrameT:
    """Standard competition rank, largest first: 1 + the number of rows of the group that are larger.

    Ties share the better rank and the next one is left out (1, 2, 2, 4). A zero is a value like any other.

    Source: standard competition ranking; ties share the better rank.

    Args:
        frame: any number of rows; `value` is a non-negative amount in one unit.
        value: the column that is ranked.
        by: columns that make the groups; without any, all rows are one group.
        name: the column that is added, a whole number from 1.

    Returns:
        The frame with `name` added, rows in the order given.

    Raises:
        BadInput: if a column is missing, or a value is empty, not finite or negative.
    """
    table = opened(frame, by, (value,))
    place, order = "_place", "_order"
    ordered = table.with_row_index(order).sort(*by, value, descending=[False] * len(by) + [True])
    # Row numbers and minima exist in every frame library; a ranking window does not.
    ordered = ordered.with_row_index(place).with_columns(nw.col(place).cast(nw.Int64))
    best = nw.col(place).min().over(*by, value)
    first = nw.col(place).min().over(*by) if by else nw.col(place).min()
    ranked = ordered.with_columns((best - first + 1).alias(name)).sort(order)
    return handed_back(ranked.drop(place, order), frame)
