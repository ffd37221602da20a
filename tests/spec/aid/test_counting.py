"""Rules that keep money from being counted twice, each on a file one can add up by hand."""

import math
from pathlib import Path

import pytest

from aid_world import activity, answered, asked, ends, file_of, paid, reasons, store
from entrepot.analyses.aid import aid, transactions
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse

KZ = '<recipient-country code="KZ"/>'


def one(*moved: str, **more: str) -> list[str]:
    return [file_of(activity(moved="".join(moved), **more))]


def test_pledge_commitment_and_disbursement_are_never_added(tmp_path: Path) -> None:
    files = one(paid("100", kind="12"), paid("90", kind="2"), paid("50"), paid("20", kind="4"))
    found = asked(tmp_path, *files, basis="all")
    assert [(s.basis, s.total.figure.value) for s in found.steps] == [
        ("pledge", 100.0), ("commitment", 90.0), ("disbursement", 70.0),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="not added"):
        _ = found.step


def test_repayments_interest_and_equity_are_no_aid_given() -> None:
    files = one(paid("100"), *(paid("7", kind=kind) for kind in ("5", "6", "7", "8", "9", "10")))
    assert ends(answered(files)) == (100, 100)


def test_recoveries_are_taken_off() -> None:
    assert ends(answered(one(paid("100"), paid("-30")))) == (70, 70)


def test_parent_and_children_that_tell_the_same_count_once_at_the_children() -> None:
    parent = activity("P", KZ + '<related-activity ref="C1" type="2"/>', paid("100"))
    first = activity("C1", KZ, paid("60"))
    second = activity("C2", KZ + '<related-activity ref="P" type="1"/>', paid("40"))
    step = answered([file_of(parent, first, second)])
    assert ends(step) == (100, 100)
    assert reasons(step) == {"parent": (1, 100)}


def test_a_parent_without_transactions_leaves_its_children_alone() -> None:
    parent = activity("P", KZ + '<related-activity ref="C1" type="2"/>')
    step = answered([file_of(parent, activity("C1", KZ, paid("60")))])
    assert ends(step) == (60, 60)
    assert not step.left_out


def test_a_parent_of_which_nothing_else_is_told_is_counted() -> None:
    parent = activity("P", KZ + '<related-activity ref="C1" type="2"/>', paid("60"))
    step = answered([file_of(parent, activity("C1", KZ))])
    assert ends(step) == (60, 60)


def test_a_parent_that_is_more_than_its_children_is_an_interval() -> None:
    parent = activity("P", KZ + '<related-activity ref="C1" type="2"/>', paid("100"))
    step = answered([file_of(parent, activity("C1", KZ, paid("60")))])
    assert ends(step) == (100, 160)  # the child is part of it, or comes on top
    assert step.partly[0].key == "parent"


def test_a_parent_that_alone_says_where_counts_instead_of_its_children() -> None:
    parent = activity("P", KZ + '<related-activity ref="C1" type="2"/>', paid("100"))
    step = answered([file_of(parent, activity("C1", "", paid("100")))])
    assert ends(step) == (100, 100)
    assert step.nowhere.transactions == 0


def test_three_generations_and_a_circle_come_to_an_end() -> None:
    related = '<related-activity ref="{}" type="2"/>'
    grand = activity("G", KZ + related.format("P"), paid("100"))
    parent = activity("P", KZ + related.format("C"), paid("100"))
    child = activity("C", KZ, paid("100"))
    assert ends(answered([file_of(grand, parent, child)])) == (100, 100)
    circle = activity("C", KZ + related.format("P"), paid("100"))
    low, high = ends(answered([file_of(parent, circle)]))
    assert low <= 100 <= high


def test_of_two_of_one_identifier_the_newer_stands() -> None:
    old = file_of(activity("A", KZ, paid("100"), changed="2024-01-01T00:00:00Z"))
    new = file_of(activity("A", KZ, paid("120"), changed="2025-01-01T00:00:00Z"))
    for files in ([old, new], [new, old], [file_of(activity("A", KZ, paid("100"))), old, new]):
        step = answered(files)
        assert ends(step)[0] in (100, 120)
    assert ends(answered([new, old])) == ends(answered([old, new])) == (120, 120)
    assert reasons(answered([old, new])) == {"duplicate": (1, 100)}


def test_twice_in_a_file_the_later_stands() -> None:
    step = answered([file_of(activity("A", KZ, paid("100")), activity("A", KZ, paid("70")))])
    assert ends(step) == (70, 70)


def test_the_same_file_in_two_releases_is_one() -> None:
    text = file_of(activity("A", KZ, paid("100")))
    other = file_of(activity("B", KZ, paid("1")))
    assert ends(answered([text, other, text])) == (101, 101)


def test_who_does_it_goes_before_who_repeats_it() -> None:
    repeated = file_of(
        activity("A", KZ, paid("99"), by="XM-Z", secondary="1", changed="2025-05-01T00:00:00Z")
    )
    own = file_of(activity("A", KZ, paid("100"), changed="2020-01-01T00:00:00Z"))
    assert ends(answered([repeated, own])) == (100, 100)


def test_activities_without_identifier_are_nobodys_double() -> None:
    assert ends(answered([file_of(activity("", KZ, paid("1")), activity("", KZ, paid("2")))])) == (3, 3)


def flow(parts: str = "") -> str:
    to = '<receiver-org receiver-activity-id="B"><narrative>Doer</narrative></receiver-org>'
    return activity("A", KZ, paid("100", parts=to) + parts)


def came(value: str = "100", ref: str = 'ref="US-GOV-1" provider-activity-id="A"') -> str:
    return paid(value, kind="1", parts=f"<provider-org {ref}/>")


def test_a_flow_told_by_giver_and_receiver_counts_once() -> None:
    doer = activity("B", KZ, came() + paid("95", kind="4"), by="GB-CHC-1")
    step = answered([file_of(flow()), file_of(doer)])
    assert ends(step) == (100, 100)
    assert reasons(step) == {"other side": (1, 100), "passed on": (1, 95)}


def test_what_a_doer_spends_beyond_what_it_was_given_is_its_own() -> None:
    doer = activity("B", KZ, came() + paid("150", kind="4"), by="GB-CHC-1")
    step = answered([file_of(flow()), file_of(doer)])
    assert ends(step) == (150, 250)
    assert [(one.key, one.transactions) for one in step.partly] == [("passed on", 1)]


def test_what_came_in_counts_where_its_giver_does_not_report() -> None:
    doer = activity("B", KZ, came() + paid("95", kind="4"), by="GB-CHC-1")
    step = answered([file_of(doer)], donor=get("USA"))
    assert ends(step) == (100, 100)
    assert ends(answered([file_of(doer)])) == (100, 100)  # once, for anybody too


def test_what_came_in_from_somebody_not_named_may_be_counted_elsewhere() -> None:
    step = answered([file_of(activity("B", KZ, came(ref=""), by="GB-CHC-1"))])
    assert ends(step) == (0, 100)


def test_a_giver_known_by_its_activity_alone_is_known() -> None:
    came_in = came(ref='provider-activity-id="A"')
    files = [file_of(activity("A", KZ)), file_of(activity("B", KZ, came_in, by="GB-CHC-1"))]
    assert ends(answered(files, donor=get("USA"))) == (100, 100)


def test_a_publishers_own_funds_are_no_second_gift() -> None:
    own = activity("B", KZ, came(ref='ref="GB-CHC-1"') + paid("95"), by="GB-CHC-1")
    assert ends(answered([file_of(own)])) == (95, 95)


def test_what_is_dated_after_the_file_was_made_has_not_happened() -> None:
    step = answered(one(paid("100"), paid("11", on="2025-07-01")))
    assert ends(step) == (100, 100)
    assert reasons(step) == {"future": (1, 11)}


def test_donors_are_told_by_the_identifier_of_who_provides() -> None:
    dutch = paid("40", parts='<provider-org ref="XM-DAC-7-PPR"/>')
    nameless = paid("5", parts="<provider-org><narrative>A fund</narrative></provider-org>")
    files = one(paid("100"), dutch, nameless)
    assert ends(answered(files, donor=get("USA"))) == (100, 100)
    assert ends(answered(files, donor=get("NLD"))) == (40, 40)
    assert ends(answered(files, donor=get("EU27"))) == (40, 40)
    assert ends(answered(files, donor="XM-DAC-7")) == (40, 40)
    assert ends(answered(files)) == (145, 145)
    with pytest.raises(NoData, match="entrepot data add"):
        answered(files, donor=get("BEL"))


def test_a_sum_leads_to_its_transactions() -> None:
    step = answered(one(paid("60", on="2013-05-01"), paid("40")))
    assert transactions(step)["value"].to_list() == [60, 40]
    year = next(part for part in step.by["year"] if part.key == "2014")
    rows = transactions(step, year)
    assert rows["value"].to_list() == [40]
    assert rows["id"][0].endswith(":1:2")
    for way, parts in step.by.items():
        assert math.fsum(part.figure.number for part in parts) == 100, way
        for part in parts:
            kept = transactions(step, part)
            assert (kept["amount"] * kept["low"]).sum() == pytest.approx(part.figure.number), way


def test_without_iati_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoData, match="entrepot data add FILE"):
        aid(Warehouse((tmp_path,)), (), "", get("KAZ"))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"currency": "EURO"}, "Did you mean EUR"),
        ({"basis": "disbursed"}, "disbursement, commitment, pledge or all"),
        ({"years": (2015, 2014)}, "end before they begin"),
        ({"donor": get("KAZ")}, "twice"),
    ],
)
def test_questions_that_make_no_sense(tmp_path: Path, more: dict[str, object], told: str) -> None:
    known = {"currency": "USD", "donor": ""} | more
    with pytest.raises(UsageError, match=told):
        aid(store(tmp_path, *one(paid())), (), recipient=get("KAZ"), **known)  # type: ignore[arg-type]
