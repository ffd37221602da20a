"""Ways asked of the layer that ships, as published times and tariffs have them; for the tests of truth."""

from __future__ import annotations

from functools import cache

from entrepot.analyses.corridors.asking import network, question
from entrepot.analyses.corridors.find import find
from entrepot.analyses.corridors.steps import route
from entrepot.metadata.corridors import Route

Asked = dict[str, tuple[str, ...]]
TITR: Asked = {"modes": ("rail", "sea"), "avoid": ("Russia", "Iran"), "via": ("KZAAU", "AZALA")}
BLACK_SEA: Asked = {
    "modes": ("rail", "sea"),
    "avoid": ("Russia", "Iran", "Türkiye"),
    "via": ("KZAAU", "AZALA", "black-sea"),
}
RAIL: Asked = {"modes": ("rail",)}
NORTH: Asked = {"modes": ("rail",), "via": ("PLMAA",)}
AIR: Asked = {"modes": ("air",)}
SEA: Asked = {"modes": ("sea",)}
SUEZ: Asked = SEA | {"via": ("suez",)}
CAPE: Asked = SEA | {"avoid": ("suez",)}


def fastest(start: str, end: str, asked: Asked) -> Route:
    """The fastest way between two terminals, asked so, for one FEU."""
    return _fastest(start, end, tuple(asked.items()))


@cache
def _fastest(start: str, end: str, asked: tuple[tuple[str, tuple[str, ...]], ...]) -> Route:
    searched = network()
    put = question(searched, start, end, **dict(asked))  # type: ignore[arg-type]
    found = find(searched, put)
    row = int(found.cost[:, 0].argmin())
    return route(searched, put.origin, put.destination, found.ways[row], put.cargo)
