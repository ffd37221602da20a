"""Effects of closures on the little layer: told by hand where that is possible."""

from __future__ import annotations

import json

import numpy as np
import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.find import find
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Pair, effect, every_pair
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.corridors import Change, Difference
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, MOSCOW, NOWHERE, POTI, SHANGHAI, SPOTS, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")


def test_before_is_the_best_of_the_exact_front() -> None:
    found = effect(NETWORK, [(ALMATY, LIEGE), (SHANGHAI, LONDON)], (), BOX)
    for row, (origin, destination) in enumerate([(ALMATY, LIEGE), (SHANGHAI, LONDON)]):
        front = find(NETWORK, Question(origin, destination, BOX, epsilon=0.0)).cost
        assert found.before[row] == pytest.approx(front.min(axis=0))


def test_after_is_the_best_of_the_front_without_it() -> None:
    found = effect(NETWORK, [(ALMATY, LIEGE)], ["country:RUS"], BOX)
    front = find(NETWORK, Question(ALMATY, LIEGE, BOX, avoid=("country:RUS",), epsilon=0.0)).cost
    assert found.after[0] == pytest.approx(front.min(axis=0))
    assert found.statuses == ("worse",)


def test_suez_costs_a_ship_the_way_around_the_cape() -> None:
    found = effect(NETWORK, [(SHANGHAI, ANTWERP)], ["passage:suez"], cargo("1 FEU"))
    row = found.table.rows()[0]
    # The cheapest goes by sea both times: 6,100 km more at 0.09 USD.
    assert row["usd_change"] == pytest.approx(6100 * 0.09)
    assert row["hours_change"] == 0.0  # the fastest goes by land
    assert row["usd_share"] == pytest.approx(row["usd_change"] / row["usd_before"])


def test_no_route_is_said_and_has_no_number() -> None:
    found = effect(NETWORK, [(LIEGE, LONDON)], ["terminal:GBFXT"], BOX)
    row = found.table.rows()[0]
    assert row["status"] == "no route"
    assert row["hours_before"] is not None
    assert [row[f"{name}_after"] for name in ("hours", "usd", "co2e", "delay")] == [None] * 4
    assert row["hours_change"] is None
    assert found.weight("no route") == 1.0


def test_whoever_lives_in_what_is_closed_has_no_route() -> None:
    found = effect(NETWORK, [(MOSCOW, LIEGE), (LIEGE, MOSCOW), (LIEGE, ANTWERP)], ["group:EAEU"], BOX)
    assert found.statuses == ("no route", "no route", "unchanged")


def test_where_there_never_was_a_route_nothing_is_lost() -> None:
    found = effect(NETWORK, [(ALMATY, NOWHERE)], ["country:RUS"], BOX)
    assert found.statuses == ("never a route",)


def test_untouched_pairs_are_told_as_unchanged() -> None:
    found = effect(NETWORK, [(LIEGE, POTI), (ALMATY, SHANGHAI)], ["country:BLR"], BOX)
    assert found.statuses == ("unchanged", "unchanged")
    assert np.array_equal(found.before, found.after)


def test_a_truck_all_the_way_is_not_stopped_by_a_closed_terminal() -> None:
    found = effect(NETWORK, [(LIEGE, ANTWERP)], ["terminal:BEANR", "terminal:BETRI"], BOX)
    assert found.after[0][0] == found.before[0][0]
    assert found.before[0][0] == pytest.approx(2.625, abs=0.01)  # 105 km x 1.25 at 50 km/h


def test_closing_the_road_stops_that_truck() -> None:
    found = effect(NETWORK, [(LIEGE, ANTWERP)], ["mode:road"], BOX)
    assert found.after[0][0] > found.before[0][0]


def test_a_change_that_helps_and_harms_is_mixed() -> None:
    changes = (Change("speed", "", "air", times=1.1), Change("air_rate", "", "air", times=3.0))
    mixed = effect(NETWORK, [(ALMATY, LIEGE)], Difference("dear", changes=changes), BOX, modes=("air",))
    assert mixed.statuses == ("mixed",)


def test_what_is_closed_before_stays_closed() -> None:
    found = effect(NETWORK, [(ALMATY, LIEGE)], ["country:RUS"], BOX, closures=("country:RUS",))
    assert found.statuses == ("unchanged",)


def test_weights_and_sources_are_in_the_json() -> None:
    found = effect(NETWORK, [Pair(ALMATY, LIEGE, 3.0), Pair(LIEGE, ANTWERP, 2.0)], "country:RUS", BOX)
    told = json.loads(json.dumps(found.to_dict()))
    assert told["weights"] == {"worse": 3.0, "unchanged": 2.0}
    assert told["difference"] == "country:RUS"
    assert told["table"]["origins"][0]["publisher"] == "Entrepôt"
    assert told["table"]["period"] == "2024"


def test_every_pair_is_both_ways() -> None:
    assert len(every_pair(SPOTS)) == len(SPOTS) * (len(SPOTS) - 1)


@pytest.mark.parametrize("pairs", [[], [(LIEGE, LIEGE)]])
def test_pairs_that_are_none_are_refused(pairs: list[tuple[object, object]]) -> None:
    with pytest.raises(UsageError):
        effect(NETWORK, pairs, ["country:RUS"], BOX)  # type: ignore[arg-type]


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(UsageError, match="weight"):
        Pair(LIEGE, ALMATY, -1.0)


def test_a_closure_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="Suez"):
        effect(NETWORK, [(ALMATY, LIEGE)], ["Suez"], BOX)
