"""Where goods enter and leave the graph of the little layer."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.gates import Gate, all_the_way, miles_of, reach_km, truck_cost
from entrepot.analyses.corridors.network import Network
from entrepot.metadata.errors import NoData
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, NOWHERE, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")


def test_a_spot_opens_on_the_yard_and_the_road_of_each_terminal() -> None:
    gate = Gate.of(NETWORK, LIEGE, miles_of(NETWORK, LIEGE), BOX)
    nodes = [NETWORK.expansion.nodes[position] for position in gate.ends.node]
    assert {node.terminal for node in nodes} == {"BETRI", "LGG", "BEANR", "DEDUI"}
    assert {node.mode for node in nodes} == {"", "road"}
    assert gate.terminals == tuple(node.terminal for node in nodes)


def test_the_last_mile_costs_what_the_first_does_unless_the_truck_only_drives_on() -> None:
    out = Gate.of(NETWORK, LIEGE, miles_of(NETWORK, LIEGE), BOX)
    back = Gate.of(NETWORK, LIEGE, miles_of(NETWORK, LIEGE), BOX, leaving=False)
    from_the_road = np.array([bool(NETWORK.expansion.nodes[node].mode) for node in back.ends.node])
    assert from_the_road.any()
    assert not from_the_road.all()
    start = NETWORK.parameters.needed("start_price", "road").span.typical
    spared = np.where(from_the_road, start, 0.0)
    assert np.allclose(out.ends.cost - back.ends.cost, np.outer(spared, [0.0, 1.0, 0.0, 0.0]))
    assert [(leg.end, leg.start) for leg in back.legs] == [(leg.start, leg.end) for leg in out.legs]
    assert out.terminals == back.terminals


def test_a_closed_terminal_is_no_gate() -> None:
    gate = Gate.of(NETWORK, LIEGE, miles_of(NETWORK, LIEGE), BOX)
    shut = gate.without(frozenset({"LGG"}))
    assert "LGG" not in shut.terminals
    assert len(shut.ends.node) == len(shut.ends.cost) == len(shut.legs) < len(gate.legs)
    assert gate.without(frozenset({"KZALA"})) is gate


def test_a_truck_all_the_way_goes_as_far_as_it_reaches() -> None:
    leg = all_the_way(NETWORK, LIEGE, ANTWERP)
    assert leg is not None
    assert leg.km == pytest.approx(1.25 * 105.0, rel=0.01)
    hours, usd, _, _ = truck_cost(NETWORK, leg, BOX)
    assert hours == pytest.approx(leg.km / 50)
    assert usd == pytest.approx(leg.km * 1.6 + 150)
    assert all_the_way(NETWORK, ALMATY, LIEGE) is None
    assert all_the_way(NETWORK, LONDON, ANTWERP) is None  # an island, however near


def test_reach_is_the_layers_and_an_empty_landmass_is_told() -> None:
    assert reach_km(NETWORK, LIEGE) == 300.0
    with pytest.raises(NoData, match="Nowhere"):
        miles_of(NETWORK, NOWHERE)
