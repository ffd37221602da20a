"""A small layer that can be reckoned by hand: places are true, lengths nearly, all other numbers invented.

From Shanghai and Xi'an to Antwerp, Liège and Felixstowe there are: the northern railway (Khorgos, Moscow,
Brest, a change of gauge at Altynkol and at Małaszewicze), the middle one with two ferries (Aktau-Baku,
Poti-Constanta), ships through Suez or around the Cape, aircraft between Almaty and Liège, a lorry road, and
barges from Antwerp. Felixstowe lies on an island that only ships reach. What is between members of the EU,
and between Kazakhstan, Russia and Belarus, is open; every other border has a procedure.
"""

from __future__ import annotations

from functools import cache

from entrepot.metadata.corridors import Layer, Leg, Mode, Parameter, Passage, Season, Span, Spot, Terminal
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin

INVENTED = Origin("Nobody", "Invented numbers for tests", "2024", licence="CC0-1.0")
CONTINENT, ISLAND = "afro-eurasia", "great-britain"

ALMATY = Spot("KZALA", "Almaty", "KAZ", 43.24, 76.95, CONTINENT)
LIEGE = Spot("BELGG", "Liège", "BEL", 50.63, 5.57, CONTINENT)
ANTWERP = Spot("BEANR", "Antwerp", "BEL", 51.22, 4.40, CONTINENT)
SHANGHAI = Spot("CNSHG", "Shanghai", "CHN", 31.23, 121.47, CONTINENT)
XIAN = Spot("CNXIA", "Xi’an", "CHN", 34.34, 108.94, CONTINENT)
MOSCOW = Spot("RUMOW", "Moscow", "RUS", 55.75, 37.62, CONTINENT)
POTI = Spot("GEPTI", "Poti", "GEO", 42.15, 41.67, CONTINENT)
LONDON = Spot("GBLON", "London", "GBR", 51.51, -0.13, ISLAND)
NOWHERE = Spot("XXNOW", "Nowhere", "NZL", -41.29, 174.78, "new-zealand-north")
SPOTS = (ALMATY, LIEGE, ANTWERP, SHANGHAI, XIAN, MOSCOW, POTI, LONDON)

# code, name, country, latitude, longitude, modes, gauges, landmass
_TERMINALS = """
CNSHA Shanghai CHN 31.35 121.60 sea;rail;road 1435
CNXIA Xi’an CHN 34.40 109.05 rail;road 1435
CNHRG Khorgos-China CHN 44.21 80.40 rail;road 1435
KZALT Altynkol KAZ 44.22 80.20 rail;road 1435;1520
KZALA Almaty-freight KAZ 43.35 76.95 rail;road 1520
ALA Almaty-airport KAZ 43.35 77.04 air;road -
KZAAU Aktau KAZ 43.60 51.22 ferry;rail;road 1520
AZBAK Baku AZE 39.99 49.44 ferry;rail;road 1520
GEPTI Poti-port GEO 42.16 41.66 ferry;sea;rail;road 1520
ROCND Constanta ROU 44.10 28.66 ferry;sea;rail;road 1435
RUMOW Moscow-freight RUS 55.80 37.70 rail;road 1520
BYBQT Brest BLR 52.08 23.65 rail;road 1520
PLMAL Malaszewicze POL 52.02 23.53 rail;road 1435;1520
DEDUI Duisburg DEU 51.45 6.74 rail;road;barge 1435
BEANR Antwerp-port BEL 51.28 4.30 sea;rail;road;barge 1435
BETRI Trilogiport BEL 50.71 5.66 rail;road;barge 1435
LGG Liège-airport BEL 50.64 5.44 air;road -
GBFXT Felixstowe GBR 51.95 1.33 sea;road -
"""

# mode start end km gauge countries passages [variant]
_LEGS = """
rail CNSHA CNXIA 1500 1435 CHN:1500
rail CNXIA CNHRG 3400 1435 CHN:3400
rail CNHRG KZALT 20 1435 CHN:10;KAZ:10
rail KZALT KZALA 330 1520 KAZ:330
rail KZALA RUMOW 4000 1520 KAZ:2000;RUS:2000
rail RUMOW BYBQT 1050 1520 RUS:450;BLR:600
rail BYBQT PLMAL 12 1520 BLR:6;POL:6
rail PLMAL DEDUI 1260 1435 POL:680;DEU:580
rail DEDUI BETRI 160 1435 DEU:90;BEL:70
rail BETRI BEANR 120 1435 BEL:120
rail KZALA KZAAU 2750 1520 KAZ:2750
rail AZBAK GEPTI 850 1520 AZE:500;GEO:350
rail ROCND DEDUI 2100 1435 ROU:800;HUN:400;AUT:300;DEU:600
road CNHRG KZALT 20 - CHN:10;KAZ:10
road KZALT KZALA 330 - KAZ:330
road KZALA RUMOW 3900 - KAZ:1900;RUS:2000
road RUMOW BYBQT 1050 - RUS:450;BLR:600
road BYBQT PLMAL 15 - BLR:7;POL:8
road PLMAL DEDUI 1250 - POL:680;DEU:570
road DEDUI BETRI 150 - DEU:85;BEL:65
road BETRI BEANR 115 - BEL:115
barge DEDUI BEANR 260 - DEU:90;NLD:140;BEL:30 rhine
barge BEANR BETRI 130 - BEL:130 albert-canal
ferry KZAAU AZBAK 470 - - caspian
ferry GEPTI ROCND 1080 - - black-sea
sea CNSHA BEANR 19700 - - malacca;suez
sea CNSHA BEANR 25800 - - malacca;cape cape
sea CNSHA GEPTI 16500 - - malacca;suez;bosporus;black-sea
sea ROCND BEANR 6200 - - black-sea;bosporus;gibraltar
sea BEANR GBFXT 240 - - -
air ALA LGG 5250 - KAZ:2200;RUS:1500;BLR:500;POL:600;DEU:400;BEL:50
air ALA LGG 5900 - KAZ:2500;AZE:400;GEO:300;ROU:800;DEU:800;BEL:50 - south
"""

# quantity mode where low typical high
_PARAMETERS = """
speed rail - 20 30 45
speed rail gauge:1435 25 40 60
speed road - 35 50 60
speed sea - 28 32 36
speed ferry - 18 22 26
speed barge - 8 10 12
speed air - 750 800 850
hours rail leg:rail:CNHRG:KZALT 2 3 6
price ferry leg:ferry:KZAAU:AZBAK 500 700 1000
rate rail - 0.4 0.6 0.9
rate rail country:KAZ 0.45 0.65 0.95
rate road - 1.2 1.6 2.2
rate sea - 0.06 0.09 0.2
rate ferry - 0.6 0.9 1.4
rate barge - 0.25 0.4 0.6
air_rate air - 0.35 0.5 0.9
start_price road - 100 150 250
start_price rail - 150 250 400
start_price sea - 150 250 400
start_price ferry - 80 120 200
start_price barge - 60 90 140
air_start_price air - 0.1 0.2 0.4
headway rail - 12 48 96
headway sea - 84 168 336
headway ferry - 24 72 240
headway barge - 24 48 96
headway air - 12 56 168
handling_hours rail - 4 12 48
handling_hours road - 1 2 6
handling_hours sea - 24 48 120
handling_hours ferry - 6 24 96
handling_hours barge - 4 12 30
handling_hours air - 3 8 24
handling_price rail - 40 60 100
handling_price road - 10 20 40
handling_price sea - 90 140 220
handling_price ferry - 80 120 200
handling_price barge - 40 60 90
air_handling_price air - 0.05 0.1 0.2
handling_co2e - - 1.1 1.3 1.6
gauge_hours rail - 2 8 48
gauge_hours rail terminal:KZALT 1 4 24
gauge_price rail - 60 100 160
gauge_co2e rail - 0.8 1 1.3
border_hours rail - 4 20 72
border_hours road - 3 10 60
border_hours - - 2 6 24
border_hours rail border:BYBQT:PLMAL 6 24 120
border_price rail - 100 200 300
border_price road - 100 200 400
border_price - - 50 100 150
intensity road - 60 75 95
intensity sea - 6 8 11
intensity ferry - 25 40 60
intensity barge - 18 22 28
intensity air - 450 550 700
diesel_intensity rail - 18 22 28
electricity rail - 0.025 0.03 0.035
grid rail - 250 300 350
grid rail country:KAZ 600 700 800
electrified rail - 0.6 0.7 0.8
distance_factor - - 1 1 1
distance_factor sea - 1.15 1.15 1.15
extra_km air - 95 95 95
circuity road - 1.2 1.25 1.4
reach road - 300 300 300
payload - - 26.5 26.5 26.5
load - - 20 20 20
volume - - 67 67 67
chargeable air - 166.7 166.7 166.7
time_value - - 0.006 0.012 0.021
"""

_OPEN = ("AUT", "BEL", "DEU", "HUN", "NLD", "POL", "ROU")
_UNION = ("BLR", "KAZ", "RUS")
_PASSAGES = {
    "malacca": "strait", "suez": "canal", "cape": "cape", "bosporus": "strait", "gibraltar": "strait",
    "black-sea": "sea", "caspian": "sea", "rhine": "river", "albert-canal": "canal",
}  # fmt: skip


@cache
def layer() -> Layer:
    """The whole of it."""
    return Layer(
        terminals={t.code: t for t in map(_terminal, _rows(_TERMINALS))},
        legs={leg.id: leg for leg in map(_leg, _rows(_LEGS))},
        parameters=tuple(map(_parameter, _rows(_PARAMETERS))),
        passages={key: Passage(key, kind, {"en": key}) for key, kind in _PASSAGES.items()},
        seasons={"winter": Season("winter", {"en": "winter"}, ("passage:caspian",), (12, 1, 2), "invented")},
        origins={"invented": INVENTED},
        open_borders=frozenset((a, b) for group in (_OPEN, _UNION) for a in group for b in group if a < b),
        digest="0" * 64,
    )


def _rows(text: str) -> list[list[str]]:
    return [line.split() for line in text.strip().splitlines()]


def _terminal(row: list[str]) -> Terminal:
    code, name, country, latitude, longitude, modes, gauges = row
    return Terminal(
        code=code,
        names={"en": name.replace("-", " ")},
        country=country,
        latitude=float(latitude),
        longitude=float(longitude),
        modes=tuple(Mode(mode) for mode in modes.split(";")),
        gauges=tuple(int(gauge) for gauge in _several(gauges)),
        landmass=ISLAND if country == "GBR" else CONTINENT,
    )


def _leg(row: list[str]) -> Leg:
    mode, start, end, km, gauge, countries, *rest = row
    passages, *variant = rest or ["-"]
    return Leg(
        id=":".join((mode, start, end, *variant)),
        mode=Mode(mode),
        start=start,
        end=end,
        km=float(km),
        gauge=0 if gauge == "-" else int(gauge),
        countries={code: float(part) for code, part in (c.split(":") for c in _several(countries))},
        passages=tuple(_several(passages)),
        source="invented",
    )


def _parameter(row: list[str]) -> Parameter:
    quantity, mode, where, low, typical, high = row
    return Parameter(
        quantity=quantity,
        unit=QUANTITIES[quantity],
        mode="" if mode == "-" else mode,
        where="" if where == "-" else where,
        span=Span(float(low), float(typical), float(high)),
        year="2024",
        source="invented",
        quality=Quality.ESTIMATED,
        note="invented",
    )


def _several(text: str) -> list[str]:
    return [] if text == "-" else text.split(";")
