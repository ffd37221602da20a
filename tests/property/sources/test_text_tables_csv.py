"""Any table that Python's csv module writes comes back cell by cell; any other is refused."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from unittest import mock

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given as opened
from entrepot.sources.text_tables import blocks
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.heading import Heading
from entrepot.sources.text_tables.rows import frames
from entrepot.sources.text_tables.spill import Spill

HEAD = Heading(",", ("a", "b", "c"))
CELLS = st.text(st.sampled_from(list('xé1 ,;"\n')), max_size=5)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)
SIZES = st.sampled_from([1, 3, 8, 20, 4096])
RUNS = settings(max_examples=80, deadline=None)


def read(text: str, size: int, style: Style = Style()) -> list[tuple[object, ...]]:  # noqa: B008 - frozen
    """Cells and line of every row below the heading, read `size` bytes at a time."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(blocks, "SIZE", size):
        path = Path(folder) / "table.csv"
        path.write_text(text, encoding="utf-8", newline="")
        (member,) = opened(path).members
        return [row for frame in frames(member, HEAD, style=style) for row in frame.rows()]


@RUNS
@given(ROWS, SIZES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_csv_writes_comes_back(rows: list[tuple[str, ...]], size: int, end: str, marked: bool) -> None:
    kept = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if marked else csv.QUOTE_MINIMAL
    csv.writer(kept, lineterminator=end, quoting=quoting).writerows([HEAD.names, *rows])
    found = read(kept.getvalue(), size)
    assert [row[:3] for row in found] == [tuple(cell or None for cell in row) for row in rows]
    line = 2
    for row, cells in zip(found, rows, strict=True):
        assert row[3] == line
        line += 1 + sum(cell.count("\n") for cell in cells)


@RUNS
@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), SIZES, st.booleans())
def test_rows_of_any_other_length_are_refused_at_the_first(
    widths: list[int], size: int, quoted: bool
) -> None:
    text = "a,b,c\n" + "".join(",".join("x" * width) + "\n" for width in widths)
    wrong = [line for line, width in enumerate(widths, start=2) if width != 3]
    try:
        assert len(read(text, size, Style(quoted=quoted))) == len(widths)
        assert not wrong
    except BadInput as error:
        assert error.line == wrong[0]


@RUNS
@given(st.lists(st.lists(st.integers(0, 6) | st.none(), max_size=6), max_size=6), st.integers(1, 12))
def test_what_is_spilled_comes_back_sorted_and_whole(frames_of: list[list[int | None]], many: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        spill = Spill(Path(folder) / "rows", "by", many)
        arrived = 0
        for values in frames_of:
            spill.add(
                pl.DataFrame(
                    {"by": values, "n": range(arrived, arrived + len(values))},
                    {"by": pl.Int64, "n": pl.Int64},
                )
            )
            arrived += len(values)
        found = [row for group in spill.groups() for row in group.rows()]
        assert list(Path(folder).iterdir()) == []
    all_rows = [(value, n) for n, value in enumerate(value for values in frames_of for value in values)]
    assert found == sorted(all_rows, key=lambda row: (row[0] is not None, row[0] or 0, row[1]))
