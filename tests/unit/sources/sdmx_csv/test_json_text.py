"""JSON is read strictly and bounded."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.sdmx_csv import json_text as room
from entrepot.sources.sdmx_csv.json_text import number, read_json


def read(path: Path, content: bytes) -> object:
    path.write_bytes(content)
    return read_json(given(path).members[0])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{"a": 1,\n "b": }', r"line 2, column 7: is no JSON"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"[Infinity]", "Infinity is no number"),
        (b'{"a": 1, "a": 2}', "'a' is said twice"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deep"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "is no JSON"),
        (b"[" + b"9" * 5000 + b"]", "digits"),
    ],
)
def test_what_is_not_plain_json_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    with pytest.raises(BadInput, match=problem):
        read(tmp_path / "x.json", content)


def test_plain_json_is_read_and_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(tmp_path / "x.json", b'\xef\xbb\xbf{"a": [1, null]}') == {"a": [1, None]}
    monkeypatch.setattr(room, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="is larger than"):
        read(tmp_path / "x.json", b'{"a": [1, null]}')


def test_a_number_is_finite_and_no_truth() -> None:
    assert (number(None), number(3), number(0.5)) == (None, 3.0, 0.5)
    for wrong in (True, "3", [], 10**400, 1e309):
        with pytest.raises(ValueError, match=r"number"):
            number(wrong)
