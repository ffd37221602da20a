"""What a reader must know of a run: how it was made, what it rests on, what the model does not know."""

from __future__ import annotations

from entrepot.analyses.scenarios.flows import OF_FLOWS, cells, outside
from entrepot.analyses.scenarios.run import Run
from entrepot.metadata.origin import Origin, join
from entrepot.metadata.scenario import Flows

CLOSURES = {
    "share": "Deficits keep their share: an economy that spends more than it earns does so after, too, in "
    "proportion.",
    "fixed": "Deficits are fixed in money (in units of world income).",
    "zero": "All trade is balanced, before and after: the world before is one without deficits.",
}
UNKNOWN = (
    "It compares two states and says nothing of the years between them, nor of what building costs.",
    "Firms and products that do not exist yet cannot appear: a flow that is zero stays zero.",
    "Nothing is ever full: ports, rails and border posts carry whatever comes, at the same hours and prices.",
    "Labour and capital move freely within an economy and not at all between them; nobody is out of work.",
    "Risk counts only as hours of delay; politics, insurance and trust do not count.",
)
"""What the model does not know, in plain words."""

OWN_UNIT = (
    "Values are taken to be in {unit}, which the file does not tell; changes in per cent are the same in any."
)


def method(run: Run) -> str:
    """How the numbers were made, in two sentences."""
    used = run.setting.elasticities
    return (
        "General equilibrium in exact hat algebra with input-output links (Caliendo and Parro, Review of "
        f"Economic Studies 82(1), 2015), solved to {run.equilibrium.tolerance:g} in "
        f"{run.equilibrium.iterations} iterations; elasticities: {used.title}. "
        f"{CLOSURES[run.setting.closure]}"
    )


def caveats(run: Run) -> tuple[str, ...]:
    """What a reader must know before using any of it, one sentence or two each."""
    made = run.setting
    told = [
        "A model's estimate, not a forecast.",
        *idle(run),
        *made.world.caveats,
        OWN_UNIT.format(unit=run.accounts.unit) if made.world.scope == "own" else "",
        made.elasticities.caveat,
        *(text for costs in made.corridors.values() for text in costs.caveats),
        made.world.outside_said(outside(made.world, run.scenario)),
    ]
    return tuple(dict.fromkeys(text for text in told if text))


def idle(run: Run) -> tuple[str, ...]:
    """Sentences on a scenario that changes nothing, and on parts about flows that are not there."""
    made = run.shock
    if made.cost is None and made.tariffs is None and made.productivity is None and made.demand is None:
        return ("The scenario changes nothing in this table: every cost, duty and quantity stays as it is.",)
    return tuple(
        f"The part “{part.name}” is about flows that are zero in this table: they stay zero."
        for part in run.scenario.parts
        if isinstance(part.what, OF_FLOWS) and not _sold(run, part.what.flows, part.name)
    )


def _sold(run: Run, flows: Flows, part: str) -> bool:
    """Whether anything is sold in the flows of a part."""
    return bool((run.accounts.trade[cells(run.setting.world, flows, part)] > 0.0).any())


def caveat(run: Run) -> str:
    """The caveats as one text."""
    return " ".join(caveats(run))


def origins(run: Run) -> tuple[Origin, ...]:
    """Every source of the numbers: the table, the elasticities, the costs of corridors."""
    made = run.setting
    costs = (origin for each in made.corridors.values() for origin in each.origins)
    return join(made.world.origins, (made.elasticities.origin,), tuple(costs))
