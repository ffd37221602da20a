"""Names that are nearly right. rapidfuzz is imported here and only when no name matched."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.metadata.places.codelist import CodeList
from entrepot.metadata.places.place import Place

SHORTEST = 5
"""Letters in the shortest name in which a typo is looked for: Irak, Iran and Oman are too near each other."""


def mend(key: str, lists: Iterable[CodeList]) -> Place | None:
    """The one place whose name is a small typo away, None if none is or if another is nearly as near.

    One slip (a letter left out, added, changed, or two swapped) in up to seven letters, two in longer names;
    every other place must be at least two slips farther.
    """
    if len(key) < SHORTEST:
        return None
    allowed = 1 if len(key) <= 7 else 2
    ranked = sorted(_slips(key, lists, allowed + 1).values(), key=lambda found: found[0])
    if not ranked or ranked[0][0] > allowed:
        return None
    rivals = [slips for slips, _ in ranked[1:] if slips < ranked[0][0] + 2]
    return None if rivals else ranked[0][1]


def similar(key: str, lists: Iterable[CodeList], limit: int, least: float = 76) -> tuple[Place, ...]:
    """Places with a name like that one, the likest first."""
    from rapidfuzz import fuzz, process

    scored: dict[str, tuple[float, Place]] = {}
    for listing in lists:
        for name, score, _ in process.extract(
            key, list(listing.names), scorer=fuzz.ratio, score_cutoff=least, limit=limit
        ):
            for place in listing.by_name(name):
                scored[place.code] = max(
                    scored.get(place.code, (0.0, place)), (score, place), key=lambda s: s[0]
                )
    best = sorted(scored.values(), key=lambda found: -found[0])
    return tuple(place for _, place in best[:limit])


def _slips(key: str, lists: Iterable[CodeList], most: int) -> dict[str, tuple[int, Place]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    nearest: dict[str, tuple[int, Place]] = {}
    for listing in lists:
        names = [name for name in listing.names if len(name) >= SHORTEST]
        for name, slips, _ in process.extract(key, names, scorer=OSA.distance, score_cutoff=most, limit=None):
            for place in listing.by_name(name):
                if slips < nearest.get(place.code, (most + 1, place))[0]:
                    nearest[place.code] = (int(slips), place)
    return nearest
