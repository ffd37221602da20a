"""What a quantity can be at all: what lies outside is a slip of the pen, whoever wrote it."""

from __future__ import annotations

from math import inf

_HOURS = (0.0, 8_784.0)  # a year
_MONEY = (0.0, 1_000_000.0)  # of one FEU, in USD
_PER_KG = (0.0, 100.0)
_GRAMS = (0.0, 20_000.0)

BOUNDS: dict[str, tuple[float, float]] = {
    "speed": (0.1, 1_200.0),
    "hours": (0.01, 8_784.0),
    "rate": (0.0, 1_000.0),
    "price": _MONEY,
    "start_price": _MONEY,
    "air_rate": _PER_KG,
    "air_start_price": _PER_KG,
    "headway": _HOURS,
    "handling_hours": _HOURS,
    "handling_price": _MONEY,
    "air_handling_price": _PER_KG,
    "handling_co2e": (0.0, 1_000.0),
    "gauge_hours": _HOURS,
    "gauge_price": _MONEY,
    "gauge_co2e": (0.0, 1_000.0),
    "border_hours": _HOURS,
    "border_price": _MONEY,
    "intensity": _GRAMS,
    "diesel_intensity": _GRAMS,
    "electricity": (0.0, 10.0),
    "grid": (0.0, 5_000.0),
    "electrified": (0.0, 1.0),
    "distance_factor": (1.0, 3.0),
    "extra_km": (0.0, 1_000.0),
    "circuity": (1.0, 5.0),
    "reach": (1.0, 5_000.0),
    "payload": (0.1, 100.0),
    "load": (0.1, 100.0),
    "volume": (1.0, 200.0),
    "chargeable": (1.0, 2_000.0),
    "time_value": (0.0, 1.0),
}
"""Lowest and highest value of each quantity of `QUANTITIES`, in its unit; far wider than anything seen."""

KM = (0.01, 45_000.0)
"""Of a leg: from a siding to once around the earth and a bit."""

FACTOR = (0.0, 1_000.0)
"""Of a change that multiplies; zero itself is left out."""


def bounds(quantity: str) -> tuple[float, float]:
    """Lowest and highest value that the quantity can have."""
    return BOUNDS.get(quantity, (0.0, inf))
