"""Every file of places says who published it, under which licence, and what its bytes hash to."""

import csv
import hashlib

import pytest
import yaml

from entrepot.metadata.places.codelist import DATA

FILES = sorted(file for file in DATA.iterdir() if file.suffix != ".yml")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_note(file) -> None:  # type: ignore[no-untyped-def]
    note = yaml.safe_load(file.with_name(file.name + ".yml").read_text(encoding="utf-8"))
    for field in ("publisher", "title", "edition", "licence", "address", "retrieved", "how_made"):
        assert note[field], field
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "run the script that makes it"
    assert note["file"] == file.name


def test_no_note_without_its_file() -> None:
    notes = {file.name.removesuffix(".yml") for file in DATA.iterdir() if file.suffix == ".yml"}
    assert notes == {file.name for file in FILES}


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.suffix == ".csv"], ids=lambda file: file.name
)
def test_tables_are_rectangular_and_tidy(file) -> None:  # type: ignore[no-untyped-def]
    with file.open(encoding="utf-8", newline="") as lines:
        columns, *rows = list(csv.reader(lines))
    assert len(set(columns)) == len(columns)
    for row in rows:
        assert len(row) == len(columns), row
        assert all(cell == cell.strip() for cell in row), row
    assert len({tuple(row) for row in rows}) == len(rows)


def test_nothing_is_too_large() -> None:
    assert all(file.stat().st_size < 3_000_000 for file in FILES)
