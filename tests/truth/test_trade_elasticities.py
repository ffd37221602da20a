"""The elasticities that ship, against the collection of published ones that they were taken from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from entrepot.sources.elasticities import shipped

COLUMNS = {
    "median": "suggested_default",
    "cp2015": "cp2015_theta_used_in_code",
    "cp2015-printed": "cp2015_theta_99",
    "fgo2022": "fgo2022_tiva_theta",
    "fgo2022-hs6": "fgo_hs6_theta_median",
    "gyy2021": "gyy2021_theta",
    "ll2023": "ll2023_eps",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_figure_is_the_collections(shared: Path, name: str) -> None:
    with (shared / "facts" / "elasticities_icio50.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["icio"]: row for row in csv.DictReader(file)}
    found = shipped()[name].values
    for code, one in found.items():
        assert one.theta == pytest.approx(float(rows[code][COLUMNS[name]]), rel=1e-5)
        if one.se:
            assert one.se == pytest.approx(float(rows[code]["cp2015_se"]), rel=1e-5)
    absent = {code for code, row in rows.items() if row[COLUMNS[name]]} - set(found)
    # Medians over products that a services industry happens to make are left out.
    assert not {code for code in absent if code[0] in "ABC"}
    assert not absent or name == "fgo2022-hs6"
