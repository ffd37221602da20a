"""What every number on goods must be read with, by rule: which concept, what is in it, whom it misses."""

from __future__ import annotations

from entrepot.metadata.places.place import Place

# Economies generally known as entrepôts: what passes through their ports and warehouses shows in their
# exports too. The list is ours, by general knowledge; no flow tells how much it is.
HUBS = frozenset({"ARE", "BEL", "HKG", "NLD", "SGP"})
UNION = "Before 1999 Belgium and Luxembourg are one reporter (BLX), which is neither."


def about(
    revision: str,
    places: tuple[Place, ...],
    members: tuple[tuple[str, ...], ...],
    missing: tuple[tuple[str, ...], ...],
) -> str:
    """The caveat of a question: sentences, the general one first."""
    coverage = (_coverage(*one) for one in zip(places, members, missing, strict=True))
    hubs = sorted({code for codes in members for code in codes} & HUBS)
    return " ".join(filter(None, (_general(revision), _hubs(hubs), _union(members), *coverage)))


def _general(revision: str) -> str:
    return (
        "Gross trade in goods, free on board, in current dollars: CEPII reconciles what both sides reported "
        f"(HS {revision.removeprefix('hs')}). Flows of 1,000 dollars or less are left out, so that no flow "
        "and no report look alike. The last year is provisional."
    )


def _hubs(codes: list[str]) -> str:
    if not codes:
        return ""
    return f"Exports of {', '.join(codes)} hold goods made elsewhere and sold on: re-exports are not marked."


def _union(members: tuple[tuple[str, ...], ...]) -> str:
    if not {"BEL", "LUX"} & {code for codes in members for code in codes}:
        return ""
    return UNION


def _coverage(place: Place, members: tuple[str, ...], missing: tuple[str, ...]) -> str:
    if not missing:
        return ""
    return f"{place.code} stands for {', '.join(members)}: the flows lack {', '.join(missing)}."
