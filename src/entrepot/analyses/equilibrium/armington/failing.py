"""Why a search for an equilibrium ended without one, and what its user can do."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.armington.deficits import Deficits
from entrepot.analyses.equilibrium.armington.wages import Wages
from entrepot.analyses.equilibrium.refusals import NoEquilibrium


def unsolved(kernel: Array, deficits: Deficits, found: Wages, labels: tuple[str, ...]) -> NoEquilibrium:
    """The error for a search that did not meet its tolerance: whom it concerns, which closure, what to do."""
    reasons = [
        f"no equilibrium was found with deficits closed by {deficits.closure!r}: after {found.iterations} "
        f"steps the largest excess demand is {found.residual:.3g} of income, and {_moving(found)}.",
        *(_alone(kernel, labels) or _too_deep(deficits, found, labels) or [_FAINT]),
    ]
    return NoEquilibrium(
        " ".join(reasons),
        closure=deficits.closure,
        iterations=found.iterations,
        residual=found.residual,
    )


def unscaled(reached: float, tolerance: float, most: int) -> NoEquilibrium:
    """The error for multilateral resistances that did not settle."""
    return NoEquilibrium(
        f"multilateral resistances did not settle: after {most} rounds they {_drifting(reached, tolerance)}. "
        "Costs that leave two groups of countries almost without trade between "
        "them do this; leave one group out, or make these costs less extreme.",
        iterations=most,
        residual=reached,
    )


def unsettled(loops: int, moving: float) -> NoEquilibrium:
    """The error for the guide's loop that did not end."""
    return NoEquilibrium(
        f"the guide's loop did not end: after {loops} loops prices still move by {moving:.3g} a step. "
        "Its steps are not damped; take the closure 'share', which is solved exactly.",
        closure="guide",
        iterations=loops,
        residual=moving,
    )


_FAINT = (
    "Where almost no trade is left, wages relative to other countries have no meaning; and deficits may be "
    "more than trade can carry. Make the change smaller, or take the closure 'zero'."
)


def _drifting(reached: float, tolerance: float) -> str:
    if np.isfinite(reached):
        return f"still move by {reached:.3g} ({tolerance:g} was asked)"
    return "grow without end"


def _moving(found: Wages) -> str:
    if np.isfinite(found.last):
        return f"wages still move by {found.last:.3g}"
    return "no change of wages lessens it"


def _alone(kernel: Array, labels: tuple[str, ...]) -> list[str]:
    """Who sells or buys nothing abroad."""
    abroad = kernel * (1 - np.eye(len(kernel)))
    nothing = (abroad.sum(0) == 0) | (abroad.sum(1) == 0)
    if not nothing.any():
        return []
    silent = ", ".join(np.array(labels)[nothing][:5])
    return [
        f"After the change these sell or buy nothing abroad: {silent}. Their wages relative to others have "
        "no meaning then: leave a trickle open, or leave these countries out."
    ]


def _too_deep(deficits: Deficits, found: Wages, labels: tuple[str, ...]) -> list[str]:
    """The deficit or surplus that is largest for its country, if it was to stay."""
    if deficits.closure != "fixed":
        return []
    gap = (deficits.spending - deficits.output) / deficits.output
    worst = int(np.abs(gap).argmax())
    kind = "deficit" if gap[worst] > 0 else "surplus"
    return [
        "A fixed deficit or surplus must be carried by trade that may no longer be there: the largest is "
        f"the {kind} of {labels[worst]}, {abs(gap[worst]):.0%} of its output, and its wage had come to "
        f"{found.wages[worst]:.3g} of what it was. Use the closure 'share' or 'zero'."
    ]
