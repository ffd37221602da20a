"""Published elasticities put on the industries of a world; what a source leaves out is filled, and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from entrepot.analyses.scenarios.world.model import Elasticities, Industry
from entrepot.sources.elasticities import DEFAULT, Estimate, Estimates, shipped


def sets(industries: Sequence[Industry]) -> Mapping[str, Elasticities]:
    """The sets that ship, by name, the default first; none where the industries are not those of ICIO."""
    published = shipped()
    default = published[DEFAULT]
    if any(one.code not in default.values for one in industries):
        return {}
    return {name: _put(published[name], industries, default) for name in published}


def _put(estimates: Estimates, industries: Sequence[Industry], default: Estimates) -> Elasticities:
    filled = tuple(one.code for one in industries if one.code not in estimates.values)
    found: list[Estimate] = [estimates.values.get(one.code) or default.values[one.code] for one in industries]
    return Elasticities(
        name=estimates.name,
        title=estimates.title,
        theta=np.array([one.theta for one in found]),
        se=np.array(
            [0.0 if code in filled else one.se for code, one in zip(_codes(industries), found, strict=True)]
        ),
        filled=filled,
        origin=estimates.origin,
        caveat=estimates.caveat,
    )


def _codes(industries: Sequence[Industry]) -> tuple[str, ...]:
    return tuple(one.code for one in industries)
