"""Shares listed and not listed, and the trade they imply: intervals, and never a zero for want of a line."""

import pytest

from entrepot.analyses.profile import implied_trade, main_goods, main_partners, partner_share
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.places.place import Place, Scheme


def country(code):
    return Place(code, Scheme.ISO3, "country", {"en": code})


def group(code, *members):
    return Place(code, Scheme.GROUP, "group", {"en": code}, members=members)


def test_main_partners_stand_in_order_with_their_rounding(warehouse):
    partners = main_partners(warehouse, country("BEL"), "exports")
    assert [p.code for p in partners] == ["FRA", "NLD", "DEU", "ITA", "USA"]
    assert [p.position for p in partners] == [1, 2, 3, 4, 5]
    assert (partners[0].share.interval.low, partners[0].share.interval.high) == pytest.approx((0.195, 0.205))
    assert partners[0].share.method == "printed as 20 %"
    assert partners[0].share.origins[0].locator == "Belgium › Economy › Exports - partners"


def test_a_listed_partner_has_the_share_printed(warehouse):
    share = partner_share(warehouse, country("KAZ"), country("CHN"), "imports")
    assert (share.interval.low, share.interval.high) == pytest.approx((0.275, 0.285))
    assert share.quality is Quality.REPORTED


def test_a_partner_not_listed_has_at_most_the_smallest_listed_share(warehouse):
    share = partner_share(warehouse, country("BEL"), country("KAZ"), "exports")
    assert (share.interval.low, share.interval.high) == pytest.approx((0.0, 0.055))
    assert share.quality is Quality.ESTIMATED
    assert "not listed among the first 5" in share.method


def test_a_partner_not_listed_has_at_most_what_the_others_leave(warehouse):
    # Tokelau's exports: Czechia 92%, Singapore 2%, Brazil, South Africa, Sri Lanka 1% each.
    share = partner_share(warehouse, country("TKL"), country("BEL"), "exports")
    assert share.interval.low == 0.0
    assert share.interval.high == pytest.approx(min(0.015, 1 - (0.915 + 0.015 + 3 * 0.005)))


def test_a_group_of_partners_adds_listed_and_unlisted_members(warehouse):
    benelux = group("Benelux", "BEL", "NLD", "LUX")
    share = partner_share(warehouse, country("BEL"), benelux, "exports")
    assert share.interval.low == pytest.approx(0.145)
    assert share.interval.high == pytest.approx(0.155 + 0.055)
    assert "NLD as printed" in share.method


def test_implied_trade_is_share_times_total_and_said_to_be_an_estimate(warehouse):
    value = implied_trade(warehouse, country("KAZ"), country("CHN"), "imports")
    assert (value.interval.low, value.interval.high) == pytest.approx(
        (0.275 * 72.7225e9, 0.285 * 72.7235e9), rel=1e-4
    )
    assert (value.unit, value.period, value.quality) == ("USD", "2023", Quality.ESTIMATED)
    assert "imports of goods and services, 2023" in value.method
    assert value.caveat.startswith("An estimate")
    assert len(value.origins) == 2


def test_trade_with_a_partner_not_listed_may_be_nothing_and_is_not_unknown(warehouse):
    value = implied_trade(warehouse, country("BEL"), country("KAZ"), "exports")
    assert value.interval.low == 0.0
    assert 1e9 < value.interval.high < 1e11


def test_the_unions_shares_do_not_fit_its_totals(warehouse):
    union = group("EU27", "BEL", "FRA")
    assert [p.code for p in main_partners(warehouse, union, "imports")][:2] == ["CHN", "USA"]
    with pytest.raises(NoData, match="between its members"):
        implied_trade(warehouse, union, country("CHN"), "imports")


def test_words_instead_of_shares_give_bounds(warehouse):
    share = partner_share(warehouse, country("JEY"), country("GBR"), "exports")
    assert (share.interval.low, share.interval.high) == (0.5, 1.0)
    assert "almost entirely" in share.method


def test_main_goods(warehouse):
    goods = main_goods(warehouse, country("KAZ"), "exports")
    assert goods is not None
    assert goods.names[:2] == ("crude petroleum", "gold")
    assert (goods.period, goods.origin.locator) == ("2023", "Kazakhstan › Economy › Exports - commodities")
    assert main_goods(warehouse, country("SJM"), "exports") is None


def test_questions_without_an_answer(warehouse):
    with pytest.raises(NoData, match="ask for its members"):
        main_partners(warehouse, group("Benelux", "BEL", "NLD", "LUX"), "exports")
    with pytest.raises(NoData, match="lists no partners"):
        partner_share(warehouse, country("SJM"), country("BEL"), "exports")
    with pytest.raises(UsageError, match="no partner"):
        partner_share(warehouse, country("BEL"), country("BEL"), "exports")
