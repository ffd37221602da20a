"""From what industries sell and need to accounts that close: who spends, earns and makes the same sum.

The rules, for every kind of table:

- What n spends on products of industry k made in i is the inputs and the final products that it buys there.
- Output of (i, k) is what it sells: the sum of that over n.
- Input shares are those of the table, scaled per (n, k) so that inputs used are inputs bought; what they
  leave is value added, taxes on production included.
- Then world value added is world final spending, and an economy's final spending less its value added is its
  trade deficit: the accounts close whatever was rounded in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.world.model import Repair

Array = NDArray[np.float64]
LEAST_VALUE_ADDED = 0.02
"""Share of value added in output that every industry keeps at the least; the extract's own floor."""

_LEAST = 1e-200
"""Inputs below this are none: what was bought cannot be divided by them."""
LEAST_TOLD = 1e-6
"""Share of world output below which a difference is rounding, and not told."""


@dataclass(frozen=True, eq=False)
class Closed:
    """Arrays of accounts that close.

    Attributes:
        trade: float64[J, N, N], [industry, importer, exporter].
        inputs: float64[N, J, J], [economy, supplying industry, using industry], shares of output.
        repairs: what was changed to get there.
    """

    trade: Array
    inputs: Array
    repairs: tuple[Repair, ...]


def close(
    bought: Array, final: Array, coefficients: Array, economies: Sequence[str], industries: Sequence[str]
) -> Closed:
    """Accounts of a table.

    Args:
        bought: float64[N, N, J], inputs that destination buys, [origin, destination, selling industry].
        final: the same of final demand; negative where stocks were run down.
        coefficients: float64[N, J, J], [economy, supplying, using], inputs per unit of output.
        economies: codes, to be named in repairs.
        industries: codes, likewise.
    """
    names = (tuple(economies), tuple(industries))
    final, sold_off = _without_negative(final, names)
    trade = np.ascontiguousarray((bought + final).transpose(2, 1, 0))
    output = trade.sum(axis=1).T
    inputs, capped = _capped(_scaled(coefficients, output, bought.sum(axis=0)), output, names)
    return Closed(trade, inputs, tuple(repair for repair in (sold_off, capped, _idle(output)) if repair))


def missed(
    closed: Closed, stated: Array, economies: Sequence[str], industries: Sequence[str]
) -> Repair | None:
    """How far output in accounts, which is what is sold, is from the output that the table states.

    Args:
        closed: the accounts.
        stated: float64[N, J].
        economies: codes, to be named.
        industries: codes, likewise.
    """
    gap = np.abs(closed.trade.sum(axis=1).T - stated)
    if gap.sum() <= LEAST_TOLD * stated.sum():
        return None
    n, j = divmod(int(gap.argmax()), gap.shape[1])
    cells = int((gap > LEAST_TOLD * np.maximum(stated, 1.0)).sum())
    return Repair(
        "output is what is sold, which misses the output stated", cells, float(gap.sum()),
        f"{economies[n]} {industries[j]}",
    )  # fmt: skip


def proportional(bought: Array, other_sales: Array) -> Array:
    """Final sales spread over destinations as the same seller's sales of inputs are.

    Args:
        bought: float64[N, N, J], inputs, [origin, destination, selling industry].
        other_sales: float64[N, J], what is sold otherwise; at home where a seller sells no inputs.

    Returns:
        float64[N, N, J], indexed as `bought`.
    """
    total = bought.sum(axis=1)
    share = np.divide(bought, total[:, None, :], out=np.zeros_like(bought), where=total[:, None, :] > 0)
    e, j = np.nonzero(total <= 0)
    share[e, e, j] = 1.0
    spread: Array = share * other_sales[:, None, :]
    return spread


def _scaled(coefficients: Array, output: Array, bought: Array) -> Array:
    """Shares whose inputs (n, k) are those that n bought of k, where it uses any."""
    used = np.einsum("nkj,nj->nk", coefficients, output)
    factor = np.divide(bought, used, out=np.zeros_like(used), where=used > _LEAST)
    scaled: Array = coefficients * factor[:, :, None]
    return scaled


def _idle(output: Array) -> Repair | None:
    count = int((output <= 0).sum())
    what = "industries that an economy does not have at all cannot arise in it by a change"
    return Repair(what, count, 0.0) if count else None


def _without_negative(
    final: Array, names: tuple[Sequence[str], Sequence[str]]
) -> tuple[Array, Repair | None]:
    negative = final < 0
    if not negative.any():
        return final, None
    (o, rest), size = divmod(int(final.argmin()), final[0].size), final.shape[2]
    d, j = divmod(rest, size)
    economies, industries = names
    repair = Repair(
        "sales to final users that are negative, since stocks were run down, are counted as none",
        int(negative.sum()),
        float(-final[negative].sum()),
        f"{economies[o]} {industries[j]} to {economies[d]}",
    )
    return np.maximum(final, 0.0), repair


def _capped(
    inputs: Array, output: Array, names: tuple[Sequence[str], Sequence[str]]
) -> tuple[Array, Repair | None]:
    used = inputs.sum(axis=1)
    most = 1.0 - LEAST_VALUE_ADDED
    over = (used > most + 1e-5) & (output > 0)
    if not over.any():
        return inputs, None
    excess = np.where(over, (used - most) * output, 0.0)
    n, j = divmod(int(excess.argmax()), excess.shape[1])
    factor = np.where(over, most / np.where(used > 0, used, 1.0), 1.0)
    repair = Repair(
        f"industries that use inputs of more than {100 * most:g} % of their output are held to that, and "
        "what they bought beyond it counts as bought by final users",
        int(over.sum()),
        float(excess.sum()),
        f"{names[0][n]} {names[1][j]}",
    )
    return inputs * factor[:, None, :], repair
