"""Why not via there, and why not at all."""

from __future__ import annotations

import json

import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.find import find
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import no_route, why_not
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.errors import NoData, UsageError
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, MOSCOW, NOWHERE, POTI, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")
WAY = Question(ALMATY, LIEGE, BOX)


def test_the_bests_through_a_place_are_exact() -> None:
    found = why_not(NETWORK, WAY, "passage:caspian")
    front = find(NETWORK, Question(ALMATY, LIEGE, BOX, via=("passage:caspian",), epsilon=0.0)).cost
    for position, route in enumerate(found.through[:4]):
        assert route.criteria.to_tuple()[position] == pytest.approx(front[:, position].min())
        assert "caspian" in {key for step in route.steps for key in step.passages}


def test_a_detour_loses_and_is_told_by_whom() -> None:
    found = why_not(NETWORK, WAY, "passage:caspian")
    assert all(row["loss"] > 0.0 for row in found.table.rows())
    assert not found.in_front
    assert found.dominated_by is not None
    better, worse = found.dominated_by.criteria.to_tuple(), found.through[-1].criteria.to_tuple()
    assert all(a <= b for a, b in zip(better, worse, strict=True))


def test_where_the_hours_go_adds_up() -> None:
    found = why_not(NETWORK, WAY, "passage:caspian")
    loss = sum(row["loss"] for row in found.time.rows())
    balanced = {row["criterion"]: row["loss"] for row in found.table.rows() if row["best"] == "balanced"}
    assert loss == pytest.approx(balanced["hours"])
    assert next(row["kind"] for row in found.time.rows()) == "running"


def test_through_what_the_best_passes_anyway_nothing_is_lost() -> None:
    found = why_not(NETWORK, Question(ALMATY, LIEGE, BOX, modes=("rail",)), "country:RUS")
    assert [row["loss"] for row in found.table.rows()] == pytest.approx([0.0] * 8)
    assert found.in_front
    assert found.dominated_by is None
    assert found.name == "Russia"


def test_there_may_be_no_way_through() -> None:
    with pytest.raises(NoData, match="through Felixstowe"):
        why_not(NETWORK, Question(ALMATY, LIEGE, BOX, modes=("rail",)), "terminal:GBFXT")


def test_it_is_told_in_json() -> None:
    told = json.loads(json.dumps(why_not(NETWORK, WAY, "terminal:AZBAK").to_dict()))
    assert told["name"] == "Baku"
    assert [route["names"] for route in told["through"]][-1] == ["balanced"]


def test_the_condition_in_the_way_is_found() -> None:
    asked = Question(ALMATY, LONDON, BOX, avoid=("country:DEU", "mode:sea"))
    found = no_route(NETWORK, asked)
    assert [remedy.condition for remedy in found.remedies] == ["mode:sea"]
    assert "do not avoid sea" in found.message
    assert "USD" in found.message


def test_every_single_way_out_is_told() -> None:
    asked = Question(ALMATY, LIEGE, BOX, modes=("rail",), avoid=("terminal:BYBQT",))
    found = no_route(NETWORK, asked)
    assert {remedy.kind for remedy in found.remedies} == {"avoid", "modes"}
    hours = [remedy.route.criteria.hours for remedy in found.remedies]
    assert hours == sorted(hours)


def test_a_place_that_cannot_be_passed_is_told() -> None:
    asked = Question(ALMATY, LIEGE, BOX, modes=("rail",), via=("terminal:GBFXT",))
    assert {remedy.kind for remedy in no_route(NETWORK, asked).remedies} == {"modes", "via"}


def test_an_end_in_what_is_avoided_is_told() -> None:
    found = no_route(NETWORK, Question(MOSCOW, LIEGE, BOX, avoid=("country:RUS", "passage:suez")))
    assert [remedy.condition for remedy in found.remedies] == ["country:RUS"]


def test_several_conditions_may_bar_the_way_together() -> None:
    asked = Question(ALMATY, LONDON, BOX, avoid=("mode:sea", "terminal:GBFXT"))
    found = no_route(NETWORK, asked)
    assert found.remedies == ()
    assert found.together is not None
    assert "not enough" in found.message
    json.dumps(found.to_dict())


def test_some_places_have_no_way_at_all() -> None:
    found = no_route(NETWORK, Question(ALMATY, NOWHERE, BOX))
    assert found.together is None
    assert "with or without" in found.message


def test_where_there_is_a_route_there_is_nothing_to_explain() -> None:
    with pytest.raises(UsageError, match="There is a route"):
        no_route(NETWORK, WAY)


def test_conditions_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(UsageError, match="closed"):
        no_route(NETWORK, Question(POTI, ANTWERP, BOX, modes=("sea",), avoid=("mode:sea",)))
