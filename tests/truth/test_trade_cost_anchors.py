"""Costs of trade beside what studies of the Belt and Road found (de Soyres and others, 2019)."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.corridors.asking import network
from entrepot.analyses.scenarios.costs import Costs, costs
from entrepot.metadata.corridors import Change, Difference

ALONG = ("BLR", "CHN", "KAZ", "KHM", "LAO", "MYS", "PAK", "POL", "RUS", "SGP", "THA", "TUR", "VNM")
OTHERS = ("BEL", "BRA", "CAN", "DEU", "USA")
GOODS = ("A01", "C13T15", "C20", "C22", "C26", "C28", "C29")
FASTER = (
    Change("border_hours", "", times=0.5),
    *(
        Change("speed", f"country:{code}", "rail", times=1.6)
        for code in ("CHN", "KAZ", "RUS", "BLR", "POL", "THA")
    ),
    *(
        Change("handling_hours", f"country:{code}", times=0.6)
        for code in ("CHN", "KAZ", "RUS", "PAK", "TUR", "VNM")
    ),
)
"""Of the kind that the studies look at: borders in half the time, faster trains, quicker terminals."""


@pytest.fixture(scope="module")
def made() -> Costs:
    return costs(network(), Difference("like the Belt and Road", changes=FASTER), (*ALONG, *OTHERS), GOODS)


def test_order_of_magnitude_is_that_of_the_studies(shared: Path, made: Costs) -> None:
    with (shared / "data" / "whatif" / "anchors_corridors.csv").open(encoding="utf-8") as file:
        found = next(row["result"] for row in csv.DictReader(file) if "trade cost" in row["result"])
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", found)]
    most = min(numbers)
    assert most == -10.2
    inside = np.array([code in ALONG for code in made.economies])
    even = np.ones(made.hat.shape)
    along = 100.0 * made.mean(even * (inside[:, None] & inside))
    others = 100.0 * made.mean(even * ~(inside[:, None] | inside))
    # Means of the studies are -1.5 to -2.8 along, -1.1 to -2.2 in the world; ours, of fewer measures, less.
    assert -2.8 < along < -0.2
    assert along < others <= 0.0
    assert most < 100.0 * (made.hat.min() - 1.0) < -1.0
