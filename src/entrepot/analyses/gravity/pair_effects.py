"""What is always so between two economies: fixed effects of pairs, with a second stage for those without one.

Pair effects of a gravity equation with effects of exporter-year and importer-year are told but for a part of
each exporter and each importer. Here they are measured from sales at home: an effect of a pair less half the
sum of both homes' effects, so that it is 0 at home, as in the Advanced Guide to Trade Policy Analysis (Yotov,
Piermartini, Monteiro and Larch 2016, chapter 2), where all homes share one effect. Pairs that never trade
have none: Anderson and Yotov (2016) foretell e^effect from distance and the like, by PPML with effects of
exporters and importers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import polars as pl

from entrepot.analyses.gravity.design import coded, designed
from entrepot.analyses.gravity.engine import Absorbed, absorbed
from entrepot.analyses.gravity.failures import NoEstimate
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel
from entrepot.analyses.gravity.specification import Specification
from entrepot.analyses.gravity.variables import Variable

Vector = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filled:
    """Effects of pairs on the logarithm of trade, a row of the year each.

    Attributes:
        effect: float64[rows], 0 at home.
        guessed: bool[rows], those that the second stage foretold.
        terms: coefficients of the second stage, where there was one.
    """

    effect: Vector
    guessed: npt.NDArray[np.bool_]
    terms: dict[str, float]


def of_pairs(panel: Panel, asked: Specification, year: int) -> tuple[int, ...]:
    """Places, among the fixed effects, of those that differ by pair within an exporter and an importer."""
    rows = panel.rows[YEAR].to_numpy() == year
    ends = [panel.rows[end].to_numpy()[rows] for end in (EXPORTER, IMPORTER)]
    found = []
    for place, effect in enumerate(asked.fixed_effects):
        codes = coded(panel, effect, asked)[rows]
        if not any(_constant(codes, end) for end in ends):
            found.append(place)
    return tuple(found)


def pair_effects(panel: Panel, asked: Specification, made: Absorbed, places: tuple[int, ...]) -> Vector:
    """float64[rows of the panel], the sum of the fixed effects at these places; NaN where there is none."""
    total = np.zeros(panel.rows.height)
    for place in places:
        effects = made.effects[place]
        codes = coded(panel, asked.fixed_effects[place], asked)
        known, back = np.unique(codes, return_inverse=True)
        total += np.array([effects.get(int(code), np.nan) for code in known])[back]
    return total


def from_home(panel: Panel, effect: Vector) -> Vector:
    """float64[rows], the effects less half the sum of both homes'.

    Args:
        panel: of one year.
        effect: float64[rows].

    Raises:
        NoEstimate: an economy has no sales at home from which its effects could be measured.
    """
    ends = panel.rows[EXPORTER].to_numpy(), panel.rows[IMPORTER].to_numpy()
    home = np.full(len(panel.economies), np.nan)
    own = ends[0] == ends[1]
    home[ends[0][own]] = effect[own]
    seen = np.union1d(*ends)
    lost = [panel.economies[place] for place in seen[np.isnan(home[seen])]]
    if lost:
        raise NoEstimate(
            f"{', '.join(lost[:5])}: there is no effect of sales at home, and effects of pairs are measured "
            "from these. Estimate with sales within economies (domestic), in this year."
        )
    return np.asarray(effect - (home[ends[0]] + home[ends[1]]) / 2.0)


def filled(panel: Panel, effect: Vector, variables: list[Variable]) -> Filled:
    """The effects, and what the second stage foretells for pairs that have none.

    Args:
        panel: of one year.
        effect: float64[rows], 0 at home; NaN where there is none.
        variables: that foretell; none are needed where no effect is missing.

    Raises:
        NoEstimate: the second stage cannot be estimated, or tells nothing of an economy.
    """
    lacking = np.isnan(effect)
    if not lacking.any():
        return Filled(effect, lacking, {})
    if not variables:
        raise NoEstimate(
            f"{_told(panel, lacking)} never trade, so that they have no effect of their own, and there is no "
            "column of distance or the like to foretell it from. Name some with fill."
        )
    trade = pl.Series(TRADE, np.exp(effect), nan_to_null=True)
    target = replace(panel, rows=panel.rows.with_columns(trade))
    names = tuple(variable.name for variable in variables)
    asked = Specification("second stage", terms=names, fixed_effects=("exporter", "importer"), errors="iid")
    made = absorbed(designed(target, asked, variables), asked)
    values = {names[int(name[1:])]: value for name, value in zip(made.names, made.values, strict=True)}
    link = pair_effects(panel, asked, made, (0, 1))
    for variable in variables:
        link += values.get(variable.name, 0.0) * variable.make(panel).to_numpy()
    lost = lacking & np.isnan(link)
    if lost.any():
        raise NoEstimate(f"Nothing is known of {_told(panel, lost)}: no pair like them ever trades.")
    return Filled(np.where(lacking, link, effect), lacking, values)


def _constant(codes: Codes, group: Codes) -> bool:
    """Whether the code is the same in all rows of each group."""
    frame = pl.DataFrame({"code": codes, "group": group})
    return bool((frame.group_by("group").agg(pl.col("code").n_unique() == 1))["code"].all())


def _told(panel: Panel, rows: npt.NDArray[np.bool_]) -> str:
    ends = panel.rows.select(EXPORTER, IMPORTER).filter(pl.Series(rows)).rows()
    pairs = [f"{panel.economies[one]} to {panel.economies[other]}" for one, other in ends]
    return ", ".join(pairs[:5]) + (f" and {len(pairs) - 5} more pairs" if len(pairs) > 5 else "")
