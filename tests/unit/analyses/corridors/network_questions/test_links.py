"""A new link in the little layer."""

from __future__ import annotations

import json

import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Pair, links
from entrepot.metadata.corridors import Addition, Difference, Mode, Span
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, LIEGE, LONDON, MOSCOW, POTI, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")
FLIGHT = Addition("ALA", "LGG", Mode.AIR, hours=Span(6, 7, 8), headway=Span(2, 4, 8), title="Daily freighter")
DAILY = Difference("daily", "a daily freighter", additions=(FLIGHT,))


def test_who_gains_by_a_quicker_flight() -> None:
    pairs = [Pair(ALMATY, LIEGE, 3.0), Pair(LIEGE, POTI, 1.0), Pair(LIEGE, ALMATY, 1.0)]
    found = links(NETWORK, DAILY, pairs, BOX)
    assert found.effect.statuses == ("better", "unchanged", "better")
    assert set(found.table.data["origin"]) == {"Almaty", "Liège"}
    hours = next(row for row in found.summary.rows() if row["criterion"] == "hours")
    assert hours["pairs"] == 2.0
    assert hours["weight_share"] == pytest.approx(0.8)
    # Before: 28 h wait and 5,250 km at 800 km/h; after: 2 h and 7 h.
    assert hours["mean_change"] == pytest.approx((2 + 7) - (28 + 5250 / 800))


def test_a_new_route_has_no_mean() -> None:
    ferry = Addition("ROCND", "GBFXT", Mode.SEA, km=6400)
    cut = ("leg:sea:BEANR:GBFXT",)
    found = links(NETWORK, Difference("ferry", additions=(ferry,)), [(POTI, LONDON)], BOX, closures=cut)
    assert found.effect.statuses == ("new route",)
    assert [row["pairs"] for row in found.summary.rows()] == [1.0] * 4
    assert [row["mean_change"] for row in found.summary.rows()] == [None] * 4


def test_nobody_is_affected_by_what_nobody_uses() -> None:
    found = links(NETWORK, DAILY, [(MOSCOW, LIEGE)], BOX, modes=("rail",))
    assert len(found) == 0
    json.dumps(found.to_dict())


def test_closures_alone_are_no_link() -> None:
    with pytest.raises(UsageError, match="adds no link"):
        links(NETWORK, Difference("shut", closures=("country:RUS",)), [(ALMATY, LIEGE)], BOX)
