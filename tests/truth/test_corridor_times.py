"""Days and hours of whole ways against what railways, ministries, lines and the press published.

Published times run from the departure of a train or ship to its arrival. So of our routes only what lies
between the first and the last kilometre by the mode counts here: not the truck, nor the wait to depart.
"""

from dataclasses import dataclass

import pytest

from entrepot.metadata.corridors import Route, Span
from entrepot.metadata.corridors.span import NOTHING
from ways_asked import BLACK_SEA, CAPE, NORTH, RAIL, SEA, SUEZ, TITR, Asked, fastest

KAZTAG = "Ministry of Transport of Kazakhstan in KazTAG, October 2024"
NAVIS = "Navis Group, August 2025"
PEMP = "Port Economics, Management and Policy, 2024"
SEANEWS = "KTZ in SeaNews, March 2024, https://seanews.ru/en/2024/03/12/en-kazakhstan-launches-block-train-from-xi-an-to-azerbaijan/"


@dataclass(frozen=True)
class Published:
    """A time in days: between which places, asked how, from and to, and who says so.

    `share` is how far our typical may lie outside what is published, as a part of it; where it is more than a
    quarter, or the figure may lie outside our bounds, `why` says why.
    """

    start: str
    end: str
    asked: Asked
    low: float
    high: float
    source: str
    share: float = 0.25
    why: str = ""


TIMES = (
    Published("KZ-ALTYNKOL", "AZBAK", TITR, 9, 9, KAZTAG),
    Published("KZ-ALTYNKOL", "GEPTI", TITR, 12, 12, KAZTAG),
    Published("KZ-ALTYNKOL", "ROCND", BLACK_SEA, 20, 22, KAZTAG),
    Published("KZ-ALTYNKOL", "KZAAU", RAIL, 3, 3, SEANEWS),
    Published("CNXIA", "AZBAK", TITR, 11, 12, SEANEWS + "; 12 eastwards (Railway Gazette, December 2024)"),
    Published("CNXIA", "ROCND", BLACK_SEA, 31, 34, NAVIS),
    Published("CNXIA", "DEDUI", BLACK_SEA, 32, 37, NAVIS),
    Published("CNCDU", "TRIST", TITR, 15, 20, "Deputy minister of Türkiye in Trend, August 2025"),
    Published(
        "KZALA",
        "GEPTI",
        TITR,
        20,
        20,
        "Argus in Report.az",
        0.8,
        "Without a date, and against the ministry's 12 days from Altynkol, 320 km farther on",
    ),
    Published("CNXIA", "PLMAA", RAIL, 12, 14, NAVIS),
    Published("CNCKG", "DEDUI", NORTH, 16, 18, NAVIS),
    Published(
        "KZ-DOSTYK", "BYBQT", RAIL, 6, 7.31, "UTLC ERA 2018 (under 6); index1520.com, July 2024 (7.31)"
    ),
    Published("KZ-ALTYNKOL", "BYBQT", RAIL, 6, 7.31, "the same"),
    Published("CNCDU", "LUBET", NORTH, 15, 15, "Cluster for Logistics Luxembourg, 2019"),
    Published(
        "CNYIU",
        "BELGG",
        NORTH,
        20,
        20,
        "Focus on Belgium, 2020",
        0.3,
        "More than 12,000 km were run, and ours is the shortest way, 11,261 km",
    ),
    Published(
        "AZBAK",
        "TRKSY",
        RAIL | {"via": ("GEZAI", "TR-CANBAZ")},
        16 / 24,
        18 / 24,
        "RailFreight.com, 2017",
        2.0,
        "Promised at the opening for through trains; two borders and a change of gauge take 30 hours here",
    ),
    Published("CNSHA", "NLRTM", SUEZ, 27, 35, PEMP),
    Published("CNSHA", "NLRTM", CAPE, 41, 49, PEMP + ": 10 to 14 days more"),
    Published("CNSHA", "GEPTI", SEA, 35, 40, "Argus in Report.az"),
    Published(
        "TRMER",
        "GEPTI",
        SEA,
        18,
        25,
        "Argus in Report.az",
        0.6,
        "Must hold the wait and both ports: 2,590 km are four days of sailing; door to door ours is 19 days",
    ),
    Published(
        "INNSA",
        "RUMOW",
        {"modes": ("rail", "sea", "road"), "via": ("IRBND", "AZAST")},
        23,
        25,
        "Railway Gazette, October 2016 (23); IRISL in Europe Diplomatic, June 2022 (25)",
        0.8,
        "First trips, with stops between the parts of the way",
    ),
    Published(
        "CNHRS",
        "PL-KUKURYKI",
        {"modes": ("road",)},
        11,
        13,
        "IRU, 2018 and 2019",
        0.6,
        "The lorries ran 7,000 to 7,400 km, ours the shortest way, some 5,100",
    ),
    Published(
        "KZHOR",
        "TRIST",
        {"modes": ("road", "ferry"), "via": ("KZKUR", "AZALA")},
        19,
        19,
        "IRU in trans.info",
        0.5,
        "A first trip",
    ),
)


def under_way(way: Route) -> Span:
    """Hours from the first departure to the last arrival, what happens between them included."""
    runs = [number for number, step in enumerate(way.steps) if step.leg]
    hours = NOTHING
    for step in way.steps[runs[0] : runs[-1] + 1]:
        hours += step.hours
    return hours


def days_of(said: Published) -> Span:
    """Our days for what is published."""
    return under_way(fastest(said.start, said.end, said.asked)) * (1 / 24)


@pytest.mark.parametrize("said", TIMES, ids=lambda said: f"{said.start}-{said.end}-{said.low:.0f}")
def test_days(said: Published) -> None:
    days = days_of(said)
    off = max(0.0, said.low / days.typical - 1.0, days.typical / said.high - 1.0)
    assert off <= said.share or said.why, f"{days} days here, {said.low:g} to {said.high:g}: {said.source}"
    if not said.why:
        assert days.low <= said.high, said.source
        assert said.low <= days.high, said.source


def test_exceptions_are_needed() -> None:
    """Whoever mends a parameter takes the excuse away too."""
    for said in TIMES:
        if said.why:
            days = days_of(said)
            off = max(0.0, said.low / days.typical - 1.0, days.typical / said.high - 1.0)
            assert off > 0.25, f"{said.start}-{said.end}: {days} fits, the exception is idle"
