"""Files of context data with bytes changed, cut or put in: read in the declared shape, or refused."""

import importlib
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from context_files import everything
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.store.warehouse.check import checked
from entrepot.store.warehouse.check_file import checked_file

FILES = everything(Path())
INSERTS = st.sampled_from(
    [
        b"",
        b"\0",
        b"\n",
        b"\r",
        b'"',
        b",",
        b"\t",
        b";",
        b":",
        b"{",
        b"]",
        b"NaN",
        b"-",
        b"1e999",
        b"\xff",
        b"<",
        b"&a;",
    ]
) | st.binary(max_size=6)


@st.composite
def spoiled(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with one to four pieces of it taken out, each replaced by something."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        length = draw(st.integers(0, 12) | st.just(len(content)))
        content = content[:start] + draw(INSERTS) + content[start + length :]
    return content


@pytest.mark.parametrize("kind", FILES)
def test_a_spoiled_file_is_read_or_refused(kind: str) -> None:
    name, whole = FILES[kind]
    reader = importlib.import_module(f"entrepot.sources.{kind.split()[0]}.reader")

    @settings(max_examples=60, deadline=None)
    @drawn(spoiled(whole))
    def hold(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(content)
            try:
                read(reader, path)
            except BadInput as error:
                assert str(error)

    hold()


def read(reader, path: Path) -> None:  # type: ignore[no-untyped-def]
    files = given(path)
    if not reader.recognises(files):
        return
    for number, part in enumerate(reader.parts(files)):
        scratch = path.parent / f"scratch-{number}"
        scratch.mkdir()
        for table, frame in reader.read(files, part, scratch, lambda *_: None).tables.items():
            if isinstance(frame, Path):
                assert checked_file(table, frame) > 0
            else:
                assert isinstance(frame, pl.DataFrame)
                checked(table, frame)
