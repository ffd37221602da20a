"""The three factors of a potential that do not depend on all of exporter, importer and product at once."""

from __future__ import annotations

import numpy as np
from narwhals.typing import IntoFrame

from entrepot.analyses.trade.potential.choices import Choices
from entrepot.analyses.trade.potential.cube import Cube, Floats
from entrepot.analyses.trade.potential.tables import by_market, by_place
from entrepot.metadata.errors import BadInput

GROWTH = ("gdp_ratio", "population_ratio")


def growth_of(cube: Cube, growth: IntoFrame | None, choices: Choices) -> Floats | None:
    """Places x (GDP, population), each expected over current; None where no growth is asked for.

    Raises:
        BadInput: if economies lack growth and the choice is to refuse, or the frame is not as declared.
    """
    if growth is None:
        return None
    ratios = by_place(growth, cube, GROWTH)
    absent = np.isnan(ratios).any(axis=1)
    if absent.all() or (absent.any() and choices.missing_growth == "refuse"):
        codes = [cube.places[position] for position in np.flatnonzero(absent)]
        raise BadInput(
            f"{len(codes)} economies that trade have no growth: {', '.join(codes[:20])}",
            column="economy",
            remedy='Add them, or choose missing_growth="world".',
        )
    weights = cube.exports.sum(axis=1)[~absent]
    weights = weights if weights.sum() else np.ones_like(weights)
    ratios[absent] = np.average(ratios[~absent], axis=0, weights=weights)
    return ratios


def shares_of_supply(cube: Cube, ratios: Floats | None, choices: Choices) -> Floats:
    """v_ik g_i / sum over i of v_ik g_i, places x products: the share of the world market i is projected."""
    exports = cube.exports if ratios is None else cube.exports * ratios[:, :1]
    shares = exports / exports.sum(axis=0)
    if choices.reexport_correction:
        imports = cube.imports
        shares *= np.divide(
            np.minimum(cube.exports, imports), imports, out=np.ones_like(shares), where=imports > 0
        )
    return np.asarray(shares, dtype=np.float64)


def demand_of(cube: Cube, ratios: Floats | None, elasticities: IntoFrame | None, choices: Choices) -> Floats:
    """v_jk (g_j / p_j)^e_jk p_j, places x products, in the unit of the values: what j is projected to buy."""
    if ratios is None:
        return cube.imports
    elasticity: Floats | float = choices.elasticity
    if elasticities is not None:
        given = by_market(elasticities, cube, "elasticity")
        elasticity = np.where(np.isnan(given), choices.elasticity, given)
    gdp, population = ratios[:, :1], ratios[:, 1:]
    return np.asarray(cube.imports * (gdp / population) ** elasticity * population, dtype=np.float64)


def ease_of(cube: Cube) -> Floats:
    """v_ij / sum over k of (v_ik / v_k) v_jk, places x places: trade over what plain shares would give.

    0 where the pair does not trade, also where its structures have nothing in common.
    """
    hypothetical = (cube.exports / cube.world) @ cube.imports.T
    return np.divide(cube.pairs, hypothetical, out=np.zeros_like(cube.pairs), where=hypothetical > 0)
