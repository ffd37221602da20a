"""The page on editing in bulk works as written: out, changed in a spreadsheet, looked at, and in again."""

from pathlib import Path

import openpyxl
import pytest

from manual import ROOT, commands, run


@pytest.mark.slow
def test_the_how_to_on_bulk_editing_works_as_written(tmp_path: Path) -> None:
    out, look, put = commands(ROOT / "docs" / "how-to" / "bulk-edit.md")
    assert run(out, tmp_path).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "kazakhstan.xlsx")
    sheet = book["statements"]
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    identifier = str(sheet.cell(2, columns["id"]).value)
    sheet.cell(2, columns["topic"]).value = "checked"
    book.save(tmp_path / "kazakhstan.xlsx")
    for command in (f"{look} --as Ann", f"{put} --as Ann"):
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert "1 corrected" in done.stdout
    assert "checked" in run(f"entrepot record show {identifier} --json", tmp_path).stdout
    # the file is now of an older revision: the same again is somebody else's change
    sheet.cell(2, columns["topic"]).value = "checked again"
    book.save(tmp_path / "kazakhstan.xlsx")
    done = run(f"{put} --as Bob", tmp_path)
    assert done.returncode == 8
    assert "Ann" in done.stderr


@pytest.mark.slow
def test_the_record_leaves_in_every_form_of_the_page(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "take-the-record-elsewhere.md").read_text(encoding="utf-8")
    typed = [part for part in page.split("`") if part.startswith("entrepot record export")]
    assert len(typed) == 7
    for command in typed:
        done = run(f"{command} --place UZB", tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert (tmp_path / command.split()[4]).stat().st_size > 1000
