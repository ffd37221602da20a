"""The embedded extract against figures published elsewhere and against what it is made of."""

import polars as pl
import pytest

from entrepot.metadata.icio import ICIO_ECONOMIES, ICIO_FLOWS, ICIO_INPUT_COEFFICIENTS, ICIO_PRODUCTION
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.oecd_icio.reader import HERE
from entrepot.store.warehouse import Warehouse

# The sum of all 4050 x 4050 intermediate flows of 2022_SML.csv, USD million, as the card of the data set
# `aditya1240/liberation-day-data` (Hugging Face) gives it: with the rest of the world, which ours leaves out.
WORLD_WITH_ROW = 103_410_084.8431


@pytest.fixture(scope="module")
def store() -> Warehouse:
    return Warehouse.open()


def only(store: Warehouse, origin: str, destination: str) -> float:
    where = {"origin": [origin], "destination": [destination]}
    value = store.total(ICIO_FLOWS, "value", where=where).item()
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize("check", read_descriptor(HERE).assertions["checks"], ids=lambda c: c["origin"])
def test_the_check_figures(store: Warehouse, check: dict[str, object]) -> None:
    assert only(store, str(check["origin"]), str(check["destination"])) == pytest.approx(
        check["value"], abs=0.05
    )


def test_the_world_is_what_others_read_less_the_rest_of_the_world(store: Warehouse) -> None:
    world = store.total(ICIO_FLOWS, "value").item()
    assert 0.95 * WORLD_WITH_ROW < world < WORLD_WITH_ROW


def test_the_grid_is_full(store: Warehouse) -> None:
    flows = store.read(ICIO_FLOWS, ["origin", "destination", "industry"])
    assert flows.height == flows.unique().height == 80 * 80 * 50
    assert set(flows["origin"]) == set(store.read(ICIO_ECONOMIES)["code"])


def test_every_industry_sells_its_output(store: Warehouse) -> None:
    sold = store.total(ICIO_FLOWS, "value", ["origin", "industry"]).rename({"origin": "economy"})
    both = store.read(ICIO_PRODUCTION).join(sold, on=["economy", "industry"], validate="1:1")
    gap = both.select((pl.col("value") + pl.col("other_sales") - pl.col("output")).abs().max()).item()
    # Two capped columns lose at most this; see the release's caveat.
    assert gap < 2.0


def test_coefficients_times_output_are_the_flows(store: Warehouse) -> None:
    output = store.read(ICIO_PRODUCTION, ["economy", "industry", "output"])
    used = store.read(ICIO_INPUT_COEFFICIENTS).join(
        output, left_on=["economy", "using_industry"], right_on=["economy", "industry"], validate="m:1"
    )
    bought = used.group_by("economy").agg((pl.col("coefficient") * pl.col("output")).sum())
    flows = store.total(ICIO_FLOWS, "value", ["destination"]).rename({"destination": "economy"})
    both = bought.join(flows, on="economy", validate="1:1")
    assert both.height == 80
    assert both.select(((pl.col("coefficient") / pl.col("value")) - 1).abs().max()).item() < 1e-4
