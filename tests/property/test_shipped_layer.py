"""What must hold of any way over the layer that ships: closures never help, links never harm, fronts keep
their promise.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from entrepot.analyses.corridors.asking import network, question
from entrepot.analyses.corridors.find import Found, find
from entrepot.analyses.corridors.gates import miles_of
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.corridors import Addition, Difference, Mode, Span
from entrepot.metadata.errors import NoData

Array = NDArray[np.float64]
ENDS = (
    "KZALA", "BELGG", "UZTAS", "CNXIA", "GEPTI", "TRIST",
    "RUMOW", "IRTHR", "INNSA", "DEHAM", "KGFRU", "CNSHA",
)  # fmt: skip
SHUT = (
    "passage:suez", "passage:caspian", "passage:black-sea", "passage:baltic", "passage:danube", "mode:air",
    "mode:sea", "mode:ferry", "country:BLR", "country:TKM", "country:MNG", "country:EGY", "gauge:PLMAA",
    "gauge:KZ-ALTYNKOL", "border:BYBQT:PLMAA", "border:BGSWG:TR-KAPIKULE",
    "leg:rail:CNHRS:KZ-ALTYNKOL", "leg:ferry:AZALA:TMKRW",
)  # fmt: skip
# The best by one criterion is in a front of any epsilon, to one part in a million.
A_LITTLE = 1 + 2e-6

pairs = st.tuples(st.sampled_from(ENDS), st.sampled_from(ENDS)).filter(lambda pair: pair[0] != pair[1])
thorough = settings(deadline=None, max_examples=25)


@cache
def found(start: str, end: str, *avoid: str, epsilon: float = 0.3) -> Found:
    return find(network(), asked(start, end, *avoid, epsilon=epsilon))


def asked(start: str, end: str, *avoid: str, epsilon: float = 0.3) -> Question:
    return replace(question(network(), start, end, epsilon=epsilon), avoid=avoid)


def best(answer: Found) -> Array:
    """Least hours, dollars, CO2e and delay, each for itself; infinite where there is no way."""
    return np.asarray(answer.cost.min(axis=0) if len(answer.cost) else np.full(4, np.inf))


def touches_the_miles(shut: str, *ends: str) -> bool:
    """Whether a country holds terminals that trucks from an end serve: without these they serve the next."""
    kind, _, name = shut.partition(":")
    searched = network()
    put = asked(*ends)
    reached = {mile.terminal for spot in (put.origin, put.destination) for mile in miles_of(searched, spot)}
    return kind == "country" and any(searched.layer.terminals[code].country == name for code in reached)


@thorough
@given(pairs, st.sampled_from(SHUT))
def test_a_closure_never_improves_the_best(pair: tuple[str, str], shut: str) -> None:
    if touches_the_miles(shut, *pair):
        return
    try:
        closed = best(found(*pair, shut))
    except NoData:
        return
    assert (closed * A_LITTLE >= best(found(*pair))).all(), (pair, shut)


LINKS = (
    Addition("KZALA", "UZTAS", Mode.RAIL, km=600.0, gauge=1520),
    Addition("KZAAU", "GEPTI", Mode.SEA, km=900.0),
    Addition("LGG", "ALA", Mode.AIR, hours=Span.exactly(6.0)),
)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: f"{link.mode}")
def test_a_new_link_never_worsens_the_best(link: Addition) -> None:
    """Between terminals that have the mode already, so that trucks serve the same ones."""
    richer: Network = network(Difference("richer", additions=(link,)))
    gained = False
    for pair in (("KZALA", "BELGG"), ("KGFRU", "GEPTI"), ("CNXIA", "TRIST"), ("UZTAS", "KZALA")):
        before, after = best(found(*pair)), best(find(richer, asked(*pair)))
        assert (after <= before * A_LITTLE).all(), (link, pair)
        gained |= bool((after < before / A_LITTLE).any())
    assert gained, "a link that nobody uses tests nothing"


@thorough
@given(st.permutations(ENDS).map(lambda codes: codes[:3]))
def test_going_by_a_third_terminal_is_no_shorter(three: list[str]) -> None:
    """Where both best ways use the third terminal itself. What the lorry's lift takes is allowed for: whoever
    stops there may come and go by road without one.
    """
    start, middle, end = three
    first, second = found(start, middle), found(middle, end)
    straight, slack = best(found(start, end)), lorry_lifts(middle)
    for column in range(4):
        a, b = int(first.cost[:, column].argmin()), int(second.cost[:, column].argmin())
        arrives, leaves = first.ways[a].last, second.ways[b].first
        if arrives and leaves and arrives.start == middle and leaves.end == middle:
            by = first.cost[a, column] + second.cost[b, column] + slack[column]
            assert straight[column] <= by * A_LITTLE, (three, column)


def lorry_lifts(code: str) -> tuple[float, float, float, float]:
    """Hours, dollars, CO2e and delay of getting on a lorry and off it."""
    searched, cargo = network(), asked(*ENDS[:2]).cargo
    pieces = [
        *searched.pieces.boarding(code, Mode.ROAD, None, cargo),
        searched.pieces.lift(code, Mode.ROAD, cargo),
    ]
    return (
        sum(piece.hours[0].typical for piece in pieces),
        sum(piece.usd[0].typical for piece in pieces),
        sum(piece.co2e[0].typical for piece in pieces),
        sum(piece.hours[0].excess for piece in pieces),
    )


@pytest.mark.parametrize(
    "pair",
    [("KZALA", "BELGG"), ("CNSHA", "NLRTM"), ("UZTAS", "GEPTI"), ("KGFRU", "RUMOW"), ("TRIST", "DEHAM")],
    ids="-".join,
)
def test_the_front_keeps_its_promise_on_the_layer_that_ships(pair: tuple[str, str]) -> None:
    """For each route of the exact front there is one at most a tenth worse in all; none beats it."""
    exact, shown = found(*pair, epsilon=0.0), found(*pair, epsilon=0.1)
    assert not exact.cut
    assert len(shown.cost) <= len(exact.cost)
    for row in exact.cost:
        assert (shown.cost <= row * 1.1 * (1 + 1e-8)).all(axis=1).any(), row
        assert not (shown.cost < row / (1 + 1e-8)).all(axis=1).any(), "the exact front is not the best"
