"""Tables of what lies between two economies, distance, language, agreements, and their size (CEPII Gravity).

The publisher's file repeats the size of an economy in every pair and the distance of a pair in every year;
here each is stored once.
"""

from __future__ import annotations

from entrepot.metadata.tables import Column, Table

DATASET = "cepii_gravity"
USD_THOUSAND = "USD thousand"
KILOMETRES = "km"

_YEAR = Column("year", "integer", "calendar year", "a", key=True, minimum=1900, maximum=2100)
_CODE = "ISO 3166-1 alpha-3, or the code of a state that is no more"
_IDENTITY = "the publisher's name of the state, which changes with its borders, e.g. DEU.1 and DEU.2"


def _real(name: str, meaning: str, unit: str, minimum: float | None = 0.0) -> Column:
    return Column(name, "real", meaning, unit, nullable=True, minimum=minimum)


def _whether(name: str, meaning: str) -> Column:
    return Column(name, "integer", f"1 if {meaning}, else 0", "1", nullable=True, minimum=0.0, maximum=1.0)


GRAVITY_ECONOMIES = Table(
    f"{DATASET}.economies",
    "Size and memberships of each economy in each year in which it existed.",
    (
        _YEAR,
        Column("economy", "text", _CODE, key=True),
        Column("identity", "text", _IDENTITY),
        _real("population", "inhabitants", "thousand persons"),
        _real("gdp", "gross domestic product at current prices", USD_THOUSAND),
        _real("gdp_per_head", "gross domestic product per inhabitant at current prices", USD_THOUSAND),
        _whether("gatt", "a member of the GATT"),
        _whether("wto", "a member of the World Trade Organization"),
        _whether("eu", "a member of the European Union"),
    ),
)

GRAVITY_DISTANCES = Table(
    f"{DATASET}.distances",
    "What does not change between two economies while their borders stay: distances, common border, language "
    "and past. Distances of an economy from itself are inside it.",
    (
        Column("origin", "text", _CODE, key=True),
        Column("destination", "text", "same codes", key=True),
        Column("origin_identity", "text", _IDENTITY, key=True),
        Column("destination_identity", "text", _IDENTITY, key=True),
        Column("first_year", "integer", "first year of these values", "a", key=True, minimum=1900),
        Column("last_year", "integer", "last year of these values", "a", minimum=1900),
        _real("distance", "between the most populated cities", KILOMETRES),
        _real("distance_capitals", "between the capitals", KILOMETRES),
        _real("distance_weighted", "harmonic mean of distances between cities, by population", KILOMETRES),
        _whether("contiguous", "they share a border"),
        _whether("common_official_language", "they share an official or primary language"),
        _whether("common_spoken_language", "at least 9% of both populations speak one language"),
        _whether("common_coloniser", "they had a common coloniser after 1945"),
        _whether("colonial_tie", "one was a colony of the other at some time"),
    ),
)

GRAVITY_PAIRS = Table(
    f"{DATASET}.pairs",
    "Agreements and trade of two economies by year, for years in which both existed.",
    (
        _YEAR,
        Column("origin", "text", f"exporter: {_CODE}", key=True),
        Column("destination", "text", "importer, same codes", key=True),
        _whether("agreement", "they have a regional trade agreement (WTO, supplemented by CEPII)"),
        _whether("agreement_wto", "they have a regional trade agreement (WTO alone)"),
        Column(
            "agreement_coverage", "integer", "0 none, 1 goods only, 2 services only, 3 goods and services",
            "1", nullable=True, minimum=0.0, maximum=3.0,
        ),
        Column("agreement_type", "text", "the publisher's code of the type of agreement", nullable=True),
        _real("trade_baci", "goods traded, reconciled by CEPII (BACI)", USD_THOUSAND),
        _real("trade_reported_origin", "goods traded as the exporter reports them (Comtrade)", USD_THOUSAND),
        _real("trade_reported_destination", "the same as the importer reports them", USD_THOUSAND),
    ),
)  # fmt: skip

GRAVITY_TABLES = (GRAVITY_ECONOMIES, GRAVITY_DISTANCES, GRAVITY_PAIRS)
