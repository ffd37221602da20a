"""The legs by rail against published distances, and the raw networks against what others measured on them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.corridors.physical.asked import measure
from entrepot.analyses.corridors.physical.known import Compared, compared, read_known
from entrepot.analyses.corridors.physical.prepared import Prepared, prepare, refused
from entrepot.analyses.corridors.physical.rules import read_rules
from entrepot.sources.corridors.reader import layer
from entrepot.sources.networks import read_borders, read_network

COMPARED = compared(layer(), read_known())


@pytest.mark.parametrize("one", COMPARED, ids=lambda one: f"{one.known.stops[0]}-{one.known.stops[-1]}")
def test_known_distances_hold_within_three_per_cent_or_for_a_reason_said(one: Compared) -> None:
    assert one.holds, f"{one.km:.0f} km for {one.known.km:.0f}: {one.error:+.1f} %"


def test_most_known_distances_need_no_excuse() -> None:
    assert sum(abs(one.error) <= 3.0 for one in COMPARED) >= 0.75 * len(COMPARED)


@pytest.fixture(scope="module")
def rail() -> Prepared:
    shipped = layer()
    raw = read_network("rail")
    return prepare(raw, "rail", shipped.terminals, shipped.open_borders, read_rules(), read_borders())


@pytest.mark.slow
def test_the_raw_railways_are_those_that_were_looked_at(rail: Prepared) -> None:
    raw = read_network("rail")
    assert (raw.points, len(raw.km)) == (274_974, 328_750)
    assert raw.km.sum() == pytest.approx(885_209, abs=1)
    assert rail.repair.parts == (787, 293)
    assert rail.repair.main == (163_140, 186_015)


@pytest.mark.slow
def test_no_terminal_is_set_on_a_railway_that_it_is_far_from(rail: Prepared) -> None:
    far = refused(rail, "rail", read_rules())
    assert set(far) <= {"AFHEA", "BDCGP", "IQUQR", "IR-ASTARA", "ITRAN", "MAPTM", "PTSIE", "TM-IMAMNAZAR"}
    kept = [km for t, km in zip(rail.terminals, rail.snaps, strict=True) if t.code not in far]
    assert np.quantile(kept, 0.9) < 6.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "end", "km", "others"),
    [
        ("KZ-DOSTYK", "RUKGD", 5425, "the research measured so on the network repaired within 2 km"),
        ("PLMAA", "DEDUI", 1261, "the same"),
        ("GETBS", "TRKSY", 290, "the same, less Baku to Tbilisi"),
    ],
)
def test_the_raw_network_measures_as_others_did(
    rail: Prepared, start: str, end: str, km: float, others: str
) -> None:
    assert measure(rail, "rail", start, end).km == pytest.approx(km, rel=0.03), others


def test_the_facts_of_the_research_stand_in_our_table(shared: Path) -> None:
    with (shared / "facts" / "corridor_facts.csv").open(encoding="utf-8") as file:
        facts = {row["address"] for row in csv.DictReader(file) if row["category"] == "distance"}
    assert facts <= {one.known.address for one in COMPARED}
