"""The layer from its files: what is right is read whole, what is not is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import layer_files
from entrepot.metadata.corridors import Mode, Span
from entrepot.metadata.errors import BadInput
from entrepot.metadata.figure import Quality
from entrepot.sources import corridors
from entrepot.sources.corridors import layer, problems


def test_a_layer_is_read_whole(tmp_path: Path) -> None:
    read = layer(layer_files.write(tmp_path))
    assert list(read.terminals) == ["BEANR", "BELGG", "BYBQT", "CNSHA", "PLMAL"]
    terminal = read.terminals["PLMAL"]
    assert (terminal.gauges, terminal.modes, terminal.note) == (
        (1435, 1520),
        (Mode.RAIL, Mode.ROAD),
        "A note",
    )
    assert read.terminals["BELGG"].also == ("Trilogiport", "Renory")
    assert read.terminals["BELGG"].name("nl") == "Luik"
    leg = read.legs["rail:BELGG:PLMAL"]
    assert (leg.km, leg.gauge, leg.countries) == (1420.0, 1435, {"BEL": 70.0, "DEU": 670.0, "POL": 680.0})
    assert read.legs["sea:BEANR:CNSHA:cape"].passages == ("cape",)
    assert read.legs["sea:BEANR:CNSHA"].quality is Quality.REPORTED
    assert read.passages["suez"].also == ("Suez", "Суэц")
    assert read.seasons["winter"].months == (12, 1, 2)
    assert read.origins["own"].dataset == "Invented numbers for tests"


def test_of_several_statements_one_is_used_and_all_are_kept(tmp_path: Path) -> None:
    speeds = [p for p in layer(layer_files.write(tmp_path)).parameters if p.quantity == "speed"]
    assert [(p.where, p.span.typical, p.used) for p in speeds] == [
        ("", 30.0, True), ("gauge:1435", 40.0, True), ("gauge:1435", 50.0, False)
    ]  # fmt: skip
    assert speeds[0].span == Span(20, 30, 45) and speeds[0].unit == "km/h"


def test_a_group_is_open_between_all_its_members(tmp_path: Path) -> None:
    pairs = layer(layer_files.write(tmp_path)).open_borders
    assert ("BEL", "POL") in pairs and ("BLR", "RUS") in pairs
    assert ("BLR", "POL") not in pairs and len(pairs) == 27 * 26 // 2 + 1
    assert all(a < b for a, b in pairs)


def test_the_digest_follows_the_bytes(tmp_path: Path) -> None:
    one = layer(layer_files.write(tmp_path / "a")).digest
    same = layer(layer_files.write(tmp_path / "b")).digest
    other = layer(layer_files.write(tmp_path / "c", sea_csv=("19700", "19701"))).digest
    assert one == same != other and len(one) == 64


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    (tmp_path / "passages.csv").write_text(
        "also,kind,key,en,fr,nl,ru,kk\n,canal,suez,Suez,,,,\n,cape,cape,C,,,,\n"
    )
    assert layer(tmp_path).passages["suez"].kind == "canal"


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    file = tmp_path / "passages.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n\r\n"))
    assert list(layer(tmp_path).passages) == ["suez", "cape"]


SPOILT = {
    "an unknown column": ("terminals_csv", "gauges,", "gauge,", 1, "gauge", "Did you mean gauges"),
    "a column too few": ("sea_csv", ",note\n", "\n", 1, "note", "no column note"),
    "a terminal twice": ("terminals_csv", "BYBQT,Brest", "BEANR,Brest", 4, "code", "stands twice"),
    "no English name": ("terminals_csv", "BYBQT,Brest", "BYBQT,", 4, "en", "empty"),
    "an unknown country": ("terminals_csv", "BLR,52.08", "BLX,52.08", 4, "country", "or BLR"),
    "a latitude": ("terminals_csv", "51.28,4.30", "151.28,4.30", 2, "latitude", "-90 to 90"),
    "not a number": ("terminals_csv", "51.28,4.30", "51.28,nan", 2, "longitude", "out of bounds"),
    "a mode": ("terminals_csv", "sea;rail;road;barge", "see;rail", 2, "modes", "Did you mean sea"),
    "a gauge": ("terminals_csv", "1435;1520", "1435;42", 6, "gauges", "no gauge"),
    "an unknown end": ("osm_rail_csv", "rail,BYBQT,", "rail,BYBQQ,", 2, "start", "Did you mean BYBQT"),
    "ends not in order": ("osm_rail_csv", "rail,BYBQT,PLMAL", "rail,PLMAL,BYBQT", 2, "start", "order"),
    "an id of another leg": ("osm_rail_csv", "rail:BYBQT:PLMAL,", "rail:BYBQT:PLMAX,", 2, "id", "variant"),
    "an id twice": ("osm_rail_csv", "rail:BELGG:PLMAL", "rail:BYBQT:PLMAL", 3, "id", "stands twice"),
    "negative km": ("osm_rail_csv", ",1420,", ",-1420,", 3, "km", "out of bounds"),
    "shorter than the crow flies": ("osm_rail_csv", ",1420,", ",142,", 3, "km", "km apart"),
    "no gauge of a railway": ("osm_rail_csv", ",1520,", ",,", 2, "gauge", "a gauge for rail"),
    "a gauge of a ship": ("sea_csv", "19700,,", "19700,1435,", 2, "gauge", "none for others"),
    "no such track": ("osm_rail_csv", ",1520,", ",1435,", 2, "start", "no track of 1435"),
    "no such call": (
        "sea_csv",
        "sea:BEANR:CNSHA,sea,BEANR,CNSHA",
        "sea:BELGG:CNSHA,sea,BELGG,CNSHA",
        2,
        "start",
        "not served by sea",
    ),
    "a country without km": ("osm_rail_csv", "BLR:6;", "BLR;", 2, "countries", "KAZ:812"),
    "an unknown passage": ("sea_csv", ",suez,", ",sues,", 2, "passages", "Did you mean suez"),
    "an unknown source": ("sea_csv", "suez,own,", "suez,osm,", 2, "source", "unknown source"),
    "an unknown quality": ("sea_csv", "reported", "guessed", 2, "quality", "reported, derived, estimated"),
    "too few cells": ("sea_csv", ",reported,\n", ",reported\n", 2, None, "10 cells"),
    "an unknown quantity": ("parameters_modes_csv", "speed,rail,,", "sped,rail,,", 2, "quantity", "speed"),
    "a span not in order": ("parameters_modes_csv", "20,30,45", "20,50,45", 2, "typical", "not in order"),
    "an absurd speed": ("parameters_modes_csv", "20,30,45", "20,30,4500", 2, "high", "1200"),
    "a speed of nothing": ("parameters_modes_csv", "20,30,45", "0,30,45", 2, "low", "out of bounds"),
    "in use twice": ("parameters_modes_csv", "reported,no", "reported,yes", 4, "used", "in use twice"),
    "neither yes nor no": ("parameters_modes_csv", "estimated,yes", "estimated,ja", 2, "used", "yes, no"),
    "no such year": ("parameters_modes_csv", ",2024,", ",last year,", 2, "year", "EDTF"),
    "no such gauge": ("parameters_modes_csv", "gauge:1435", "gauge:1436", 3, "where", "Did you mean 1435"),
    "no such border": (
        "parameters_modes_csv",
        "border:BYBQT:PLMAL",
        "border:BEANR:PLMAL",
        5,
        "where",
        "no leg runs",
    ),
    "no such kind of place": ("parameters_modes_csv", "country:BLR", "county:BLR", 6, "where", "country"),
    "no such haul": ("parameters_modes_csv", "freighter:long", "freighter:lang", 7, "where", "haul"),
    "a month": ("seasons_csv", "12;1;2", "12;1;13", 2, "months", "1 to 12"),
    "what a season closes": ("seasons_csv", "passage:cape", "passage:cap", 2, "closes", "Did you mean cape"),
    "no such group": ("open_borders_csv", "EU27,,", "EU99,,", 2, "a", "unknown group"),
    "codes not in order": ("open_borders_csv", "BLR,RUS", "RUS,BLR", 3, "a", "alphabet"),
    "a source without a title": (
        "sources_invented_csv",
        "Invented numbers for tests",
        "",
        2,
        "title",
        "empty",
    ),
    "an open quote": ("sea_csv", '"round, not through"', '"round, not through', None, None, "not CSV"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_slip_is_told_with_its_place(tmp_path: Path, what: str) -> None:
    file, old, new, line, column, words = SPOILT[what]
    layer_files.write(tmp_path, **{file: (old, new)})
    with pytest.raises(BadInput, match=words) as raised:
        layer(tmp_path)
    assert column is None or raised.value.column == column
    assert line is None or raised.value.line == line
    assert str(raised.value.file).replace("/", "_").replace(".", "_").endswith(file)


def test_terminals_must_be_there_and_the_rest_may_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"terminals\.csv"):
        layer(tmp_path)
    layer_files.write(tmp_path)
    for name in ("sea.csv", "seasons.csv", "open_borders.csv", "osm/rail.shapes.csv"):
        (tmp_path / name).unlink()
    read = layer(tmp_path)
    assert len(read.legs) == 2 and not read.seasons


def test_while_legs_are_missing_borders_may_be_named_that_are_not_there_yet(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    (tmp_path / "osm" / "rail.csv").unlink()
    assert any(p.where == "border:BYBQT:PLMAL" for p in layer(tmp_path).parameters)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    (tmp_path / "sea.csv").write_bytes(b"id,mode\n\xff\xfe\n")
    with pytest.raises(BadInput, match="line 2: not UTF-8"):
        layer(tmp_path)


def test_every_problem_of_a_folder_at_once(tmp_path: Path) -> None:
    assert problems(layer_files.write(tmp_path)) == ()
    layer_files.write(tmp_path, sea_csv=("19700", "-1"), osm_rail_csv=(",1420,", ",x,"))
    assert [str(p.column) for p in problems(tmp_path)] == ["km", "km"]


def test_a_shape_is_read_only_when_asked_for(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    assert corridors.shape("rail:BYBQT:PLMAL", tmp_path) == ((23.65, 52.08), (23.53, 52.02))
    assert corridors.shape("rail:BELGG:PLMAL", tmp_path) == ()


def test_a_shape_that_is_none_is_refused(tmp_path: Path) -> None:
    layer_files.write(tmp_path)
    (tmp_path / "osm" / "rail.shapes.csv").write_text("id,line\nrail:BYBQT:PLMAL,A\n")
    with pytest.raises(BadInput, match="line 2, column line"):
        corridors.shape("rail:BYBQT:PLMAL", tmp_path)
    (tmp_path / "osm" / "rail.shapes.csv").write_text("id,line\nx,??\nx,??\n")
    with pytest.raises(BadInput, match="has a line already"):
        corridors.shape("x", tmp_path / "osm")
