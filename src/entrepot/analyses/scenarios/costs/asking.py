"""The question: a difference, the economies and industries of a world; the answer: `Costs`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.tables import difference_origins, origins_of, period_of
from entrepot.analyses.scenarios.costs.caveats import caveats
from entrepot.analyses.scenarios.costs.choice import owner
from entrepot.analyses.scenarios.costs.ledger import Ledger, cheapest
from entrepot.analyses.scenarios.costs.result import Costs
from entrepot.analyses.scenarios.costs.searching import searched, spots_of
from entrepot.metadata.corridors import Difference
from entrepot.metadata.origin import join
from entrepot.sources.trade_costs import Goods, TradeCosts, trade_costs
from entrepot.sources.trade_costs.table import VARIANTS, Known

Array = NDArray[np.float64]
_GOODS = ("A", "B", "C")
"""Sections of ISIC whose products are things that are moved."""


def costs(
    network: Network,
    difference: Difference | Sequence[Difference],
    economies: Sequence[str],
    industries: Sequence[str],
    *,
    goods: Sequence[bool] | None = None,
    cache: Path | None = None,
    tables: TradeCosts | None = None,
    told: Callable[[float], None] | None = None,
) -> Costs:
    """Costs of trade after / before, for every importer, exporter and industry.

    Args:
        network: as it is; `analyses.corridors.asking.network()` is the one that ships.
        difference: what is otherwise, or several that hold together.
        economies: labels of the world's economies, ISO 3166-1 alpha-3 as a rule; what is no place (ROW) is
            left as it is and told in `outside`.
        industries: labels, codes of the OECD's industries or ISIC divisions and sections ("C21", "C10-C12").
        goods: bool[J], which of them are things that are moved; left out, sections A, B and C.
        cache: folder of what can be made again (`Warehouse.cache`), where ways are kept, as they are now and
            with the difference; left out, nothing is kept.
        tables: values of goods, kinds of way; left out, those that ship.
        told: called with the share that is done, from 0 to 1.

    Raises:
        UsageError: a difference that the layer cannot have.
        NoData: the layer does not say what a day costs goods.
    """
    differences = (difference,) if isinstance(difference, Difference) else tuple(difference)
    used = tables or trade_costs()
    spots = spots_of(economies, network.layer, cache)
    before, after, closed = searched(network, differences, tuple(spots.values()), used, cache, told)
    day, load = assumed(network, "time_value"), assumed(network, "load")
    carried = carried_goods(industries, goods, used)
    owners = {
        variant: {name: owner(each, used, day.span, load.span, variant) for name, each in carried.items()}
        for variant in VARIANTS
    }
    ledger = Ledger(
        before, after, cheapest(before), tuple(spots), carried, owners, used, day, load,
        origins_of(network.layer), period_of(network.layer),
        join(*(difference_origins(each) for each in differences)), closed,
    )  # fmt: skip
    return _answer(ledger, tuple(economies), tuple(industries))


def carried_goods(
    industries: Sequence[str], goods: Sequence[bool] | None, tables: TradeCosts
) -> dict[str, tuple[Goods, ...]]:
    """By label, the goods of each industry whose products are carried at all; of none where nothing is known.

    Arguments as in `costs`.
    """
    moved = [label[:1] in _GOODS for label in industries] if goods is None else list(goods)
    found = {label: tables.of(label) for label, is_moved in zip(industries, moved, strict=True) if is_moved}
    return {
        label: tuple(each for each in known if each.moved != "none")
        for label, known in found.items()
        if not known or any(each.moved != "none" for each in known)
    }


def assumed(network: Network, quantity: str) -> Known:
    """A figure of the layer with its source; raises `NoData` if there is none."""
    parameter = network.parameters.needed(quantity)
    source = network.layer.origins.get(parameter.source)
    return Known(parameter.span, parameter.unit, parameter.year, (source,) if source else (), parameter.note)


def _answer(ledger: Ledger, economies: tuple[str, ...], industries: tuple[str, ...]) -> Costs:
    variants = {variant: _hats(ledger, economies, industries, variant) for variant in VARIANTS}
    every = np.stack(list(variants.values()))
    known = [each.density.origins for goods in ledger.goods.values() for each in goods]
    return Costs(
        economies=economies,
        industries=industries,
        hat=variants["typical"],
        low=every.min(axis=0),
        high=every.max(axis=0),
        variants=variants,
        outside=tuple(code for code in economies if code not in ledger.spots),
        caveats=caveats(ledger, economies, industries),
        origins=join(ledger.said, ledger.network, ledger.time_value.origins, *known),
        ledger=ledger,
    )


def _hats(ledger: Ledger, economies: tuple[str, ...], industries: tuple[str, ...], variant: str) -> Array:
    """float64[J, N, N], by importer and exporter; industries of like goods are reckoned once."""
    made = np.ones((len(industries), len(economies), len(economies)))
    places = [economies.index(code) for code in ledger.spots]
    known: dict[object, Array] = {}
    for row, label in enumerate(industries):
        if label in ledger.goods:
            who = ledger.owners[variant][label]
            if who not in known:
                known[who] = ledger.hat(label, variant).T
            made[row][np.ix_(places, places)] = known[who]
    return made
