"""Many runs of like scenarios, two at a time, of which only what is wanted is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.scenarios.run import Run, Setting, run
from entrepot.analyses.scenarios.shocks import Reading
from entrepot.metadata.scenario import Scenario

Wanted = TypeVar("Wanted")
Told = Callable[[float], None]
_WORKERS = 2


@dataclass(frozen=True, eq=False)
class Plan:
    """One run that is to be made."""

    scenario: Scenario
    setting: Setting
    reading: Reading


def each(
    plans: Iterable[Plan], wanted: Callable[[Run], Wanted], told: Told | None = None
) -> Iterator[Wanted | NoEquilibrium]:
    """What is wanted of each run, in order; where no world balances, the error that says so.

    A run holds some ten megabytes, so none is kept.
    """
    asked = list(plans)

    def solved(plan: Plan) -> Wanted | NoEquilibrium:
        try:
            return wanted(run(plan.scenario, plan.setting, plan.reading))
        except NoEquilibrium as error:
            return error

    with ThreadPoolExecutor(_WORKERS) as pool:
        for number, found in enumerate(pool.map(solved, asked), start=1):
            if told is not None:
                told(number / len(asked))
            yield found
