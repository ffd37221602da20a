"""First and last miles."""

from dataclasses import replace

import pytest

from entrepot.analyses.corridors.access import miles
from entrepot.metadata.errors import NoData
from little_layer import ALMATY, LIEGE, LONDON, NOWHERE, layer


def reached(spot, reach=300.0, closed=frozenset()):
    return {mile.terminal for mile in miles(layer(), spot, reach, closed)}


def test_the_terminals_of_a_town_and_its_surroundings():
    assert {"KZALA", "ALA"} <= reached(ALMATY)
    assert {"LGG", "BETRI", "BEANR", "DEDUI"} <= reached(LIEGE)


def test_none_is_reached_over_water():
    assert reached(LONDON) == {"GBFXT"}


def test_beyond_a_border_only_where_home_has_none_of_the_mode():
    in_china = replace(ALMATY, latitude=44.2, longitude=80.45, country="CHN")
    assert reached(in_china, 60.0) == {"CNHRG"}
    assert reached(in_china, 60.0, frozenset({"CNHRG"})) == {"KZALT"}


def test_what_is_far_from_everything_gets_the_nearest_of_each_mode_however_far():
    far = replace(ALMATY, latitude=65.0, longitude=100.0, country="RUS")
    found = miles(layer(), far, 300.0)
    assert all(mile.crow_km > 300.0 for mile in found)
    served = {mode for mile in found for mode in layer().terminals[mile.terminal].modes}
    near = [t for t in layer().terminals.values() if t.country in ("RUS", "KAZ", "BLR")]
    assert served == {mode for terminal in near for mode in terminal.modes}
    assert len(found) <= len(served)


def test_a_lorry_goes_to_no_country_that_it_has_no_road_to():
    poti = replace(LIEGE, latitude=42.1, longitude=41.7, country="GEO")
    assert reached(poti, 1500.0) == {"GEPTI"}


def test_an_island_without_a_terminal_is_an_error_that_says_what_to_do():
    with pytest.raises(NoData, match="YAML of your own"):
        miles(layer(), NOWHERE, 300.0)


def test_a_mile_into_another_country_is_half_in_each():
    ways = {mile.terminal: mile for mile in miles(layer(), LIEGE, 300.0)}
    assert ways["DEDUI"].countries == {"BEL": 0.5, "DEU": 0.5}
    assert ways["LGG"].countries == {"BEL": 1.0}
    assert ways["LGG"].crow_km < 15
