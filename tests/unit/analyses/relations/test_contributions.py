import math
from dataclasses import replace

from entrepot.analyses.relations.contributions import contributions
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Statement
from little_record import PAPER, STATES, actor, money, said


def aid(identifier: str, value: float | None, recipient: str = "Kyrgyzstan", **fields: object) -> Statement:
    amount = money(f"€{value:,.0f}", value) if value is not None else None
    ends = ("Belgium:donor", f"{recipient}:recipient")
    return said(identifier, "aid", *ends, amount=amount, **({"date": "2010"} | fields))  # type: ignore[arg-type]


def total(*statements: Statement, to: str = "KGZ") -> float | Interval | None:
    found = contributions((*STATES, *statements), "BEL", to, (PAPER,)).total()
    return found.value if found else None


def test_parts_are_not_added_to_their_total() -> None:
    parts = (aid("a", 600, part_of="whole"), aid("b", 400, part_of="whole"))
    assert total(aid("whole", 1000), *parts, aid("other", 50)) == 1050


def test_where_parts_and_total_disagree_the_sum_is_the_interval_between() -> None:
    parts = (aid("a", 600_000, part_of="whole"), aid("b", 113_000, part_of="whole"))
    assert total(aid("whole", 713_800), *parts) == Interval(713_000, 713_800)


def test_parts_that_are_not_all_do_not_lower_the_total() -> None:
    assert total(aid("whole", 1000, parts_complete=False), aid("a", 600, part_of="whole")) == 1000


def test_what_has_no_amount_is_not_zero() -> None:
    assert total(aid("known", 100), aid("unsaid", None)) == Interval(100, math.inf)
    assert total(aid("unsaid", None)) is None


def test_a_purpose_told_apart_and_a_repetition_are_not_counted() -> None:
    assert (
        total(aid("once", 100), aid("purpose", None, content_of="once"), aid("again", 100, same_as="once"))
        == 100
    )


def test_what_is_taken_back_may_have_been_so_wholly_or_not_at_all() -> None:
    assert total(aid("paid", 100), aid("recovery", -30, status="offered")) == Interval(70, 100)
    assert total(aid("paid", 100), aid("recovery", -30)) == 70


def test_each_currency_has_a_sum_of_its_own() -> None:
    dollars = replace(aid("other", 5), amount=money("$5", 5, "USD", half=0))
    found = contributions((*STATES, aid("paid", 100), dollars), "BEL", "KGZ", (PAPER,))
    assert found.units == ("EUR", "USD")
    assert [str(found.total(unit)) for unit in found.units] == ["100 EUR", "5 USD"]


def test_an_offer_counts_from_nothing_to_all_of_it() -> None:
    assert total(aid("paid", 100), aid("offer", 50, status="offered")) == Interval(100, 150)


def test_only_the_recipient_asked_for_counts() -> None:
    assert total(aid("here", 100), aid("there", 70, "Tajikistan")) == 100
    assert total(aid("here", 100), aid("there", 70, "Tajikistan"), to="") == 170


def test_sums_by_kind_cite_the_passages_they_rest_on() -> None:
    found = contributions(
        (*STATES, aid("a", 100), aid("b", 60, subtype="security", at=500)), "BEL", "KGZ", (PAPER,)
    )
    sums = found.by(lambda c: c.kind)
    assert {kind: figure.value for kind, figure in sums.items()} == {"development": 100, "security": 60}
    [origin] = sums["security"].origins
    assert (origin.dataset, origin.locator, origin.sha256) == (
        "paper.txt",
        "line 1, characters 500-510",
        PAPER.sha256,
    )


def test_money_for_a_programme_of_an_organisation_goes_to_the_place_named() -> None:
    programme = said(
        "border", "aid", "Belgium:donor", "OSCE:implementer", "Tajikistan:place", amount=money("€9", 9)
    )
    assert total(actor("OSCE", "igo"), programme, to="TJK") == 9
