"""Sums of long tables by several keys, in order of the keys."""

from __future__ import annotations

import math
from collections.abc import Sequence

import narwhals as nw

from entrepot.analyses.trade.measures.kinds import Table

# Below this the plain way is as fast.
_LONG = 100_000


def summed(table: Table, keys: Sequence[str], value: str) -> Table:
    """`value` summed for each combination of keys: columns keys and value, in order of the keys.

    The keys of a long table become one number in the order of their combinations, so that grouping and
    sorting look at one column of numbers instead of several of text. Keys that are neither text nor whole
    numbers, and combinations beyond 64 bits, go the plain way.
    """
    known = {key: sorted(table[key].unique().to_list()) for key in keys} if _packable(table, keys) else {}
    if not known or math.prod(map(len, known.values())) >= 1 << 62:
        return table.group_by(*keys).agg(nw.col(value).sum()).select(*keys, value).sort(*keys)
    steps = _steps([len(known[key]) for key in keys])
    packed = nw.sum_horizontal(
        nw.col(key).replace_strict(known[key], list(range(len(known[key]))), return_dtype=nw.Int64) * step
        for key, step in zip(keys, steps, strict=True)
    )
    sums = table.select(packed.alias("_key"), value).group_by("_key").agg(nw.col(value).sum()).sort("_key")
    return sums.select(
        *(
            _unpacked(step, known[key], table.schema[key]).alias(key)
            for key, step in zip(keys, steps, strict=True)
        ),
        value,
    )


def _packable(table: Table, keys: Sequence[str]) -> bool:
    kinds = (table.schema[key] for key in keys)
    return len(table) > _LONG and all(kind == nw.String or kind.is_integer() for kind in kinds)


def _steps(sizes: Sequence[int]) -> list[int]:
    """How much one step of each key is worth in the number of a combination, the last key being worth 1."""
    return [math.prod(sizes[position + 1 :]) for position in range(len(sizes))]


def _unpacked(step: int, known: list[object], kind: nw.dtypes.DType) -> nw.Expr:
    place = nw.col("_key") // step % len(known)
    return place.replace_strict(list(range(len(known))), known, return_dtype=kind)
