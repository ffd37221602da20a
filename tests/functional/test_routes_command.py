"""`entrepot routes` as its users meet it, on the layer that ships."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def entrepot(*arguments: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entrepot", "routes", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "200"},
    )


@pytest.fixture(scope="module")
def almaty_liege() -> dict[str, object]:
    run = entrepot("Almaty", "Liège", "--json")
    assert run.returncode == 0, run.stderr
    told: dict[str, object] = json.loads(run.stdout)
    return told


def named(told: dict[str, object], name: str) -> dict[str, object]:
    routes: list[dict[str, object]] = told["routes"]  # type: ignore[assignment]
    return next(route for route in routes if name in route["names"])  # type: ignore[operator]


def test_the_options_stand_side_by_side_and_one_in_full() -> None:
    run = entrepot("Almaty", "Liège")
    assert run.returncode == 0, run.stderr
    for word in ("fastest", "cheapest", "greenest", "safest", "best balance", "without Russia"):
        assert word in run.stdout
    assert "change of gauge: " in run.stdout
    assert "border: " in run.stdout
    assert "not a shipper's rates" in run.stderr
    assert "OpenStreetMap contributors" in run.stderr
    assert "ODbL" in run.stderr


def test_six_to_twelve_options_each_leg_with_its_source(almaty_liege: dict[str, object]) -> None:
    routes: list[dict[str, list[dict[str, object]]]] = almaty_liege["routes"]  # type: ignore[assignment]
    assert 6 <= len(routes) <= 12
    for route in routes:
        for step in route["steps"]:
            assert step["origins"], step
            assert step["method"], step
            assert step["hours"]["low"] <= step["hours"]["typical"] <= step["hours"]["high"]  # type: ignore[index]


def test_the_four_extremes_are_extreme(almaty_liege: dict[str, object]) -> None:
    rows: list[list[float]] = almaty_liege["front"]  # type: ignore[assignment]
    for column, (name, key) in enumerate(
        [("fastest", "hours"), ("cheapest", "usd"), ("greenest", "co2e_kg")]
    ):
        best = named(almaty_liege, name)[key]["typical"]  # type: ignore[index]
        assert best == pytest.approx(min(row[column] for row in rows))


def test_what_is_avoided_is_on_no_route() -> None:
    told = json.loads(entrepot("Almaty", "Liège", "--avoid", "Russia,air", "--json").stdout)
    for route in told["routes"]:
        assert "RUS" not in route["countries"]
        assert "air" not in route["modes"]


def test_by_way_of_a_port() -> None:
    told = json.loads(entrepot("Almaty", "Liège", "--via", "Poti", "--json").stdout)
    for route in told["routes"]:
        assert "GEPTI" in {step["end"] for step in route["steps"]}


def test_why_not_says_what_it_loses_by() -> None:
    run = entrepot("Almaty", "Liège", "--why-not", "Baku")
    assert run.returncode == 0, run.stderr
    assert "by way of Baku" in run.stdout
    loss = re.search(r"balanced\s+hours\s+(\d+)\s+(\d+)\s+(-?\d+)", run.stdout)
    assert loss is not None
    usual, through, lost = map(int, loss.groups())
    assert abs(through - usual - lost) <= 1
    assert "waiting" in run.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("Almaty", "Liegge"), 3, "BE33  Province of Liège"),
        (("Almaty", "Xyzzyville"), 3, "Xyzzyville"),
        (("Almaty", "Almaty"), 2, "same point"),
        (("Almaty", "Liège", "--cargo", "-1 FEU"), 2, "more than nothing"),
        (("Almaty", "Liège", "--cargo", "3 boxes"), 2, "1 FEU"),
        (("Almaty", "Liège", "--goods", "9999"), 5, "9999"),
        (("Almaty", "Liège", "--modes", "rial"), 2, "Did you mean rail?"),
        (("Almaty", "Liège", "--avoid", "Rossland"), 3, "country:RUS  Russia"),
        (("Almaty", "Liège", "--avoid", "Kazakhstan"), 2, "avoided"),
        (("Almaty", "Liège", "--avoid", "Caspian", "--via", "Caspian"), 2, "closed"),
        (("Almaty", "Liège", "--tolerance", "-1"), 2, "epsilon"),
        (("Almaty", "Liège", "--show", "prettiest"), 2, "balanced"),
        (("Almaty", "Liège", "-o", "routes.exe"), 2, ".geojson"),
        (("Dublin", "Reykjavik", "--modes", "rail"), 4, "To get one"),
        (("EU27", "Kazakhstan"), 2, "group"),
    ],
)
def test_what_makes_no_sense_is_told(arguments: tuple[str, ...], code: int, says: str) -> None:
    run = entrepot(*arguments)
    assert run.returncode == code, run.stderr
    assert says in run.stderr
    assert "Traceback" not in run.stderr


def test_the_same_routes_as_files(tmp_path: Path) -> None:
    for name in ("routes.geojson", "routes.csv", "routes.json", "routes.svg"):
        run = entrepot("Namur", "Osh", "-o", name, cwd=tmp_path)
        assert run.returncode == 0, run.stderr
    drawn = json.loads((tmp_path / "routes.geojson").read_text())
    assert drawn["type"] == "FeatureCollection"
    assert {f["geometry"]["type"] for f in drawn["features"]} >= {"LineString", "Point"}
    rows = list(csv.DictReader(io.StringIO((tmp_path / "routes.csv").read_text(encoding="utf-8-sig"))))
    assert {row["kind"] for row in rows} >= {"running", "waiting", "handling"}
    assert all(row["sources"] for row in rows)
    assert (tmp_path / "routes.svg").read_text().startswith("<svg")


def test_own_lanes_take_the_place_of_defaults(tmp_path: Path) -> None:
    lanes = tmp_path / "lanes.yml"
    lanes.write_text(
        "name: own\nadd:\n"
        "  - {from: Almaty, to: LGG, mode: air, hours: [6, 7, 9], price: [1.0, 1.1, 1.2], headway: 24, "
        "title: Our charter, source: our contract}\n"
    )
    before = json.loads(entrepot("Almaty", "Liège", "--json").stdout)
    run = entrepot("IATA:ALA", "Liège", "--lanes", str(lanes), "--json")
    if run.returncode:
        run = entrepot("Almaty", "Liège", "--lanes", str(lanes), "--json")
    after = json.loads(run.stdout)
    cheapest_flight = min(r["usd"]["typical"] for r in after["routes"] if "air" in r["modes"])
    assert cheapest_flight < min(r["usd"]["typical"] for r in before["routes"] if "air" in r["modes"])


def test_a_typing_error_in_own_lanes_is_told_with_its_line(tmp_path: Path) -> None:
    lanes = tmp_path / "lanes.yml"
    lanes.write_text("name: own\nadd:\n  - from: Almaty\n    to: LGG\n    mode: air\n    headwy: 24\n")
    run = entrepot("Almaty", "Liège", "--lanes", str(lanes))
    assert run.returncode == 5
    assert "line 6" in run.stderr
    assert "headway" in run.stderr


def test_a_day_of_departure_gives_a_day_of_arrival() -> None:
    run = entrepot("Almaty", "Liège", "--depart", "2027-01-15")
    assert run.returncode == 0, run.stderr
    assert "Leaves 2027-01-15, arrives about 2027-01-" in run.stdout


def test_french() -> None:
    run = entrepot("Almaty", "Liège", "--lang", "fr")
    assert "sans Russie" in run.stdout
    assert "tarifs d'un chargeur" in run.stderr


@pytest.mark.parametrize(
    "pair",
    [("Namur", "Osh"), ("Lyon", "Ulaanbaatar"), ("50.63,5.57", "43.24,76.95"), ("Sydney", "Dushanbe"),
     ("N'Djamena", "Ashgabat"), ("Asunción", "Bishkek"), ("Male", "Luxembourg")],
)  # fmt: skip
def test_any_place_in_the_world(pair: tuple[str, str]) -> None:
    run = entrepot(*pair, "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["routes"]
