"""Whatever happens to a file's bytes: the reader gives what they say, or an error that a user can mend."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from baci_files import baci_members, flows, year_text
from entrepot.metadata.errors import BadInput
from entrepot.metadata.goods import baci_tables
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file

HS17 = baci_tables("hs17")
NAME = "BACI_HS17_Y2022_V202501.csv"
CODES = baci_members(years=())
ROWS = list(flows(2022))[:60]
TEXT = year_text(2022, rows=ROWS).encode()

BYTES = [b",", b"\n", b'"', b"e", b"-", b"9", b" ", b".", b"NA"]
changes = st.lists(
    st.tuples(
        st.sampled_from(["flip", "insert", "delete", "repeat", "cut"]),
        st.integers(0, len(TEXT) - 1),
        st.one_of(
            st.binary(min_size=1, max_size=3), st.sampled_from([b",", b"\n", b'"', b"e", b"-", b"9", b" "])
        ),
    ),
    min_size=1,
    max_size=3,
)


def changed(text: bytes, what: str, at: int, with_bytes: bytes) -> bytes:
    at = min(at, len(text))
    return {
        "flip": text[:at] + with_bytes + text[at + len(with_bytes) :],
        "insert": text[:at] + with_bytes + text[at:],
        "delete": text[:at] + text[at + len(with_bytes) :],
        "repeat": text[:at] + text[max(0, at - 40) :],
        "cut": text[:at],
    }[what]


def stored(text: bytes) -> Iterator[tuple[Warehouse, pl.DataFrame | None]]:
    with TemporaryDirectory() as folder:
        given_folder = Path(folder) / "given"
        given_folder.mkdir()
        for name, codes in CODES.items():
            (given_folder / name).write_text(codes, encoding="utf-8")
        (given_folder / NAME).write_bytes(text)
        store = Warehouse((Path(folder) / "home" / "releases",))
        try:
            add_file(store, given_folder)
        except BadInput:
            yield store, None
        else:
            yield store, store.read(HS17.flows)


@settings(max_examples=60, deadline=None)
@given(changes)
def test_changed_bytes_are_read_as_they_stand_or_refused(edits: list[tuple[str, int, bytes]]) -> None:
    text = TEXT
    for what, at, with_bytes in edits:
        text = changed(text, what, at, with_bytes)
    for store, frame in stored(text):
        if frame is None:
            assert not store.roots[-1].exists(), "nothing may be left of what was refused"
        else:
            assert frame.equals(by_hand(text)), "what was accepted is what stands in the file"


def by_hand(text: bytes) -> pl.DataFrame:
    """The rows of a file that keeps the rules, by the plainest means: no parser, no library."""
    from baci_files import ECONOMIES

    rows = []
    for line in text.decode().replace('"', "").strip().splitlines()[1:]:
        t, i, j, k, v, q = line.split(",")
        weight = None if q.strip() in ("NA", "") else float(q)
        sides = (ECONOMIES[int(i)][0], ECONOMIES[int(j)][0])
        if sides[0] != sides[1]:
            rows.append((int(t), *sides, k, float(v), weight))
    return pl.DataFrame(rows, schema=HS17.flows.schema, orient="row").sort(HS17.flows.key)


def test_the_unchanged_file_is_read_as_it_stands() -> None:
    for _, frame in stored(TEXT):
        assert frame is not None
        assert frame.equals(by_hand(TEXT))
        assert frame.height == len(ROWS)
