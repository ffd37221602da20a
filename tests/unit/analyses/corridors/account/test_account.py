"""The account of a pair on a layer that can be reckoned by hand: complete, true to the search, kept whole."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from entrepot.analyses.corridors.account.account import MEASURES, Account
from entrepot.analyses.corridors.account.closing import ALWAYS
from entrepot.analyses.corridors.account.grounds import Grounds, measure_of
from entrepot.analyses.corridors.account.kept import packed, unpacked
from entrepot.analyses.corridors.account.of_pair import account
from entrepot.analyses.corridors.account.waypoints import (
    carriers,
    first_lift,
    last_lift,
    most_used,
    needs,
    waypoints,
)
from entrepot.analyses.corridors.answer import best
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.metadata.corridors import Spot
from entrepot.metadata.corridors.layer import QUANTITIES
from little_layer import ALMATY, ANTWERP, INVENTED, LIEGE, LONDON, POTI, SHANGHAI, layer
from sample_routes import by_middle, by_rail

NETWORK = Network(layer())
BOX = cargo("1 FEU")


def ask(origin: Spot = ALMATY, destination: Spot = LIEGE) -> Account:
    return account(NETWORK, Question(origin, destination, BOX))


@pytest.fixture(scope="module")
def told() -> Account:
    return ask()


def test_the_consignment_is_told(told: Account) -> None:
    assert (told.cargo, told.tonnes, told.boxes) == ("1 FEU", 20.0, 1.0)
    assert told.chargeable_kg == 20_000.0


def test_it_comes_back_from_json_as_it_went(told: Account) -> None:
    back = unpacked(json.loads(json.dumps(packed(told), allow_nan=False)))
    again = unpacked(json.loads(json.dumps(packed(back), allow_nan=False)))
    assert back == again
    assert (back.closed, back.apart, back.front) == (told.closed, told.apart, told.front)
    assert (back.origin, back.origins, back.years) == (told.origin, told.origins, told.years)
    for kept, made in zip(back.routes, told.routes, strict=True):
        assert kept.names == made.names
        assert kept.criteria.to_tuple() == pytest.approx(made.criteria.to_tuple(), abs=0.05)
        assert kept.late == pytest.approx(made.late)
        assert [s.origins for s in kept.steps] == [s.origins for s in made.steps]
        assert [s.countries for s in kept.steps] == [s.countries for s in made.steps]


def test_what_is_kept_is_small(told: Account) -> None:
    assert len(json.dumps(packed(told))) < 60_000


def test_a_pair_without_a_way_is_kept_too() -> None:
    empty = Account(ALMATY, LIEGE, "1 FEU", 20.0, 1.0, 20_000.0)
    assert unpacked(json.loads(json.dumps(packed(empty)))) == empty
    assert empty.named("fastest") is None


def test_closures_are_those_of_the_ways_shown_and_those_always_asked(told: Account) -> None:
    asked = {closed.closure for closed in told.closed}
    assert {"country:RUS", "passage:caspian", "passage:suez"} <= asked
    assert not asked & {"country:KAZ", "country:BEL"}
    assert [closed.role for closed in told.closed].count("origin") == 1
    assert [closed.role for closed in told.closed].count("destination") == 1
    assert len(asked) == len(told.closed)


def test_what_is_left_after_a_closure_is_what_a_search_without_it_finds(told: Account) -> None:
    for closed in told.closed:
        other = best(NETWORK, Question(ALMATY, LIEGE, BOX, avoid=(closed.closure,)))
        if closed.balanced is None:
            assert other is None
        elif not closed.same:
            assert other is not None
            assert other.criteria.to_tuple() == pytest.approx(closed.balanced.to_tuple())


def test_a_closure_never_makes_the_best_better(told: Account) -> None:
    for closed in told.closed:
        if closed.after is not None:
            pairs = zip(closed.before.to_tuple(), closed.after.to_tuple(), strict=True)
            assert all(new >= old for old, new in pairs)


def test_suez_does_not_matter_between_almaty_and_liege(told: Account) -> None:
    suez = next(closed for closed in told.closed if closed.closure == "passage:suez")
    assert suez.same and not suez.matters


def test_where_all_ways_need_it_none_is_left() -> None:
    # London's terminal is on an island that one ship line alone serves.
    shut = {closed.closure: closed for closed in ask(ANTWERP, LONDON).closed}
    assert shut["terminal:GBFXT"].after is None
    assert shut["terminal:GBFXT"].balanced is None
    assert next(iter(shut)) in ("terminal:GBFXT", "terminal:BEANR"), "the gravest stands first"


def test_ways_apart_share_no_transit_and_no_passage(told: Account) -> None:
    needs = [set(way.needs) for way in told.apart]
    assert len(needs) > 1
    for position, one in enumerate(needs):
        assert all(one.isdisjoint(other) for other in needs[position + 1 :])
    assert all("air" not in way.modes for way in told.apart)


def test_a_port_where_goods_change_ship_counts_as_transit() -> None:
    by_sea = best(NETWORK, Question(SHANGHAI, LONDON, BOX, modes=("sea",)))
    assert by_sea is not None
    assert "BEL" not in by_sea.countries
    assert "country:BEL" in needs(by_sea, layer())


def test_a_season_is_named_where_it_shuts_one_of_the_ways() -> None:
    assert ask().seasons == ("winter",)
    assert ask(ANTWERP, LIEGE).seasons == ()


def test_names_are_there_for_whatever_is_named(told: Account) -> None:
    for closed in told.closed:
        kind, _, name = closed.closure.partition(":")
        assert kind == "country" or name in told.names
        assert set(closed.by) <= set(told.names)
    assert {code for route in told.routes for code in route.terminals} <= set(told.names)
    assert told.name("KZAAU", "fr") == "Aktau", "English where there is no French"
    assert told.name("XXX", "en") == "XXX"


def test_every_measure_has_its_origins(told: Account) -> None:
    assert all(told.origins[measure] == (INVENTED,) for measure in MEASURES)
    assert told.origins["day"] == told.origins["cargo"] == (INVENTED,)
    assert told.years == "2024"


def test_what_a_step_was_made_of_is_found_again(told: Account) -> None:
    grounds = Grounds(layer())
    for route in told.routes:
        for step in route.steps:
            stated = [part for part in step.method.split("; ") if " / " in part]
            assert len(list(grounds.parameters(step))) == len(stated)


def test_quantities_go_into_the_measure_of_their_unit() -> None:
    by_unit = {"h": "hours", "km/h": "hours", "USD/FEU": "usd", "USD/kg": "usd", "kg/t": "co2e"}
    for quantity, unit in QUANTITIES.items():
        if unit in by_unit:
            assert measure_of(quantity) == by_unit[unit], quantity


@pytest.mark.parametrize("most", [1, 2, 3, 6])
def test_waypoints_are_few_and_in_order(most: int) -> None:
    for route in (by_rail(), by_middle()):
        named = waypoints(route, most)
        assert len(named) <= most
        order = [code for code in route.terminals if code in named]
        assert order == list(named)


def test_lifts_outlast_borders_where_names_are_too_many() -> None:
    assert {"ALMATY-1", "TRILO"} <= set(waypoints(by_rail(), 2))


def test_lorries_at_both_ends_carry_nothing_to_speak_of() -> None:
    assert by_rail().modes == ("road", "rail")
    assert carriers(by_rail()) == ("rail",)


def test_hubs_are_where_goods_are_lifted_first_and_last() -> None:
    routes = [by_rail(), by_middle()]
    assert most_used(map(first_lift, routes)) == "ALMATY-1"
    assert last_lift(by_rail()) == "TRILO"
    assert most_used([]) == most_used(["", ""]) == ""
    assert most_used(["a", "b", "b", "a"]) == "a", "of equals the first"


def test_a_truck_all_the_way_has_no_hub() -> None:
    near = replace(LIEGE, code="NEAR", name="Near", latitude=LIEGE.latitude + 0.2)
    told = ask(LIEGE, near)
    assert told.routes
    assert {closed.closure for closed in told.closed} <= {*ALWAYS}
    assert told.apart and not told.apart[0].needs


def test_the_same_question_has_the_same_account() -> None:
    assert packed(ask(SHANGHAI, POTI)) == packed(ask(SHANGHAI, POTI))
