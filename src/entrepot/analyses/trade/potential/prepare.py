"""From frames to a prepared market."""

from __future__ import annotations

import numpy as np
from narwhals.typing import IntoFrame, IntoFrameT

from entrepot.analyses.trade.potential.access import Distances, Tariffs
from entrepot.analyses.trade.potential.choices import PLAIN, Choices
from entrepot.analyses.trade.potential.cube import Cube, Floats
from entrepot.analyses.trade.potential.kind import read
from entrepot.analyses.trade.potential.margins import demand_of, ease_of, growth_of, shares_of_supply
from entrepot.analyses.trade.potential.market import Market
from entrepot.analyses.trade.potential.tables import by_cell, by_market, by_pair
from entrepot.metadata.errors import BadInput, UsageError


def prepare(
    flows: IntoFrameT,
    *,
    growth: IntoFrame | None = None,
    elasticities: IntoFrame | None = None,
    tariffs: IntoFrame | None = None,
    mfn: IntoFrame | None = None,
    distances: IntoFrame | None = None,
    choices: Choices = PLAIN,
    exporter: str = "exporter",
    importer: str = "importer",
    product: str = "product",
    value: str = "value",
) -> Market[IntoFrameT]:
    """Make a year (or a mean of years, see `smoothed`) of flows ready for questions of export potential.

    EPI_ijk = supply_ik x demand_ijk x ease_ij, ITC's Export Potential Indicator:

        supply_ik  = v_ik g_i / sum_i v_ik g_i  x  min(1, x_ik / m_ik)  x  (1 + t_ik) / (1 + t_k)
        demand_ijk = v_jk (g_j / p_j)^e_jk p_j  x  (1 + t_jk) / (1 + t_ijk)  x  exp(-|log D_jk - log D_ij|)
        ease_ij    = v_ij / sum_k (v_ik / v_k) v_jk

    with v flows, g and p the expected over the current GDP and population, t tariffs (means weighted with
    trade), D distances. Each correction is left out (is 1) unless its input or choice is given. Without
    any, the potentials of a pair add up to its trade, sum_k EPI_ijk = v_ij: they say how that trade would
    be spread over products if i had its world share everywhere in j. With any, they do not.

    It is a benchmark, no ceiling and no forecast, and knows no firms, standards, seasons or capacities.

    Source: Decreux and Spies (2016), Export Potential Assessments, ITC, as told in ITC's own lectures
    (Measuring trade performance, 5-1-3 to 5-2-1) and in a public implementation; the paper itself was not
    read. See docs/explanation/export-potential.md for what is verified and what is not.

    Args:
        flows: exporter, importer, product (codes, text) and value >= 0, one unit; rows of a cell add up.
        growth: economy, gdp_ratio, population_ratio: expected over current, such as 1.12.
        elasticities: importer, product, elasticity of imports per head to GDP per head.
        tariffs: exporter, importer, product, tariff: ad valorem rates of single exporters (preferences).
        mfn: importer, product, tariff: the rate for all others.
        distances: exporter, importer, distance in km above 0; one direction is enough.
        choices: named options, see `Choices`.
        exporter: column of `flows` with the seller's code.
        importer: column with the buyer's code.
        product: column with the product's code.
        value: column with the amount.

    Raises:
        BadInput: if a frame is not as declared, or an economy trades with itself.
        NoData: if nothing is traded.
        UsageError: if elasticities come without growth.
    """
    table, kind = read(flows, (exporter, importer, product), (value,))
    cube = Cube.of(table, exporter, importer, product, value)
    if elasticities is not None and growth is None:
        raise UsageError("Elasticities say how imports follow growth: give growth too.")
    ratios = growth_of(cube, growth, choices)
    supply = shares_of_supply(cube, ratios, choices)
    rates = _tariffs(cube, tariffs, mfn, choices)
    if rates is not None:
        supply *= rates.supply_term()
    demand = demand_of(cube, ratios, elasticities, choices)
    far = None if distances is None else Distances(cube, _both_ways(by_pair(distances, cube, "distance")))
    market = Market(cube, supply, demand, ease_of(cube), choices, rates, far, kind)
    market.terms(0, 0)  # so that the means behind them are there when the first question comes
    return market


def _tariffs(
    cube: Cube, tariffs: IntoFrame | None, mfn: IntoFrame | None, choices: Choices
) -> Tariffs | None:
    if tariffs is None and mfn is None:
        return None
    unit = 100.0 if choices.tariff_unit == "percent" else 1.0
    general = np.full(cube.shape, np.nan) if mfn is None else by_market(mfn, cube, "tariff") / unit
    keys, rates = np.empty(0, dtype=np.int64), np.empty(0)
    if tariffs is not None:
        keys, rates = by_cell(tariffs, cube, "tariff")
    return Tariffs(cube, general, keys, rates / unit, choices.tariff_exponent)


def _both_ways(km: Floats) -> Floats:
    if (km <= 0).any():
        raise BadInput("a distance is 0", column="distance", expected="km above 0 between two economies")
    return np.where(np.isnan(km), km.T, km)
