"""Text tables are read in blocks: the csv module's rows whatever the block, every fault with its line."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.text_tables import blocks as room
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.heading import Heading, heading
from entrepot.sources.text_tables.rows import first_rows, frames
from reported_files import written

STRICT = Style(blank_lines=False, spare_cell=True)


def rows(
    path: Path, *wanted: str, style: Style = STRICT, head: Heading | None = None
) -> list[tuple[object, ...]]:
    """Cells and line of every row."""
    (member,) = given(path).members
    head = head or heading(member.head())
    assert head is not None
    return [row for frame in frames(member, head, wanted or None, style) for row in frame.rows()]


@pytest.mark.parametrize("size", [12, 30, 1_000])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_rows_do_not_depend_on_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, newline: str, last: str
) -> None:
    monkeypatch.setattr(room, "SIZE", size)
    lines = [
        "\ufeffcode,name,value",
        "NA,Namibia,1",
        '04,"Korea, Rep.",2',
        "BE,,3",
        'x,"say ""so""",4',
        'y,"",5',
    ]
    path = written(tmp_path, newline.join(lines) + last.replace("\n", newline))
    assert rows(path, "value", "code") == [
        ("1", "NA", 2), ("2", "04", 3), ("3", "BE", 4), ("4", "x", 5), ("5", "y", 6),
    ]  # fmt: skip
    names = [name for name, _ in rows(path, "name")]
    assert names == ["Namibia", "Korea, Rep.", None, 'say "so"', None]


@pytest.mark.parametrize("size", [1, 2, 7, 64, 4096])
def test_line_breaks_in_cells_and_blank_lines_are_as_the_csv_module_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(room, "SIZE", size)
    text = 'a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\nlines"\r\n"3",é\n'
    wanted = [row for row in csv.reader(io.StringIO(text, newline="")) if row][1:]
    found = rows(written(tmp_path, "\ufeff" + text), style=Style())
    assert [row[:2] for row in found] == [tuple(row) for row in wanted]
    assert [row[2] for row in found] == [2, 4, 6]


@pytest.mark.parametrize("size", [4, 4096])
def test_rows_stand_below_the_line_of_the_heading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(room, "SIZE", size)
    path = written(tmp_path, "title,\n\nof 2026\na,b\n1,2\n3,4\n")
    head = Heading(",", ("a", "b"), 4)
    assert rows(path, head=head) == [("1", "2", 5), ("3", "4", 6)]
    assert rows(written(tmp_path, "title,\n\nof 2026\na,b"), head=head) == []


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_packed_tables_are_read_as_they_come(tmp_path: Path, kind: str) -> None:
    content = b"a,b\n" + b"1,2\n" * 5_000
    path = tmp_path / "packed"
    if kind == "gzip":
        path.write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("table.csv", content)
    assert rows(path, "b") == [("2", line) for line in range(2, 5_002)]


def test_a_line_may_end_with_a_separator_if_all_do(tmp_path: Path) -> None:
    assert rows(written(tmp_path, "a,b\n1,2,\n3,4,\n"), "a") == [("1", 2), ("3", 3)]
    with pytest.raises(BadInput, match=r"line 3: 3 cells\. Expected 2 cells"):
        rows(written(tmp_path, "a,b\n1,2,\n3,4,5\n"), "a")
    with pytest.raises(BadInput, match=r"line 3: 2 cells\. Expected 2 cells between ',' and an empty one"):
        rows(written(tmp_path, "a,b\n1,2,\n3,4\n"), "a")
    with pytest.raises(BadInput, match="line 2: 3 cells"):
        rows(written(tmp_path, "a,b\n1,2,\n3,4,\n"), "a", style=Style())


def test_latin_text_is_read_where_it_is_expected(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\nCôte d'Ivoire,3\n".encode("latin-1"))
    assert rows(path, "a", style=Style(latin=True)) == [("1", 2), ("Côte d'Ivoire", 3)]
    with pytest.raises(BadInput, match="line 3: not UTF-8 text"):
        rows(path, "a")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n3\n", r"line 3: 1 cells\. Expected 2 cells between ',', as line 1 has names"),
        ("a,b\n1,2\n3,4,5\n", "line 3: 3 cells"),
        ("a,b\n1,2\n\n3,4\n", "line 3: is empty"),
        ("a,b\r\n\r\n\r\n3,4\r\n", "line 2: is empty"),
        ("a,b\n1,2\n3,\0\n", "line 3: a NUL byte"),
        ('a,b\n1,2\n"3,4\n5,6\n', "line 3: is no row of cells"),
        ('a,b\n1,2\n3,"4"5\n', "line 3: is no row of cells"),
        ("a,b\n1,2\n3;4\n", "line 3: 1 cells"),
    ],
)
@pytest.mark.parametrize("size", [1, 6, 9, 4096])
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, message: str, size: int
) -> None:
    monkeypatch.setattr(room, "SIZE", size)
    with pytest.raises(BadInput, match=message):
        rows(written(tmp_path, content), "a", "b")


@pytest.mark.parametrize("wanted", ["a", "b", "c"])
@pytest.mark.parametrize("quoted", [True, False])
def test_a_row_too_long_beside_one_too_short_is_seen_whatever_is_wanted(
    tmp_path: Path, wanted: str, quoted: bool
) -> None:
    # As many separators as there should be, and the parser looks at the columns wanted alone.
    path = written(tmp_path, "a,b,c\n1,2,3\n4,5,6,7\n8,9\n")
    with pytest.raises(BadInput, match="line 3: 4 cells"):
        rows(path, wanted, style=Style(quoted=quoted))


def test_a_mark_never_closed_is_named_however_far_the_file_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "SIZE", 2_000)
    monkeypatch.setattr(room, "MAX_LINE", 500)
    path = written(tmp_path, 'a,b\n1,2\n3,"4\n' + "5,6\n" * 5_000)
    with pytest.raises(BadInput, match="line 3: is no row of cells"):
        rows(path)


def test_marks_are_text_where_cells_are_never_quoted(tmp_path: Path) -> None:
    path = written(tmp_path, 'a\tb\n5" pipe\t""\n\n"x\t\n')
    assert rows(path, style=Style(quoted=False)) == [('5" pipe', '""', 2), ('"x', None, 4)]


def test_the_first_rows_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "SIZE", 8)
    (member,) = given(written(tmp_path, "a,b\n1,2\n3,4\n")).members
    assert first_rows(member, Heading(",", ("a", "b")), ["b"]).rows() == [("2", 2)]
    (member,) = given(written(tmp_path, "a,b\n")).members
    none = first_rows(member, Heading(",", ("a", "b")), ["b"])
    assert none.schema == {"b": pl.String, "line": pl.Int64}
    assert none.is_empty()
