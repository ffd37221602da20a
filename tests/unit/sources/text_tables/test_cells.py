"""Cells are numbers within bounds, absent, or refused with file, line or record, and column."""

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.text_tables.cells import numbers, refuse, shown

NO_NUMBERS = ["x", "1,5", "NaN", "inf", "-Infinity", "1e400", "9" * 5_000, "0x1A", "1 000", "0x10"]


def column(*cells: str | None, name: str = "line") -> pl.DataFrame:
    return pl.DataFrame({"v": cells, name: range(2, 2 + len(cells))}, schema_overrides={"v": pl.String})


@pytest.mark.parametrize("bad", [*NO_NUMBERS, "-1", "1e17"])
def test_numbers_within_bounds(bad: str) -> None:
    with pytest.raises(
        BadInput, match=r"f, line 5, column v: .* does not fit\. Expected a number from 0 to"
    ) as no:
        numbers("f", column("1", "2.5", None, bad), "v", least=0.0, most=1e16)
    assert len(str(no.value)) < 200


@pytest.mark.parametrize("bad", NO_NUMBERS)
def test_numbers_of_any_size(bad: str) -> None:
    with pytest.raises(BadInput, match=r"line 3, column v: .* stands there\. Expected a number such as"):
        numbers("f", column("-1e300", bad), "v")


def test_absent_cells_are_absent_or_refused() -> None:
    assert numbers("f", column("1", None, " ", "NA"), "v", ["NA"]).to_list() == [1.0, None, None, None]
    with pytest.raises(BadInput, match="line 3, column v: an empty cell does not fit"):
        numbers("f", column("1", None), "v", required=True, least=0.0, most=9.0)
    with pytest.raises(BadInput, match="line 4, column v: 'NA' stands there"):
        numbers("f", column("1", None, "NA"), "v")


def test_blanks_around_a_number_are_no_fault() -> None:
    assert numbers("f", column(" 1", "2.5 ", "-3", "+4e0"), "v").to_list() == [1.0, 2.5, -3.0, 4.0]


def test_negative_numbers_where_they_are_allowed() -> None:
    assert numbers("f", column("-3"), "v", least=-9.0, most=9.0).to_list() == [-3.0]
    with pytest.raises(BadInput, match=r"'-10' does not fit\. Expected a number, with a point"):
        numbers("f", column("-3", "-10"), "v", least=-9.0, most=9.0)


def test_a_fault_names_line_record_or_neither() -> None:
    frame = column("a", "b")
    wrong = pl.Series([None, True])
    with pytest.raises(BadInput, match=r"f, line 3, column v: 'b' is none\. Expected a\. Mend it\."):
        refuse("f", frame, wrong, "v", "is none", expected="a", remedy="Mend it.")
    with pytest.raises(BadInput, match=r"f, record 3, column v: 'b' stands there"):
        refuse("f", frame.rename({"line": "record"}), wrong, "v", expected="a")
    with pytest.raises(BadInput, match=r"f, column v: 'b' stands there"):
        refuse("f", frame.drop("line"), wrong, "v", expected="a")
    refuse("f", frame, pl.Series([None, False]), "v", expected="a")


def test_how_a_cell_is_shown() -> None:
    assert shown(None) == "an empty cell"
    assert shown("x\n") == r"'x\n'"
    assert len(shown("x" * 10_000)) == 43
