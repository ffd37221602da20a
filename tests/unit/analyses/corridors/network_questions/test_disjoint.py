"""Ways apart and cuts in the little layer, and smallest hitting sets against trying all."""

from __future__ import annotations

import json
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import disjoint_ways, effect
from entrepot.analyses.corridors.network_questions.disjoint import APART, Apart
from entrepot.analyses.corridors.network_questions.hitting import fewest, smallest_hitting
from entrepot.analyses.corridors.network_questions.parts import KINDS
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, MOSCOW, NOWHERE, POTI, SHANGHAI, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")


def test_the_island_has_one_port() -> None:
    found = disjoint_ways(NETWORK, LIEGE, LONDON, "legs", BOX)
    assert found.cut == ("leg:sea:BEANR:GBFXT",)
    assert found.at_most == 1
    assert found.is_exact
    assert "Antwerp port – Felixstowe (sea)" in found.message
    # Felixstowe is the only terminal near London; Antwerp the only port that serves it.
    assert disjoint_ways(NETWORK, LIEGE, LONDON, "terminals", BOX).at_most == 1


def test_rails_alone_leave_one_line_of_countries() -> None:
    found = disjoint_ways(NETWORK, ALMATY, LIEGE, "countries", BOX, modes=("rail",))
    assert found.at_most == 1
    assert len(found.routes) == 1
    assert found.cut[0].startswith("country:")


def test_border_points_on_land_do_not_stop_a_flight() -> None:
    found = disjoint_ways(NETWORK, ALMATY, LIEGE, "border points", BOX)
    assert found.at_most is None
    assert found.cut == ()
    assert "No closing of border points" in found.message


def test_over_land_there_is_one_border_to_the_west() -> None:
    found = disjoint_ways(NETWORK, ALMATY, LIEGE, "border points", BOX, modes=("rail", "road"))
    assert found.cut == ("border:BYBQT:PLMAL",)
    assert found.names == ("Brest – Malaszewicze",)


def test_flights_and_rails_share_no_leg() -> None:
    found = disjoint_ways(NETWORK, ALMATY, LIEGE, "legs", BOX)
    assert found.at_most == len(found.cut) == len(found.routes)
    used = [{step.leg for step in route.steps if step.leg} for route in found.routes]
    assert sum(map(len, used)) == len(set().union(*used))


def test_ways_by_terminals_share_none_not_even_near_the_ends() -> None:
    found = disjoint_ways(NETWORK, SHANGHAI, LIEGE, "terminals", BOX)
    touched = [set(route.terminals) for route in found.routes]
    assert sum(map(len, touched)) == len(set().union(*touched))
    assert found.at_most is not None
    assert len(found.routes) <= found.at_most


@pytest.mark.parametrize("by", APART)
@pytest.mark.parametrize(
    ("ends", "modes"),
    [
        ((ALMATY, LIEGE), ()),
        ((ALMATY, LIEGE), ("rail", "road")),
        ((SHANGHAI, ANTWERP), ()),
        ((POTI, MOSCOW), ("rail", "sea", "ferry")),
    ],
)
def test_what_is_cut_has_no_way_and_less_does_not_cut(by: Apart, ends: tuple, modes: tuple[str, ...]) -> None:
    found = disjoint_ways(NETWORK, *ends, by, BOX, modes=modes)
    assert len(found.routes) <= (found.at_most or len(found.routes))
    if not found.cut:
        return
    shut = effect(NETWORK, [ends], found.cut, BOX, modes=modes)
    # Closed terminals make trucks drive beyond their reach, which a cut by terminals leaves out of account.
    assert by == "terminals" or shut.statuses == ("no route",)
    for spared in range(len(found.cut)):
        rest = found.cut[:spared] + found.cut[spared + 1 :]
        assert effect(NETWORK, [ends], rest, BOX, modes=modes).statuses != ("no route",)


@pytest.mark.parametrize("by", ["legs", "countries", "border points"])
def test_no_smaller_set_cuts(by: Apart) -> None:
    found = disjoint_ways(NETWORK, ALMATY, LIEGE, by, BOX, modes=("rail", "road", "ferry"))
    assert found.at_most is not None
    every = _all_parts(by)
    for fewer in combinations(every, found.at_most - 1):
        assert effect(NETWORK, [(ALMATY, LIEGE)], fewer, BOX, modes=("rail", "road", "ferry")).statuses != (
            "no route",
        )


def _all_parts(by: Apart) -> list[str]:
    legs = [leg for leg in layer().legs.values() if leg.mode in ("rail", "road", "ferry")]
    names = {
        "legs": [leg.id for leg in legs],
        "countries": sorted({c for leg in legs for c in leg.countries} - {"KAZ", "BEL"}),
        "border points": ["CNHRG:KZALT", "BYBQT:PLMAL", "AZBAK:GEPTI"],
    }
    return [f"{KINDS[by]}:{name}" for name in names[by]]


def test_a_truck_all_the_way_needs_nothing() -> None:
    assert disjoint_ways(NETWORK, LIEGE, ANTWERP, "terminals", BOX).at_most is None


def test_where_there_is_no_way_there_is_nothing_to_cut() -> None:
    found = disjoint_ways(NETWORK, ALMATY, NOWHERE, "legs", BOX)
    assert (found.at_most, found.cut, found.routes) == (0, (), ())
    assert "There is no way" in found.message
    countries = disjoint_ways(NETWORK, ALMATY, NOWHERE, "countries", BOX)
    assert (countries.at_most, countries.routes) == (0, ())


def test_what_is_closed_already_is_not_in_the_cut() -> None:
    found = disjoint_ways(NETWORK, SHANGHAI, LONDON, "countries", BOX, closures=("country:RUS",))
    assert "country:RUS" not in found.cut


def test_it_is_told_in_json() -> None:
    told = json.loads(json.dumps(disjoint_ways(NETWORK, LIEGE, LONDON, "legs", BOX).to_dict()))
    assert told["exact"] is True
    assert told["cut"] == ["leg:sea:BEANR:GBFXT"]


@pytest.mark.parametrize(("there", "by"), [(LIEGE, "legs"), (ALMATY, "bridges")])
def test_nonsense_is_refused(there: object, by: str) -> None:
    with pytest.raises(UsageError):
        disjoint_ways(NETWORK, LIEGE, there, by, BOX)  # type: ignore[arg-type]


sets = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=4), max_size=8)


@given(sets)
def test_the_smallest_hitting_set_is_as_small_as_any(given_: list[frozenset[str]]) -> None:
    found = smallest_hitting(given_)
    assert all(found & set_ for set_ in given_)
    subsets = chain.from_iterable(combinations("abcdefg", size) for size in range(8))
    best = next(len(chosen) for chosen in subsets if all(set(chosen) & set_ for set_ in given_))
    assert len(found) == best


@given(sets)
def test_ways_are_met_one_by_one_and_all_hit(ways: list[frozenset[str]]) -> None:
    found = fewest(lambda closed: [way for way in ways if not way & closed][:1])
    assert found is not None
    assert found[0] == smallest_hitting(found[1])
    assert all(found[0] & way for way in ways)


def test_a_way_that_uses_nothing_cannot_be_hit() -> None:
    assert fewest(lambda closed: [frozenset()]) is None
