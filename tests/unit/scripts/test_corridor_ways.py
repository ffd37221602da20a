"""Gates and great circles from which legs are made, on lines that one can see on a map."""

import importlib
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
import yaml

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
pytest.importorskip("shapely", reason="makes data from the raw networks: needs entrepot[networks]")
pytest.importorskip("scipy", reason="makes data from the raw networks: needs entrepot[networks]")


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    sys.path.insert(0, str(SCRIPTS))
    yield
    sys.path.remove(str(SCRIPTS))


def module(name: str) -> ModuleType:
    return importlib.import_module(name)


LINES = [
    ("Jeddah to Piraeus", [(39.0, 21.4), (35.0, 26.5), (32.4, 30.3), (32.3, 31.4), (23.6, 37.8)],
     {"suez", "red-sea"}),
    ("Poti to Piraeus", [(41.5, 42.1), (29.13, 41.24), (28.98, 40.97), (26.2, 40.1), (23.6, 37.8)],
     {"black-sea", "bosporus", "dardanelles"}),
    ("Durban to Rotterdam", [(31.2, -30.0), (20.0, -36.5), (0.0, 0.0), (-12.0, 45.0), (4.0, 52.0)], {"cape"}),
    ("Dammam to Karachi", [(50.3, 26.6), (56.45, 26.45), (57.5, 25.5), (66.9, 24.7)],
     {"hormuz", "persian-gulf"}),
    ("Aktau to Anzali", [(51.2, 43.5), (50.8, 40.3), (49.5, 37.6)], {"caspian"}),
    ("Los Angeles to Tokyo", [(-118.3, 33.7), (-160.0, 45.0), (-200.0, 45.0), (-220.0, 35.3)], set()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "expected"), LINES, ids=[line[0] for line in LINES])
def test_passages_are_read_from_the_line(
    name: str, line: list[tuple[float, float]], expected: set[str]
) -> None:
    plan = yaml.safe_load((SCRIPTS / "corridor_sea.yml").read_text(encoding="utf-8"))
    gates = module("sea_gates").Gates(plan["gates"], plan["waters"])
    assert set(gates.passed(line)) == expected
    assert set(gates.passed(line[::-1])) == expected


def test_gates_come_in_the_order_of_the_way() -> None:
    plan = yaml.safe_load((SCRIPTS / "corridor_sea.yml").read_text(encoding="utf-8"))
    gates = module("sea_gates").Gates(plan["gates"], plan["waters"])
    found = gates.passed([(41.5, 42.1), (29.13, 41.24), (28.98, 40.97), (26.2, 40.1), (23.6, 37.8)])
    assert found == ("bosporus", "dardanelles", "black-sea")


def test_a_great_circle_over_the_dateline_does_not_jump() -> None:
    line = module("air_ways").drawn((140.0, 36.0), (-118.0, 34.0))
    assert all(abs(b[0] - a[0]) < 5.0 for a, b in pairwise(line))
    assert line[-1][0] == pytest.approx(242.0)


def test_countries_under_a_flight_and_the_way_round_them() -> None:
    ways = module("air_ways")
    sky = ways.Sky()
    berlin, tashkent = (13.4, 52.5), (69.2, 41.3)
    over = sky.over((berlin, tashkent))
    assert {"RUS", "KAZ", "UZB"} <= set(over)
    assert sum(over.values()) == pytest.approx(ways.km_between(berlin, tashkent), rel=0.02)
    points = {"Bucharest": (26.1, 44.5), "Tbilisi": (44.9, 41.6), "Baku": (49.9, 40.4)}
    way = ways.Detours(sky, points, frozenset({"RUS", "BLR", "UKR"})).way(berlin, tashkent)
    assert way[0] == berlin and way[-1] == tashkent and len(way) > 2
    assert not {"RUS", "BLR", "UKR"} & set(sky.over(way))
    assert ways.Detours(sky, {}, frozenset({"RUS"})).way(berlin, tashkent) == ()
