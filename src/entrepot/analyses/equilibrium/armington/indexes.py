"""The indexes that the guide reports of every country, under its names and by its two conventions."""

from __future__ import annotations

from typing import Literal

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.stages import Stage
from entrepot.metadata.errors import UsageError

Effect = Literal["change", "having"]


def indexes(
    price: Array, sigma: float, baseline: Stage, conditional: Stage, full: Stage, effect: Effect
) -> dict[str, Array]:
    """float64[N] by name: OMR, IMR (to the power 1 - sigma), Xi exports, Y output; changes in per cent.

    The guide takes changes in two ways. "change" (application 1): 100 (after - baseline) / baseline.
    "having" (application 2, where the counterfactual takes an agreement away): 100 (baseline - after) /
    after, but 100 (1 - after / baseline) for prices. Resistances are taken to the 1 / (1 - sigma) first.
    Real GDP is output over the inward resistance. change_tot_FULL divides the change of price by that of the
    inward resistance, as they stand, which is real GDP in the first convention and near it in the second.

    Raises:
        UsageError: if the effect is neither.
    """
    if effect not in ("change", "having"):
        raise UsageError(f"effect {effect!r} is not known; there are change, having")
    power = 1 / (1 - sigma)
    outward = [stage.outward**power for stage in (baseline, conditional, full)]
    inward = [stage.inward**power for stage in (baseline, conditional, full)]
    prices = 100 * (price - 1) if effect == "change" else 100 * (1 - price)
    consumer = _percent(inward[0], inward[2], effect)
    return {
        "OMR_FULL": full.outward,
        "OMR_CDL": conditional.outward,
        "OMR_BLN": baseline.outward,
        "change_pricei_FULL": price,
        "Xi_BLN": baseline.exports,
        "Xi_CDL": conditional.exports,
        "Xi_FULL": full.exports,
        "Y_BLN": baseline.output,
        "Y_FULL": full.output,
        "change_price_FULL": prices,
        "change_OMR_CDL": _percent(outward[0], outward[1], effect),
        "change_OMR_FULL": _percent(outward[0], outward[2], effect),
        "change_Xi_CDL": _percent(baseline.exports, conditional.exports, effect),
        "change_Xi_FULL": _percent(baseline.exports, full.exports, effect),
        "IMR_FULL": full.inward,
        "IMR_CDL": conditional.inward,
        "IMR_BLN": baseline.inward,
        "change_IMR_CDL": _percent(inward[0], inward[1], effect),
        "change_IMR_FULL": consumer,
        "change_rGDP_FULL": _percent(baseline.output / inward[0], full.output / inward[2], effect),
        "change_tot_FULL": 100 * ((1 + prices / 100) / (1 + consumer / 100) - 1),
    }


def _percent(before: Array, after: Array, effect: Effect) -> Array:
    return 100 * (after - before) / before if effect == "change" else 100 * (before - after) / after
