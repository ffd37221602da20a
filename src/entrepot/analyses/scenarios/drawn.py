"""Draws solved, near neighbours together: each search then starts from where a close one settled.

Draws with the same set of elasticities and the same costs of corridors are neighbours; those that are the
same in all, as under a set without standard errors, are solved once. Of a thousand draws on corridors that
leaves a half. Answers are those of draws solved alone, to the tolerance.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.checks import check_shock
from entrepot.analyses.scenarios.run import TOLERANCE, Setting
from entrepot.analyses.scenarios.shocks import Reading, shock
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import AgreementPart, Amount, Closure, EmbargoPart, Part, Scenario

Plan = tuple[Setting, Reading]
"""What a draw is: elasticities, and which values of uncertain amounts."""
Rows = NDArray[np.intp]
_MOST = 64
"""Draws of a batch: the fewer, the more even is the work of several processors."""
_KEPT = ("real_income", "exports", "imports", "trade", "trade_before")


@dataclass(frozen=True, eq=False)
class Drawn:
    """What the draws gave. S draws, N economies, P pairs, J industries.

    Attributes:
        real_income, exports, imports: float64[S, N], factors, as in `equilibrium.Many`.
        trade, trade_before: float64[S, P, J], likewise.
        failed: number of each draw that has no equilibrium, and why; its numbers are NaN.
    """

    real_income: Array
    exports: Array
    imports: Array
    trade: Array
    trade_before: Array
    failed: dict[int, str]


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
        UsageError: the scenario does not fit the world.
    """
    found, lock, done = _room(len(plans), accounts, len(pairs)), Lock(), 0
    shared = not any(map(_hangs_on_the_draw, scenario.parts))

    def work(rows: Rows) -> None:
        nonlocal done
        _Batch(scenario, accounts, plans, rows, shared=shared).solve(found, closure, pairs)
        with lock:
            done += len(rows)
            if told is not None:
                told(done / len(plans))

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(work, batches(plans)):
            pass
    return found


def _room(draws: int, accounts: Accounts, pairs: int) -> Drawn:
    of_economies = (draws, len(accounts.economies))
    of_pairs = (draws, pairs, len(accounts.industries))
    shapes = (of_economies, of_economies, of_economies, of_pairs, of_pairs)
    income, exports, imports, trade, before = (np.full(shape, np.nan) for shape in shapes)
    return Drawn(income, exports, imports, trade, before, failed={})


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


@dataclass(frozen=True, eq=False)
class _Batch:
    """Neighbours; `shared` says that the same changes in all of them."""

    scenario: Scenario
    accounts: Accounts
    plans: Sequence[Plan]
    rows: Rows
    shared: bool

    def solve(self, found: Drawn, closure: Closure, pairs: Sequence[tuple[int, int]]) -> None:
        """Fill their rows of `found`."""
        from entrepot.analyses.equilibrium import solve_many

        thetas = np.stack([self.plans[row][0].elasticities.theta for row in self.rows])
        which, unfit = np.arange(len(self.rows)), dict[int, str]()
        shocks: Shock | Callable[[int], Shock] = lambda draw: self._fitting(draw, unfit)  # noqa: E731
        if self.shared:
            thetas, which = np.unique(thetas, axis=0, return_inverse=True)
            shocks = self._shock(0)
        many = solve_many(
            self.accounts, thetas, shocks, closure=closure, pairs=pairs, tolerance=TOLERANCE,
            draws=len(thetas), threads=1, lenient=True,
        )  # fmt: skip
        for name in _KEPT:
            getattr(found, name)[self.rows] = getattr(many, name)[which]
        for draw, why in (many.failed | unfit).items():
            lost = self.rows[which == draw]
            found.failed.update((int(row), why) for row in lost)
            for name in _KEPT:
                getattr(found, name)[lost] = np.nan

    def _fitting(self, draw: int, unfit: dict[int, str]) -> Shock:
        """What changes in a draw; nothing in one that cannot be, with an elasticity next to zero, say."""
        try:
            return self._shock(draw)
        except UsageError as error:
            unfit[draw] = str(error)
            return Shock()

    def _shock(self, draw: int) -> Shock:
        setting, reading = self.plans[self.rows[draw]]
        with np.errstate(over="ignore"):  # costs beyond what can be written close a flow
            accounts, made = shock(self.scenario, setting.world, setting.elasticities.theta, reading)
        check_shock(accounts, made)
        return made


def _hangs_on_the_draw(part: Part) -> bool:
    """Whether a part has amounts in doubt, or becomes a cost by the elasticities."""
    what = part.what
    if isinstance(what, AgreementPart) or (isinstance(what, EmbargoPart) and what.share.value < 1.0):
        return True
    amounts = (getattr(what, field.name) for field in fields(what))
    return any(isinstance(amount, Amount) and not amount.certain for amount in amounts)
