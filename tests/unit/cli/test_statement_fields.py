"""Fields as people type them."""

from dataclasses import replace
from typing import Any

import pytest

from entrepot.cli.statement_fields import with_fields
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import PlaceError, UsageError
from entrepot.metadata.statement import Party, Statement
from little_record import said

PLAIN = said("S", "event", subject="Ann", date="2007")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("status=signed", {"status": "signed"}),
        ("status=", {"status": ""}),
        ("kind=agreement", {"kind": "agreement"}),
        ("date=2010/2012", {"date": StatedDate("2010/2012")}),
        ("date=", {"date": None}),
        ("date.as_stated=that year", {"date": StatedDate("2007", "that year")}),
        ("places=Luik, Kasachstan", {"places": ("BE33", "KAZ")}),
        (
            "parties=Belgium: host; Ann: visitor (OSCE)",
            {"parties": (Party("Belgium", "host"), Party("Ann", "visitor", "OSCE"))},
        ),
        ("paraphrase.fr=Ann est venue", {"paraphrase": {"en": "S", "fr": "Ann est venue"}}),
        ("attributes.serves=[plan/trade]", {"attributes": {"serves": ["plan/trade"]}}),
        ("attributes.seat=Astana", {"attributes": {"seat": "Astana"}}),
        ("attributes.row=3", {"attributes": {"row": 3}}),
        ("attributes.phone=+3242210000", {"attributes": {"phone": "+3242210000"}}),
        ("attributes.since=2012-05-01", {"attributes": {"since": "2012-05-01"}}),
        ("attributes.days=[2012-05-01]", {"attributes": {"days": ["2012-05-01"]}}),
        ("topic=a = b", {"topic": "a = b"}),
        ("private=yes", {"private": True}),
    ],
)
def test_a_field_is_set(written: str, expected: dict[str, Any]) -> None:
    assert with_fields(PLAIN, [written]) == replace(PLAIN, **expected)


def test_an_amount_is_taken_as_exact_and_says_so() -> None:
    amount = with_fields(PLAIN, ["amount=118,000,000 EUR"]).amount
    assert amount is not None
    assert (amount.value, amount.unit, amount.bounds.width) == (118e6, "EUR", 0)
    assert "exact" in amount.reason
    assert with_fields(replace(PLAIN, amount=amount), ["amount="]).amount is None


def test_fields_are_set_one_after_the_other() -> None:
    found: Statement = with_fields(
        PLAIN, ["paraphrase.fr=x", "paraphrase.fr=", "date=2008", "status=a", "status=b"]
    )
    assert found == replace(PLAIN, date=StatedDate("2008"), status="b")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("status", "sets nothing"),
        ("colour=red", "no field colour"),
        ("subject=", "subject cannot be empty"),
        ("kind=wish", "wish is no kind"),
        ("date=soon", "not an EDTF date"),
        ("places=Narnia", "No place is called “Narnia”"),
        ("parties=Ann", "expected an actor and a role"),
        ("paraphrase.en=", "English at least"),
        ("amount=much", "expected a number and a unit"),
        ("private=perhaps", "expected yes or no"),
        ("attributes.x=[a", "cannot be read"),
        ("revision=3", "no field revision"),
    ],
)
def test_what_cannot_be_is_said(written: str, message: str) -> None:
    with pytest.raises((UsageError, PlaceError), match=message):
        with_fields(PLAIN, [written])
