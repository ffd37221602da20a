"""Whose share of a transaction is whose: countries, regions, purposes, what is not said."""

import pytest

from aid_world import activity, answered, ends, file_of, paid
from entrepot.analyses.aid import transactions

TWO = '<recipient-country code="KZ" percentage="{}"/><recipient-country code="KG" percentage="{}"/>'
PLAIN = '<recipient-country code="KZ"/><recipient-country code="KG"/>'
REGION = '<recipient-region code="{}" vocabulary="1"/>'


def places(parts: str, recipient: str = "KAZ", moved: str = "") -> tuple[float, float]:
    return ends(answered([file_of(activity("A", parts, moved or paid("100")))], recipient=recipient))


def test_percentages_of_the_activity_are_applied() -> None:
    assert places(TWO.format(25, 75)) == (25, 25)
    assert places(TWO.format(25, 75), "CentralAsia") == (100, 100)
    assert places(TWO.format(25, 75), "") == (100, 100)


def test_shares_that_make_100_but_for_rounding_are_scaled() -> None:
    third = "".join(f'<recipient-country code="{c}" percentage="33.3"/>' for c in ("KZ", "KG", "TJ"))
    assert places(third) == (33.33, 33.33)


def test_shares_that_do_not_make_100_are_an_interval() -> None:
    assert places(TWO.format(40, 59.6)) == (40, 40.4)
    assert places(TWO.format(40, 60.4)) == (39.6, 40)


def test_one_share_that_is_missing_is_what_is_left() -> None:
    parts = '<recipient-country code="KZ"/><recipient-country code="KG" percentage="70"/>'
    assert places(parts) == (30, 30)


def test_countries_without_shares_have_from_nothing_to_all() -> None:
    assert places(PLAIN) == (0, 100)
    assert places(PLAIN, "CentralAsia") == (100, 100)  # together they have all of it
    assert places(PLAIN, moved=paid("100") + paid("-40")) == (0, 60)


def test_the_country_of_a_transaction_goes_before_that_of_its_activity() -> None:
    own = paid("60", parts='<recipient-country code="KG"/>')
    assert places('<recipient-country code="KZ"/>', moved=own + paid("40")) == (40, 40)
    assert places('<recipient-country code="KZ"/>', "KGZ", own + paid("40")) == (60, 60)


def test_a_region_stands_apart_with_a_share_that_is_not_known() -> None:
    step = answered([file_of(activity("A", REGION.format(619), paid("100")))])
    assert step.total.figure.is_unknown  # nothing certain is not nothing
    (region,) = step.regional
    assert (region.label, region.figure.interval.low, region.figure.interval.high) == (
        "Central Asia, regional", 0, 100,
    )  # fmt: skip
    assert transactions(step, region)["value"].to_list() == [100]
    assert places(REGION.format(619), "CentralAsia") == (100, 100)  # the region is all of it


def test_a_region_that_does_not_hold_the_country_is_nothing_to_it() -> None:
    both = [file_of(activity("A", REGION.format(1030), paid("100")), activity("B", moved=paid("1")))]
    assert not answered(both).regional


def test_a_region_of_a_publishers_own_may_be_anywhere() -> None:
    own = '<recipient-region code="ours" vocabulary="99"/>'
    (region,) = answered([file_of(activity("A", own, paid("100")))]).regional
    assert region.figure.interval.high == 100


def test_a_region_named_in_two_vocabularies_is_one() -> None:
    parts = (
        '<recipient-country code="KZ" percentage="50"/>'
        '<recipient-region code="619" vocabulary="1" percentage="50"/>'
        '<recipient-region code="143" vocabulary="2" percentage="50"/>'
    )
    step = answered([file_of(activity("A", parts, paid("100")))])
    assert ends(step) == (50, 50)


def test_what_names_no_place_is_told_and_not_counted() -> None:
    step = answered([file_of(activity("A", "", paid("100")), activity("B", moved=paid("1")))])
    assert ends(step) == (1, 1)
    assert (step.nowhere.figure.interval.low, step.nowhere.figure.interval.high) == (0, 100)


def sector(code: str, share: str = "", vocabulary: str = "1") -> str:
    stated = f' percentage="{share}"' if share else ""
    return f'<sector code="{code}" vocabulary="{vocabulary}"{stated}/>'


def test_purposes_divide_by_their_shares_and_security_stands_apart() -> None:
    parts = '<recipient-country code="KZ"/>' + sector("15250", "30") + sector("15150", "70")
    step = answered([file_of(activity("A", parts, paid("100")))])
    assert {one.key: one.figure.value for one in step.by["purpose"]} == {"15150": 70, "15250": 30}
    assert {one.key: one.label for one in step.by["sector"]} == {
        "151": "Government & Civil Society-general", "152": "Conflict, Peace & Security",
    }  # fmt: skip
    assert step.security.figure.value == 30
    assert ends(step) == (100, 100)
    assert transactions(step, step.security)["high"].to_list() == [0.3]


def test_the_purpose_of_a_transaction_goes_before_that_of_its_activity() -> None:
    parts = '<recipient-country code="KZ"/>' + sector("15250")
    step = answered([file_of(activity("A", parts, paid("60", parts=sector("11110")) + paid("40")))])
    assert {one.key: one.figure.value for one in step.by["purpose"]} == {"11110": 60, "15250": 40}


def test_other_vocabularies_are_no_purposes_and_none_is_said_so() -> None:
    parts = '<recipient-country code="KZ"/>' + sector("x", vocabulary="99")
    (only,) = answered([file_of(activity("A", parts, paid("100")))]).by["sector"]
    assert (only.label, only.figure.value) == ("not said", 100)


def test_categories_where_a_publisher_gives_no_purposes() -> None:
    parts = '<recipient-country code="KZ"/>' + sector("152", vocabulary="2")
    assert answered([file_of(activity("A", parts, paid("100")))]).security.figure.value == 100
    both = '<recipient-country code="KZ"/>' + sector("152", vocabulary="2") + sector("15210")
    assert ends(answered([file_of(activity("A", both, paid("100")))])) == (100, 100)


def test_humanitarian_by_flag_or_by_purpose() -> None:
    whole = activity("A", moved=paid("100"), more='humanitarian="1"')
    parts = '<recipient-country code="KZ"/>' + sector("72010", "50") + sector("11110", "50")
    step = answered([file_of(whole, activity("B", parts, paid("10")))])
    assert step.humanitarian.figure.value == 105


@pytest.mark.parametrize(("code", "label"), [("10", "ODA"), ("", "not said")])
def test_flows_that_are_no_oda_are_told(code: str, label: str) -> None:
    parts = f'<default-flow-type code="{code}"/>' if code else ""
    step = answered([file_of(activity("A", '<recipient-country code="KZ"/>' + parts, paid("100")))])
    assert [one.label for one in step.by["flow"]] == [label]
