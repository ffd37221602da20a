"""The tables of exceptions, and published distances: as they ship, and spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from entrepot.analyses.corridors.physical.known import compared, read_known
from entrepot.analyses.corridors.physical.rules import HERE, read_rules
from entrepot.metadata.corridors import Layer, Leg, Mode
from entrepot.metadata.errors import BadInput


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "osm").mkdir()
    for file in (HERE / "osm").glob("*.csv"):
        if "shapes" not in file.name and file.stem not in ("rail", "road"):
            shutil.copy(file, tmp_path / "osm")
    return tmp_path


def test_what_ships_is_read_and_every_exception_has_a_reason() -> None:
    rules = read_rules()
    assert rules.gauges["ESP"] == (1668,)
    assert rules.gauges["FIN"] == (1520,)
    assert all(join.reason for join in rules.joins)
    assert all(override.reason for override in rules.overrides)
    assert ("ARM", "TUR") in rules.closed_for("rail")
    assert ("FIN", "RUS") not in rules.closed_for("rail")


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("gauges", "KAZ,broad,", "column gauges"),
        ("joins", "x,rail,45.0 76.0,,3,why", "two ends"),
        ("joins", "x,rail,145.0 76.0,45.0 76.0,3,why", "not on the globe"),
        ("masked", "x,CHN,name,45.0;76.0,why", "is no point"),
        ("corners", "x,rail,45 76;46 77,20,why", "one point"),
        ("overrides", "rail,A,B,1520,-4,own,reported,why", "column km"),
        ("known_distances", "rail,A,,B,100,who,2020,https://example.org,5,", "column why"),
    ],
)
def test_a_spoilt_line_is_named_with_file_and_column(folder: Path, table: str, line: str, said: str) -> None:
    with (folder / "osm" / f"{table}.csv").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    with pytest.raises(BadInput, match=said) as caught:
        read_known(folder) if table == "known_distances" else read_rules(folder)
    assert f"{table}.csv" in str(caught.value)


def test_distances_are_summed_stop_by_stop_and_change_gauge_only_at_terminals() -> None:
    legs = [
        Leg("rail:A:B", Mode.RAIL, "A", "B", 100.0, 1520),
        Leg("rail:B:C", Mode.RAIL, "B", "C", 50.0, 1435),
        Leg("rail:A:C", Mode.RAIL, "A", "C", 120.0, 1435),
        Leg("road:A:C", Mode.ROAD, "A", "C", 1.0),
    ]
    layer = Layer({}, {leg.id: leg for leg in legs}, (), {}, {}, {})
    one = read_known()[0]
    direct = type(one)("rail", ("A", "C"), 118.0, "who", "2020", "where", 3.0, "")
    by_way_of = type(one)("rail", ("A", "B", "C"), 118.0, "who", "2020", "where", 3.0, "")
    nowhere = type(one)("rail", ("A", "X"), 118.0, "who", "2020", "where", 3.0, "")
    found = compared(layer, (direct, by_way_of, nowhere))
    assert [round(c.km) if c.km == c.km else None for c in found] == [120, 150, None]
    assert [c.holds for c in found] == [True, False, False]
