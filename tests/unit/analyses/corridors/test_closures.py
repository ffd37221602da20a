"""What is shut when something is closed, on the little layer."""

from __future__ import annotations

import pytest

import little_layer
from entrepot.analyses.corridors.closures import check_request, closed_gauges, closed_legs, closed_terminals
from entrepot.metadata.errors import UsageError

LAYER = little_layer.layer()
SHUT = {
    "country:GEO": {"rail:AZBAK:GEPTI", "ferry:GEPTI:ROCND", "sea:CNSHA:GEPTI", "air:ALA:LGG:south"},
    "passage:suez": {"sea:CNSHA:BEANR", "sea:CNSHA:GEPTI"},
    "terminal:PLMAL": {"rail:BYBQT:PLMAL", "rail:PLMAL:DEDUI", "road:BYBQT:PLMAL", "road:PLMAL:DEDUI"},
    "border:PLMAL:BYBQT": {"rail:BYBQT:PLMAL", "road:BYBQT:PLMAL"},
    "border:BLR:POL": {"rail:BYBQT:PLMAL", "road:BYBQT:PLMAL"},
    "border:BEL:CHN": set(),  # ships do not stand at it
    "border:BEL:DEU": {"rail:DEDUI:BETRI", "road:DEDUI:BETRI", "barge:DEDUI:BEANR"},
    "leg:rail:BETRI:BEANR": {"rail:BETRI:BEANR"},
    "mode:air": {"air:ALA:LGG", "air:ALA:LGG:south"},
    "gauge:PLMAL": set(),
    "season:winter": {"ferry:KZAAU:AZBAK"},
}


@pytest.mark.parametrize("closure", SHUT)
def test_legs_that_are_shut(closure: str) -> None:
    assert closed_legs(LAYER, [closure]) == SHUT[closure]


def test_a_country_is_shut_on_the_ground_and_in_the_air() -> None:
    shut = closed_legs(LAYER, ["country:RUS"])
    assert "air:ALA:LGG" in shut and "air:ALA:LGG:south" not in shut
    assert closed_terminals(LAYER, ["country:RUS"]) == {"RUMOW"}


def test_a_group_is_its_members() -> None:
    members = [f"country:{code}" for code in ("ARM", "BLR", "KAZ", "KGZ", "RUS")]
    assert closed_legs(LAYER, ["group:EAEU"]) == closed_legs(LAYER, members)
    assert closed_terminals(LAYER, ["group:EAEU"]) == closed_terminals(LAYER, members)


def test_several_closures_shut_what_each_shuts() -> None:
    both = closed_legs(LAYER, ["passage:suez", "mode:air"])
    assert both == SHUT["passage:suez"] | SHUT["mode:air"]
    assert closed_legs(LAYER, []) == frozenset() == closed_terminals(LAYER, [])


def test_a_change_of_gauge_is_shut_alone_or_with_its_terminal() -> None:
    assert closed_gauges(LAYER, ["gauge:KZALT", "country:POL"]) == {"KZALT", "PLMAL"}
    assert closed_terminals(LAYER, ["gauge:KZALT"]) == frozenset()


@pytest.mark.parametrize("closure", ["Russia", "season:spring", "RUS", "", "planet:mars"])
def test_what_is_not_in_written_form_is_refused(closure: str) -> None:
    with pytest.raises(UsageError, match="written form"):
        closed_legs(LAYER, [closure])


@pytest.mark.parametrize(
    ("closures", "via", "modes", "words"),
    [
        (["passage:suez"], ["passage:suez"], [], "to be passed"),
        (["country:RUS"], ["terminal:RUMOW"], [], "terminal:RUMOW is to be passed"),
        (["group:EAEU"], ["country:BLR"], [], "country:BLR is to be passed"),
        (["season:winter"], ["passage:caspian"], [], "passage:caspian"),
        (["mode:air"], [], ["air"], "Every mode"),
        ([f"mode:{m}" for m in ("road", "rail", "sea", "ferry", "barge", "air")], [], [], "Every mode"),
        ([], ["mode:rail"], ["sea"], "left out"),
        ([], [], ["zeppelin"], "No mode is called zeppelin"),
    ],
)
def test_a_contradiction_is_told(closures: list[str], via: list[str], modes: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        check_request(LAYER, closures, via, modes)


def test_what_does_not_contradict_passes() -> None:
    check_request(
        LAYER, ["country:RUS", "mode:air"], ["terminal:AZBAK", "passage:caspian"], ["rail", "ferry"]
    )
