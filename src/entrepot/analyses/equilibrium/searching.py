"""Three ways from a guess to an equilibrium: the quick one, the careful one, and in stages.

- Quick: every sweep moves wages, prices and spending at once, and Anderson's acceleration chooses the next
  guess from the last few. Most changes settle so in 10 to 40 sweeps.
- Careful: wages stand until prices and spending have settled, then take a step of Newton's method with the
  response of wages as it is there; a step that does not bring labour markets nearer is halved. It is for
  large changes: far from balance the quick way is misled, for prices and spending have not settled yet.
- In stages: half of the change (in logarithms) at first, each stage carefully from the one before, in strides
  that grow where they succeed. For the largest changes.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.anderson import Anderson
from entrepot.analyses.equilibrium.fixed_point import Guess, Search, Settled
from entrepot.analyses.equilibrium.problem import Problem, Swept
from entrepot.analyses.equilibrium.wage_response import wage_response

DEPTH = 8
"""Steps that the acceleration remembers."""

PATIENCE = 30
"""Sweeps within which the quick way must have come `NEAR`; as many again at most `RETURNS` times."""

NEAR = 0.01
WORSE = 10.0
"""How much worse than its best the quick way may get before it goes back there."""

RETURNS = 2
HALVINGS = 5
INNER = 60
"""Sweeps in which prices and spending settle while wages stand."""

AHEAD = 1e-3
"""How far prices and spending settle before wages move: as a part of the gap in labour."""

ROUGHLY = 1e-4
"""Residual at which a stage is good enough to start the next from."""

SHORTEST = 1 / 32
"""Of a way: a shorter stage is not tried."""

NEARLY_CLOSED = 1e-14
"""What a stage leaves of a flow that the change closes, before the power of the stage."""


def settle(problem: Problem, tolerance: float, most: int, start: Settled | None = None) -> Settled:
    """The world after a change, or the last try with a residual above `tolerance`: whoever asks looks at it.

    Args:
        problem: what is solved.
        tolerance: largest residual that counts as settled.
        most: sweeps through all markets in all.
        start: a neighbouring world of the same size, from where the way may be shorter.
    """
    with np.errstate(all="ignore"):  # a guess may overshoot into infinity; the search then goes back
        found = quick(problem, tolerance, most, start or at_base(problem))
        if found.residual < tolerance or found.iterations >= most:
            return found
        return _in_stages(problem, tolerance, most, found.iterations)


def at_base(problem: Problem) -> Settled:
    """The world before, as a place to start from."""
    base, tariffs = problem.base, problem.base.accounts.tariffs
    ones, zeros = np.ones_like(base.spending), np.zeros_like(base.spending)
    kept = base.shares / (1.0 + tariffs) if tariffs.any() else base.shares
    before = replace(problem, weights=base.shares, kept=kept)
    swept = Swept(zeros, ones, ones, zeros, base.spending, base.output, base.spending)
    wages = np.zeros_like(base.income)
    spending = base.spending / base.spending.sum(axis=0)
    return Settled(
        guess=Guess(np.concatenate([wages, zeros.ravel(), spending.ravel()]), len(wages)),
        swept=swept,
        income=base.income,
        deficits=base.deficits,
        revenue=base.revenue,
        value_added=base.value_added,
        iterations=0,
        residual=np.inf,
        furthest=0,
        response=wage_response(before, swept, wages),
    )


def quick(problem: Problem, tolerance: float, most: int, start: Settled) -> Settled:
    """The quick way; gives up where it leads nowhere."""
    search, memory = Search(problem, start), Anderson(start.guess.vector.size, DEPTH)
    best, best_image, returns = np.inf, start.guess.vector, 0
    while True:
        search.sweep()
        lost = search.sweeps % PATIENCE == 0 and not best < NEAR
        if (
            search.residual < tolerance
            or lost
            or returns > RETURNS
            or search.sweeps >= min(most, 5 * PATIENCE)
        ):
            return search.end()
        if not search.residual < WORSE * best:
            memory.forget()
            returns += 1
            search.go(best_image.copy())
            continue
        image = search.image(search.moves())
        if search.residual < best:
            best, best_image = search.residual, image
        search.go(memory.step(image, image - search.guess.vector))


def careful(problem: Problem, tolerance: float, most: int, start: Settled) -> Settled:
    """The careful way; gives up where `HALVINGS` of a step bring labour markets no nearer."""
    search, gap, halvings = Search(problem, start), np.inf, 0
    place, moves = start.guess.vector, np.zeros(search.economies)
    while True:
        _stand(search, tolerance, most)
        if search.residual < tolerance or search.sweeps >= most or halvings > HALVINGS:
            return search.end()
        now = float(np.abs(search.labour).max())
        if now < gap:
            gap, halvings = now, 0
            search.response = wage_response(problem, search.at, search.guess.wages)
            place, moves = search.image(np.zeros(search.economies)), search.moves()
        else:
            moves, halvings = moves / 2.0, halvings + 1
        search.go(_moved(place, moves, search.response[1]))


def _stand(search: Search, tolerance: float, most: int) -> None:
    """Sweep while wages stand, until prices and spending have settled."""
    still = np.zeros(search.economies)
    for _ in range(INNER):
        search.sweep()
        enough = max(AHEAD * float(np.abs(search.labour).max()), tolerance / 3.0)
        if search.residual < tolerance or not search.unsettled > enough or search.sweeps >= most:
            return
        search.go(search.image(still))


def _moved(place: Array, moves: Array, own: Array) -> Array:
    """Wages move, prices follow through own costs, spending with the wage bill."""
    guess = Guess(place, len(moves))
    return np.concatenate(
        [guess.wages + moves, (guess.prices + own * moves).ravel(), (guess.spending * np.exp(moves)).ravel()]
    )


def _in_stages(problem: Problem, tolerance: float, most: int, swept: int) -> Settled:
    place, reached, stride = at_base(problem), 0.0, 1.0
    while True:
        goal = min(1.0, reached + stride)
        whole = goal == 1.0
        stage, enough = (problem, tolerance) if whole else (_part_of(problem, goal), ROUGHLY)
        found = careful(stage, enough, max(most - swept, 1), place)
        swept += found.iterations
        succeeded = found.residual < enough
        if (succeeded and whole) or swept >= most or (not succeeded and stride <= SHORTEST):
            return replace(found, iterations=swept)
        if succeeded:
            place, reached, stride = found, goal, 2.0 * stride
        else:
            stride /= 2.0


def _part_of(problem: Problem, goal: float) -> Problem:
    """The same change, every factor to the power of `goal`."""
    before = problem.base.shares
    factor = np.divide(problem.weights, before, out=np.ones_like(before), where=before > 0)
    weights = before * np.maximum(factor, NEARLY_CLOSED) ** goal
    kept = weights / (1.0 + problem.tariffs) if problem.duties else weights
    return replace(problem, weights=weights, kept=kept, productivity=problem.productivity * goal)
