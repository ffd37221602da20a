"""The terminals, borders, lanes and seasons that ship: consistent, in their places, in reach of all."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from entrepot import data
from entrepot.analyses.corridors.land import countries_within, landmass
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.analyses.corridors.times import at_border
from entrepot.metadata.corridors import Layer, Leg, Mode, Parameter, Span, Terminal
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.figure import Quality
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.corridors import geography, knowledge
from entrepot.sources.corridors.sheet import Folder

CORRIDORS = Path(next(iter(data.__path__))) / "corridors"
OURS = ("borders", "lanes", "terminals")
FILES = (
    "terminals.csv",
    "seasons.csv",
    "open_borders.csv",
    "sources/terminals.csv",
    *(f"parameters/{name}.csv" for name in OURS),
)
NEAR_KM = 20.0  # ports on fills and causeways lie off the coast of a simplified map
UNDRAWN = {"EH-LAAYOUNE", "TKFKO"}  # the map gives Western Sahara to Morocco, Tokelau to New Zealand
NOBODY_TRADES = {"ATA", "ATF", "BVT", "HMD", "IOT", "SGS", "UMI"}
BY_ROAD = {"MAF": ("saint-martin", "SXPHI"), "VAT": ("afro-eurasia", "ITCVV")}


def rows(name: str) -> list[dict[str, str]]:
    with (CORRIDORS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def sources() -> dict[str, object]:
    return dict(knowledge.sources(Folder(CORRIDORS, None)))


@pytest.fixture(scope="module")
def terminals(sources) -> dict[str, Terminal]:  # type: ignore[no-untyped-def]
    return geography.terminals(Folder(CORRIDORS, None), sources)


@pytest.fixture(scope="module")
def layer(terminals) -> Layer:  # type: ignore[no-untyped-def]
    """Terminals and our own parameters, without the legs, which others make."""
    stated = tuple(_parameter(row) for name in OURS for row in rows(f"parameters/{name}.csv"))
    open_borders = geography.open_borders(Folder(CORRIDORS, None))
    return Layer(terminals, {}, stated, {}, {}, {}, open_borders)


def _parameter(row: dict[str, str]) -> Parameter:
    span = Span(float(row["low"]), float(row["typical"]), float(row["high"]))
    quality = next(q for q in Quality if q.word == row["quality"])
    used = row["used"] == "yes"
    unit = QUANTITIES[row["quantity"]]
    return Parameter(
        row["quantity"], unit, row["mode"], row["where"], span, row["year"], row["source"], quality, used
    )


@pytest.mark.parametrize("name", FILES)
def test_notes(name) -> None:  # type: ignore[no-untyped-def]
    file = CORRIDORS / name
    note = yaml.safe_load(file.with_name(file.name + ".yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "run make_corridor_terminals.py"
    assert note["file"] == file.name


def test_terminals_lie_in_their_country_and_on_their_landmass(terminals) -> None:  # type: ignore[no-untyped-def]
    for terminal in terminals.values():
        where = (terminal.latitude, terminal.longitude)
        assert landmass(*where) == terminal.landmass, terminal.code
        if terminal.code not in UNDRAWN:
            assert terminal.country in countries_within(*where, NEAR_KM), terminal.code


def test_codes_name_the_country(terminals) -> None:  # type: ignore[no-untyped-def]
    for code, terminal in terminals.items():
        if len(code) != 3:  # an airport's code says nothing of its country
            alpha2 = COUNTRIES.rows[terminal.country]["alpha2"]
            assert code[:2] == alpha2, code
            assert len(code) == 5 or code[2] == "-", code
        else:
            assert Mode.AIR in terminal.modes, code


def test_rail_has_a_gauge_and_nothing_else_has(terminals) -> None:  # type: ignore[no-untyped-def]
    for terminal in terminals.values():
        assert (Mode.RAIL in terminal.modes) == bool(terminal.gauges), terminal.code
        assert len(set(terminal.gauges)) == len(terminal.gauges)
        assert len(set(terminal.modes)) == len(terminal.modes)


def test_names_are_told_apart(terminals) -> None:  # type: ignore[no-untyped-def]
    named = Counter((t.country, t.name(), Mode.AIR in t.modes) for t in terminals.values())
    assert [name for name, times in named.items() if times > 1] == []


def test_every_country_reaches_a_terminal(terminals) -> None:  # type: ignore[no-untyped-def]
    served = {t.country for t in terminals.values()}
    today = {code for code, row in COUNTRIES.rows.items() if row["valid_to"] == ".."}
    assert today - served == NOBODY_TRADES | set(BY_ROAD)
    for mass, neighbour in BY_ROAD.values():
        assert terminals[neighbour].landmass == mass


def test_breaks_of_gauge_where_the_corridors_have_them(terminals) -> None:  # type: ignore[no-untyped-def]
    for code in ("KZ-DOSTYK", "KZ-ALTYNKOL", "PLMAA", "GEZAI", "IRCKT", "HUZAH", "RUZBK", "MN-ZAMYNUUD"):
        assert set(terminals[code].gauges) >= {1435, 1520}, code
    assert 1435 not in terminals["KZAAU"].gauges
    assert 1520 not in terminals["BELGG"].gauges


@pytest.mark.parametrize("name", OURS)
def test_every_place_and_source_of_a_parameter_exists(name, terminals, sources) -> None:  # type: ignore[no-untyped-def]
    in_use = Counter(
        (r["quantity"], r["mode"], r["where"]) for r in rows(f"parameters/{name}.csv") if r["used"] == "yes"
    )
    assert [key for key, times in in_use.items() if times > 1] == []
    for row in rows(f"parameters/{name}.csv"):
        assert row["source"] in sources, row
        assert row["note"], row
        _parameter(row)  # refuses spans out of order, unknown quantities and qualities
        kind, _, rest = row["where"].partition(":")
        codes = {"border": rest, "terminal": rest, "leg": rest.partition(":")[2]}.get(kind, "").split(":")
        for code in filter(None, codes[:2]):
            assert code in terminals, row["where"]
        if kind in ("border", "leg"):
            assert all(a < b for a, b in pairwise(codes[:2])), row["where"]
            assert all(row["mode"] in terminals[code].modes for code in codes[:2]), row["where"]


def test_what_is_not_in_use_stands_beside_what_is() -> None:
    for name in OURS:
        table = rows(f"parameters/{name}.csv")
        used = {(r["quantity"], r["mode"], r["where"]) for r in table if r["used"] == "yes"}
        assert {(r["quantity"], r["mode"], r["where"]) for r in table if r["used"] == "no"} <= used


def test_borders_that_are_stated_are_borders(terminals, layer) -> None:  # type: ignore[no-untyped-def]
    for row in rows("parameters/borders.csv"):
        kind, _, rest = row["where"].partition(":")
        if kind == "border":
            a, b = sorted(terminals[code].country for code in rest.split(":"))
            assert a != b, row["where"]
            assert (a, b) not in layer.open_borders, row["where"]


def test_open_borders(layer) -> None:  # type: ignore[no-untyped-def]
    assert ("BEL", "LUX") in layer.open_borders
    assert ("BLR", "RUS") in layer.open_borders
    for closed in (("CHE", "DEU"), ("KAZ", "RUS"), ("CHN", "KAZ"), ("BLR", "POL"), ("NOR", "SWE")):
        assert closed not in layer.open_borders


def _hours(layer: Layer, mode: Mode, start: str, end: str) -> float:
    leg = Leg(f"{mode}:{start}:{end}", mode, start, end, 10.0)
    return at_border("border_hours", leg, layer, Parameters(layer.parameters))[0].typical


@pytest.mark.parametrize("mode", list(Mode))
def test_no_border_is_without_a_figure(mode, layer) -> None:  # type: ignore[no-untyped-def]
    stated = Parameters(layer.parameters)
    assert stated.stated("border_hours", mode) is not None
    assert stated.stated("border_price", mode) is not None


def test_borders_rank_as_carriers_know_them(layer) -> None:  # type: ignore[no-untyped-def]
    union = _hours(layer, Mode.RAIL, "KZ-ZHAISAN", "RU-SAGARCHIN")
    china = _hours(layer, Mode.RAIL, "CN-ALASHANKOU", "KZ-DOSTYK")
    brest = _hours(layer, Mode.RAIL, "BYBQT", "PLMAA")
    assert union < china < brest
    assert _hours(layer, Mode.ROAD, "CHBSL", "FRMLH") < _hours(layer, Mode.ROAD, "BGSWG", "TR-KAPIKULE")
    assert _hours(layer, Mode.RAIL, "BELGG", "DEDUI") == 0.0
    assert _hours(layer, Mode.SEA, "CNSHA", "NLRTM") == 0.0


def test_sides_of_a_border_add_up(layer) -> None:  # type: ignore[no-untyped-def]
    # CPMM 2022: Kazakhstan 4.0 out and 4.6 in, Uzbekistan 3.5 out and 5.5 in
    both_ways = ((4.0 + 5.5) + (3.5 + 4.6)) / 2
    assert _hours(layer, Mode.ROAD, "KZ-KONYSBAYEV", "UZ-YALLAMA") == pytest.approx(both_ways, abs=0.06)


def test_seasons_close_what_is_there(terminals, sources) -> None:  # type: ignore[no-untyped-def]
    winter: set[str] = set()
    for row in rows("seasons.csv"):
        assert row["source"] in sources
        assert all(1 <= int(month) <= 12 for month in row["months"].split(";"))
        for closed in row["closes"].split(";"):
            kind, _, name = closed.partition(":")
            assert kind == "passage" or name in terminals, closed
        if row["key"] == "winter":
            winter = set(row["closes"].split(";"))
    assert winter >= {"passage:volga-don", "terminal:TJ-KULMA"}
