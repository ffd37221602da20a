"""Many equilibria of one world: draws of elasticities, of shocks, or of both, a few in memory at a time.

Each draw is the same search as `solve`, to the same tolerance; it starts from where the middle draw settled,
which saves a fifth of the sweeps, and from the world before if that fails. Draws run in threads (the sweeps
free Python's lock).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.base import Base, base_of
from entrepot.analyses.equilibrium.checks import check, check_shock
from entrepot.analyses.equilibrium.fixed_point import Settled
from entrepot.analyses.equilibrium.problem import Problem
from entrepot.analyses.equilibrium.refusals import NoEquilibrium
from entrepot.analyses.equilibrium.solve import MOST, TOLERANCE, checked, found_for, price_index, starting
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure

Result = tuple[int, tuple[Problem, Settled] | NoEquilibrium]
Shocks = Shock | Sequence[Shock] | Callable[[int], Shock]


@dataclass(frozen=True, eq=False)
class Many:
    """Outcomes of S draws. N economies, J industries, P pairs.

    Attributes:
        real_income, real_wage, wages, price_index: float64[S, N], factors as in `Equilibrium`.
        output: float64[S, N], factor on the value of all output.
        exports, imports: float64[S, N], factors on the value of all trade with others, duties left out.
        pairs: (exporter, importer) positions.
        trade, trade_before: float64[S, P, J], exporter's sales to the importer without duties, in the unit of
            the accounts. (Before differs from draw to draw under the closure `zero` alone.)
        iterations: int64[S].
        failed: number of each draw that has no equilibrium, and why; its numbers are NaN.
        closure, tolerance: as asked.
    """

    real_income: Array
    real_wage: Array
    wages: Array
    price_index: Array
    output: Array
    exports: Array
    imports: Array
    pairs: tuple[tuple[int, int], ...]
    trade: Array
    trade_before: Array
    iterations: NDArray[np.int64]
    failed: dict[int, str]
    closure: Closure
    tolerance: float


def solve_many(
    accounts: Accounts,
    thetas: ArrayLike,
    shocks: Shocks,
    *,
    closure: Closure = "share",
    pairs: Sequence[tuple[int, int]] = (),
    tolerance: float = TOLERANCE,
    most: int = MOST,
    draws: int | None = None,
    threads: int | None = None,
    lenient: bool = False,
    told: Callable[[float], None] | None = None,
) -> Many:
    """Solve a world S times.

    Args:
        accounts: of the world before.
        thetas: float[S, J], or float[J] for all draws.
        shocks: one for all draws, a sequence of S, or a function of the draw's number, called when its turn
            comes, from one thread at a time.
        closure: as in `solve`.
        tolerance: as in `solve`.
        most: as in `solve`.
        pairs: (exporter, importer) positions whose trade is wanted.
        draws: S, where neither `thetas` nor `shocks` tell it.
        threads: at a time; the number of processors if not given.
        lenient: leave draws without equilibrium out, and name them in `failed`.
        told: hears the part that is done, in 0 to 1.

    Raises:
        BadAccounts, UsageError: as `solve`.
        NoEquilibrium: if one draw has none, and not `lenient`; the message names its number.
    """
    check(accounts)
    several = np.asarray(thetas, dtype=float)
    number = _number(several, shocks, draws)
    everyone = np.broadcast_to(several, (number, several.shape[-1]))
    for theta in everyone if several.ndim == 2 else everyone[:1]:
        checked(accounts, theta, closure, tolerance, most)
    _known(accounts, pairs)
    asked = _Asked(base_of(accounts), closure, tolerance, most, tuple(pairs))
    many = _room(number, asked, len(accounts.industries))
    middle = np.exp(np.log(everyone).mean(axis=0))
    first = _shock(shocks, 0)
    check_shock(accounts, first)
    asked.prepare(np.ascontiguousarray(middle), first)
    jobs = (
        (draw, np.ascontiguousarray(everyone[draw]), _looked_at(accounts, shocks, draw))
        for draw in range(number)
    )
    for done, (draw, result) in enumerate(_in_threads(asked, jobs, threads or os.cpu_count() or 1), 1):
        if not isinstance(result, NoEquilibrium):
            _write(many, draw, *result)
        elif lenient:
            many.failed[draw] = str(result)
        else:
            raise _named(draw, result)
        if told is not None:
            told(done / number)
    return many


class _Asked:
    """What is the same for all draws, and where the middle one settled."""

    def __init__(
        self, base: Base, closure: Closure, tolerance: float, most: int, pairs: tuple[tuple[int, int], ...]
    ) -> None:
        self.base, self.closure, self.tolerance, self.most, self.pairs = base, closure, tolerance, most, pairs
        self.start: Settled | None = None

    def prepare(self, theta: Array, shock: Shock) -> None:
        """Settle the middle draw; if it has no equilibrium, each draw starts from the world before."""
        found = self.one(0, theta, shock)[1]
        self.start = None if isinstance(found, NoEquilibrium) else found[1]

    def one(self, draw: int, theta: Array, shock: Shock) -> Result:
        """Settle one draw."""
        limits = self.closure, self.tolerance, self.most
        try:
            return draw, found_for(starting(self.base, theta, *limits), theta, shock, *limits, self.start)
        except NoEquilibrium as none:
            return draw, none


def _named(draw: int, none: NoEquilibrium) -> NoEquilibrium:
    return NoEquilibrium(
        f"Draw {draw + 1}: {none}",
        closure=none.closure,
        economy=none.economy,
        iterations=none.iterations,
        residual=none.residual,
    )


def _in_threads(asked: _Asked, jobs: Iterator[tuple[int, Array, Shock]], threads: int) -> Iterator[Result]:
    """No more draws at a time than threads, so that memory does not grow with their number."""
    with ThreadPoolExecutor(threads) as pool:
        running: set[Future[Result]] = set()
        try:
            for job in jobs:
                running.add(pool.submit(asked.one, *job))
                if len(running) > threads:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            yield from (future.result() for future in running)
        finally:
            for future in running:
                future.cancel()


def _write(many: Many, draw: int, problem: Problem, found: Settled) -> None:
    base, at = problem.base, found.swept
    index = price_index(problem, at.prices)
    wages = np.exp(found.guess.wages)
    many.wages[draw], many.price_index[draw], many.iterations[draw] = wages, index, found.iterations
    many.real_income[draw], many.real_wage[draw] = found.income / base.income / index, wages / index
    many.output[draw] = at.output.sum(axis=0) / base.output.sum(axis=0)
    everyone = np.arange(len(wages))
    home = problem.kept[:, everyone, everyone] * at.appeal * at.spending / at.totals
    sold = (at.output - home).sum(axis=0)
    accounts = base.accounts
    home = accounts.trade[:, everyone, everyone] / (1.0 + accounts.tariffs[:, everyone, everyone])
    sold_before = (base.output - home).sum(axis=0)
    many.exports[draw] = _factor(sold, sold_before)
    many.imports[draw] = _factor(sold + found.deficits, sold_before + base.deficits)
    for place, (i, n) in enumerate(many.pairs):
        many.trade[draw, place] = (
            problem.kept[:, n, i] * at.appeal[:, i] * at.spending[:, n] / at.totals[:, n]
        )
        many.trade_before[draw, place] = accounts.trade[:, n, i] / (1.0 + accounts.tariffs[:, n, i])


def _factor(after: Array, before: Array) -> Array:
    """NaN where there was nothing."""
    return np.asarray(np.divide(after, before, out=np.full(after.shape, np.nan), where=before > 0))


def _room(number: int, asked: _Asked, industries: int) -> Many:
    economies, pairs = len(asked.base.income), len(asked.pairs)
    room = [np.full((number, economies), np.nan) for _ in range(7)]
    return Many(
        real_income=room[0],
        real_wage=room[1],
        wages=room[2],
        price_index=room[3],
        output=room[4],
        exports=room[5],
        imports=room[6],
        pairs=asked.pairs,
        trade=np.full((number, pairs, industries), np.nan),
        trade_before=np.full((number, pairs, industries), np.nan),
        iterations=np.zeros(number, dtype=np.int64),
        failed={},
        closure=asked.closure,
        tolerance=asked.tolerance,
    )


def _number(thetas: Array, shocks: Shocks, draws: int | None) -> int:
    known = {len(thetas)} if thetas.ndim == 2 else set()
    known |= {len(shocks)} if isinstance(shocks, Sequence) else set()
    known |= {draws} if draws is not None else set()
    if thetas.ndim not in (1, 2) or len(known) != 1 or min(known) < 1:
        told = ", ".join(str(each) for each in sorted(known)) or "none"
        raise UsageError(
            f"Elasticities, shocks and `draws` must tell one number of draws, 1 or more; they tell: {told}."
        )
    return known.pop()


def _shock(shocks: Shocks, draw: int) -> Shock:
    if isinstance(shocks, Shock):
        return shocks
    return shocks[draw] if isinstance(shocks, Sequence) else shocks(draw)


def _looked_at(accounts: Accounts, shocks: Shocks, draw: int) -> Shock:
    shock = _shock(shocks, draw)
    if not isinstance(shocks, Shock):
        check_shock(accounts, shock)
    return shock


def _known(accounts: Accounts, pairs: Sequence[tuple[int, int]]) -> None:
    for pair in pairs:
        if not all(0 <= place < len(accounts.economies) for place in pair):
            raise UsageError(
                f"The pair {pair} names positions beyond the {len(accounts.economies)} economies."
            )
