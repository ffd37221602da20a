"""Text comes in blocks of whole lines, bounded; every fault has its line."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.sdmx_csv import blocks as room
from entrepot.sources.sdmx_csv.blocks import Grid, blocks
from entrepot.sources.sdmx_csv.cells import frames, numbers

GRID = Grid("file", ("a", "b"))


def member(path: Path, content: bytes):  # type: ignore[no-untyped-def]
    path.write_bytes(content)
    return given(path).members[0]


@pytest.mark.parametrize("size", [1, 2, 7, 64, 4096])
def test_the_rows_are_those_of_the_csv_module_whatever_the_size_of_a_block(tmp_path: Path, size: int) -> None:
    text = 'a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\nlines"\r\n"3",é\n'
    one = member(tmp_path / "f.csv", b"\xef\xbb\xbf" + text.encode())
    pieces = list(blocks(one, size=size))
    assert b"".join(piece.content for piece in pieces) == text.encode()
    lines = [1]
    for piece in pieces:
        lines.append(lines[-1] + piece.content.count(b"\n"))
    assert [piece.line for piece in pieces] == lines[:-1]
    wanted = [row for row in csv.reader(io.StringIO(text, newline="")) if row][1:]
    rows = [row[:2] for frame in frames(one, GRID, 1) for row in frame.rows()]
    assert rows == [tuple(row) for row in wanted]


def test_each_row_knows_its_line(tmp_path: Path) -> None:
    one = member(tmp_path / "f.csv", b'a,b\n1,"two\nlines"\n\n4,x\n')
    (frame,) = frames(one, GRID, 1)
    assert frame["line"].to_list() == [2, 5]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2\n3\n", "line 3: 1 cells. Expected 2 cells"),
        (b"a,b\n1,2\n3,4,5\n", "line 3: 3 cells"),
        (b"a,b\n1,2\n3,4,5\n6\n", "line 3: 3 cells"),
        (b"a,b\n1,\0\n", "line 2: holds a NUL byte"),
        (b"a,b\n1,2\n3,\xff\n", "line 3: is not UTF-8"),
        (b'a,b\n1,"never closed\n2,3\n', "line 2"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        list(frames(member(tmp_path / "f.csv", content), GRID, 1))


def test_a_line_without_end_and_a_bomb_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LONGEST", 1000)
    with pytest.raises(BadInput, match="line 2: a line is longer than 1,000 bytes"):
        list(blocks(member(tmp_path / "f.csv", b"a,b\n" + b"x" * 5000), size=100))
    bomb = gzip.compress(b"1,2\n" * 1_000_000)
    with pytest.raises(BadInput, match="implausibly many bytes"):
        list(blocks(member(tmp_path / "f.csv.gz", bomb), size=16))


def test_garbage_of_any_size_is_left_at_the_first_block(tmp_path: Path) -> None:
    huge = tmp_path / "f.csv"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)  # sparse: it takes no room
    with pytest.raises(BadInput, match="line"):
        list(blocks(given(huge).members[0]))


@pytest.mark.parametrize("written", ["NaN", "inf", "-Infinity", "1,5", "1 000", "x", "0x10", "1e999"])
def test_what_is_no_number_is_refused_with_line_and_column(tmp_path: Path, written: str) -> None:
    (frame,) = frames(member(tmp_path / "f.csv", f'a,b\n1,2\n3,"{written}"\n'.encode()), GRID, 1)
    with pytest.raises(BadInput, match=r"line 3, column b: .* stands there. Expected a number"):
        numbers("file", frame, "b")
    assert numbers("file", frame, "a").to_list() == [1.0, 3.0]
