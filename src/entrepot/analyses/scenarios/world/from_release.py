"""The world of a release of the OECD's Inter-Country Input-Output tables in the store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import polars as pl

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world import telling
from entrepot.analyses.scenarios.world.closing import Array, Closed, close, missed, proportional
from entrepot.analyses.scenarios.world.elasticities import sets
from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.analyses.scenarios.world.model import Scope, World
from entrepot.metadata.icio import (
    DATASET,
    ICIO_ECONOMIES,
    ICIO_FINAL_FLOWS,
    ICIO_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
)
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import Release, Warehouse

_worlds: dict[str, World] = {}


def world(warehouse: Warehouse, release: str | None = None) -> World:
    """The world of a release, made once per release and kept in memory.

    Args:
        warehouse: the store.
        release: id of an ICIO release; the newest if None.

    Raises:
        NoData: the store holds no such release.
        StoreError: it cannot be read.
    """
    found = warehouse.release(DATASET, release)
    # A release is named by its content: stores that hold the same one share what is in memory.
    if found.sha256 not in _worlds:
        _worlds[found.sha256] = _made(warehouse, found)
    return _worlds[found.sha256]


def _made(warehouse: Warehouse, release: Release) -> World:
    read = partial(warehouse.read, release=release.id)
    economies, kinds = read(ICIO_ECONOMIES), read(ICIO_INDUSTRIES)
    axes = (list(economies["code"]), list(kinds["code"]))
    full = release.table(ICIO_FINAL_FLOWS.short_name) is not None
    scope: Scope = "full" if full else "extract"
    closed = _closed(warehouse, release, axes, full=full)
    production = read(ICIO_PRODUCTION, ("economy", "industry", "output"))
    miss = missed(closed, _array(production, ICIO_PRODUCTION, axes, "output"), *axes)
    repairs = (*closed.repairs, miss) if miss else closed.repairs
    told = telling.full(repairs, release.unit)
    if not full:
        told = telling.extract(release.id, repairs, release.unit)
    title = f"the {release.publisher} table of {release.period} ({_SCOPES[scope]})"
    industries = tuple(
        Industry(row["code"], {"en": row["name_en"], "fr": row["name_fr"]}, row["section"])
        for row in kinds.iter_rows(named=True)
    )
    accounts = Accounts(
        tuple(axes[0]), tuple(axes[1]), closed.trade, closed.inputs, np.zeros_like(closed.trade),
        release.unit, told,
    )  # fmt: skip
    return World(
        accounts=accounts,
        industries=industries,
        economy_names=dict(economies.iter_rows()),
        elasticities=sets(industries),
        period=release.period,
        scope=scope,
        title=title,
        origins=(release.origin(),),
        caveats=told,
        repairs=repairs,
    )


_SCOPES = {"extract": "extract", "full": "full table"}


def _closed(
    warehouse: Warehouse, release: Release, axes: tuple[list[str], list[str]], *, full: bool
) -> Closed:
    economies, kinds = axes
    n, m = len(economies), len(kinds)
    read = partial(warehouse.read, release=release.id)
    bought = _array(read(ICIO_FLOWS), ICIO_FLOWS, (economies, economies, kinds), "value")
    need = ICIO_INPUT_COEFFICIENTS
    coefficients = _array(read(need), need, (economies, kinds, kinds), "coefficient")
    if full:
        final = _final(read(ICIO_FINAL_FLOWS), axes)
    else:
        production = read(ICIO_PRODUCTION, ("economy", "industry", "other_sales"))
        other = _array(production, ICIO_PRODUCTION, (economies, kinds), "other_sales")
        final = proportional(bought, other.reshape(n, m))
    return close(bought, final, coefficients, economies, kinds)


def _final(frame: pl.DataFrame, axes: tuple[list[str], list[str]]) -> Array:
    """Final flows of all categories together, [origin, destination, industry]."""
    economies, kinds = axes
    keys = ["origin", "destination", "industry"]
    # Added by NumPy, not by a grouped sum: that would split the work among threads in another way each time.
    places = [
        _positions(frame[key], names) for key, names in zip(keys, (economies, economies, kinds), strict=True)
    ]
    total = np.zeros((len(economies), len(economies), len(kinds)))
    np.add.at(total, tuple(places), frame["value"].to_numpy())
    return total


def _array(frame: pl.DataFrame, table: Table, axes: Sequence[list[str]], value: str) -> Array:
    """A table as an array whose axes are its key columns, in their order; zero where a row is absent."""
    made = np.zeros([len(names) for names in axes])
    places = [_positions(frame[key], names) for key, names in zip(table.key, axes, strict=True)]
    made[tuple(places)] = frame[value].to_numpy()
    return made


def _positions(codes: pl.Series, names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return codes.cast(pl.Enum(names)).to_physical().to_numpy().astype(np.intp)
