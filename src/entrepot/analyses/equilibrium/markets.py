"""One sweep through all markets, compiled: what things cost, where they are bought, what is made.

Arrays are float64 and C-contiguous. J industries, N economies; matrices of trade are [industry, importer,
exporter], all others [industry, economy]. Logarithms are of factors after / before.
"""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.compiled import compiled


def _costs(
    inputs: Array, left_over: Array, productivity: Array, wages: Array, prices: Array, costs: Array
) -> None:
    """Fill `costs`, logarithms of unit costs: c = left_over w + sum over k of inputs[n, k, j] p[k, n] - a."""
    economies, industries, _ = inputs.shape
    bundle = np.empty(industries)
    for n in range(economies):
        for j in range(industries):
            bundle[j] = left_over[j, n] * wages[n] - productivity[j, n]
        for k in range(industries):
            price = prices[k, n]
            for j in range(industries):
                bundle[j] += inputs[n, k, j] * price
        for j in range(industries):
            costs[j, n] = bundle[j]


def _appeal(theta: float, costs: Array, appeal: Array) -> float:
    """Fill `appeal`, [N]: cost^-theta over that of the cheapest exporter, so that nothing overflows; returns
    the cost of the cheapest, a logarithm.
    """
    cheapest = costs[0]
    for i in range(len(costs)):
        cheapest = min(cheapest, costs[i])
    for i in range(len(costs)):
        appeal[i] = np.exp(theta * (cheapest - costs[i]))
    return float(cheapest)


def _reached(kept: Array, appeal: Array, totals: Array, paid: Array) -> None:
    """Take from `paid`, [N], what the importer's duties keep."""
    for n in range(len(totals)):
        reached = 0.0
        for i in range(len(appeal)):
            reached += kept[n, i] * appeal[i]
        paid[n] *= reached / totals[n]


appeal_of, reached_of = compiled(_appeal), compiled(_reached)


def _sourcing(
    weights: Array,
    kept: Array,
    duties: bool,
    theta: Array,
    costs: Array,
    spending: Array,
    appeal: Array,
    totals: Array,
    prices: Array,
    output: Array,
    paid: Array,
) -> None:
    """From costs to prices, and from spending to output, through the same shares.

    Args:
        weights: shares before x (change of cost of trade and duty)^-theta.
        kept: weights / (1 + duty after); the same array where there are no duties.
        duties: whether there are any.
        theta: elasticity of trade, by industry.
        costs: logarithms.
        spending: by buyer, duties included.
        appeal: filled: cost^-theta, scaled by the cheapest exporter of the industry so that nothing
            overflows.
        totals: filled: sums over exporters of weights x appeal; a share is weights x appeal / total.
        prices: filled: logarithms.
        output: filled: sales at basic prices.
        paid: filled: what of each buyer's spending reaches the sellers.
    """
    industries, economies, _ = weights.shape
    for j in range(industries):
        cheapest = appeal_of(theta[j], costs[j], appeal[j])
        for i in range(economies):
            output[j, i] = 0.0
        for n in range(economies):
            total = 0.0
            for i in range(economies):
                total += weights[j, n, i] * appeal[j, i]
            totals[j, n] = total
            each = spending[j, n] / total
            for i in range(economies):
                output[j, i] += each * kept[j, n, i]
        for i in range(economies):
            output[j, i] *= appeal[j, i]
        for n in range(economies):
            prices[j, n] = cheapest - np.log(totals[j, n]) / theta[j]
            paid[j, n] = spending[j, n]
        if duties:
            reached_of(kept[j], appeal[j], totals[j], paid[j])


def _spending(
    inputs: Array,
    output: Array,
    final: Array,
    scale: Array,
    guessed: Array,
    wanted: Array,
    gaps: Array,
) -> None:
    """Fill `wanted`: (inputs bought for `output`, and `final` demand) / `scale`; raise `gaps`, [N], to the
    largest difference from what was `guessed`.
    """
    economies, industries, _ = inputs.shape
    made = np.empty(industries)
    for n in range(economies):
        for j in range(industries):
            made[j] = output[j, n]
        for k in range(industries):
            used = 0.0
            for j in range(industries):
                used += inputs[n, k, j] * made[j]
            wanted[k, n] = (used + final[k, n]) / scale[n]
            gap = abs(wanted[k, n] - guessed[k, n])
            if not gap <= gaps[n]:  # so that what is no number counts as a gap
                gaps[n] = gap


costs_of = compiled(_costs)
sourcing_of = compiled(_sourcing)
spending_of = compiled(_spending)
