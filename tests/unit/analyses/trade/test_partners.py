from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from entrepot.analyses.trade import Flow, partners
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.places.place import Place, Scheme
from entrepot.store.warehouse import Warehouse

Make = Callable[..., Place]


def test_customers_are_ranked_by_value_and_who_buys_nothing_has_no_rank(toy: Warehouse, place: Make) -> None:
    rows = partners(toy, place("AAA"), "exports").frame().drop("intensity").rows()
    assert rows == [
        ("BBB", 8.0, 0.8, 0.8, 1),
        ("CCC", 2.0, 0.2, 1.0, 2),
        ("DDD", 0.0, 0.0, 1.0, None),
    ]


def test_suppliers_that_sell_alike_share_a_rank(toy: Warehouse, place: Make) -> None:
    answer = partners(toy, place("AAA"), Flow.IMPORTS)
    assert answer.frame().select("partner", "value", "rank").rows() == [
        ("DDD", 8.0, 1),
        ("BBB", 4.0, 2),
        ("CCC", 4.0, 2),
    ]
    assert answer.out_of == 3


def test_domestic_sales_are_in_no_total(toy: Warehouse, place: Make) -> None:
    assert partners(toy, place("AAA"), "exports").total.value == 10
    assert "AAA" not in partners(toy, place("AAA"), "exports").frame()["partner"]


def test_the_rest_of_the_world_is_in_the_total_and_has_no_rank(toy_with_rest: Warehouse, place: Make) -> None:
    answer = partners(toy_with_rest, place("AAA"), "exports")
    assert answer.total.value == 15
    assert answer.frame().select("partner", "share", "rank").rows()[0] == ("BBB", 8 / 15, 1)
    assert answer.frame().select("partner", "value", "rank").rows()[-1] == ("ROW", 5.0, None)
    assert answer.out_of == 2
    assert answer.frame()["cumulative_share"][-1] == pytest.approx(1)


def test_a_standing_says_rank_out_of_how_many_and_share(toy: Warehouse, place: Make) -> None:
    customers = partners(toy, place("AAA"), "exports")
    first, none = customers.standing("BBB"), customers.standing("DDD")
    assert first.rank is not None
    assert (first.rank.value, first.rank.unit, first.out_of, first.share.value) == (1, "rank", 2, 0.8)
    assert (none.rank, none.share.value) == (None, 0)


def test_every_number_knows_unit_source_period_and_caveat(toy: Warehouse, place: Make) -> None:
    answer = partners(toy, place("AAA"), "exports")
    for figure in (answer.total, answer.table.figure("value", partner="BBB")):
        assert (figure.unit, figure.period, figure.quality) == ("USD million", "2022", Quality.ESTIMATED)
        assert figure.concept == "exports of intermediate inputs, basic prices"
        assert figure.origins[0].publisher == "Nobody"
        assert figure.origins[0].locator.startswith("flows: AAA -> all others")
        assert "intermediate inputs only" in figure.caveat
        assert "the rest of the world is not in it" in figure.caveat
    assert answer.table.figure("value", partner="BBB").places == ("AAA", "BBB")


def test_a_group_is_one_economy_and_its_inner_trade_is_not_trade(toy: Warehouse, place: Make) -> None:
    rows = partners(toy, place("Twins", "CCC", "DDD"), "exports").frame().select("partner", "value").rows()
    assert rows == [("AAA", 12.0), ("BBB", 4.0)]


def test_a_group_that_the_table_lacks_in_part_gives_a_lower_bound_and_says_who_is_missing(
    toy: Warehouse, place: Make
) -> None:
    answer = partners(toy, place("Trio", "CCC", "DDD", "ZZZ"), "exports")
    assert answer.missing == ("ZZZ",)
    assert str(answer.total) == "at least 16 USD million"
    assert "Trio stands for CCC, DDD: the table lacks ZZZ." in answer.table.caveat


def test_what_the_missing_member_trades_with_the_group_is_not_counted(
    toy_with_rest: Warehouse, place: Make
) -> None:
    """DDD sells 3 to the rest of the world; all of it may go to ZZZ, inside the group."""
    answer = partners(toy_with_rest, place("Duo", "DDD", "ZZZ"), "exports")
    assert answer.total.interval.low == 12


@pytest.mark.parametrize("flow", ["export", "", "both"])
def test_a_flow_that_does_not_exist_is_refused(toy: Warehouse, place: Make, flow: str) -> None:
    with pytest.raises(UsageError, match="'exports' or 'imports'"):
        partners(toy, place("AAA"), flow)


def test_a_country_that_the_table_lacks_is_no_data_and_says_what_would_tell(
    toy: Warehouse, place: Make
) -> None:
    with pytest.raises(NoData, match=r"names 4 economies; ZZZ \(Zzz\) is not one.*Comtrade"):
        partners(toy, place("ZZZ"), "exports")


def test_a_group_without_any_member_in_the_table_is_no_data(toy: Warehouse, place: Make) -> None:
    with pytest.raises(NoData, match=r"Far \(Far\) is not one"):
        partners(toy, place("Far", "YYY", "ZZZ"), "exports")


def test_a_region_is_no_data_because_statistics_are_of_countries(toy: Warehouse) -> None:
    region = Place("AA1", Scheme.NUTS, "region", {"en": "North"}, parent="AAA")
    with pytest.raises(NoData, match="about countries"):
        partners(toy, region, "exports")


def test_an_empty_store_is_no_data(tmp_path: object, place: Make) -> None:
    with pytest.raises(NoData):
        partners(Warehouse((tmp_path,)), place("AAA"), "exports")  # type: ignore[arg-type]


def test_the_answer_is_plain_json(toy: Warehouse, place: Make) -> None:
    answer = json.loads(json.dumps(partners(toy, place("AAA"), "exports").to_dict(), allow_nan=False))
    assert (answer["place"], answer["flow"], answer["total"]["value"]) == ("AAA", "exports", 10)
    assert answer["table"]["rows"][2]["rank"] is None
