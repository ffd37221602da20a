"""What must hold of network questions on any part of the little layer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import (
    Pair,
    criticality,
    disjoint_ways,
    effect,
    every_pair,
)
from entrepot.analyses.corridors.network_questions.bests import Bests, Ground
from entrepot.analyses.corridors.network_questions.disjoint import Apart
from entrepot.analyses.corridors.network_questions.pairs import EACH
from entrepot.analyses.corridors.network_questions.situation import Situation, shared_miles
from entrepot.analyses.corridors.search import Ends, tree
from entrepot.metadata.corridors import Addition, Difference, Mode, Span
from entrepot.metadata.corridors.sphere import great_circle
from little_layer import SPOTS, layer

WHOLE = layer()
BOX = cargo("1 FEU")
PAIRS = every_pair(SPOTS)
SLACK = 1e-9
CLOSURES = (
    *(f"terminal:{code}" for code in WHOLE.terminals),
    *(f"leg:{identity}" for identity in WHOLE.legs),
    *(f"passage:{key}" for key in WHOLE.passages),
    *(f"country:{code}" for code in sorted({t.country for t in WHOLE.terminals.values()})),
    *(f"mode:{mode}" for mode in Mode),
    "gauge:KZALT",
    "border:BYBQT:PLMAL",
    "season:winter",
    "group:EAEU",
)

gone_legs = st.frozensets(st.sampled_from(sorted(WHOLE.legs)), max_size=12)
closures = st.lists(st.sampled_from(CLOSURES), max_size=4, unique=True).map(tuple)
modes = st.sampled_from([(), ("rail",), ("rail", "road"), ("rail", "ferry", "sea"), ("sea", "road")])
codes = st.lists(st.sampled_from(sorted(WHOLE.terminals)), min_size=2, max_size=2, unique=True)
spans = st.none() | st.floats(20, 900).map(Span.exactly)
lanes = st.builds(
    lambda ends, mode, detour, hours, headway, gauge, one_way: Addition(
        *ends,
        mode,
        km=detour * _crow(*ends) + 1.0,
        hours=hours,
        headway=headway,
        gauge=gauge if mode is Mode.RAIL else 0,
        one_way=one_way,
    ),
    codes, st.sampled_from(list(Mode)), st.floats(1.0, 2.5), spans, spans, st.sampled_from([1435, 1520]),
    st.booleans(),
)  # fmt: skip


def _crow(start: str, end: str) -> float:
    a, b = WHOLE.terminals[start], WHOLE.terminals[end]
    return great_circle(a.latitude, a.longitude, b.latitude, b.longitude)


def _without(gone: frozenset[str]) -> Network:
    """The little layer without some legs."""
    return Network(replace(WHOLE, legs={key: leg for key, leg in WHOLE.legs.items() if key not in gone}))


def _better(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Where a is less than b beyond the last digits; infinite is no route."""
    return np.asarray(a < b * (1 - SLACK) - SLACK)


@settings(max_examples=60, deadline=None)
@given(gone_legs, closures)
def test_a_closure_never_improves(gone: frozenset[str], shut: tuple[str, ...]) -> None:
    shut = tuple(c for c in shut if c[4:] not in gone)
    found = effect(_without(gone), PAIRS, shut, BOX)
    assert not _better(found.after, found.before).any()
    assert not {"better", "mixed", "new route"} & set(found.statuses)


@settings(max_examples=30, deadline=None)
@given(closures, closures)
def test_closing_more_never_helps(some: tuple[str, ...], more: tuple[str, ...]) -> None:
    found = effect(Network(WHOLE), PAIRS, more, BOX, closures=some)
    assert not _better(found.after, found.before).any()


@settings(max_examples=40, deadline=None)
@given(gone_legs, lanes)
def test_a_new_link_never_worsens(gone: frozenset[str], lane: Addition) -> None:
    found = effect(_without(gone), PAIRS, Difference("new", additions=(lane,)), BOX)
    assert not _better(found.before, found.after).any()


@settings(max_examples=20, deadline=None)
@given(gone_legs)
def test_closing_nothing_does_nothing(gone: frozenset[str]) -> None:
    found = effect(_without(gone), PAIRS, (), BOX)
    assert np.array_equal(found.before, found.after)
    assert set(found.statuses) <= {"unchanged", "never a route"}


@settings(max_examples=20, deadline=None)
@given(gone_legs)
def test_a_layer_that_is_the_same_both_ways_answers_the_same_both_ways(gone: frozenset[str]) -> None:
    # Hours, CO2e and delay of every arc and mile are the same both ways.
    before = effect(_without(gone), PAIRS, (), BOX).before
    place = {(pair.origin.code, pair.destination.code): row for row, pair in enumerate(PAIRS)}
    back = [place[pair.destination.code, pair.origin.code] for pair in PAIRS]
    np.testing.assert_allclose(before[:, [0, 2, 3]], before[back][:, [0, 2, 3]], rtol=1e-9)


@settings(max_examples=20, deadline=None)
@given(gone_legs, st.sampled_from(sorted(WHOLE.terminals)))
def test_by_way_of_a_yard_is_never_shorter(gone: frozenset[str], through: str) -> None:
    # In a yard goods stand: whoever passes it there has paid for every lift and starts with a new wait.
    network = _without(gone)
    now = Situation(network)
    bests = Bests(Ground(network, BOX, shared_miles((now,), SPOTS)), now)
    yard = network.expansion.yard(through)
    for pair in PAIRS[::5]:
        whole = bests.values([pair], EACH)[0]
        for criterion, weight in enumerate(EACH):
            first = bests.tree(pair.origin, weight).distance[yard]
            onwards = tree(bests.arcs, Ends.of(yard), weight).distance
            last = bests.gate(pair.destination, leaving=False).ends
            second = (onwards[last.node] + last.cost @ weight).min()
            assert whole[criterion] <= (first + second) * (1 + SLACK)


@settings(max_examples=40, deadline=None)
@given(gone_legs, st.sampled_from(["legs", "countries", "border points"]), st.sampled_from(PAIRS), modes)
def test_without_the_cut_there_is_no_way(
    gone: frozenset[str], by: Apart, pair: Pair, allowed: tuple[str, ...]
) -> None:
    network = _without(gone)
    found = disjoint_ways(network, pair.origin, pair.destination, by, BOX, modes=allowed)
    if found.at_most is None:
        assert found.cut == ()
        return
    assert found.at_most == len(found.cut) >= len(found.routes)
    for some in (found.cut, found.cut[1:]):
        shut = effect(network, [pair], some, BOX, modes=allowed).statuses
        assert (shut[0] in ("no route", "never a route")) == (some == found.cut)


@settings(max_examples=15, deadline=None)
@given(gone_legs, st.sampled_from(["terminals", "legs", "countries"]), st.sampled_from(["hours", "usd"]))
def test_shares_and_losses_make_sense(gone: frozenset[str], what: str, by: str) -> None:
    pairs = [Pair(pair.origin, pair.destination, 1.0 + row) for row, pair in enumerate(PAIRS[::3])]
    for row in criticality(_without(gone), pairs, BOX, what, by=by).table.rows():  # type: ignore[arg-type]
        assert 0.0 <= row["stranded_share"] <= row["trade_share"] <= 1.0 + SLACK
        assert row["total_loss"] >= 0.0
        assert (row["loss"] is None) == (row["stranded_pairs"] == row["pairs"])
