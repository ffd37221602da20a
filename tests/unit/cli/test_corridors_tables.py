"""Numbers, shares and changes as a terminal shows them, and CSV that no spreadsheet runs."""

from __future__ import annotations

import pytest

from entrepot.cli.corridors_tables import change, percent_change, print_rows_as_csv, share, wrapped


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (None, 0, "–"),
        (0.0, 0, "="),
        (12.4, 0, "+12"),
        (-1234.6, 0, "-1,235"),
        (0.04, 1, "+< 0.1"),
        (-0.3, 0, "-< 1"),
        (0.05, 1, "+0.1"),
    ],
)
def test_a_change_is_never_shown_as_none_where_there_is_one(
    value: float | None, digits: int, text: str
) -> None:
    assert change(value, digits) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "–"), (0.0, "0.0 %"), (0.5, "50.0 %"), (0.0004, "< 0.1 %"), (0.0006, "0.1 %"), (1.0, "100.0 %")],
)
def test_a_share_that_is_not_nothing_is_not_shown_as_nothing(value: float | None, text: str) -> None:
    assert share(value) == text


def test_a_relative_change_is_a_percentage() -> None:
    assert percent_change(0.123) == "+12 %"
    assert percent_change(-0.001) == "-< 1 %"
    assert percent_change(0.0) == "="


def test_no_cell_is_a_formula(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"name": "=HYPERLINK(A1)", "n": -1.5}, {"name": "Liège, a town", "n": None}]
    print_rows_as_csv(("name", "n"), rows)
    assert capsys.readouterr().out == 'name,n\n\'=HYPERLINK(A1),-1.5\n"Liège, a town",\n'


def test_an_address_is_not_broken() -> None:
    address = "https://example.org/" + "a-long-path/" * 12
    assert address in wrapped(f"Somebody, something {address}", "  [1] ").splitlines()[-1]
