"""The iterations of the guide's do-files, step by step, with the guide's rule to stop or without it.

Each step multiplies trade by the changes of factory-gate prices at both ends, divides it by the changes of
both resistances, and estimates the effects of exporters and importers anew. Trade has then the form pi t chi
already, so that the regression returns what it was given: the products are all there is to compute.

The steps are not damped. Where countries buy most of what they use at home, each goes further beyond the
end than the one before: the guide's rule may stop them on the way, at a place that depends on when.

Nothing in these steps holds what countries buy to phi times what they sell. With balanced trade and costs
that are the same both ways the purchases follow, and the end is the exact equilibrium; otherwise they do not,
and how far they are off depends on the way there: docs/explanation/one-sector.md has what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.failing import unsettled
from entrepot.analyses.equilibrium.armington.resistances import Fitted
from entrepot.analyses.equilibrium.armington.stages import Stage

ENOUGH = 0.01
"""The guide stops when changes of prices differ between steps by no more: deviation, and the largest."""

CONVERGED = 1e-10
"""Largest change of a factory-gate price in one step, where the loop is run to its end."""

MOST = 5000


@dataclass(frozen=True, slots=True)
class Step:
    """Differences of price changes between two steps over all pairs, as the guide's log prints them."""

    mean: float
    deviation: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Looped:
    """Where the loop ended.

    Attributes:
        price: float64[N], factory-gate prices, after / baseline.
        stage: the full endowment equilibrium as the guide builds it.
        steps: one a loop; last: largest change of a price in the last step.
    """

    price: Array
    stage: Stage
    steps: tuple[Step, ...]
    last: float


@dataclass(frozen=True, eq=False)
class _Place:
    """Where the loop stands: effects, sums, resistances, and price changes of the step that led here."""

    pi: Array
    chi: Array
    output: Array
    spending: Array
    outward: Array
    inward: Array
    price: Array


def loop(
    ease: Array, base: Fitted, start: Fitted, stage: Stage, reference: int, sigma: float, by: str
) -> Looped:
    """The guide's loop.

    Args:
        ease: float64[N, N], t^(1 - sigma) of the counterfactual.
        base: effects of the baseline.
        start: effects of the conditional equilibrium.
        stage: of the baseline.
        reference: its number.
        sigma: elasticity of substitution, > 1.
        by: "guide" stops as the do-files do, "converged" when prices stand still.

    Raises:
        NoEquilibrium: if it does not stop.
    """
    power = 1 / (1 - sigma)
    ratio = stage.spending / stage.output
    level = stage.spending[reference]
    outward, inward = stage.output * level / start.pi, stage.spending / (start.chi * level)
    price = (start.pi / base.pi) ** power
    place = _Place(start.pi, start.chi, stage.output, stage.spending, outward, inward, price)
    growth: tuple[Array, Array] = (np.ones_like(price), np.ones_like(price))
    earlier, steps = np.zeros_like(price), list[Step]()
    for _ in range(MOST):
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            new = _step(place, growth, ease, ratio, reference, power)
            growth = new.outward / place.outward, new.inward / place.inward
        if not np.isfinite([new.price, *growth]).all():
            break
        steps.append(_told(place.price - earlier))
        earlier, place = place.price, new
        if _enough(steps[-1], place.price, by):
            return _ended(place, base, stage, ease, reference, power, tuple(steps))
    raise unsettled(len(steps), float(np.abs(place.price - 1).max()))


def _step(
    place: _Place, growth: tuple[Array, Array], ease: Array, ratio: Array, reference: int, power: float
) -> _Place:
    pi, chi = place.pi * place.price / growth[0], place.chi * place.price / growth[1]
    pi, chi = pi * chi[reference], chi / chi[reference]
    output = pi * (chi @ ease)
    spending = ratio * output
    level = spending[reference]
    price = (pi / place.pi / (level / place.spending[reference])) ** power
    return _Place(pi, chi, output, spending, output * level / pi, spending / (chi * level), price)


def _told(difference: Array) -> Step:
    """Statistics over the N x N pairs, each country standing N times."""
    pairs = np.repeat(difference, len(difference))
    return Step(float(pairs.mean()), float(pairs.std(ddof=1)), float(pairs.min()), float(pairs.max()))


def _enough(step: Step, price: Array, by: str) -> bool:
    if by == "guide":
        return step.deviation <= ENOUGH and abs(step.high) <= ENOUGH
    return bool(np.abs(price - 1).max() <= CONVERGED)


def _ended(
    place: _Place,
    base: Fitted,
    stage: Stage,
    ease: Array,
    reference: int,
    power: float,
    steps: tuple[Step, ...],
) -> Looped:
    """The indexes of the full endowment equilibrium: prices from pi, output from prices, trade from both."""
    level = place.spending[reference]
    price = (place.pi / base.pi / (level / stage.spending[reference])) ** power
    output, spending = price * stage.output, price * stage.spending
    outward = output * level / place.pi
    trade = spending[:, None] * output * ease / (place.inward[:, None] * outward)
    full = Stage(output, spending, outward, place.inward, trade)
    return Looped(price, full, steps, float(np.abs(place.price - 1).max()))
