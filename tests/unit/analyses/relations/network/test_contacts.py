import dataclasses

import pytest

from entrepot.analyses.relations.network import check_contact
from entrepot.analyses.relations.network.contacts import is_email, is_phone
from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Statement
from little_record import said


def contact(**attributes: object) -> Statement:
    return dataclasses.replace(said("card", "contact", subject="Ann", **attributes), private=True)  # type: ignore[arg-type]


def test_a_good_contact_passes() -> None:
    check_contact(
        contact(organisation="AWEX", email="ann@example.org", phone="+32 (0)4 221-00-00".replace("(0)", ""))
    )
    check_contact(contact(channel="the fair in Almaty"))


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (contact(), "says nothing"),
        (contact(email="ann@example"), "e-mail address"),
        (contact(phone="04 221 00 00"), "telephone number"),
        (dataclasses.replace(contact(role="x"), private=False), "not marked private"),
        (dataclasses.replace(contact(role="x"), subject=" "), "without a person"),
        (said("x", "office"), "kind office"),
    ],
)
def test_others_are_refused_without_repeating_what_is_private(wrong: Statement, problem: str) -> None:
    with pytest.raises(BadInput, match=problem) as raised:
        check_contact(wrong, file="cards.csv", line=7)
    assert "cards.csv, line 7" in str(raised.value)
    assert "ann@" not in str(raised.value)
    assert "221" not in str(raised.value).replace("+32 4 221 00 00", "")


@pytest.mark.parametrize(
    "text", ["a@b.co", "jean-luc.d'or+x@sub.example.museum", "é@exämple.org", "x@1und1.de"]
)
def test_addresses(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a@b",
        "a b@c.de",
        "a@@b.de",
        "a@b..de",
        "a@b.de,c@d.fr",
        "<a@b.de>",
        "a@-b.de",
        "a@b.d3",
        "a" * 65 + "@b.de",
        "a@" + "b" * 300 + ".de",
        "a@b.de\n",
    ],
)
def test_no_addresses(text: str) -> None:
    assert not is_email(text)


def test_numbers() -> None:
    assert is_phone("+7 (7172) 97-44-85")
    assert not any(
        map(
            is_phone,
            ("", "112", "+0123456789", "+12", "+" + "1" * 16, "+1 call me", "+" + " " * 99 + "1234567"),
        )
    )
