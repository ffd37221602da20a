from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from entrepot.analyses.trade import Standing, bilateral, partners
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

Make = Callable[..., Place]


def test_amounts_and_balance(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("BBB"))
    assert (pair.exports.value, pair.imports.value, pair.balance.value) == (8, 4, 4)
    assert pair.normalised_balance.value == pytest.approx(4 / 12)
    assert pair.balance.unit == "USD million"
    assert pair.balance.method == "exports - imports"
    assert pair.exports.places == ("AAA", "BBB")


def test_seen_from_the_other_side_the_balance_changes_its_sign(toy: Warehouse, place: Make) -> None:
    one, other = (
        bilateral(toy, *ends) for ends in ((place("AAA"), place("BBB")), (place("BBB"), place("AAA")))
    )
    assert one.balance.value == -other.balance.number
    assert one.intra_industry.value == other.intra_industry.value
    assert one.export_intensity.value == other.import_intensity.value


def said(standing: Standing) -> tuple[float | None, int, float]:
    return (standing.rank.number if standing.rank else None, standing.out_of, standing.share.number)


def test_standings_both_ways(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("BBB"))
    assert said(pair.partner_as_customer) == (1, 2, 0.8)
    assert said(pair.partner_as_supplier) == (2, 3, 0.25)
    assert said(pair.reporter_as_customer) == (1, 3, 0.4)
    assert said(pair.reporter_as_supplier) == pytest.approx((1, 2, 8 / 12))


def test_standings_agree_with_the_lists_of_partners(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("BBB"), place("CCC"))
    assert said(pair.partner_as_supplier) == said(partners(toy, place("BBB"), "imports").standing("CCC"))
    assert said(pair.reporter_as_supplier) == said(partners(toy, place("CCC"), "imports").standing("BBB"))


def test_intensity_compares_with_the_buyers_weight_in_the_world(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("BBB"))
    assert pair.export_intensity.value == pytest.approx((8 / 10) / (12 / 44))
    assert pair.import_intensity.value == pytest.approx((4 / 10) / (16 / 44))


def test_industries_both_ways(toy: Warehouse, place: Make) -> None:
    """x: 6 of 44's 18; BBB buys 6 x, all of it from AAA, and 6 y, 2 of them from AAA."""
    pair = bilateral(toy, place("AAA"), place("BBB"))
    rows = pair.export_industries.frame().select("industry", "value", "share", "market_share").rows()
    assert rows == [("x", 6.0, 0.75, 1.0), ("y", 2.0, 0.25, pytest.approx(2 / 6))]
    x = pair.export_industries.figure("reporter_rca", industry="x")
    assert x.value == pytest.approx((8 / 10) / (18 / 44))
    assert pair.export_industries.figure("partner_rca", industry="x").value == pytest.approx(
        (6 / 10) / (18 / 44)
    )
    assert pair.import_industries.frame()["industry"].to_list() == ["y", "x"]
    assert pair.import_industries.figure("reporter_rca", industry="x").value == x.value


def test_industries_without_trade_are_left_out(toy: Warehouse, place: Make) -> None:
    assert bilateral(toy, place("AAA"), place("CCC")).export_industries.frame()["industry"].to_list() == ["x"]


def test_intra_industry_trade(toy: Warehouse, place: Make) -> None:
    """x: 6 against 1, y: 2 against 3."""
    assert bilateral(toy, place("AAA"), place("BBB")).intra_industry.value == pytest.approx(1 - 6 / 12)


def test_a_pair_without_trade_has_ratios_that_are_unknown_and_amounts_that_are_zero(
    toy: Warehouse, place: Make
) -> None:
    pair = bilateral(toy, place("DDD"), place("BBB"))
    assert pair.exports.value == 0
    assert len(pair.export_industries) == 0
    assert pair.partner_as_customer.rank is None
    assert bilateral(toy, place("AAA"), place("DDD")).export_intensity.value == 0


def test_a_group_as_partner_counts_as_one(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("Twins", "CCC", "DDD"))
    assert (pair.exports.value, pair.imports.value) == (2, 12)
    assert said(pair.partner_as_supplier) == (1, 2, 0.75)
    assert pair.missing == ()


def test_missing_members_make_amounts_lower_bounds(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("Pair", "CCC", "ZZZ"))
    assert pair.missing == ("ZZZ",)
    assert str(pair.exports) == "at least 2 USD million"
    assert pair.balance.is_unknown
    assert "the table lacks ZZZ" in pair.partner_as_customer.share.caveat


def test_the_rest_of_the_world_bounds_the_missing_members_from_above(
    toy_with_rest: Warehouse, place: Make
) -> None:
    pair = bilateral(toy_with_rest, place("AAA"), place("Pair", "CCC", "ZZZ"))
    assert pair.exports.value == Interval(2, 2 + 5)
    assert pair.imports.value == Interval(4, 4 + 7)
    assert pair.balance.value == Interval(2 - 11, 7 - 4)


def test_places_that_share_a_country_are_refused(toy: Warehouse, place: Make) -> None:
    with pytest.raises(UsageError, match="AAA and Club share AAA"):
        bilateral(toy, place("AAA"), place("Club", "AAA", "BBB"))
    with pytest.raises(UsageError, match="AAA and AAA share AAA"):
        bilateral(toy, place("AAA"), place("AAA"))


def test_a_partner_that_the_table_lacks_is_no_data(toy: Warehouse, place: Make) -> None:
    with pytest.raises(NoData, match="ZZZ"):
        bilateral(toy, place("AAA"), place("ZZZ"))


def test_one_frame_holds_both_directions(toy: Warehouse, place: Make) -> None:
    pair = bilateral(toy, place("AAA"), place("BBB"))
    assert pair.frame("pandas")["flow"].tolist() == ["exports", "exports", "imports", "imports"]


def test_the_answer_is_plain_json(toy: Warehouse, place: Make) -> None:
    answer = bilateral(toy, place("AAA"), place("Pair", "CCC", "ZZZ")).to_dict()
    assert json.loads(json.dumps(answer, allow_nan=False))["exports"]["interval"] == {"low": 2, "high": None}
