"""What a publication, or a user, says of how trade in each industry answers to its cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from entrepot.metadata.origin import Origin


class Estimate(NamedTuple):
    """An elasticity of trade, above zero, and its standard error, 0 where none is published."""

    theta: float
    se: float


@dataclass(frozen=True, slots=True)
class Estimates:
    """A set of elasticities as it was published.

    Attributes:
        name: short, e.g. "cp2015".
        title: who and how, in a line.
        values: by code of industry.
        origin: the publication.
        caveat: what a reader must know.
        assumed: whether values of services are an assumption of ours.
        variant_of: name of the set that this is another reading of; empty for a set of its own.
    """

    name: str
    title: str
    values: Mapping[str, Estimate]
    origin: Origin
    caveat: str = ""
    assumed: bool = False
    variant_of: str = ""
