"""Differences: any bytes are read or refused, and what is done to a layer does what it says."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import little_layer
from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.closures import closed_legs, closed_terminals
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Change, Difference, Parameter, Span
from entrepot.metadata.errors import BadInput, EntrepotError, PlaceError
from entrepot.sources.corridors import closures, difference

LAYER = little_layer.layer()
CLOSURES = st.sampled_from(
    [
        *(f"terminal:{code}" for code in LAYER.terminals),
        *(f"leg:{leg}" for leg in LAYER.legs),
        *(f"passage:{key}" for key in LAYER.passages),
        *(f"country:{t.country}" for t in LAYER.terminals.values()),
        *("mode:air", "mode:sea", "season:winter", "group:EAEU", "border:BYBQT:PLMAL", "border:BLR:POL"),
    ]
)
WORDS = re.findall(
    r"\S+", "close change add name from to mode km hours rail air LGG ALA quantity speed times where Russia"
)
SIGNS = [*":-[]{},'\"#&*!|>~?%\n\t", "0", "1", "-1", ".nan", "1e9", "\n  "]
PIECES = st.sampled_from([*WORDS, *SIGNS])
KEPT = [p for p in LAYER.parameters if p.quantity not in ("circuity", "distance_factor", "speed")]


def _read(content: bytes) -> Difference:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.yml"
        file.write_bytes(content)
        return difference(file, LAYER)


@given(st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(lambda p: " ".join(p).encode()))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read = _read(content)
    except BadInput as error:
        assert "any.yml" in str(error)
    else:
        assert isinstance(read, Difference)


@given(st.text(max_size=40))
def test_any_words_mean_something_or_are_refused(text: str) -> None:
    try:
        found = closures([text], LAYER)
    except PlaceError:
        return
    assert found and closed_legs(LAYER, found) is not None


@given(st.lists(CLOSURES, max_size=4), st.lists(CLOSURES, max_size=4))
def test_more_closures_shut_more_and_their_order_does_not_matter(one: list[str], other: list[str]) -> None:
    both = closed_legs(LAYER, [*one, *other])
    assert both == closed_legs(LAYER, [*other, *one]) == closed_legs(LAYER, one) | closed_legs(LAYER, other)
    assert closed_terminals(LAYER, one) <= closed_terminals(LAYER, [*one, *other])


@given(CLOSURES)
def test_a_written_form_means_itself(closure: str) -> None:
    if not closure.startswith("group:"):
        assert closures([closure], LAYER) == (closure,)


@given(st.sampled_from(KEPT), st.floats(0.05, 1.0))
def test_a_factor_and_its_inverse_leave_what_was(change: Parameter, factor: float) -> None:
    there = Change(change.quantity, change.where, change.mode, times=factor)
    back = Change(change.quantity, change.where, change.mode, times=1.0 / factor)
    try:
        made = applied(LAYER, Difference("x", changes=(there, back)))
    except EntrepotError:
        return  # a load of half a gram is refused on the way
    now, before = (
        sorted((p.quantity, p.mode, p.where, round(p.span.typical, 6)) for p in layer.parameters if p.used)
        for layer in (made, LAYER)
    )
    assert now == before


@given(st.sampled_from(["border_hours", "headway", "handling_hours"]), st.floats(0.1, 100))
def test_a_value_set_everywhere_is_the_one_that_holds(quantity: str, value: float) -> None:
    change = Change(quantity, "", "", Span.exactly(value))
    made = Parameters(applied(LAYER, Difference("x", changes=(change,))).parameters)
    for leg in LAYER.legs.values():
        assert made.needed(quantity, leg=leg).span.typical == value
