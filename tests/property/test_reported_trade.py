"""What must hold of any two reports, whatever they say."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.trade.reported import Reported, reported
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from reported_world import Row, comtrade

BEL, KAZ = get("BEL"), get("KAZ")
PRODUCTS = ("010121", "270900", "300490", "842959")
amounts = st.floats(0.001, 1e6, allow_nan=False)
sides = st.dictionaries(st.sampled_from(PRODUCTS), amounts, max_size=4)


def answer(downloads: Iterable[list[Row]]) -> Reported:
    with TemporaryDirectory() as folder:
        store = Warehouse.open(Path(folder))
        for number, rows in enumerate(downloads):
            comtrade(store, 2023, rows, retrieved=f"2026-11-{number + 1:02d}")
        return reported(store, BEL, KAZ)


def side(reporter: str, partner: str, flow: str, values: dict[str, float]) -> list[Row]:
    made = [(reporter, partner, flow, product, value) for product, value in values.items()]
    return [*made, (reporter, partner, flow, "TOTAL", sum(values.values()))] if made else []


@settings(max_examples=12, deadline=None)
@given(ours=sides, theirs=sides, factor=st.floats(0.01, 100))
def test_identities_hold_and_the_unit_does_not_matter(
    ours: dict[str, float], theirs: dict[str, float], factor: float
) -> None:
    if not (ours or theirs):
        return
    reports = [side("BEL", "KAZ", "X", ours), side("KAZ", "BEL", "M", theirs)]
    found = answer([rows for rows in reports if rows])
    row = found.table.rows()[0]
    if ours and theirs:
        ends = sorted((row["value_exporter"], row["value_importer_fob"]))
        assert ends[0] * (1 - 1e-9) <= row["reconciled"] <= ends[1] * (1 + 1e-9)
        assert row["gap"] == pytest.approx(row["value_importer_fob"] - row["value_exporter"], abs=1e-6)
        assert -1 <= row["relative"] <= 1
        assert found.disagree == (abs(row["relative"]) > 0.25)
    else:
        assert row["reconciled"] is None and row["gap"] is None
    assert found.products.data["share"].sum() == pytest.approx(1)
    scaled = answer([[(*one[:4], one[4] * factor) for one in rows] for rows in reports if rows])
    again = scaled.table.rows()[0]
    for name in ("relative", "ratio", "weight_exporter", "cif_margin"):
        assert again[name] == (None if row[name] is None else pytest.approx(row[name], abs=1e-9)), name


@settings(max_examples=8, deadline=None)
@given(ours=sides.filter(bool), theirs=sides.filter(bool))
def test_one_download_or_two_say_the_same(ours: dict[str, float], theirs: dict[str, float]) -> None:
    reports = [side("BEL", "KAZ", "X", ours), side("KAZ", "BEL", "M", theirs)]
    apart, together = answer(reports), answer([reports[0] + reports[1]])
    assert apart.table.data.equals(together.table.data)
    assert apart.products.data.equals(together.products.data)
