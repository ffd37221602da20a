"""What is asked: from where to where, what, by which modes, not through what, and over what."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.analyses.corridors.cargo import Cargo
from entrepot.metadata.corridors import Spot
from entrepot.metadata.errors import UsageError

MOST_VIA = 3
"""Places a route can be asked to pass; each multiplies the graph."""


@dataclass(frozen=True, slots=True)
class Question:
    """A consignment to be moved.

    Attributes:
        origin, destination: where it starts and ends.
        cargo: what is moved.
        avoid, via: in written form ("country:RUS", "passage:suez", "terminal:KZAAU"); `via` in order.
        modes: modes that may be used besides a truck's first and last mile; empty for all.
        epsilon: a route is left out only if one shown is at most this much worse on each criterion.

    Raises:
        UsageError: origin and destination are the same, something is to be avoided and passed, `epsilon` is
            negative or above 1, or too many places are to be passed.
    """

    origin: Spot
    destination: Spot
    cargo: Cargo
    avoid: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    epsilon: float = 0.1

    def __post_init__(self) -> None:
        here, there = self.origin, self.destination
        if (here.latitude, here.longitude) == (there.latitude, there.longitude):
            raise UsageError(f"{here.name} and {there.name} are the same point: name two places.")
        if both := set(self.avoid) & set(self.via):
            raise UsageError(f"To be avoided and passed at once: {', '.join(sorted(both))}.")
        if not 0.0 <= self.epsilon <= 1.0:
            raise UsageError(f"epsilon is {self.epsilon:g}; it lies between 0 (exact) and 1.")
        if len(self.via) > MOST_VIA:
            raise UsageError(f"At most {MOST_VIA} places can be passed, not {len(self.via)}.")
