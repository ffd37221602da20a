"""Places and ways between them: the places are true, hours, prices and emissions invented; for tests."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from entrepot.metadata.corridors import Route, Span, Spot, Step
from entrepot.metadata.corridors.route import Kind
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin

ALMATY = Spot("KZALA", "Almaty", "KAZ", 43.24, 76.95, "afro-eurasia")
LIEGE = Spot("BE33", "Liège", "BEL", 50.63, 5.57, "afro-eurasia", "Liège, its capital")
SHANGHAI = Spot("CNSHG", "Shanghai", "CHN", 31.23, 121.47, "afro-eurasia")
ROTTERDAM = Spot("NLRTM", "Rotterdam", "NLD", 51.92, 4.48, "afro-eurasia")
LOS_ANGELES = Spot("USLAX", "Los Angeles", "USA", 33.74, -118.26, "americas")
NAMUR = Spot("BENAM", "Namur", "BEL", 50.47, 4.87, "afro-eurasia")
OSH = Spot("KGOSS", "Osh", "KGZ", 40.51, 72.8, "afro-eurasia")

# Where they lie: (longitude, latitude).
PLACES = {
    "ALMATY-1": ("Almaty-1", 76.93, 43.34),
    "ASTANA": ("Astana", 71.43, 51.16),
    "ZAURALYE": ("Petropavl", 69.15, 54.87),
    "MOSCOW": ("Moscow", 37.6, 55.75),
    "BREST": ("Brest", 23.65, 52.08),
    "MALA": ("Małaszewicze", 23.53, 52.02),
    "DUISBURG": ("Duisburg", 6.74, 51.45),
    "TRILO": ("Liège Trilogiport", 5.66, 50.71),
    "AKTAU": ("Aktau", 51.2, 43.6),
    "ALAT": ("Alat", 49.42, 39.94),
    "TBILISI": ("Tbilisi", 44.8, 41.7),
    "BOYUK": ("Böyük Kəsik", 45.3, 41.4),
    "POTI": ("Poti", 41.65, 42.15),
    "CONSTANTA": ("Constanța", 28.65, 44.15),
    "ALA": ("Almaty airport", 77.04, 43.35),
    "LGG": ("Liège airport", 5.44, 50.64),
}

_SOURCE = Origin(
    "Sample Railways", "Sample tariff", "2024", "table 2", "CC BY 4.0", "https://example.org/tariff"
)


def _span(typical: float) -> Span:
    return Span(typical * 0.8, typical, typical * 1.6)


def moved(
    mode: str, start: str, end: str, km: float, hours: float, usd: float, co2e: float, **more: Any
) -> Step:
    """A running step between two of `PLACES`; `via` are (longitude, latitude) on the way."""
    (start_name, *a), (end_name, *b) = PLACES[start], PLACES[end]
    line = ((a[0], a[1]), *more.pop("via", ()), (b[0], b[1]))
    return Step(
        "running", mode, start, end, start_name, end_name, _span(hours), _span(usd), _span(co2e), km,
        leg=f"{mode}:{start}:{end}", line=line, quality=Quality.REPORTED, origins=(_SOURCE,),
        method="km / speed", **more,
    )  # fmt: skip


def stood(
    kind: Kind, mode: str, at: str, hours: float, usd: float = 0.0, co2e: float = 0.0, to: str = ""
) -> Step:
    """A step that moves nothing, or that crosses a border from one of `PLACES` to the next."""
    to = to or at
    return Step(
        kind, mode, at, to, PLACES[at][0], PLACES[to][0], _span(hours), _span(usd), _span(co2e),
        origins=(_SOURCE,), method="as stated",
    )  # fmt: skip


def mile(spot: Spot, terminal: str, hours: float, usd: float, co2e: float, *, last: bool = False) -> Step:
    """A first mile by road from a spot to a terminal, or a last mile back."""
    name, longitude, latitude = PLACES[terminal]
    here, there = (
        (spot.code, spot.name, (spot.longitude, spot.latitude)),
        (terminal, name, (longitude, latitude)),
    )
    a, b = (there, here) if last else (here, there)
    km = 1.3 * great_circle(spot.latitude, spot.longitude, latitude, longitude)
    return Step(
        "running", "road", a[0], b[0], a[1], b[1], _span(hours), _span(usd), _span(co2e), km,
        line=(a[2], b[2]), method="great circle x 1.3",
    )  # fmt: skip


def by_rail() -> Route:
    """Almaty to Liège by rail through Russia."""
    steps = (
        mile(ALMATY, "ALMATY-1", 2, 120, 10),
        stood("waiting", "rail", "ALMATY-1", 48),
        stood("handling", "rail", "ALMATY-1", 12, 100, 8),
        moved("rail", "ALMATY-1", "ASTANA", 1300, 30, 700, 190, countries={"KAZ": 1300.0}),
        moved("rail", "ASTANA", "ZAURALYE", 480, 11, 280, 70, countries={"KAZ": 480.0}),
        stood("border", "rail", "ZAURALYE", 6, 50),
        moved(
            "rail", "ZAURALYE", "MOSCOW", 2500, 55, 1500, 300, via=((55.0, 55.0),), countries={"RUS": 2500.0}
        ),
        moved("rail", "MOSCOW", "BREST", 1100, 26, 700, 120, countries={"RUS": 480.0, "BLR": 620.0}),
        stood("border", "rail", "BREST", 20, 150, to="MALA"),
        stood("gauge change", "rail", "MALA", 30, 200, 12),
        moved("rail", "MALA", "DUISBURG", 1261, 34, 1100, 110, countries={"POL": 690.0, "DEU": 571.0}),
        moved("rail", "DUISBURG", "TRILO", 160, 6, 200, 12, countries={"DEU": 80.0, "BEL": 80.0}),
        stood("handling", "rail", "TRILO", 12, 110, 8),
        mile(LIEGE, "TRILO", 2, 150, 12, last=True),
    )
    return Route(ALMATY, LIEGE, steps, ("cheapest", "greenest", "balanced"), 520.0)


def by_middle() -> Route:
    """Almaty to Liège over the Caspian and the Black Sea."""
    steps = (
        mile(ALMATY, "ALMATY-1", 2, 120, 10),
        stood("waiting", "rail", "ALMATY-1", 72),
        stood("handling", "rail", "ALMATY-1", 12, 100, 8),
        moved(
            "rail", "ALMATY-1", "AKTAU", 2773, 90, 1500, 400, via=((63.0, 47.5),), countries={"KAZ": 2773.0}
        ),
        stood("handling", "sea", "AKTAU", 24, 120, 8),
        stood("waiting", "sea", "AKTAU", 60),
        stood("border", "sea", "AKTAU", 8, 50),
        moved("sea", "AKTAU", "ALAT", 470, 24, 700, 60, passages=("caspian",)),
        stood("handling", "rail", "ALAT", 24, 120, 8),
        moved("rail", "ALAT", "BOYUK", 420, 14, 380, 60, countries={"AZE": 420.0}),
        stood("border", "rail", "BOYUK", 10, 40),
        moved("rail", "BOYUK", "POTI", 380, 14, 380, 55, countries={"GEO": 380.0}),
        stood("handling", "sea", "POTI", 24, 120, 8),
        stood("waiting", "sea", "POTI", 84),
        moved("sea", "POTI", "CONSTANTA", 1077, 48, 500, 110, via=((35.0, 43.3),), passages=("black-sea",)),
        stood("handling", "road", "CONSTANTA", 24, 120, 8),
        moved(
            "road", "CONSTANTA", "TRILO", 2350, 60, 3300, 900, via=((21.2, 45.8), (16.4, 48.2), (9.0, 49.8))
        ),
        mile(LIEGE, "TRILO", 2, 150, 12, last=True),
    )
    return Route(ALMATY, LIEGE, steps, ("without RUS",), 760.0)


def by_air() -> Route:
    """Almaty to Liège by air."""
    steps = (
        mile(ALMATY, "ALA", 1.5, 110, 9),
        stood("waiting", "air", "ALA", 24),
        stood("handling", "air", "ALA", 12, 900, 20),
        moved("air", "ALA", "LGG", 5250, 7, 30000, 46000),
        stood("handling", "air", "LGG", 12, 900, 20),
        mile(LIEGE, "LGG", 1, 100, 6, last=True),
    )
    return Route(ALMATY, LIEGE, steps, ("fastest", "safest"), 80.0)


def almaty_liege() -> tuple[Route, ...]:
    """Three ways from Almaty to Liège."""
    return by_rail(), by_middle(), by_air()


def _direct(
    origin: Spot, destination: Spot, mode: str, via: tuple[tuple[float, float], ...], *, name: str
) -> Route:
    line = (
        (origin.longitude, origin.latitude),
        *via,
        (destination.longitude, destination.latitude),
    )
    legs = pairwise(line)
    km = sum(great_circle(a[1], a[0], b[1], b[0]) for a, b in legs)
    speed = {"air": 750.0, "road": 45.0}.get(mode, 30.0)
    step = Step(
        "running", mode, origin.code, destination.code, origin.name, destination.name, _span(km / speed),
        _span(km * 0.15), _span(km * 0.08), km, leg=f"{mode}:{origin.code}:{destination.code}", line=line,
        origins=(_SOURCE,),
    )  # fmt: skip
    return Route(origin, destination, (step,), (name,))


SUEZ = (
    (122.5, 30.5), (119.5, 24.5), (112.0, 14.0), (104.5, 1.3), (100.5, 3.5), (95.0, 6.0), (80.5, 5.7),
    (52.0, 12.5), (43.4, 12.6), (38.0, 20.5), (32.6, 29.8), (32.4, 31.4), (15.0, 35.8), (-5.6, 35.95),
    (-9.6, 38.5), (-5.8, 48.6), (1.4, 50.9),
)  # fmt: skip
CAPE = (
    (122.5, 30.5), (119.5, 24.5), (112.0, 14.0), (107.0, -3.0), (105.2, -6.5), (57.0, -25.0), (31.0, -32.0),
    (18.0, -34.9), (-17.8, 15.0), (-13.0, 30.0), (-9.9, 38.5), (-5.8, 48.6), (1.4, 50.9),
)  # fmt: skip


def shanghai_rotterdam() -> tuple[Route, ...]:
    """By Suez and by the Cape."""
    return (
        _direct(SHANGHAI, ROTTERDAM, "sea", SUEZ, name="fastest"),
        _direct(SHANGHAI, ROTTERDAM, "sea", CAPE, name="without suez"),
    )


def pacific() -> tuple[Route, ...]:
    """Shanghai to Los Angeles: over the line where the day changes."""
    way = ((122.5, 30.8), (141.5, 40.0), (-175.0, 48.0), (-150.0, 45.0))
    return (
        _direct(SHANGHAI, LOS_ANGELES, "sea", way, name="cheapest"),
        _direct(SHANGHAI, LOS_ANGELES, "air", (), name="fastest"),
    )


def namur_osh() -> tuple[Route, ...]:
    """By road, as a truck goes, and by air as the crow flies."""
    way = (
        (9.7, 52.4),
        (21.0, 52.2),
        (27.5, 53.9),
        (37.6, 55.7),
        (50.1, 53.2),
        (57.2, 50.3),
        (65.5, 44.8),
        (69.3, 41.3),
    )
    return (
        _direct(NAMUR, OSH, "road", way, name="cheapest"),
        _direct(NAMUR, OSH, "air", (), name="fastest"),
    )
