"""What a reader must know of a world, in sentences, with the size of each thing where it was measured."""

from __future__ import annotations

from collections.abc import Sequence

from entrepot.analyses.scenarios.world.model import GOODS_SECTIONS, REST, Industry, Repair
from entrepot.sources.io_tables import IOTable


def own(table: IOTable, industries: Sequence[Industry], repairs: Sequence[Repair]) -> tuple[str, ...]:
    """Sentences on a user's own table."""
    said = [repaired(repair, table.unit) for repair in repairs]
    if table.final is None:
        said.append(
            "Final demand by destination is not in the table: final sales are spread over destinations as "
            "the same seller's sales of inputs are."
        )
    if REST not in table.economies:
        said.append("The table has no rest of the world: what is outside it neither trades nor answers.")
    if not any(one.section in GOODS_SECTIONS for one in industries):
        said.append("No industry is known to make goods, so none is moved by costs of transport.")
    said.append("Duties in force are not in the table; what inputs leave of output counts as income.")
    return tuple(said)


def repaired(repair: Repair, unit: str) -> str:
    """A sentence on what was done to a table."""
    what = repair.what[0].upper() + repair.what[1:]
    if not repair.cells:
        return f"{what}."
    where = f", most in {repair.largest}" if repair.largest else ""
    return f"{what} ({repair.cells:,} cells, {repair.value:,.6g} {unit} in all{where})."
