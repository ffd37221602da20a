"""What stands out, where a pair trades little, and what bounds a flow that the table does not name."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from entrepot.analyses.trade import Kind, bilateral, bounds, findings, opportunities
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.place import Place, Scheme
from entrepot.store.warehouse import Warehouse

Make = Callable[..., Place]


def test_an_opportunity_is_below_what_the_pairs_own_intensity_gives(toy: Warehouse, place: Make) -> None:
    """BBB is specialised in x, CCC in buying it: T = (4/10) / (10/44), and 6 of 18 of CCC's 8."""
    answer = opportunities(toy, place("BBB"), place("CCC"))
    assert answer.frame().select("industry", "value").rows() == [("x", 4.0)]
    expected = answer.table.figure("expected", industry="x")
    assert expected.value == pytest.approx((4 / 10) / (10 / 44) * 6 * 8 / 18)
    assert expected.quality is Quality.MODELLED
    assert answer.table.figure("shortfall", industry="x").value == pytest.approx(expected.number - 4)


def test_no_opportunity_where_the_buyer_is_not_specialised(toy: Warehouse, place: Make) -> None:
    assert len(opportunities(toy, place("BBB"), place("AAA"))) == 0


def test_findings_say_the_largest_industry_and_the_weight_in_each_direction(
    toy: Warehouse, place: Make
) -> None:
    found = findings(toy, bilateral(toy, place("BBB"), place("CCC")))
    said = [(f.kind, f.flow.value, f.seller.code, f.industry) for f in found]
    assert said == [
        (Kind.INTENSITY, "exports", "BBB", ""),
        (Kind.LARGEST, "exports", "BBB", "x"),
        (Kind.OPPORTUNITY, "exports", "BBB", "x"),
        (Kind.INTENSITY, "imports", "CCC", ""),
        (Kind.LARGEST, "imports", "CCC", "y"),
    ]
    assert found[0].figures["rank"].value == 1
    assert found[0].figures["intensity"].value == pytest.approx((4 / 10) / (10 / 44))
    assert found[1].figures["market_share"].value == 0.5
    assert all(figure.origins and figure.caveat for f in found for figure in f.figures.values())


def test_a_direction_without_trade_yields_nothing(toy: Warehouse, place: Make) -> None:
    assert {f.flow.value for f in findings(toy, bilateral(toy, place("DDD"), place("BBB")))} == {"imports"}


def test_a_country_outside_the_table_trades_at_most_what_the_rest_of_the_world_does(
    toy_with_rest: Warehouse, place: Make
) -> None:
    assert bounds(toy_with_rest, place("AAA"), place("ZZZ"), "exports").value == Interval(0, 5)
    assert bounds(toy_with_rest, place("AAA"), place("ZZZ"), "imports").value == Interval(0, 7)
    assert bounds(toy_with_rest, place("YYY"), place("ZZZ"), "exports").value == Interval(0, 18)


def test_without_the_rest_of_the_world_nothing_is_known(toy: Warehouse, place: Make) -> None:
    figure = bounds(toy, place("AAA"), place("ZZZ"), "exports")
    assert figure.is_unknown
    assert figure.interval.high == math.inf
    assert figure.origins


def test_a_flow_that_the_table_has_is_its_own_bound(toy: Warehouse, place: Make) -> None:
    assert bounds(toy, place("AAA"), place("BBB"), "imports").value == 4


def test_bounds_refuse_what_is_no_pair_of_countries(toy: Warehouse, place: Make) -> None:
    region = Place("AA1", Scheme.NUTS, "region", {"en": "North"}, parent="AAA")
    with pytest.raises(NoData, match="AA1 lies inside one"):
        bounds(toy, region, place("BBB"), "exports")
    with pytest.raises(UsageError, match="share"):
        bounds(toy, place("AAA"), place("AAA"), "exports")
