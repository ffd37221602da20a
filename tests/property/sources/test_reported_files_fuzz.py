"""Files of reported trade with bytes changed: read as they were, read as another right file, or refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.sources.eurostat_comext import reader as comext
from entrepot.sources.given import given as opened
from entrepot.sources.reader import Reader
from entrepot.sources.un_comtrade import reader as comtrade
from entrepot.store.warehouse.check import checked
from reported_files import BULK, OLDER, SDMX, answer, as_csv, bulk, observation, older, record, text

RECORDS = [record(cmdCode=code, partnerCode=partner) for code in ("TOTAL", "3004") for partner in (0, 398)]
FILES: dict[str, tuple[Reader, bytes]] = {
    "bulk": (comext, text(BULK, bulk(), bulk(partner="NA"), bulk(product="39XXXXXX")).encode()),
    "older": (comext, text(OLDER, older(), older("0004", "DE")).encode()),
    "sdmx": (
        comext,
        text(SDMX, observation(), observation("QUANTITY_KG"), observation(partner="WORLD")).encode(),
    ),
    "json": (comtrade, answer(*RECORDS).encode()),
    "csv": (comtrade, as_csv(*RECORDS).encode()),
}
PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from(
        [b",", b"\n", b'"', b";", b"\0", b"NaN", b"1e999", b"-1", b"\xff", b"{", b"[", b"]}", b"NA", b"\r"]
    ),
)
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 30), PIECES), min_size=1, max_size=3)
FUZZ = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def read(reader: Reader, content: bytes, folder: Path) -> dict[str, list[tuple[Any, ...]]] | None:
    """All rows by table, or nothing where the file is refused; any other error is a fault."""
    path = folder / "file"
    path.write_bytes(content)
    found: dict[str, list[tuple[Any, ...]]] = {}
    try:
        files = opened(path)
        if not reader.recognises(files):
            return None
        for part in reader.parts(files):
            tables = reader.read(files, part, folder, lambda *_: None).tables
            for table, frame in tables.items():
                found.setdefault(table.name, []).extend(rows(table, frame))
    except BadInput as error:
        assert len(str(error)) < 30_000
        return None
    return found


def rows(table: Table, frame: pl.DataFrame | Path) -> list[tuple[Any, ...]]:
    assert isinstance(frame, pl.DataFrame)
    return checked(table, frame).rows()


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(changes=CHANGES, packed=st.booleans())
def test_changed_bytes_are_read_or_refused(name: str, tmp_path: Path, changes: Any, packed: bool) -> None:
    reader, content = FILES[name]
    for place, length, piece in changes:
        at = place % len(content)
        content = content[:at] + piece + content[at + length :]
    read(reader, gzip.compress(content, 1) if packed else content, tmp_path)


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(share=st.floats(0, 1))
def test_a_file_cut_short_gives_what_stands_before_the_cut_or_is_refused(
    name: str, tmp_path: Path, share: float
) -> None:
    reader, content = FILES[name]
    whole = read(reader, content, tmp_path)
    assert whole
    cut = content[: int(share * len(content))]
    part = read(reader, cut, tmp_path)
    if part is None or cut.rstrip(b"\r\n") == content.rstrip(b"\r\n"):
        return
    assert name != "json", "an answer cut short is no answer"
    # Cut inside a cell of the last line a shorter figure is left: only that line may differ.
    lines = cut.count(b"\n")
    for table, found in part.items():
        assert len([row for row in found if row not in whole.get(table, [])]) <= 1
    assert sum(map(len, part.values())) <= lines


@FUZZ
@example([{"reporterCode": None}])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
            st.sampled_from(["data", "count", "error", "message", "reporterCode", "cmdCode", "period"]), inner
        ),
        max_leaves=12,
    )
)  # fmt: skip
def test_any_json_in_an_answers_clothes_is_read_or_refused(tmp_path_factory: Any, value: Any) -> None:
    content = json.dumps({"elapsedTime": "0.1 secs", "data": value})
    assert read(comtrade, content.encode(), tmp_path_factory.mktemp("json")) is None
