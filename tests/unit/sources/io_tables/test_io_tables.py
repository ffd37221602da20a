"""Tables in every layout say the same, and what does not fit is named with its place."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import numpy as np
import pytest

import io_table_files as files
from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables import read

SMALL = files.drawn(("BEL", "KAZ", "ROW"), ("A01", "C20", "H49"))


def _wiod(release: str) -> files.Drawn:
    from entrepot.sources.io_tables.industries import _lists

    codes = tuple(_lists()[1 if release == "2016" else 2])
    return files.drawn(("BEL", "ROM", "RoW"), codes)


def _same(path: Path, table: files.Drawn) -> None:
    found = read(path)
    assert tuple(one.code for one in found.industries) == table.industries
    np.testing.assert_allclose(found.bought, table.bought, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(found.needs, table.inputs.sum(axis=0).transpose(1, 0, 2), rtol=1e-9, atol=1e-4)
    if found.final is not None:
        np.testing.assert_allclose(
            found.final, table.final.sum(axis=3).transpose(0, 2, 1), rtol=1e-9, atol=1e-5
        )


def test_a_square_table_is_read(tmp_path: Path) -> None:
    path = files.square(SMALL, tmp_path / "table.csv")
    _same(path, SMALL)
    found = read(path)
    assert found.economies == ("BEL", "KAZ", "ROW")
    assert found.names["ROW"] == "Rest of the world"
    assert [one.section for one in found.industries] == ["A", "C", "H"]
    assert found.industries[0].name["fr"] == "Agriculture et chasse"
    assert found.notes == ()
    assert len(found.origin.sha256) == 64


def test_a_square_table_may_be_packed(tmp_path: Path) -> None:
    path = files.square(SMALL, tmp_path / "table.csv")
    with zipfile.ZipFile(tmp_path / "table.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "table.csv")
        archive.writestr("readme.md", "no table")
    _same(tmp_path / "table.zip", SMALL)


def test_a_long_table_is_read(tmp_path: Path) -> None:
    _same(files.long_csv(SMALL, tmp_path / "table.csv"), SMALL)


@pytest.mark.parametrize("final", [True, False])
def test_a_folder_of_declared_tables_is_read(tmp_path: Path, final: bool) -> None:
    path = files.folder(SMALL, tmp_path / "table", final=final)
    _same(path, SMALL)
    found = read(path)
    assert (found.final is None) is not final
    if not final:
        assert found.other_sales is not None
        np.testing.assert_allclose(found.other_sales, SMALL.final.sum(axis=(2, 3)))


def test_a_folder_says_what_its_industries_are(tmp_path: Path) -> None:
    table = files.drawn(("BEL", "KAZ"), ("x", "y"))
    path = files.folder(table, tmp_path / "table")
    (path / "industries.csv").write_text(
        "code,name_en,name_fr,section,icio\nx,Farms,Fermes,A,A01 A02\ny,Rest,,G,\n", encoding="utf-8"
    )
    first, second = read(path).industries
    assert (first.section, first.icio, first.name["fr"]) == ("A", ("A01", "A02"), "Fermes")
    assert (second.icio, dict(second.name)) == ((), {"en": "Rest"})


@pytest.mark.parametrize("release", ["2016", "2013"])
@pytest.mark.parametrize("layout", ["workbook", "sheet", "flat"])
def test_the_wiod_is_read(tmp_path: Path, release: str, layout: str) -> None:
    table = _wiod(release)
    first = 65 if release == "2016" else 60
    rows = files.flat_rows(table) if layout == "flat" else files.wiod_rows(table, first_total=first)
    write = files.as_workbook if layout == "workbook" else files.as_csv
    path = write(rows, tmp_path / ("table.xlsx" if layout == "workbook" else "table.csv"))
    _same(path, table)
    found = read(path)
    assert found.economies == ("BEL", "ROU", "ROW")
    assert found.title == f"the World Input-Output Database, {release} release"
    assert found.period == "2014"
    assert all(one.icio for one in found.industries)
    assert "ROM is ROU" in found.notes[-1].what


def _spoilt(tmp_path: Path, old: str, new: str, count: int = 1) -> BadInput:
    path = files.square(SMALL, tmp_path / "table.csv")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(path)
    return caught.value


def test_a_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    cell = f"{SMALL.inputs[0, 1, 0, 0]:.6f}"
    error = _spoilt(tmp_path, cell, "n.a.")
    assert (error.line, error.column) == (3, "BEL_A01")
    assert "'n.a.' is no number" in str(error)


@pytest.mark.parametrize("cell", ["inf", "nan", "1e300", ""])
def test_a_number_that_cannot_be_is_refused(tmp_path: Path, cell: str) -> None:
    error = _spoilt(tmp_path, f"{SMALL.inputs[0, 1, 0, 0]:.6f}", cell)
    assert (error.line, error.column) == (3, "BEL_A01")


def test_a_table_that_does_not_balance_is_refused_with_who_and_by_how_much(tmp_path: Path) -> None:
    error = _spoilt(tmp_path, f"{SMALL.final[1, 1, 1, 0]:.6f}", f"{SMALL.final[1, 1, 1, 0] + 500:.6f}")
    assert "sales of KAZ" in str(error)
    assert "C20 (500)" in str(error)
    assert "% of output" in str(error)


def test_a_small_imbalance_is_told(tmp_path: Path) -> None:
    path = files.square(SMALL, tmp_path / "table.csv")
    old = f"{SMALL.final[1, 1, 1, 0]:.6f}"
    text = path.read_text(encoding="utf-8").replace(old, f"{SMALL.final[1, 1, 1, 0] + 0.5:.6f}", 1)
    path.write_text(text, encoding="utf-8")
    notes = read(path).notes
    assert notes[0].what == "sales miss the column of output"
    assert notes[0].value == pytest.approx(0.5)
    assert notes[0].largest == "KAZ C20"


@pytest.mark.parametrize(
    ("old", "new", "count", "expected"),
    [
        ("\nKAZ_C20", "\nKAZ_C21", 1, "a row of KAZ C21, which no column is of"),
        ("\nKAZ_C20", "\nKAZ_A01", 1, "already stands in line 5"),
        (",KAZ_C20", ",KAZ_A01", 1, "stands twice"),
        (",KAZ_GFCF", ",KAZ_other", 1, "no column for BEL other"),
        ("KAZ_", "Atlantis_", -1, "'Atlantis' is no country"),
        ("KAZ", "BE", -1, "'BEL' and 'BE' are both BEL"),
        ("\nTLS", "\nUnnamed", 1, "or a total"),
        ("\nKAZ_A01", "\nKAZ\0A01", 1, "NUL"),
        ("\nBEL_A01", '\n"BEL_A01', 1, "no CSV|is longer"),
    ],
)
def test_rows_and_columns_that_do_not_fit_are_refused(
    tmp_path: Path, old: str, new: str, count: int, expected: str
) -> None:
    assert re.search(expected, str(_spoilt(tmp_path, old, new, count)))


def test_a_table_cut_short_is_refused(tmp_path: Path) -> None:
    path = files.square(SMALL, tmp_path / "table.csv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\nROW_A01")], encoding="utf-8")
    with pytest.raises(BadInput, match=r"no row|rows missing|no column"):
        read(path)


def test_what_is_no_table_is_refused_with_the_layouts(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("name,age\nAda,36\n", encoding="utf-8")
    with pytest.raises(BadInput, match="origin, destination, industry, use and value"):
        read(path)
    with pytest.raises(BadInput, match=r"Save it as \.xlsx or \.csv"):
        read(tmp_path / "WIOT2014_Nov16_ROW.xlsb")
    with pytest.raises(BadInput, match="no such file"):
        read(tmp_path / "absent.csv")
    (tmp_path / "table.xlsx").write_bytes(b"no workbook")
    with pytest.raises(BadInput, match="not a workbook"):
        read(tmp_path / "table.xlsx")


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("BEL,KAZ,A01,C20,abc", "value", "abc"),
        ("BEL,,A01,C20,1", "destination", "an empty cell"),
        ("BEL,KAZ,A01,C20,1", None, "stands there twice"),
    ],
)
def test_a_row_of_a_long_table_that_does_not_fit_is_refused(
    tmp_path: Path, row: str, column: str | None, expected: str
) -> None:
    path = files.long_csv(SMALL, tmp_path / "table.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=expected) as caught:
        read(path)
    assert (caught.value.line, caught.value.column) == (len(lines) + 1, column)


def test_inputs_that_do_not_add_up_in_a_folder_are_refused(tmp_path: Path) -> None:
    path = files.folder(SMALL, tmp_path / "table")
    flows = path / "flows.csv"
    lines = flows.read_text(encoding="utf-8").splitlines()
    first = lines[1].rsplit(",", 1)
    lines[1] = f"{first[0]},{float(first[1]) + 500}"
    flows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match="inputs used of BEL miss inputs bought"):
        read(path)
