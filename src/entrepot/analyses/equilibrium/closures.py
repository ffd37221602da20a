"""What becomes of trade deficits, the one thing that such a model cannot know.

A deficit is what an economy buys abroad beyond what it sells there, at basic prices; others lend or give it.
The world's deficits sum to 0 before and after, whatever the closure.

- `share`: a deficit keeps its share d of the economy's value added, less the same share e for all:
  D' = (d - e) V', e = sum(d V') / sum(V'), so that the world's sum stays 0; e is small.
- `fixed`: a deficit keeps its value in units of the world's value added (the numeraire), D' = D. A border
  that closes can make that impossible.
- `zero`: no economy has a deficit, before or after. The world before is then not that of the accounts but the
  one to which it would settle without deficits and without any shock; changes are counted from there, so that
  they tell of the shock alone (Caliendo and Parro 2015, section 5.1).
"""

from __future__ import annotations

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.equilibrium.base import Base
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import CLOSURES, Closure


def deficits_after(closure: Closure, base: Base, value_added: Array) -> Array:
    """float64[N]: deficits that go with value added after the change, in the unit of the accounts."""
    if closure == "zero":
        return np.zeros_like(value_added)
    if closure == "fixed":
        return base.deficits
    shares = base.deficits / base.value_added
    return np.asarray((shares - (shares @ value_added) / value_added.sum()) * value_added)


def known_closure(closure: str) -> None:
    """Raises `UsageError` for a closure that is none."""
    if closure not in CLOSURES:
        raise UsageError(f"'{closure}' is no closure of trade deficits; there are {', '.join(CLOSURES)}.")
