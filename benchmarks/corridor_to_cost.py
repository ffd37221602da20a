"""How long a difference in the network takes to become costs, and what the costs are held against.

Run: python benchmarks/corridor_to_cost.py [--fit]
Prints seconds cold (nothing kept) and kept (the ways as they are now remembered), and for every what-if that
ships the mean change of costs, weighted by trade in goods of the tables that ship; beside them the share of
freight and the share of each mode, with the published ones. With --fit, the weights of the kinds of way that
give the European Union's shares by mode in its trade with others, which stand in data/trade_costs/ways.csv.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.corridors.asking import network
from entrepot.analyses.scenarios.costs import Costs, costs
from entrepot.analyses.scenarios.costs.choice import factors, taken
from entrepot.analyses.trade.world import World, world
from entrepot.metadata.corridors import Difference
from entrepot.metadata.places import Scheme, get
from entrepot.sources.corridors import ready
from entrepot.sources.trade_costs import trade_costs
from entrepot.sources.trade_costs.table import VARIANTS
from entrepot.workbench.bench import Workbench

Array = NDArray[np.float64]
NOTHING = Difference("nothing")
BY_PIPE = ("B05", "B06")
MODES = ("sea", "rail", "road", "air")


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--fit", action="store_true")
    fit = options.parse_args().fit
    flows = world(Workbench().warehouse)
    economies, industries, trade = tensor(flows)
    base = costs(network(), NOTHING, economies, industries)
    if fit:
        fitted(base, beyond(economies, industries, trade))
        return
    timed(economies, industries)
    held(base, trade, beyond(economies, industries, trade))
    for difference in ready():
        made = costs(network(), difference, economies, industries)
        lost = float(np.where(np.isinf(made.hat), trade, 0.0).sum() / trade.sum())
        finite = made.hat[np.isfinite(made.hat)]
        means = " ".join(f"{100 * made.mean(trade, variant):8.3f}" for variant in VARIANTS)
        print(f"{difference.name:32} {means} {100 * (finite.min() - 1):8.2f} {100 * (finite.max() - 1):8.2f} "
              f"{100 * lost:6.2f}")  # fmt: skip


def tensor(flows: World) -> tuple[tuple[str, ...], tuple[str, ...], Array]:
    """Economies, industries of goods, and trade in them, float64[J, importer, exporter]."""
    economies = flows.economies
    industries = tuple(code for code in flows.industries["code"] if code[0] in "ABC")
    trade = np.zeros((len(industries), len(economies), len(economies)))
    rows = flows.trade.select("industry", "destination", "origin", "value").iter_rows()
    for industry, destination, origin, value in rows:
        if industry in industries and {destination, origin} <= set(economies):
            place = industries.index(industry), economies.index(destination), economies.index(origin)
            trade[place] = value
    return economies, industries, trade


def beyond(economies: Sequence[str], industries: Sequence[str], trade: Array) -> Array:
    """The part between members of the European Union and others, without what goes by pipe."""
    members = get("EU27", Scheme.GROUP).members
    inside = np.array([code in members for code in economies])
    part = np.where(inside[:, None] ^ inside, trade, 0.0)
    part[[industries.index(code) for code in BY_PIPE]] = 0.0
    return part


def timed(economies: Sequence[str], industries: Sequence[str]) -> None:
    """Seconds from a network that was never asked, then with the ways as they are now kept."""
    closed = next(each for each in ready() if each.name == "suez-closed")
    with tempfile.TemporaryDirectory() as folder:
        for words in ("cold", "kept"):
            network.cache_clear()
            start = time.perf_counter()
            costs(network(), closed, economies, industries, cache=Path(folder))
            print(f"{words}: {time.perf_counter() - start:.2f} s")
        start = time.perf_counter()
        costs(network(), closed, economies, industries, cache=Path(folder))
        print(f"kept, network loaded: {time.perf_counter() - start:.2f} s")


def held(base: Costs, trade: Array, part: Array) -> None:
    """Shares of freight and of modes beside those published."""
    published = trade_costs().figures
    span = published["margin_published"].span
    print(f"freight: {100 * base.freight(trade):.1f} % of the value; published {100 * span.typical:.0f} %")
    for mode, share in base.moved(part).items():
        print(f"{mode}: {100 * share:.1f} %; published {100 * published[f'share_{mode}'].span.typical:.1f} %")
    print(f"{'what-if':32} {' '.join(f'{v:>8}' for v in VARIANTS)} {'least':>8} {'most':>8} {'ended':>6}  %")


def fitted(base: Costs, part: Array) -> None:
    """Weights by which the shares of modes are those published.

    Countries of the broad gauge are to send and get half of what the railways carry: our estimate.
    """
    ledger, flows = base.ledger, base._flows(part)
    kinds = ledger.costs.ways
    broad = frozenset().union(*(kind.among for kind in kinds))
    among = np.array([code in broad for code in ledger.spots])
    inside = among[:, None] | among
    for variant in VARIANTS:
        owners = ledger.owners[variant]
        shares = {label: taken(ledger.before, ledger.cheapest, owners[label]).share for label in flows}
        scale = np.ones((len(kinds), 2))
        for _ in range(300):
            weights = np.where(inside, scale[:, 1, None, None], scale[:, 0, None, None])
            moved = np.zeros((len(kinds), *inside.shape))
            for label, flow in flows.items():
                moved = moved + factors(shares[label], owners[label], weights)[1] * flow
            scale *= _steps(moved, inside, [kind.mode for kind in kinds])
            scale /= scale[0, 0]
        print(
            variant,
            {kind.name: [float(f"{s:.3g}") for s in row] for kind, row in zip(kinds, scale, strict=True)},
        )


def _steps(moved: Array, inside: NDArray[np.bool_], modes: Sequence[str]) -> Array:
    """Factors on the weights outside and inside that bring the shares nearer, float64[W, 2]."""
    figures = trade_costs().figures
    aims = {mode: figures[f"share_{mode}"].span.typical for mode in MODES}
    steps = np.ones((len(modes), 2))
    for mode in MODES:
        rows = [row for row, each in enumerate(modes) if each == mode]
        share = moved[rows].sum(axis=0) / moved.sum()
        aim = aims[mode] / sum(aims.values())
        if mode == "rail":
            steps[rows] = [aim / 2.0 / share[~inside].sum(), aim / 2.0 / share[inside].sum()]
        else:
            steps[rows] = aim / share.sum()
    return steps


if __name__ == "__main__":
    main()
