import pytest

from entrepot.metadata.errors import UnknownPlace
from entrepot.metadata.places import match, resolve


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Begium", "BEL"),  # a letter left out
        ("Belgiumm", "BEL"),  # added
        ("Belgiun", "BEL"),  # changed
        ("Beglium", "BEL"),  # two swapped
        ("Kazahkstann", "KAZ"),  # two slips in a long name
        ("Узбикистан", "UZB"),
        ("Centrall Asia", "CentralAsia"),
    ],
)
def test_a_small_slip_is_mended_and_said(written: str, code: str) -> None:
    found = match(written)
    assert (found.place.code, found.guessed, found.written) == (code, True, written)


@pytest.mark.parametrize(
    "written",
    [
        "Blgum",  # two slips in a short name
        "Irax",  # names of four letters are too near each other
        "Austrlia",  # Australia or Austria
        "Nigerr",  # Niger, and Nigeria hardly farther
        "Slovenkia",  # Slovenia, Slovakia
        "Gamboa Gambia",
        "Antwerpp",  # no town or region is guessed
        "Liegge",
    ],
)
def test_what_is_not_clear_is_not_guessed(written: str) -> None:
    with pytest.raises(UnknownPlace):
        resolve(written)


def test_a_name_as_it_should_be_is_no_guess() -> None:
    assert not match("Belgium").guessed
