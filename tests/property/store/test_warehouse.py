"""The warehouse agrees with Polars on any table and any question."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import About, Warehouse

TABLE = Table(
    "any.rows",
    "Any rows.",
    (
        Column("a", "text", "a code", key=True),
        Column("b", "text", "another", key=True),
        Column("value", "real", "a number"),
        Column("note", "text", "anything", nullable=True),
    ),
)
ABOUT = About(
    dataset="any",
    title="Any",
    publisher="Nobody",
    edition="first",
    licence="CC0-1.0",
    url="https://example.org",
    unit="1",
    period="2022",
    how_made="drawn by chance",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
CODES = st.one_of(st.sampled_from("xyz"), TEXTS)
ROWS = st.dictionaries(
    st.tuples(CODES, CODES),
    st.tuples(st.integers(-(10**6), 10**6).map(float), st.none() | TEXTS),
    max_size=12,
)


def as_frame(rows: dict[tuple[str, str], tuple[float, str | None]]) -> pl.DataFrame:
    schema = {"a": pl.String, "b": pl.String, "value": pl.Float64, "note": pl.String}
    return pl.DataFrame([(*key, *rest) for key, rest in rows.items()], schema=schema, orient="row")


@settings(max_examples=40, deadline=None)
@given(ROWS, st.dictionaries(st.sampled_from(["a", "b"]), st.sets(CODES, max_size=3)))
def test_reading_is_filtering(rows: Any, where: dict[str, set[str]]) -> None:
    frame = as_frame(rows)
    with TemporaryDirectory() as folder:
        store = Warehouse((Path(folder),))
        release = store.load(ABOUT, {TABLE: frame})
        assert store.load(ABOUT, {TABLE: frame}) == release, "loading is idempotent"
        kept = frame
        for name, values in where.items():
            kept = kept.filter(pl.col(name).is_in(list(values)))
        assert store.read(TABLE, where=where).equals(kept)
        # Whole numbers: the order of summing cannot show.
        totals = kept.group_by("a").agg(pl.col("value").sum()).sort(["value", "a"], descending=[True, False])
        assert store.total(TABLE, "value", ["a"], where).equals(totals)
        assert store.verify() == ()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_changed_byte_is_found(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        store = Warehouse((Path(folder),))
        release = store.load(ABOUT, {TABLE: as_frame({("x", "y"): (1.0, None)})})
        file = data.draw(st.sampled_from(sorted(release.folder.iterdir())))
        content = bytearray(file.read_bytes())
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] ^= data.draw(st.integers(1, 255))
        file.write_bytes(content)
        assert [finding.file for finding in store.verify()] == [file]
