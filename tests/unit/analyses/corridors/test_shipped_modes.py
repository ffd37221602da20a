"""The parameters that ship: each has a source, a mode all it needs, derived shares follow their formula."""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache

import pytest
import yaml

from corridor_parameters import FILES, leg, rows, shipped
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.emissions import intensity_of, leg_co2e
from entrepot.analyses.corridors.prices import leg_price
from entrepot.analyses.corridors.times import leg_hours, waiting
from entrepot.metadata.corridors import Mode
from entrepot.sources.corridors.bounds import bounds
from entrepot.sources.corridors.reader import SHIPPED

WIRED = [
    row for row in rows() if row["quantity"] == "electrified" and " km are under wire, and" in row["note"]
]


@cache
def sources() -> set[str]:
    with (SHIPPED / "sources" / "modes.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['quantity']}-{row['mode']}-{row['where']}")
def test_every_figure_has_a_source_a_year_a_reason_and_bounds(row: dict[str, str]) -> None:
    assert row["source"] in sources()
    assert row["note"] and row["year"]
    lowest, highest = bounds(row["quantity"])
    assert lowest <= float(row["low"]) <= float(row["high"]) <= highest
    assert row["source"] != "own-modes" or row["quality"] in ("estimated", "derived")


def test_one_value_is_in_use_for_each_place() -> None:
    keys = [(row["quantity"], row["mode"], row["where"]) for row in rows() if row["used"] == "yes"]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("row", WIRED, ids=lambda row: row["where"])
def test_shares_under_wire_follow_the_formula_they_name(row: dict[str, str]) -> None:
    first, total = re.match(r"([\d.,]+)(?: %)? of ([\d,]+) km", row["note"]).groups()  # type: ignore[union-attr]
    share = float(first.replace(",", "")) / float(total.replace(",", ""))
    share = float(first) / 100 if "%" in row["note"][:8] else share
    assert float(row["low"]) == pytest.approx(share, abs=0.005)
    assert float(row["typical"]) == pytest.approx(1 - (1 - share) ** 2.2, abs=0.005)
    assert float(row["high"]) == pytest.approx(1 - (1 - share) ** 3, abs=0.005)


@pytest.mark.parametrize(
    ("route", "freight"), [(11.0, 21.8), (19.0, 39.4), (25.0, 48.7), (28.1, 51.6), (30.8, 54.6), (36.1, 63.1)]
)
def test_the_formula_gives_back_what_it_was_fitted_to(route: float, freight: float) -> None:
    """Soviet railways 1960 to 1988: share of route and of tonne-kilometres under wire, in per cent."""
    assert 100 * (1 - (1 - route / 100) ** 2.2) == pytest.approx(freight, abs=2.5)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_can_be_run_anywhere(mode: Mode) -> None:
    run, box = leg(mode, 1000.0, countries={"XXX": 1000.0}), cargo("1 FEU", parameters=shipped())
    hours, price = leg_hours(run, shipped())[0], leg_price(run, box, shipped())[0]
    kilograms = leg_co2e(run, box, shipped())[0]
    assert 0 < hours.low < hours.high
    assert 0 < price.low < price.high
    assert 0 < kilograms.low <= kilograms.typical <= kilograms.high
    assert waiting(mode, run, shipped())[1]


def test_modes_rank_as_everyone_knows() -> None:
    box = cargo("1 FEU", parameters=shipped())
    emitted = [leg_co2e(leg(m, 2000.0, countries={"DEU": 2000.0}), box, shipped())[0].typical for m in Mode]
    by = dict(zip(Mode, emitted, strict=True))
    assert by[Mode.SEA] < by[Mode.BARGE] < by[Mode.ROAD] < by[Mode.AIR]
    assert by[Mode.RAIL] < by[Mode.ROAD] / 3


def test_an_electric_train_in_europe_is_near_the_frameworks_own_value() -> None:
    """GLEC v3.2 has 10.8 g/tkm for electric trains in Europe; ours depends on the country's power."""
    known = shipped()
    power, grid = known.span("electricity", "rail", countries=["DEU"]), 213.0  # EU, Ember 2024
    assert power is not None
    assert power.low * grid <= 10.8 <= power.high * grid * 1.2
    french = intensity_of(leg(Mode.RAIL, 1.0), ("FRA",), known)[0].typical
    polish = intensity_of(leg(Mode.RAIL, 1.0), ("POL",), known)[0].typical
    assert french < 10.8 < polish


@pytest.mark.parametrize("name", [*(f"parameters/{name}.csv" for name in FILES), "sources/modes.csv"])
def test_the_note_beside_each_file_has_its_hash(name: str) -> None:
    note = yaml.safe_load((SHIPPED / f"{name}.yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest()
