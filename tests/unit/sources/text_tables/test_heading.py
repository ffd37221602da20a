"""The line that names the columns: recognised without trust, read strictly, held to what is needed."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.text_tables.heading import Heading, heading, lines_of, read_heading, require
from reported_files import written


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"\xef\xbb\xbfa,b\r\n1,2\n", Heading(",", ("a", "b"))),
        (b'" a ";"b;c"\n', Heading(";", ("a", "b;c"))),
        ("Libellé|b\n".encode(), Heading("|", ("Libellé", "b"))),
        ("Libellé\tb\n".encode("latin-1"), Heading("\t", ("Libellé", "b"))),
        (b"\n", Heading(",", ("",))),
        (b"no newline", None),
        (b"a\0,b\n", None),
        (b'"a,b\n', None),
        (b"", None),
    ],
)
def test_a_heading_is_recognised(head: bytes, found: Heading | None) -> None:
    assert heading(head) == found


def test_what_is_needed_must_be_there_once_and_rightly_separated(tmp_path: Path) -> None:
    (member,) = given(written(tmp_path, "a;b;b\n1;2;3\n")).members
    head = heading(member.head())
    assert head is not None
    assert head.holds("a", "b")
    assert not head.holds("a", "c")
    require(member, head, ["a"], ",;")
    with pytest.raises(BadInput, match="line 1: cells are separated by ';'"):
        require(member, head, ["a"])
    with pytest.raises(BadInput, match=r"line 1, column c: is missing\. Expected columns a, c"):
        require(member, head, ["a", "c"], ";")
    with pytest.raises(BadInput, match=r"line 1, column b: stands twice\. Expected version 7"):
        require(member, head, ["b"], ";", expected="version 7")


def test_a_heading_below_titles_knows_its_line() -> None:
    assert read_heading("f", 'a ,"b, c"', ",", 5) == Heading(",", ("a", "b, c"), 5)
    with pytest.raises(BadInput, match="f, line 5: is no header"):
        read_heading("f", 'a,"b', ",", 5)


def test_the_first_lines_of_any_bytes_can_be_had() -> None:
    assert lines_of(b"\xef\xbb\xbfa\r\nb\xff\n", 5) == ["a", "b\ufffd", ""]
    assert lines_of(b"", 1) == [""]
