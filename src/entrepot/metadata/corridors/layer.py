"""The service layer: terminals, the legs between them, and what is known of hours, prices and emissions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from entrepot.metadata.corridors.span import Span
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin


class Mode(StrEnum):
    """How a leg is run."""

    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"  # container ships, from feeders up
    FERRY = "ferry"  # ro-ro and rail ferries
    BARGE = "barge"  # inland waterways
    AIR = "air"


@dataclass(frozen=True, slots=True)
class Terminal:
    """A place where goods are loaded, change mode or gauge, or cross a border.

    Attributes:
        code: UN/LOCODE where there is one, IATA for an airport, else alpha-2 and a name ("KZ-DOSTYK").
        names: by language; "en" is always there.
        country: ISO 3166-1 alpha-3.
        latitude, longitude: degrees, WGS 84.
        modes: modes that can be boarded there.
        gauges: rail gauges in millimetres; two or more mean that goods can change gauge there.
        landmass: terminals of one landmass can be reached from each other by road.
        also: other spellings by which people name it.
        note: what a reader should know; empty if nothing.
    """

    code: str
    names: Mapping[str, str] = field(hash=False)
    country: str
    latitude: float
    longitude: float
    modes: tuple[Mode, ...]
    gauges: tuple[int, ...] = ()
    landmass: str = ""
    also: tuple[str, ...] = ()
    note: str = ""

    def name(self, language: str = "en") -> str:
        """Name in that language, in English where there is none."""
        return self.names.get(language) or self.names["en"]


@dataclass(frozen=True, slots=True)
class Leg:
    """A way between two terminals by one mode, in both directions.

    Attributes:
        id: "mode:start:end", with ":variant" behind where there are several ("sea:CNSHG:NLRTM:cape").
        km: length as run, before any distance adjustment.
        gauge: rail gauge in millimetres, 0 for other modes.
        countries: kilometres in each country it crosses or overflies, by ISO alpha-3; empty at sea.
        passages: keys of the canals, straits, seas and rivers it needs.
        source: key of the origin of the length.
        quality: how the length was had.
        note: what a reader should know.
        one_way: whether it runs from start to end only; a leg of the layer runs both ways.
        title: name of the service, where it has one.
    """

    id: str
    mode: Mode
    start: str
    end: str
    km: float
    gauge: int = 0
    countries: Mapping[str, float] = field(default_factory=dict, hash=False)
    passages: tuple[str, ...] = ()
    source: str = ""
    quality: Quality = Quality.DERIVED
    note: str = ""
    one_way: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One stated quantity: of a mode, a country, a terminal, a border, a leg.

    Attributes:
        quantity: one of `QUANTITIES`.
        unit: its unit, as `QUANTITIES` has it.
        mode: the mode it holds for; empty for all.
        where: "" (everywhere), "gauge:1520", "group:EU27", "country:KAZ", "passage:caspian", "border:A:B",
            "terminal:KZAAU" or "leg:<id>"; the most specific that fits is used, in that order.
        span: low, typical, high.
        year: the year it holds for, EDTF.
        source: key of its origin.
        quality: reported, derived or estimated.
        used: False for a value kept beside the one in use because its source disagrees.
        note: how it was had.
    """

    quantity: str
    unit: str
    mode: str
    where: str
    span: Span
    year: str
    source: str
    quality: Quality
    used: bool = True
    note: str = ""


QUANTITIES = {
    "speed": "km/h",  # while running, stops on the way included, borders and terminals not
    "hours": "h",  # of a whole leg; takes the place of km / speed
    "rate": "USD/FEU-km",
    "price": "USD/FEU",  # of a whole leg; takes the place of rate x km
    "start_price": "USD/FEU",  # once each time goods board the mode, whatever the distance
    "air_rate": "USD/kg-1000km",
    "air_start_price": "USD/kg",
    "headway": "h",  # between two departures; one waits half of it on average
    "handling_hours": "h",  # of one lift on or off a mode, time in the yard included
    "handling_price": "USD/FEU",
    "air_handling_price": "USD/kg",
    "handling_co2e": "kg/t",
    "gauge_hours": "h",
    "gauge_price": "USD/FEU",
    "gauge_co2e": "kg/t",
    "border_hours": "h",
    "border_price": "USD/FEU",
    "intensity": "g CO2e/tkm",  # WTW; rail may be made of the next four
    "diesel_intensity": "g CO2e/tkm",
    "electricity": "kWh/tkm",
    "grid": "g CO2e/kWh",
    "electrified": "1",  # share of tonne-kilometres under wire
    "distance_factor": "1",  # on km, for emissions only (GLEC's distance adjustment)
    "extra_km": "km",  # added once per leg for emissions (air: 95)
    "circuity": "1",  # road km over great-circle km, for first and last mile
    "reach": "km",  # how far a first or last mile may be
    "payload": "t/FEU",  # heaviest
    "load": "t/FEU",  # what a box carries where its weight is not said
    "volume": "m3/FEU",
    "chargeable": "kg/m3",  # air freight is billed by this weight of a cubic metre, if more than its own
    "time_value": "1/day",  # ad valorem cost of a day
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A canal, strait, sea or river that can be closed."""

    key: str
    kind: str
    names: Mapping[str, str] = field(hash=False)
    also: tuple[str, ...] = ()  # other spellings by which people name it


@dataclass(frozen=True, slots=True)
class Season:
    """Months in which something is closed; `closes` is written as in a difference ("passage:volga-don")."""

    key: str
    names: Mapping[str, str] = field(hash=False)
    closes: tuple[str, ...]
    months: tuple[int, ...]
    source: str


@dataclass(frozen=True)
class Layer:
    """Everything a route is made of; never changed, only differed from.

    Attributes:
        terminals, legs, passages, seasons, origins: by code, id or key.
        parameters: in no order; several may say the same quantity, one of them `used`.
        open_borders: pairs of ISO alpha-3 codes, each in sorted order, without a border procedure.
        digest: SHA-256 of the files it was read from, overrides included.
    """

    terminals: Mapping[str, Terminal]
    legs: Mapping[str, Leg]
    parameters: tuple[Parameter, ...]
    passages: Mapping[str, Passage]
    seasons: Mapping[str, Season]
    origins: Mapping[str, Origin]
    open_borders: frozenset[tuple[str, str]] = frozenset()
    digest: str = ""
