"""The world of a user's own country by industry table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world import telling
from entrepot.analyses.scenarios.world.closing import Array, close, proportional
from entrepot.analyses.scenarios.world.elasticities import put, sets
from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.analyses.scenarios.world.model import Elasticities, Repair, World
from entrepot.metadata.errors import BadInput
from entrepot.sources.elasticities import own
from entrepot.sources.io_tables import IOTable, read


def world_of(
    path: Path, elasticities: Path | None = None, *, unit: str = "USD million", period: str = ""
) -> World:
    """The world of a table in a file or folder; `sources.io_tables.LAYOUTS` says which layouts are read.

    Args:
        path: the file or folder.
        elasticities: CSV with the columns industry, theta and perhaps se, a row for each industry; it stands
            first among the sets. Needed where the industries are not those of the OECD or the WIOD.
        unit: of the table's values, which files do not tell.
        period: year of the table, where the file does not tell.

    Raises:
        BadInput: the table or the elasticities are not what they should be, or the table does not balance.
    """
    table = read(path, unit)
    industries = tuple(Industry(one.code, one.name, one.section) for one in table.industries)
    chosen = _elasticities(path, elasticities, industries, {one.code: one.icio for one in table.industries})
    final = _final(table)
    sold = table.bought.sum(axis=1) + final.sum(axis=1)
    if (idle := sold.sum(axis=1) <= 0).any():
        raise BadInput(
            f"{table.economies[int(idle.argmax())]} sells nothing", file=path, expected="sales of each"
        )
    need = np.divide(
        table.needs, sold[:, None, :], out=np.zeros_like(table.needs), where=sold[:, None, :] > 0
    )
    closed = close(table.bought, final, need, table.economies, [one.code for one in industries])
    found = tuple(Repair(note.what, note.cells, note.value, note.largest) for note in table.notes)
    caveats = telling.own(table, industries, (*found, *closed.repairs))
    accounts = Accounts(
        table.economies, tuple(one.code for one in industries), closed.trade, closed.inputs,
        np.zeros_like(closed.trade), table.unit, caveats,
    )  # fmt: skip
    return World(
        accounts=accounts,
        industries=industries,
        economy_names=table.names,
        elasticities=chosen,
        period=period or table.period,
        scope="own",
        title=table.title,
        origins=(table.origin,),
        caveats=caveats,
        repairs=(*found, *closed.repairs),
    )


def _final(table: IOTable) -> Array:
    if table.final is not None:
        return table.final
    none = np.zeros(table.bought.shape[::2])
    return proportional(table.bought, none if table.other_sales is None else table.other_sales)


def _elasticities(
    path: Path, file: Path | None, industries: tuple[Industry, ...], parts: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Elasticities]:
    shipped = sets(industries, parts)
    if file is not None:
        mine = put(own(file), industries, str(file))
        return {mine.name: mine, **shipped}
    if not shipped:
        lacking = [one.code for one in industries if not parts[one.code]]
        raise BadInput(
            f"no elasticities are known for {', '.join(lacking[:8])}", file=path,
            expected="industries of the OECD's or the WIOD's tables, or elasticities of one's own",
            remedy="Give a CSV with the columns industry, theta and perhaps se, a row for each industry.",
        )  # fmt: skip
    return shipped
