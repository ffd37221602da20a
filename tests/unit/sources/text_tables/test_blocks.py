"""Text comes in blocks of whole lines, bounded; every fault has its line."""

import gzip
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.members import Member
from entrepot.sources.text_tables import blocks as room
from entrepot.sources.text_tables.blocks import Style, blocks
from reported_files import written


def member(tmp_path: Path, content: bytes) -> Member:
    return given(written(tmp_path, content)).members[0]


@pytest.mark.parametrize("size", [1, 2, 7, 64, 4096])
def test_blocks_are_the_file_and_know_their_first_lines(tmp_path: Path, size: int) -> None:
    text = 'a,b\r\n1,"x, ""y"""\r\n\r\n2,"two\nlines"\r\n"3",é\n'.encode()
    pieces = list(blocks(member(tmp_path, b"\xef\xbb\xbf" + text), size=size))
    assert b"".join(piece.content for piece in pieces) == text
    assert all(piece.content.count(b'"') % 2 == 0 for piece in pieces), "no cell is cut"
    lines = [1]
    for piece in pieces:
        lines.append(lines[-1] + piece.content.count(b"\n"))
    assert [piece.line for piece in pieces] == lines[:-1]


def test_marks_that_are_none_cut_no_less(tmp_path: Path) -> None:
    one = member(tmp_path, b'a,b\n1,5" pipe\n2,x\n')
    assert [piece.line for piece in blocks(one, Style(quoted=False), size=8)] == [1, 2, 3]


@pytest.mark.parametrize("size", [100, 10_000])
def test_a_line_without_end_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(room, "MAX_LINE", 5_000)
    with pytest.raises(BadInput, match="line 3: a line is longer than 5,000 bytes"):
        list(blocks(member(tmp_path, b"a,b\n1,2\n" + b"x" * 100_000), size=size))


def test_a_mark_never_closed_does_not_hold_up_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MAX_LINE", 1_000)
    one = member(tmp_path, b'a,b\n1,"2\n' + b"3,4\n" * 5_000)
    assert max(len(piece.content) for piece in blocks(one, size=2_000)) < 4_000


def test_a_gzip_that_goes_on_and_on_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = member(tmp_path, gzip.compress(b"1,2\n" * 1_000_000))
    with pytest.raises(BadInput, match="implausibly many bytes"):
        list(blocks(bomb, size=16))
    monkeypatch.setattr("entrepot.sources.members.MAX_BYTES", 100_000)
    with pytest.raises(BadInput, match="implausibly many bytes"):
        list(blocks(bomb, size=10_000))


def test_a_gzip_cut_short_is_said_to_be(tmp_path: Path) -> None:
    numbers = "".join(f"{number},{number**3}\n" for number in range(50_000))
    with pytest.raises(BadInput, match="cut short or corrupt"):
        list(blocks(member(tmp_path, gzip.compress(f"a,b\n{numbers}".encode())[:-9])))


def test_garbage_of_any_size_is_left_at_the_first_block(tmp_path: Path) -> None:
    huge = tmp_path / "f.csv"
    with huge.open("wb") as file:
        file.truncate(10_000_000_000)  # sparse: it takes no room
    with pytest.raises(BadInput, match="line 1: a"):
        list(blocks(given(huge).members[0]))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,\0\n", "line 2: a NUL byte, which no text has"),
        (b"a,b\n1,2\n3,\xff\n", "line 3: not UTF-8 text"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path, content: bytes, message: str) -> None:
    for size in (5, 4096):
        with pytest.raises(BadInput, match=message):
            list(blocks(member(tmp_path, content), size=size))


def test_latin_text_is_read_where_it_is_expected(tmp_path: Path) -> None:
    one = member(tmp_path, "Côte,Österreich\n".encode("latin-1"))
    assert [piece.content.decode() for piece in blocks(one, Style(latin=True))] == ["Côte,Österreich\n"]


def test_the_share_read_grows_to_the_whole_where_it_can_be_known(tmp_path: Path) -> None:
    told: list[float] = []
    content = b"1,2\n" * 100
    assert sum(1 for _ in blocks(member(tmp_path, content), size=100, told=told.append)) == 4
    assert told == [0.25, 0.5, 0.75, 1.0]
    told.clear()
    assert list(blocks(member(tmp_path, gzip.compress(content)), told=told.append))
    assert told == []
