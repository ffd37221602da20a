"""Published elasticities put on the industries of a world; what a source leaves out is filled, and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import process

from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.analyses.scenarios.world.model import Elasticities
from entrepot.metadata.errors import BadInput
from entrepot.sources.elasticities import DEFAULT, Estimate, Estimates, shipped

Parts = Mapping[str, tuple[str, ...]]


def sets(industries: Sequence[Industry], parts: Parts | None = None) -> Mapping[str, Elasticities]:
    """The sets that ship, by name, the default first; none where an industry is not made up of ICIO's.

    Args:
        industries: those of a world.
        parts: code -> industries of the OECD's ICIO that make it up; itself where not given. Its elasticity
            is the plain mean of theirs, its standard error the mean of theirs: as if they erred together.
    """
    published = shipped()
    default = published[DEFAULT]
    made = {one.code: (parts or {}).get(one.code, (one.code,)) for one in industries}
    if any(not icio or set(icio) - set(default.values) for icio in made.values()):
        return {}
    return {name: _put(published[name], made, default) for name in published}


def put(estimates: Estimates, industries: Sequence[Industry], file: str) -> Elasticities:
    """A user's own set, which must have every industry of the table and no other.

    Raises:
        BadInput: industries lack, or one is not of the table; names them.
    """
    codes = [one.code for one in industries]
    if lacking := [code for code in codes if code not in estimates.values]:
        listed = ", ".join(lacking[:10]) + (f" and {len(lacking) - 10} more" if len(lacking) > 10 else "")
        raise BadInput(
            f"lacks {len(lacking)} industries of the table: {listed}", file=file, expected="a row for each"
        )
    if strange := [code for code in estimates.values if code not in codes]:
        near = [choice for choice, _, _ in process.extract(strange[0], codes, limit=3)]
        raise BadInput(
            f"{strange[0]!r} is no industry of the table", file=file, column="industry",
            expected=f"a code of the table, such as {', '.join(near)}",
        )  # fmt: skip
    return _put(estimates, {code: (code,) for code in codes}, estimates)


def _put(estimates: Estimates, made: Parts, default: Estimates) -> Elasticities:
    filled = tuple(code for code, icio in made.items() if not set(icio) <= set(estimates.values))
    found = [
        _mean(
            [(default if code in filled else estimates).values[part] for part in icio],
            known=code not in filled,
        )
        for code, icio in made.items()
    ]
    return Elasticities(
        name=estimates.name,
        title=estimates.title,
        theta=np.array([one.theta for one in found]),
        se=np.array([one.se for one in found]),
        filled=filled,
        origin=estimates.origin,
        caveat=estimates.caveat,
        variant_of=estimates.variant_of,
    )


def _mean(parts: Sequence[Estimate], *, known: bool) -> Estimate:
    theta = sum(one.theta for one in parts) / len(parts)
    return Estimate(theta, sum(one.se for one in parts) / len(parts) if known else 0.0)
