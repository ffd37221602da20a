"""Many equilibria of one world: draws of elasticities, of shocks, or of both, a few in memory at a time.

Each draw is the same search as `solve`, to the same tolerance; it starts from where the middle draw settled,
which saves a fifth of the sweeps, and from the world before if that fails. Draws run in threads (the sweeps
free Python's lock).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from entrepot.analyses.equilibrium.accounts import Accounts, Array, Shock
from entrepot.analyses.equilibrium.base import Base, base_of
from entrepot.analyses.equilibrium.checks import check, check_shock
from entrepot.analyses.equilibrium.fixed_point import Settled
from entrepot.analyses.equilibrium.many import Many, room, write
from entrepot.analyses.equilibrium.problem import Problem
from entrepot.analyses.equilibrium.refusals import NoEquilibrium
from entrepot.analyses.equilibrium.solve import MOST, TOLERANCE, checked, found_for, starting
from entrepot.analyses.equilibrium.wage_response import wage_response
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure

Result = tuple[int, tuple[Problem, Settled] | NoEquilibrium]
Shocks = Shock | Sequence[Shock] | Callable[[int], Shock]


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
    many = room(number, asked.base, closure, tolerance, asked.pairs)
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
            write(many, draw, *result)
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
        if not isinstance(found, NoEquilibrium):
            problem, settled = found
            response = wage_response(problem, settled.swept, settled.guess.wages)
            self.start = replace(settled, response=response)

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
