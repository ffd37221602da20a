"""Whatever a pack says, it says the same after a trip through YAML and through the store."""

import math
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import KINDS, Amount, Document, Party, Quote, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.sources.record_pack.writer import write_pack
from entrepot.store.record import Record, load
from sample_pack import document, write

# What YAML cannot hold is no text: control characters, lone surrogates, the two non-characters.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff\u2028\u2029"),
    max_size=30,
)
NAMES = WORDS.filter(bool)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
NUMBERS = st.floats(-1e15, 1e15, allow_nan=False)
YEARS = st.integers(1500, 2400)


@st.composite
def dates(draw: st.DrawFn) -> StatedDate:
    first, last = sorted((draw(YEARS), draw(YEARS)))
    edtf = draw(
        st.sampled_from(["..", f"{first}", f"{first}-02", f"{first}-12-31", f"{first}/{last}", f"../{last}"])
    )
    return StatedDate(edtf, draw(WORDS), draw(WORDS))


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, value, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
    bounds = Interval(draw(st.sampled_from([low, -math.inf])), draw(st.sampled_from([high, math.inf])))
    return Amount(draw(WORDS), draw(WORDS), value, draw(WORDS), bounds, draw(WORDS))


@st.composite
def quotes(draw: st.DrawFn, of: Document) -> Quote:
    start, end = sorted(draw(st.lists(st.integers(0, of.characters), min_size=2, max_size=2, unique=True)))
    first, last = sorted((draw(st.integers(1, 99)), draw(st.integers(1, 99))))
    return Quote(of.sha256, start, end, first, last, draw(HASHES))


PLAIN = st.recursive(
    st.one_of(st.booleans(), st.integers(-(2**53), 2**53), NUMBERS, WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=5,
)


@st.composite
def statements(draw: st.DrawFn, identifier: str) -> Statement:
    kind = draw(st.sampled_from(KINDS))
    return Statement(
        id=identifier,
        kind=kind,
        private=kind == "contact" or draw(st.booleans()),  # a contact is personal data
        subtype=draw(WORDS),
        subject=draw(NAMES),
        property=draw(NAMES),
        paraphrase={"en": draw(NAMES)} | draw(st.dictionaries(st.sampled_from(["fr", "nl"]), NAMES)),
        parties=tuple(draw(st.lists(st.builds(Party, NAMES, NAMES, WORDS), max_size=3))),
        places=tuple(draw(st.lists(NAMES, max_size=3))),
        location=draw(WORDS),
        date=draw(st.none() | dates()),
        amount=draw(st.none() | amounts()),
        status=draw(WORDS),
        topic=draw(WORDS),
        caveat=draw(WORDS),
        quotes=tuple(draw(st.lists(quotes(document()), max_size=3))),
        attributes=draw(st.dictionaries(NAMES, PLAIN, max_size=3)),
        entered_by=draw(NAMES),
        entered_at="2026-01-02",
    )


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    count = draw(st.integers(0, 3))
    made = tuple(draw(statements(f"S-{number}")) for number in range(count))
    return Pack(draw(NAMES), draw(WORDS), draw(NAMES), "2026-01-02", (document(),), made)


@given(packs())
@settings(deadline=None)
def test_a_pack_reads_back_from_yaml_as_it_was_written(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.yml"
        path.write_text(write_pack(pack), encoding="utf-8")
        assert replace(read_pack(path), sha256="") == pack


@given(packs())
@settings(deadline=None, max_examples=30)
def test_statements_come_out_of_the_store_as_they_went_in(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(load, "bundled", dict):
        record = Record.open(Path(folder))
        record.load(write(Path(folder), pack))
        assert record.statements(private=True) == pack.statements
        assert record.statements() == tuple(said for said in pack.statements if not said.private)
