"""Effects from a scenario and its setting: solved with the best values, then over draws."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.equilibrium import NoEquilibrium
from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.account.carriage import carriage
from entrepot.analyses.scenarios.account.effects import MOVED, Change, Effects
from entrepot.analyses.scenarios.flows import outside
from entrepot.analyses.scenarios.outcome import sellers_values, traded
from entrepot.analyses.scenarios.run import Run, Setting, run
from entrepot.analyses.scenarios.spread import DRAWS, HIGH, LOW, distinct, plans_of
from entrepot.analyses.scenarios.telling import caveats, origins
from entrepot.metadata.errors import EntrepotError, UsageError
from entrepot.metadata.origin import join
from entrepot.metadata.scenario import Scenario

Told = Callable[[float], None]
_WORKERS = 2
_LANGUAGES = ("en", "fr")
_FEW, _NOTHING = 5, 1e-8
"""Draws of a scenario that changes nothing anywhere with the best values, relative to what was."""
_Drawn = tuple[Array, NDArray[np.float32]]


def effects(scenario: Scenario, setting: Setting, *, draws: int = DRAWS, told: Told | None = None) -> Effects:
    """What the scenario changes for every economy and pair.

    Args:
        scenario: what is otherwise.
        setting: world, elasticities, closure and costs.
        draws: over what is in doubt, as `spread.spread` draws them: intervals are those that it gives.
        told: hears the share that is done.

    Raises:
        UsageError: the scenario does not fit the world.
        NoEquilibrium: no world balances after it, with the best values or in every draw.
    """
    best = run(scenario, setting)
    names = distinct(setting.world)
    totals = _totals(best)
    asked = draws if _does_anything(totals) else min(draws, _FEW)
    drawn = _drawn(scenario, setting, names, asked, told)
    low, high = _bounds([each[0] for each in drawn])
    flows = _sums(best)
    bounds = _bounds([each[1] for each in drawn])
    accounts = best.accounts
    moved, moves = _most_moved(best)
    incomes, exports, imports = (
        {
            code: Change(*(float(values[row, column]) for values in (*totals, low, high)))
            for column, code in enumerate(accounts.economies)
        }
        for row in range(3)
    )
    return Effects(
        scenario=scenario.name,
        closure=setting.closure,
        elasticities=setting.elasticities.title,
        sets=names,
        draws=len(drawn),
        failed=asked - len(drawn),
        table=setting.world.title,
        period=setting.world.period,
        unit=accounts.unit,
        scope=setting.world.scope,
        has_rest=setting.world.has_rest,
        economies=accounts.economies,
        industries={language: setting.world.industry_names(language) for language in _LANGUAGES},
        incomes=incomes,
        exports=exports,
        imports=imports,
        sales=_flat(np.stack([*flows, *bounds])),
        codes=accounts.industries,
        moved=moved,
        moves=moves,
        carriage=_carriage(best),
        lacks=setting.world.caveats,
        caveats=caveats(best),
        outside=outside(setting.world, scenario),
        origins=join(origins(best), tuple(setting.world.elasticities[name].origin for name in names)),
    )


def _drawn(
    scenario: Scenario, setting: Setting, names: Sequence[str], draws: int, told: Told | None
) -> list[_Drawn]:
    """Changes of each draw that has an equilibrium: float64[3, N] and float32[3, N, N]."""
    failure: EntrepotError | None = None
    made: list[_Drawn] = []

    def solved(plan: tuple[Setting, object]) -> _Drawn | EntrepotError:
        try:
            # An elasticity drawn near zero makes costs beyond what can be written; nobody looks at them here.
            with np.errstate(over="ignore"):
                done = run(scenario, *plan)  # type: ignore[arg-type]
        except (NoEquilibrium, UsageError) as error:
            # With the best values the scenario fitted: what does not fit now is the draw.
            return error
        return _totals(done)[1], _sums(done)[1].astype(np.float32)

    with ThreadPoolExecutor(_WORKERS) as pool:
        plans = list(plans_of(scenario, setting, tuple(names), draws))
        for number, found in enumerate(pool.map(solved, plans), start=1):
            if isinstance(found, EntrepotError):
                failure = found
            else:
                made.append(found)
            if told is not None:
                told(number / draws)
    if not made and failure is not None:
        raise failure
    return made


def _totals(done: Run) -> tuple[Array, Array]:
    """Before and change, float64[3, N] each: real income, exports and imports of each economy."""
    found = done.equilibrium
    before, after = (traded(values) for values in sellers_values(done))
    gain = found.income_before * (found.real_income - 1.0)
    changes = (after[place] - before[place] for place in range(2))
    return np.stack([found.income_before, *before]), np.stack([gain, *changes])


def _does_anything(totals: tuple[Array, Array]) -> bool:
    before, change = totals
    return bool((np.abs(change) > _NOTHING * before).any())


def _sums(done: Run) -> tuple[Array, Array]:
    """Before and change, float64[3, N, N] each: goods, services and all, by exporter and importer."""
    goods = done.setting.world.goods
    found = []
    for values in sellers_values(done):
        parts = [values[goods].sum(axis=0).T, values[~goods].sum(axis=0).T]
        found.append(np.stack([*parts, parts[0] + parts[1]]))
    return found[0], found[1] - found[0]


def _bounds(drawn: Sequence[NDArray[np.floating]]) -> tuple[Array, Array]:
    low, high = np.percentile(np.stack(drawn), (LOW, HIGH), axis=0)
    return np.asarray(low, np.float64), np.asarray(high, np.float64)


def _most_moved(done: Run) -> tuple[array[int], array[float]]:
    """Industries of each flow that change most, and their sales before and change."""
    before, after = (values.transpose(2, 1, 0) for values in sellers_values(done))
    change = after - before
    most = np.argsort(-np.abs(change), axis=2, kind="stable")[:, :, :MOVED]
    kept = np.stack([np.take_along_axis(values, most, axis=2) for values in (before, change)])
    return array("H", np.ascontiguousarray(most, np.uint16).tobytes()), _flat(kept)


def _carriage(done: Run) -> array[float]:
    """What bringing goods takes, where one part alone is on corridors; else nothing."""
    corridors = tuple(done.setting.corridors.values())
    if len(corridors) != 1:
        return array("f")
    return _flat(carriage(corridors[0], sellers_values(done)[0]))


def _flat(values: NDArray[np.floating]) -> array[float]:
    made = array("f")
    made.frombytes(np.ascontiguousarray(values, np.float32).tobytes())
    return made
