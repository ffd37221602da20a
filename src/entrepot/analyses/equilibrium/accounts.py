"""Who buys what from whom, and from what it is made: all that a general equilibrium starts from, as arrays.

Arrays alone: nothing here knows files, places or industries by name beyond their labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Accounts:
    """A world of N economies and J industries in one year.

    Attributes:
        economies, industries: labels, N and J of them.
        trade: float64[J, N, N]; trade[j, n, i] is what importer n spends on products of industry j made in i,
            for inputs and final demand together, duties included; n = i is what it buys of itself.
        inputs: float64[N, J, J]; inputs[n, k, j] is the share of products of industry k in the cost of
            industry j in n. What the shares of a column leave over to 1 is value added.
        tariffs: float64[J, N, N], ad valorem duty in force, as `trade` is indexed; zeros where not known.
        unit: of `trade`.
        caveats: what a reader must know of how the accounts were made, one sentence each.
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    trade: Array
    inputs: Array
    tariffs: Array
    unit: str = "USD million"
    caveats: tuple[str, ...] = field(default_factory=tuple)

    def economy(self, label: str) -> int:
        """Position of an economy; raises `KeyError`."""
        return _position(self.economies, label)

    def industry(self, label: str) -> int:
        """Position of an industry; raises `KeyError`."""
        return _position(self.industries, label)


@dataclass(frozen=True, eq=False)
class Shock:
    """What is otherwise, as factors on what is (1 is nothing).

    Attributes:
        cost: float64[J, N, N], iceberg cost after / before, indexed [industry, importer, exporter]; infinite
            closes a flow; None for no change.
        tariffs: float64[J, N, N], duties after; None leaves those of the accounts.
        productivity: float64[J, N], what the same inputs yield, after / before; None for no change.
        demand: float64[J, N], factor on shares of final spending, which still sum to 1 then; None for none.
    """

    cost: Array | None = None
    tariffs: Array | None = None
    productivity: Array | None = None
    demand: Array | None = None


def _position(labels: Sequence[str], label: str) -> int:
    try:
        return labels.index(label)
    except ValueError:
        raise KeyError(label) from None
