"""Legs by sea, inland waterway, ferry and air against distances that others published."""

import csv
from itertools import pairwise
from math import acos, cos, radians, sin

import pytest

from entrepot.sources.corridors.reader import SHIPPED

NAUTICAL_MILE = 1.852
TIMPANO = "G. Timpano, Distanze in miglia marine, https://doczz.it/doc/814848"
PEMP = "Port Economics, Management and Policy, Routing options Shanghai-Rotterdam, 2024"

BY_SEA = [  # one end, other end, variant, nautical miles, tolerance, who says so
    ("CNSHA", "NLRTM", "suez", 10_600, 0.03, PEMP),
    ("CNSHA", "NLRTM", "cape", 13_800, 0.03, PEMP),
    ("ESALG", "INNSA", "suez", 5_016, 0.03, TIMPANO),
    ("ESALG", "ITGOA", "", 852, 0.03, TIMPANO),
    ("ESALG", "ITGIT", "", 1_031, 0.03, TIMPANO),
    ("ESALG", "USNYC", "", 3_234, 0.03, TIMPANO),
    ("ESALG", "GRPIR", "", 1_483, 0.03, TIMPANO),
    ("ESALG", "NLRTM", "", 1_387, 0.03, TIMPANO),
    ("ESALG", "SGSIN", "suez", 7_005, 0.03, TIMPANO),
    ("DEHAM", "INNSA", "suez", 6_651, 0.03, TIMPANO),
    ("DEHAM", "ITGOA", "", 2_493, 0.03, TIMPANO),
    ("DEHAM", "GRPIR", "", 3_111, 0.03, TIMPANO),
    ("DEHAM", "SGSIN", "suez", 8_640, 0.03, TIMPANO),
    ("DEHAM", "USNYC", "", 3_616, 0.04, TIMPANO),  # by the Channel or round Scotland: the table does not say
    ("DEHAM", "NLRTM", "", 283, 0.05, TIMPANO),  # where in the port of Rotterdam makes 30 km
]


def rows(name: str) -> dict[str, dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


SEA, BARGE, FERRY, AIR = (rows(f"{name}.csv") for name in ("sea", "waterways", "ferries", "air"))


def along(*codes: str) -> float:
    """Kilometres by barge along a chain of terminals."""
    return sum(float(BARGE["barge:" + ":".join(sorted(pair))]["km"]) for pair in pairwise(codes))


@pytest.mark.parametrize(("a", "b", "variant", "miles", "tolerance", "who"), BY_SEA)
def test_by_sea(a: str, b: str, variant: str, miles: float, tolerance: float, who: str) -> None:
    start, end = sorted((a, b))
    leg = SEA[f"sea:{start}:{end}" + (f":{variant}" if variant else "")]
    assert float(leg["km"]) == pytest.approx(miles * NAUTICAL_MILE, rel=tolerance), who


def test_over_the_caspian() -> None:
    """Baku to Turkmenbashi is 306 km (eurasia.travel, Caspian ferry); Alat lies farther on.

    Baku to Aktau is 253 nautical miles by searoute's own lanes, and Alat lies 70 km south of Baku.
    """
    assert float(FERRY["ferry:AZALA:TMKRW"]["km"]) == pytest.approx(306.0, rel=0.08)
    assert 253 * NAUTICAL_MILE < float(SEA["sea:AZALA:KZAAU"]["km"]) < 253 * NAUTICAL_MILE + 70.0
    assert float(FERRY["ferry:AZALA:KZKUR"]["km"]) < float(FERRY["ferry:AZALA:KZAAU"]["km"])


def test_over_the_black_sea_the_way_is_nearly_straight() -> None:
    assert 1_070.0 < float(SEA["sea:GEPTI:ROCND"]["km"]) < 1_120.0


def test_antwerp_to_liege_is_the_albert_canal_and_the_docks() -> None:
    """129.6 km of canal, 10 of them above Trilogiport, and the way through the docks of Antwerp; never 0."""
    assert along("BEANR", "BEMEH", "BEGNK", "BELGG") == pytest.approx(130.0, abs=7.0)


def test_the_rhine_from_basel_to_the_sea() -> None:
    """Marks 167 at Basel and 1,032.8 at Hoek van Holland (rhetos.de, rheinreise.com)."""
    chain = (
        "CHBSL",
        "FRMLH",
        "FRSXB",
        "DEKAE",
        "DEMHG",
        "DEMAI",
        "DEKOB",
        "DECGN",
        "DEDUI",
        "NLNIJ",
        "NLRTM",
    )
    assert along(*chain) == pytest.approx(1_032.8 - 167.0, rel=0.01)
    assert along("FRSXB", "DEKAE", "DEMHG", "DEMAI") == pytest.approx(499.0 - 294.0, rel=0.01)
    assert along("DEMAI", "DEKOB", "DECGN") == pytest.approx(688.0 - 499.0, rel=0.01)


def test_the_main_and_danube_waterway() -> None:
    """761 km from the mouth of the Main to the border (gdws.wsv.bund.de); Passau lies 25 km before it."""
    assert along("DEMAI", "DEFRA", "DENUE", "DEREG", "DEPAS") == pytest.approx(761.0 - 25.0, rel=0.03)


def test_the_danube_from_kelheim_to_galati() -> None:
    """Kelheim lies at km 2,414 (danubecommission.org), Galati at 150, Regensburg 38 km below Kelheim."""
    chain = ("DEREG", "DEPAS", "AT-ENNS", "ATVIE", "SKBTS", "HUBUD", "RSBEG", "BGRDU", "ROGRG", "ROGAL")
    assert along(*chain) == pytest.approx(2_414.0 - 38.0 - 150.0, rel=0.01)


def test_the_moselle_and_the_seine() -> None:
    assert along("DEKOB", "LUMRT", "FRMZM") == pytest.approx(394.0 - 152.0 + 55.0, rel=0.01)
    assert along("FRLEH", "FRURO", "FRPAR") == pytest.approx(348.0, rel=0.10)  # Gennevilliers, below Paris


def great_circle_by_cosines(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Another formula than the product's own."""
    (x, p), (y, q) = ((radians(v), radians(w)) for v, w in (a, b))
    return 6_371.0088 * acos(sin(x) * sin(y) + cos(x) * cos(y) * cos(p - q))


def test_liege_to_almaty_is_the_great_circle_but_for_ukraine_and_longer_without_russia() -> None:
    circle = great_circle_by_cosines((50.637, 5.443), (43.352, 77.041))
    assert 5_150.0 < circle < 5_300.0
    over_russia, without = (float(AIR[f"air:ALA:LGG{end}"]["km"]) for end in ("", ":south"))
    assert circle * 0.999 <= over_russia <= circle * 1.03
    assert circle * 1.08 <= without <= circle * 1.25
