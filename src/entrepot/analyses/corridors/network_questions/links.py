"""A new link or service: whose routes change, and by how much on each criterion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions.effect import Effect, effect
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, UNITS, Pair, checked
from entrepot.analyses.corridors.network_questions.tables import (
    TableOfNetwork,
    as_plain,
    column,
    difference_origins,
    table,
)
from entrepot.metadata.corridors import Difference, Spot
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureTable


@dataclass(frozen=True, slots=True, repr=False)
class Links(TableOfNetwork):
    """What a new link or service changes.

    Attributes:
        effect: of every pair.
        table: the pairs that change alone, those that gain most hours first; columns as in `Effect`.
        summary: criterion, unit; pairs (whose best by it changes), weight_share (of all weight), mean_change
            (after - before, mean of these by weight), mean_share (the same relative to before). Pairs that
            had no route are in neither mean.
    """

    effect: Effect
    table: FigureTable
    summary: FigureTable

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins."""
        return as_plain(self)


def links(
    network: Network,
    difference: Difference,
    pairs: Iterable[Pair | tuple[Spot, Spot]],
    cargo: Cargo,
    modes: tuple[str, ...] = (),
    closures: tuple[str, ...] = (),
) -> Links:
    """Whose best ways change when the difference is made; arguments as in `effect`.

    A pair whose best by a criterion improves uses the new link on it; what does not change may still have a
    new way between its bests.

    Raises:
        UsageError: the difference adds and changes nothing, or as `effect`.
    """
    if not (difference.additions or difference.changes):
        raise UsageError(
            f"{difference.name} adds no link and changes no service: `effect` tells what closures do."
        )
    asked = checked(pairs)
    found = effect(network, asked, difference, cargo, modes, closures)
    moved = pl.Series([status not in ("unchanged", "never a route") for status in found.statuses])
    rows = found.table.data.filter(moved).sort("hours_change", "origin", "destination", nulls_last=False)
    title = f"Who is affected by {difference.title or difference.name}"
    changed = replace(found.table, title=title, data=rows)
    return Links(found, changed, _summary(network, found, difference))


def _summary(network: Network, found: Effect, difference: Difference) -> FigureTable:
    weight = np.array([pair.weight for pair in found.pairs])
    whole = weight.sum() or 1.0
    rows = []
    for position, name in enumerate(CRITERIA):
        change = found.table.data[f"{name}_change"].fill_null(0.0).to_numpy()
        share = found.table.data[f"{name}_share"].fill_null(0.0).to_numpy()
        new = np.isinf(found.before[:, position]) & np.isfinite(found.after[:, position])
        moved, mean = (change != 0.0) | new, (change != 0.0) & (weight > 0.0)
        rows.append(
            {
                "criterion": name,
                "unit": UNITS[name],
                "pairs": float(moved.sum()),
                "weight_share": float(weight[moved].sum() / whole),
                "mean_change": float(np.average(change[mean], weights=weight[mean])) if mean.any() else None,
                "mean_share": float(np.average(share[mean], weights=weight[mean])) if mean.any() else None,
            }
        )
    columns = (
        column("pairs", "Pairs", "1", "pairs whose best by the criterion changes"),
        column("weight_share", "Weight", "1", "share of all weight in these pairs"),
        column("mean_change", "Mean change", "see unit", "change of the best, mean of these pairs by weight"),
        column("mean_share", "Relative", "1", "the same relative to before"),
    )
    title = f"What {difference.title or difference.name} changes"
    origins = difference_origins(difference)
    return table(title, rows, ("criterion", "unit"), columns, network.layer, origins)
