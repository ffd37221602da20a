"""Text tables are read in blocks: the same rows whatever the block, and every fault with its line."""

import gzip
import zipfile
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources import spill, text_blocks
from entrepot.sources.delimited import Block, heading, require
from entrepot.sources.given import given
from entrepot.sources.text_blocks import blocks
from reported_files import written


def rows(path: Path, *wanted: str, latin: bool = False) -> list[tuple[object, ...]]:
    (member,) = given(path).members
    head = heading(member.head())
    assert head is not None
    found: list[tuple[object, ...]] = []
    for block in blocks(member, head, wanted, latin=latin):
        assert block.first == len(found) + 2
        found += block.frame.rows()
    return found


@pytest.mark.parametrize("size", [12, 30, 1_000])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n"])
def test_rows_do_not_depend_on_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, newline: str, last: str
) -> None:
    monkeypatch.setattr(text_blocks, "BLOCK", size)
    lines = ["\ufeffcode,name,value", "NA,Namibia,1", '04,"Korea, Rep.",2', "BE,,3", 'x,"say ""so""",4']
    path = written(tmp_path, newline.join(lines) + last.replace("\n", newline))
    assert rows(path, "value", "code") == [("1", "NA"), ("2", "04"), ("3", "BE"), ("4", "x")]
    assert [name for (name,) in rows(path, "name")] == ["Namibia", "Korea, Rep.", None, 'say "so"']


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_packed_tables_are_read_as_they_come(tmp_path: Path, kind: str) -> None:
    content = b"a,b\n" + b"1,2\n" * 5_000
    path = tmp_path / "packed"
    if kind == "gzip":
        path.write_bytes(gzip.compress(content))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("table.csv", content)
    assert rows(path, "b") == [("2",)] * 5_000


def test_a_line_may_end_with_a_separator_if_all_do(tmp_path: Path) -> None:
    assert rows(written(tmp_path, "a,b\n1,2,\n3,4,\n"), "a") == [("1",), ("3",)]
    with pytest.raises(BadInput, match=r"line 3: 3 cells\. Expected 2 cells"):
        rows(written(tmp_path, "a,b\n1,2,\n3,4,5\n"), "a")


def test_latin_text_is_read_where_it_is_expected(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\nCôte d'Ivoire,3\n".encode("latin-1"))
    assert rows(path, "a", latin=True) == [("1",), ("Côte d'Ivoire",)]
    with pytest.raises(BadInput, match="line 3: not UTF-8 text"):
        rows(path, "a")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a,b\n1,2\n3\n", r"line 3: 1 cells\. Expected 2 cells between ','"),
        ("a,b\n1,2\n3,4,5\n", "line 3: 3 cells"),
        ("a,b\n1,2\n\n3,4\n", "line 3: is empty"),
        ("a,b\n1,2\n3,\0\n", "line 3: a NUL byte"),
        ('a,b\n1,2\n"3,4\n5,6\n', "line 3: "),
        ("a,b\n1,2\n3;4\n", "line 3: 1 cells"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(BadInput, match=message):
        rows(path, "a", "b")


def test_a_line_without_end_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_blocks, "BLOCK", 1_000)
    monkeypatch.setattr(text_blocks, "MAX_LINE", 5_000)
    path = written(tmp_path, b"a,b\n1,2\n" + b"x" * 100_000)
    with pytest.raises(BadInput, match="line 3: a line is longer than 5,000 bytes"):
        rows(path, "a")


def test_a_gzip_that_goes_on_and_on_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_blocks, "BLOCK", 10_000)
    monkeypatch.setattr("entrepot.sources.given.MAX_BYTES", 100_000)
    path = written(tmp_path, gzip.compress(b"a,b\n" + b"1,2\n" * 100_000))
    with pytest.raises(BadInput, match="implausibly many bytes"):
        rows(path, "a")


def test_a_gzip_cut_short_is_said_to_be(tmp_path: Path) -> None:
    numbers = "".join(f"{number},{number**3}\n" for number in range(50_000))
    path = written(tmp_path, gzip.compress(f"a,b\n{numbers}".encode())[:-9])
    with pytest.raises(BadInput, match="cut short or corrupt"):
        rows(path, "a")


def test_headings(tmp_path: Path) -> None:
    assert heading(b"no newline") is None
    assert heading(b"a\0,b\n") is None
    (member,) = given(written(tmp_path, "a;b\n1;2\n")).members
    head = heading(member.head())
    assert head is not None
    assert head.holds("a", "b")
    with pytest.raises(BadInput, match="line 1: cells are separated by ';'"):
        require(member, head, ["a"])
    with pytest.raises(BadInput, match="line 1, column c: is missing"):
        require(member, head, ["a", "c"], ";")


@pytest.mark.parametrize("bad", ["x", "1,5", "-1", "NaN", "inf", "1e400", "9" * 5_000, "0x1A", "1 000"])
def test_numbers_are_numbers(bad: str) -> None:
    block = Block("f", 2, pl.DataFrame({"v": ["1", "2.5", None, bad]}))
    with pytest.raises(BadInput, match=r"f, line 5, column v: .* does not fit") as refused:
        block.numbers("v", required=False)
    assert len(str(refused.value)) < 200
    with pytest.raises(BadInput, match="line 4, column v: an empty cell"):
        Block("f", 2, pl.DataFrame({"v": ["1", "2.5", None]})).numbers("v")


def test_groups_come_whole_and_in_order_from_memory_and_disk(tmp_path: Path) -> None:
    frames = [pl.DataFrame({"by": ["b", "a", "c"], "n": [n, n + 1, n + 2]}) for n in range(0, 90, 3)]
    for many in (5, 1_000):
        rows_of = spill.Spill(tmp_path / "rows", "by", many)
        table = spill.Table(tmp_path / "table.parquet", many)
        for frame in frames:
            rows_of.add(frame)
        for group in rows_of.groups():
            table.add(group)
        done = table.done()
        whole = done if isinstance(done, pl.DataFrame) else pl.read_parquet(done)
        assert whole.equals(pl.concat(frames).sort("by", maintain_order=True))
        assert table.rows == whole.height == 90
        assert [path.name for path in tmp_path.rglob("*.parquet")] == (["table.parquet"] if many == 5 else [])
        (tmp_path / "table.parquet").unlink(missing_ok=True)
