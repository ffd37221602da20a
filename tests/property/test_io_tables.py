"""A spoilt table is refused with `BadInput` or read; nothing else comes of it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import io_table_files as files
from entrepot.metadata.errors import BadInput
from entrepot.sources.io_tables import read
from entrepot.sources.io_tables.industries import described

SMALL = files.drawn(("BEL", "KAZ"), ("A01", "C20"))
LAYOUTS = ("square", "long", "flat", "sheet", "workbook", "folder")


def written(layout: str, folder: Path) -> Path:
    if layout == "square":
        return files.square(SMALL, folder / "table.csv")
    if layout == "long":
        return files.long_csv(SMALL, folder / "table.csv")
    if layout == "flat":
        return files.as_csv(files.flat_rows(SMALL), folder / "table.csv")
    if layout == "sheet":
        return files.as_csv(files.wiod_rows(SMALL), folder / "table.csv")
    if layout == "workbook":
        return files.as_workbook(files.wiod_rows(SMALL), folder / "table.xlsx")
    return files.folder(SMALL, folder / "table")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_says_the_same(layout: str, tmp_path: Path) -> None:
    found = read(written(layout, tmp_path))
    assert found.bought == pytest.approx(SMALL.bought, abs=1e-6)
    assert [one.code for one in found.industries] == ["A01", "C20"]


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=25, deadline=None)
@given(
    spots=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=3),
    keep=st.floats(0, 1) | st.just(1.0),
    which=st.floats(0, 1, exclude_max=True),
)
def test_spoilt_bytes_are_refused_or_read(
    layout: str, spots: list[tuple[float, int]], keep: float, which: float
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(layout, Path(folder))
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        target = inside[int(which * len(inside))]
        content = bytearray(target.read_bytes())
        for share, byte in spots:
            content[int(share * len(content))] = byte
        target.write_bytes(bytes(content[: int(keep * len(content))]))
        with suppress(BadInput):
            read(path)


@given(st.lists(st.text(max_size=6), min_size=1, max_size=5, unique=True))
def test_any_codes_are_described(codes: list[str]) -> None:
    assert [one.code for one in described(codes)] == codes
