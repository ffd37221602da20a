"""Legs by sea, waterway, ferry and air: what holds of every one of them."""

import csv
import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from entrepot.metadata.corridors.sphere import great_circle
from entrepot.sources.corridors import decode_line
from entrepot.sources.corridors.reader import SHIPPED

Row = dict[str, str]
TABLES = ("sea", "ferries", "waterways", "air")
CASPIAN = {"KZAAU", "AZALA", "TMKRW", "IRBAZ", "IRBAM", "RUASF", "RUMCX", "KZKUR"}
BLACK_SEA = {
    "ROCND",
    "BGBOJ",
    "BGVAR",
    "UAODS",
    "UAILK",
    "RUNVS",
    "GEPTI",
    "GEBUS",
    "TRTZX",
    "TRSSX",
    "ROGAL",
    "MDGIU",
    "UARNI",
    "RUROV",
}
GULF = {"AEJEA", "AEAUH", "QAHMD", "BHKBS", "SADMM", "KWSAA", "IQUQR", "IRBKM"}
RED_SEA = {"SAJED", "SDPZU", "ERMSW", "JOAQJ", "EGSOK", "YEHOD"}
SHUT = {"RUS", "BLR", "UKR"}


def rows(name: str) -> list[Row]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TERMINALS = {row["code"]: row for row in rows("terminals.csv")}
SEA, AIR, WATERWAYS = rows("sea.csv"), rows("air.csv"), rows("waterways.csv")
LEGS = [row for table in TABLES for row in rows(f"{table}.csv")]


def passages(row: Row) -> set[str]:
    return set(row["passages"].split(";")) - {""}


def countries(row: Row) -> dict[str, float]:
    pairs = (part.split(":") for part in row["countries"].split(";") if part)
    return {code: float(km) for code, km in pairs}


def crow(row: Row) -> float:
    a, b = TERMINALS[row["start"]], TERMINALS[row["end"]]
    return great_circle(*(float(end[key]) for end in (a, b) for key in ("latitude", "longitude")))


def reached(legs: list[Row], start: str) -> set[str]:
    near: dict[str, set[str]] = {}
    for row in legs:
        near.setdefault(row["start"], set()).add(row["end"])
        near.setdefault(row["end"], set()).add(row["start"])
    found, waiting = {start}, [start]
    while waiting:
        for code in near.get(waiting.pop(), set()) - found:
            found.add(code)
            waiting.append(code)
    return found


def test_no_leg_is_shorter_than_the_crow_flies_or_has_no_length() -> None:
    for row in LEGS:
        assert float(row["km"]) >= max(1.0, 0.985 * crow(row) - 5.0), row


def test_there_are_not_more_legs_than_the_rule_allows() -> None:
    assert len(SEA) <= 1_650
    assert len(AIR) <= 2_500


def test_the_caspian_has_no_way_out_by_sea() -> None:
    for row in SEA:
        inside = {row["start"], row["end"]} & CASPIAN
        assert len(inside) in (0, 2), row
        assert ("caspian" in passages(row)) is bool(inside), row
    assert reached(SEA, "AZALA") == CASPIAN - {"KZKUR"}


def test_who_leaves_the_black_sea_or_the_gulf_passes_their_straits() -> None:
    for row in SEA:
        ends = {row["start"], row["end"]}
        if len(ends & BLACK_SEA) == 1:
            assert passages(row) >= ({"bosporus"} if "TRIST" in ends else {"bosporus", "dardanelles"}), row
        if len(ends & GULF) == 1:
            assert "hormuz" in passages(row), row


def test_who_leaves_the_red_sea_passes_suez_or_bab_el_mandeb() -> None:
    for row in SEA:
        if len({row["start"], row["end"]} & RED_SEA) == 1:
            assert passages(row) & {"suez", "bab-el-mandeb"}, row


@pytest.mark.parametrize(
    "closed", ["suez", "panama", "malacca", "kiel-canal", "danish-straits", "cape", "sunda"]
)
def test_with_a_passage_shut_ships_still_come_from_shanghai_to_every_hub(closed: str) -> None:
    open_ = [row for row in SEA if closed not in passages(row)]
    hubs = {"NLRTM", "BEANR", "GRPIR", "SGSIN", "AEJEA", "USNYC", "USLAX", "PAMIT", "ROCND", "PLGDN", "INNSA"}
    assert hubs <= reached(open_, "CNSHA")


def test_with_suez_shut_the_way_to_europe_is_round_the_cape_not_by_panama() -> None:
    found = [row for row in SEA if {row["start"], row["end"]} == {"CNSHA", "NLRTM"}]
    without = [passages(row) for row in found if "suez" not in passages(row)]
    assert len(without) == 1
    assert "cape" in without[0] and "panama" not in without[0]


def test_every_port_but_the_two_that_are_named_can_be_reached_by_sea() -> None:
    ports = {code for code, row in TERMINALS.items() if "sea" in row["modes"].split(";")}
    assert ports - reached(SEA, "CNSHA") - reached(SEA, "AZALA") == {"SJLYR", "BRMAO"}


def test_antwerp_and_liege_are_joined_by_barge() -> None:
    assert {"BEANR", "NLRTM", "DEDUI", "CHBSL", "FRMZM", "BENAM"} <= reached(WATERWAYS, "BELGG")
    by_canal = {row["id"] for row in WATERWAYS if "albert-canal" in passages(row)}
    assert {"barge:BEANR:BEMEH", "barge:BEGNK:BEMEH", "barge:BEGNK:BELGG"} <= by_canal


def test_kilometres_by_country_are_those_of_the_leg() -> None:
    for row in WATERWAYS:
        assert sum(countries(row).values()) == pytest.approx(float(row["km"]), abs=1.0), row
    for row in AIR:
        assert sum(countries(row).values()) <= float(row["km"]) * 1.01 + 5.0, row


def test_nobody_flies_over_ukraine_and_a_way_round_keeps_out_of_russia_and_belarus() -> None:
    for row in AIR:
        ends = {TERMINALS[row[end]]["country"] for end in ("start", "end")}
        if "UKR" not in ends:
            assert "UKR" not in countries(row), row
        if row["id"].count(":") == 3:
            assert not SHUT & set(countries(row)), row
            assert not SHUT & ends, row


def test_most_flights_over_russia_have_a_way_round() -> None:
    round_ = {row["id"].rsplit(":", 1)[0] for row in AIR if row["id"].count(":") == 3}
    over = [
        row
        for row in AIR
        if {"RUS", "BLR"} & set(countries(row))
        and not SHUT & {TERMINALS[row[end]]["country"] for end in ("start", "end")}
    ]
    assert over
    without = [row["id"] for row in over if row["id"] not in round_]
    assert len(without) <= 0.05 * len(over), without
    assert all("shut to carriers" in row["note"] for row in over)


def lines() -> Iterator[tuple[Row, tuple[tuple[float, float], ...]]]:
    by_id = {row["id"]: row for row in LEGS}
    for table in TABLES:
        for row in rows(f"{table}.shapes.csv"):
            yield by_id[row["id"]], decode_line(row["line"])


def test_lines_run_from_start_to_end_and_are_as_long_as_the_leg() -> None:
    for row, line in lines():
        for (x, y), end in zip((line[0], line[-1]), ("start", "end"), strict=True):
            place = TERMINALS[row[end]]
            assert great_circle(y, x, float(place["latitude"]), float(place["longitude"])) < 3.0, row
        drawn = sum(great_circle(a[1], a[0], b[1], b[0]) for a, b in pairwise(line))
        km = float(row["km"])
        if row["mode"] == "barge":
            assert drawn <= km * 1.02 + 5.0, row
        else:
            assert 0.93 * km - 10.0 <= drawn <= 1.03 * km + 10.0, row


@pytest.mark.parametrize(
    "name",
    [
        *(f"{t}{end}" for t in TABLES for end in (".csv", ".shapes.csv")),
        "passages.csv",
        "sources/water-air.csv",
    ],
)
def test_the_note_fits_the_file(name: str) -> None:
    file: Path = SHIPPED / name
    note = yaml.safe_load(file.with_name(f"{file.name}.yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "run the script that makes it"
    assert file.stat().st_size < 2_000_000
