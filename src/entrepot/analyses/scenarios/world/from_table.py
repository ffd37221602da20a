"""The world of a user's own country by industry table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world import telling
from entrepot.analyses.scenarios.world.closing import Array, Closed, close, proportional
from entrepot.analyses.scenarios.world.elasticities import put, sets
from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.analyses.scenarios.world.model import Repair, World
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
            first among the sets. Where the industries are neither the OECD's nor the WIOD's, there are no
            others: `elasticities` is empty without it, and a caveat says so.
        unit: of the table's values, which files do not tell.
        period: year of the table, where the file does not tell.

    Raises:
        BadInput: the table or the elasticities are not what they should be, or the table does not balance.
    """
    table = read(path, unit)
    industries = tuple(Industry(one.code, one.name, one.section) for one in table.industries)
    known = sets(industries, {one.code: one.icio for one in table.industries})
    closed = _closed(table, path)
    repairs = tuple(Repair(note.what, note.cells, note.value, note.largest) for note in table.notes)
    repairs = (*repairs, *closed.repairs)
    caveats = telling.own(table, industries, repairs)
    if not known and elasticities is None:
        caveats = (*caveats, telling.no_elasticities(table))
    accounts = Accounts(
        table.economies, tuple(one.code for one in industries), closed.trade, closed.inputs,
        np.zeros_like(closed.trade), table.unit, caveats,
    )  # fmt: skip
    made = World(
        accounts=accounts, industries=industries, economy_names=table.names, elasticities=known,
        period=period or table.period, scope="own", title=table.title, origins=(table.origin,),
        caveats=caveats, repairs=repairs,
    )  # fmt: skip
    return made if elasticities is None else with_elasticities(made, elasticities)


def with_elasticities(world: World, file: Path) -> World:
    """The same world with a user's own elasticities before the sets that it has.

    Args:
        world: any world.
        file: CSV with the columns industry, theta and perhaps se, a row for each industry; the set is called
            as the file is.

    Raises:
        BadInput: no such table, industries lack, or one is not of the world.
    """
    mine = put(own(file), world.industries, str(file))
    others = {name: one for name, one in world.elasticities.items() if name != mine.name}
    return replace(world, elasticities={mine.name: mine, **others})


def _closed(table: IOTable, path: Path) -> Closed:
    final = _final(table)
    sold = table.bought.sum(axis=1) + final.sum(axis=1)
    if (idle := sold.sum(axis=1) <= 0).any():
        economy = table.economies[int(idle.argmax())]
        raise BadInput(f"{economy} sells nothing", file=path, expected="sales of each economy")
    made = sold[:, None, :]
    need = np.divide(table.needs, made, out=np.zeros_like(table.needs), where=made > 0)
    return close(table.bought, final, need, table.economies, [one.code for one in table.industries])


def _final(table: IOTable) -> Array:
    if table.final is not None:
        return table.final
    none = np.zeros(table.bought.shape[::2])
    return proportional(table.bought, none if table.other_sales is None else table.other_sales)
