"""What a reader must know of a world, in sentences, with the size of each thing where it was measured."""

from __future__ import annotations

from collections.abc import Sequence

from entrepot.analyses.scenarios.world.industry import GOODS_SECTIONS, Industry
from entrepot.analyses.scenarios.world.model import REST, Repair
from entrepot.sources.io_tables import IOTable
from entrepot.sources.io_tables.approximation import approximation

NO_DUTIES = "Duties in force are not in the table: they are taken as none where nobody states them."


def extract(release: str, repairs: Sequence[Repair], unit: str) -> tuple[str, ...]:
    """Sentences on the extract that ships, with what its gaps cost as it was measured.

    Args:
        release: id of the release.
        repairs: what was done to it.
        unit: of its values.
    """
    size = approximation()
    corridor, pair, everywhere = (size.shocks[name] for name in ("corridor", "pair", "everywhere"))
    wrong = max(shock.wrong_sign for shock in size.shocks.values())
    measured = "" if release == size.release else f" (measured on release {size.release})"
    return (
        "Who buys final products from whom is not in the extract: they are spread as the same seller's "
        f"sales of inputs are, which misplaces {_percent(size.final_goods)} of international sales of "
        f"final goods and {_percent(size.goods)} of all sales of goods{measured}.",
        "Against the fuller table, changes in real income of economies whose own costs change came out "
        f"within a factor of {corridor.median:.1f} (half of them) to {corridor.most:.1f} (nine in ten) for "
        f"a corridor, {pair.largest:.1f} for a single pair, {everywhere.most:.1f} (nine in ten) where all "
        f"costs change; effects on economies that only look on have the wrong sign for up to {wrong} of 80.",
        "The rest of the world is left out: what is sold to it counts as final sales, what is bought from "
        "it as income.",
        "Trade deficits are those that this implies, and not the true ones (correlation "
        f"{size.deficits:.2f}).",
        NO_DUTIES,
        *(repaired(repair, unit) for repair in repairs),
    )


def full(repairs: Sequence[Repair], unit: str) -> tuple[str, ...]:
    """Sentences on a release of the full table."""
    return (
        "The rest of the world is one economy; what happens within it is not known.",
        "What inputs leave of output counts as income: value added, and taxes less subsidies on inputs.",
        NO_DUTIES,
        *(repaired(repair, unit) for repair in repairs),
    )


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
    said.append("What inputs leave of output counts as income.")
    return (*said, NO_DUTIES)


def no_elasticities(table: IOTable) -> str:
    """A sentence on a table whose industries no set of elasticities is for."""
    codes = [one.code for one in table.industries if not one.icio]
    listed = ", ".join(codes[:8]) + (" and more" if len(codes) > 8 else "")
    return (
        f"No elasticities are known for {listed}: nothing can be solved without a file of them, CSV with the "
        "columns industry, theta and perhaps se."
    )


def repaired(repair: Repair, unit: str) -> str:
    """A sentence on what was done to a table."""
    what = repair.what[0].upper() + repair.what[1:]
    if not repair.cells:
        return f"{what}."
    size = f"{repair.value:,.1f}" if repair.value >= 1.0 else f"{repair.value:.1g}"
    value = f", {size} {unit} in all" if repair.value else ""
    where = f", most in {repair.largest}" if repair.largest else ""
    return f"{what} ({repair.cells:,} cells{value}{where})."


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
