"""Draws solved, near neighbours together: each search then starts from where close ones settled.

Draws with the same set of elasticities and the same costs of corridors are neighbours; those that are the
same in all, as under a set without standard errors, are solved once. Answers are those of draws solved alone,
to the tolerance.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.equilibrium import Many, NoEquilibrium
from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.base import Base, base_of
from entrepot.analyses.equilibrium.checks import check, check_shock
from entrepot.analyses.equilibrium.many import room, write
from entrepot.analyses.equilibrium.solve import MOST, found_for, starting
from entrepot.analyses.scenarios.near import Near
from entrepot.analyses.scenarios.run import TOLERANCE, Setting
from entrepot.analyses.scenarios.shocks import Reading, shock
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import AgreementPart, Amount, Closure, EmbargoPart, Part, Scenario

Plan = tuple[Setting, Reading]
"""What a draw is: elasticities, and which values of uncertain amounts."""
Rows = NDArray[np.intp]
_MOST = 64
"""Draws of a batch: the fewer, the more even is the work of several processors."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """What the draws gave. S draws, N economies.

    Attributes:
        many: as `equilibrium.solve_many` gives it; draws without equilibrium are in `failed`.
        incomes: float64[S, N], before; they differ from draw to draw under the closure `zero` alone.
    """

    many: Many
    incomes: Array

    def repeat(self, row: int, other: int) -> None:
        """Enter in a row what stands in another."""
        for name in (each.name for each in fields(self.many)):
            values = getattr(self.many, name)
            if isinstance(values, np.ndarray):
                values[row] = values[other]
        self.incomes[row] = self.incomes[other]
        if other in self.many.failed:
            self.many.failed[row] = self.many.failed[other]


def solved(
    scenario: Scenario,
    accounts: Accounts,
    plans: Sequence[Plan],
    closure: Closure,
    pairs: Sequence[tuple[int, int]] = (),
    told: Callable[[float], None] | None = None,
) -> Drawn:
    """Every draw solved, a few at a time.

    Args:
        scenario: what changes.
        accounts: the world before, with the duties that the scenario says are in force.
        plans: the draws, S of them.
        closure: of deficits.
        pairs: exporter and importer of flows to follow, as positions.
        told: hears the share that is done.

    Raises:
        BadAccounts: the world does not balance.
    """
    check(accounts)
    base, lock, done = base_of(accounts), Lock(), 0
    found = Drawn(
        room(len(plans), base, closure, TOLERANCE, tuple(pairs)), np.empty((len(plans), len(base.income)))
    )
    shared = not any(map(_hangs_on_the_draw, scenario.parts))

    def work(rows: Rows) -> None:
        nonlocal done
        _Batch(scenario, base, [plans[row] for row in rows], shared=shared).solve(found, rows)
        with lock:
            done += len(rows)
            if told is not None:
                told(done / len(plans))

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(work, batches(plans)):
            pass
    return found


def batches(plans: Sequence[Plan]) -> Iterator[Rows]:
    """Numbers of draws that are neighbours."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for draw, (setting, reading) in enumerate(plans):
        # Costs of corridors stand in few variants, which live as long as the plans do.
        variant = tuple(id(factor) for factor in reading.corridors.values())
        groups.setdefault((setting.elasticities.name, *variant), []).append(draw)
    for rows in groups.values():
        for start in range(0, len(rows), _MOST):
            yield np.array(rows[start : start + _MOST], dtype=np.intp)


@dataclass(eq=False)
class _Batch:
    """Neighbours; `shared` says that the same changes in all of them."""

    scenario: Scenario
    base: Base
    plans: Sequence[Plan]
    shared: bool
    _shock: Shock | None = field(default=None, init=False)
    _start: tuple[bytes, Base] | None = field(default=None, init=False)

    def solve(self, found: Drawn, rows: Rows) -> None:
        """Fill those rows of `found`."""
        places = np.array([_amounts(self.scenario, reading) for _, reading in self.plans], dtype=float)
        near, known = Near(places), dict[bytes, int]()
        for row, plan, place in zip(rows.tolist(), self.plans, places, strict=True):
            theta = np.ascontiguousarray(plan[0].elasticities.theta)
            if self.shared and (same := known.setdefault(theta.tobytes(), row)) != row:
                found.repeat(row, same)
                continue
            try:
                self._one(found, row, plan, place, near)
            except (NoEquilibrium, UsageError) as error:
                # With the best values the scenario fits: what does not is the draw.
                found.many.failed[row] = str(error)

    def _one(self, found: Drawn, row: int, plan: Plan, place: Array, near: Near) -> None:
        theta, limits = np.ascontiguousarray(plan[0].elasticities.theta), (TOLERANCE, MOST)
        closure, base = found.many.closure, self._starting(theta, found.many.closure)
        change = self._change(plan)
        problem, settled = found_for(base, theta, change, closure, *limits, near.start(place))
        near.settled(place, settled)
        write(found.many, row, problem, settled)
        found.incomes[row] = base.income

    def _starting(self, theta: Array, closure: Closure) -> Base:
        if self._start is None or self._start[0] != theta.tobytes():
            self._start = theta.tobytes(), starting(self.base, theta, closure, TOLERANCE, MOST)
        return self._start[1]

    def _change(self, plan: Plan) -> Shock:
        if self._shock is not None:
            return self._shock
        with np.errstate(over="ignore"):  # costs beyond what can be written close a flow
            _, made = shock(self.scenario, plan[0].world, plan[0].elasticities.theta, plan[1])
        check_shock(self.base.accounts, made)
        self._shock = made if self.shared else None
        return made


def _amounts(scenario: Scenario, reading: Reading) -> list[float]:
    """Amounts in doubt, as they are in a draw."""
    return [reading.amount(part, amount) for part in scenario.parts for amount in _in_doubt(part)]


def _in_doubt(part: Part) -> list[Amount]:
    amounts = (getattr(part.what, each.name) for each in fields(part.what))
    return [amount for amount in amounts if isinstance(amount, Amount) and not amount.certain]


def _hangs_on_the_draw(part: Part) -> bool:
    """Whether a part has amounts in doubt, or becomes a cost by the elasticities."""
    what = part.what
    by_theta = isinstance(what, AgreementPart) or (isinstance(what, EmbargoPart) and what.share.value < 1.0)
    return by_theta or bool(_in_doubt(part))
