"""IATI files spoilt at random are read or refused with a sentence; sums and places survive the round trip."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from entrepot.exchange.iati_rows import write_rows
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given as handed
from entrepot.sources.iati import reader
from entrepot.sources.iati.statements import drafted
from iati_files import BACK, BUDGET, ORGANISATION, TRANSACTION, activity, file_of, tables

WHOLE = file_of(activity(TRANSACTION + BACK + BUDGET), activity().replace("-A", "-é")).encode()
EASY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CENTS = st.integers(-(10**13), 10**13)
KINDS = st.sampled_from(["2", "3", "12"])
CODES = ("KZ", "KG", "TJ", "TM", "UZ")


def read_or_refused(content: bytes) -> None:
    """Whatever the bytes are: tables that keep their declaration, or `BadInput`; never anything else."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.xml"
        file.write_bytes(content)
        if reader.recognises(handed(file)):
            try:
                tables(Path(folder), content)
            except BadInput as error:
                assert str(file) in str(error)
        try:
            pack = drafted(file).pack
        except BadInput:
            return
        assert all(one.quotes for one in pack.statements)


@EASY
@given(st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere(end: int) -> None:
    read_or_refused(WHOLE[:end])


@EASY
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=5))
def test_bytes_changed_anywhere(changes: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte
    read_or_refused(bytes(content))


@EASY
@given(st.integers(0, len(WHOLE)), st.binary(max_size=30))
def test_bytes_put_in_anywhere(place: int, more: bytes) -> None:
    read_or_refused(WHOLE[:place] + more + WHOLE[place:])


@EASY
@given(st.data())
def test_elements_taken_out_or_doubled(data: Any) -> None:
    text = data.draw(st.sampled_from([WHOLE, ORGANISATION.encode()]))
    root = etree.fromstring(text)
    every = [one for one in root.iter() if one is not root]
    one = data.draw(st.sampled_from(every))
    parent = one.getparent()
    if data.draw(st.booleans()):
        parent.append(etree.fromstring(etree.tostring(one)))
    else:
        parent.remove(one)
    read_or_refused(etree.tostring(root))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(CENTS, KINDS, st.sampled_from(CODES)), min_size=1, max_size=12))
def test_sums_by_type_and_country_survive_reading_and_writing(rows: list[tuple[int, str, str]]) -> None:
    wanted: dict[tuple[str, str], int] = {}
    parts = []
    for cents, kind, country in rows:
        wanted[kind, country] = wanted.get((kind, country), 0) + cents
        written = f"{Decimal(cents) / 100:f}"
        changed = TRANSACTION.replace("31093.00", written).replace('code="3"', f'code="{kind}"')
        parts.append(changed.replace("KZ", country))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = tables(folder, file_of(activity("".join(parts))))
        assert sums(first) == wanted
        write_rows(lambda table: first[table.short_name], folder / "out.xml")
        assert sums(tables(folder, (folder / "out.xml").read_bytes())) == wanted


def sums(found: Any) -> dict[tuple[str, str], int]:
    joined = found["transactions"].join(found["recipients"], on=("activity", "transaction"))
    added: dict[tuple[str, str], int] = {}
    for kind, code, value in joined.select("type", "code", "value").rows():
        added[kind, code] = added.get((kind, code), 0) + round(value * 100)
    return added
