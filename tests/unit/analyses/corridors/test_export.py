from __future__ import annotations

import csv
import io
import itertools
import json
from dataclasses import replace
from typing import Any

import pytest

from entrepot.analyses.corridors.export import csv_text, geojson, rows
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.origin import Origin
from sample_routes import almaty_liege, by_air, by_rail, pacific

ROUTES = almaty_liege()


def _lines(collection: dict[str, Any]) -> list[dict[str, Any]]:
    return [f for f in collection["features"] if f["geometry"]["type"] != "Point"]


def test_a_line_a_stretch_and_its_figures_add_up_to_the_route() -> None:
    route = by_rail()
    lines = _lines(geojson([route]))
    assert len(lines) == sum(step.kind == "running" for step in route.steps)
    assert sum(f["properties"]["km"] for f in lines) == pytest.approx(route.km, abs=1.0)
    waits = [f for f in geojson([route])["features"] if "hours" in f["properties"]]
    assert sum(f["properties"]["hours"] for f in waits) == pytest.approx(route.hours.typical)


def test_points_mark_ends_borders_and_transfers_where_they_are() -> None:
    points = [f for f in geojson([by_rail()])["features"] if f["geometry"]["type"] == "Point"]
    kinds = [f["properties"]["kind"] for f in points]
    expected = {"start": 1, "end": 1, "border": 2, "handling": 2, "gauge change": 1, "waiting": 1}
    assert {kind: kinds.count(kind) for kind in kinds} == expected
    gauge = next(f for f in points if f["properties"]["kind"] == "gauge change")
    assert gauge["geometry"]["coordinates"] == [23.53, 52.02]


def test_what_routes_share_is_one_feature_that_names_them_all() -> None:
    shared = [f for f in _lines(geojson(ROUTES)) if len(f["properties"]["routes"]) == 2]
    assert [f["properties"]["start"] for f in shared] == ["KZALA", "TRILO"]
    assert shared[0]["properties"]["routes"] == ["cheapest, greenest, balanced", "without RUS"]


def test_it_is_valid_geojson() -> None:
    collection = json.loads(json.dumps(geojson(ROUTES), allow_nan=False))
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        assert feature["properties"]["routes"]
        assert "crs" not in feature


def test_over_the_pacific_a_line_comes_in_two_pieces_that_end_at_180() -> None:
    for feature in _lines(geojson(pacific())):
        pieces = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "MultiLineString"
        assert [abs(pieces[0][-1][0]), abs(pieces[1][0][0])] == [180.0, 180.0]
        assert pieces[0][-1][0] == -pieces[1][0][0]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for piece in pieces for x, y in piece)


def test_a_flight_is_drawn_as_it_flies() -> None:
    flight = next(f for f in _lines(geojson([by_air()])) if f["properties"]["mode"] == "air")
    line = flight["geometry"]["coordinates"]
    assert len(line) > 40
    middle = max(y for _, y in line)
    assert middle > 53.0, "the great circle lies north of both ends"
    flown = sum(great_circle(a[1], a[0], b[1], b[0]) for a, b in itertools.pairwise(line))
    assert flown == pytest.approx(great_circle(43.35, 77.04, 50.64, 5.44), rel=1e-4)


def test_a_row_a_step_with_low_typical_high_and_sources() -> None:
    table = rows(ROUTES)
    assert len(table) == sum(len(route.steps) for route in ROUTES)
    leg = next(row for row in table if row["leg"] == "rail:MOSCOW:BREST")
    assert (leg["hours_low"], leg["hours"], leg["hours_high"]) == (20.8, 26.0, 41.6)
    assert leg["countries"] == "RUS 480; BLR 620"
    assert (
        leg["sources"]
        == "Sample Railways, Sample tariff, 2024, table 2 (CC BY 4.0) https://example.org/tariff"
    )
    assert leg["quality"] == "reported"


def test_csv_reads_back_and_runs_nothing() -> None:
    evil = Origin("=HYPERLINK(1)", "@x")
    route = by_rail()
    step = replace(route.steps[0], start_name="=1+1", method="-2", origins=(evil,))
    read = list(csv.DictReader(io.StringIO(csv_text([replace(route, names=("+x",), steps=(step,))]))))
    assert (read[0]["start_name"], read[0]["method"], read[0]["route"]) == ("'=1+1", "'-2", "'+x")
    assert read[0]["sources"].startswith("'=")
    assert float(read[0]["km"]) == rows([route])[0]["km"]


def test_routes_named_alike_or_not_at_all_are_told_apart() -> None:
    twins = [replace(by_air(), names=names) for names in (("also",), ("also",), ())]
    assert list(dict.fromkeys(row["route"] for row in rows(twins))) == ["also", "also (2)", "3"]


def test_no_route_no_feature() -> None:
    assert geojson([]) == {"type": "FeatureCollection", "features": []}
    assert csv_text([]).startswith("route,step,kind,mode,")
