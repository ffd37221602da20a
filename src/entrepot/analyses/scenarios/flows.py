"""Which cells of a world a part of a scenario is about."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.world.model import Mask, World
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import AgreementPart, CostPart, EmbargoPart, Flows, Part, Scenario, TariffPart

OF_FLOWS = (AgreementPart, CostPart, EmbargoPart, TariffPart)


def cells(world: World, flows: Flows, part: str) -> Mask:
    """bool[J, N, N], by industry, importer, exporter: the flows meant that the world has.

    Args:
        world: whose economies and industries.
        flows: what is meant; economies that the world does not have are left out.
        part: name of the part, for the message.

    Raises:
        UsageError: an industry that the world does not have, or no flow is left.
    """
    sellers, buyers = present(world, flows.exporters), present(world, flows.importers)
    count = len(world.economies)
    pairs = np.zeros((count, count), dtype=np.bool_)
    pairs[np.ix_(buyers, sellers)] = True
    if flows.both_ways:
        pairs |= pairs.T
    np.fill_diagonal(pairs, val=False)
    found = world.mask(flows.industries)[:, None, None] & pairs
    if not found.any():
        outside = world.outside_said((*flows.exporters, *flows.importers))
        raise UsageError(f"The part “{part}” touches no flow between two economies. {outside}".rstrip())
    return found


def present(world: World, economies: Iterable[str]) -> NDArray[np.intp]:
    """Positions of those economies that the world has; all where none is named."""
    named = tuple(economies)
    if not named:
        return np.arange(len(world.economies), dtype=np.intp)
    return np.array([world.economies.index(code) for code in named if code in world.economies], dtype=np.intp)


def within(world: World, economies: Iterable[str], industries: tuple[str, ...], part: str) -> Mask:
    """bool[J, N] of industries in economies.

    Raises:
        UsageError: as `cells`.
    """
    named = tuple(economies)
    found = np.zeros((len(world.codes), len(world.economies)), dtype=np.bool_)
    found[np.ix_(np.flatnonzero(world.mask(industries)), present(world, named))] = True
    if not found.any():
        raise UsageError(f"The part “{part}” touches nothing. {world.outside_said(named)}".rstrip())
    return found


def named_economies(part: Part) -> tuple[str, ...]:
    """Every economy that a part names."""
    what = part.what
    if isinstance(what, OF_FLOWS):
        return tuple(dict.fromkeys((*what.flows.exporters, *what.flows.importers)))
    return tuple(getattr(what, "economies", ()))


def outside(world: World, scenario: Scenario) -> tuple[str, ...]:
    """Economies that a scenario names and the world does not have, in order."""
    named = (code for part in scenario.parts for code in named_economies(part))
    return world.outside(tuple(dict.fromkeys((*named, *scenario.places))))
