"""Between which countries something is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from entrepot.analyses.relations.cast import SMALL_GROUP, countries
from entrepot.analyses.relations.involvement import Involvement, Scene, of_pair
from entrepot.metadata.statement import Statement


def pairs_of(statement: Statement, scene: Scene) -> tuple[tuple[str, str], ...]:
    """Pairs of countries or bodies between which a statement is, each and all in alphabetical order.

    A region counts as its country, a group of at most ten states as its members, a larger one as itself. What
    several states share belongs to several pairs, so that numbers by pair do not add up.
    """
    codes = sorted({code for place in scene.involved(statement) for code in _codes(place)})
    return tuple((a, b) for a, b in combinations(codes, 2) if of_pair((statement,), a, b, scene))


def _codes(place: Involvement) -> Iterator[str]:
    members = countries(place.place)
    if place.as_organisation or not 0 < len(members) <= SMALL_GROUP:
        yield place.place
    else:
        yield from members
