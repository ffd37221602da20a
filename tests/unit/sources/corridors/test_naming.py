"""What people write, and what it means in a layer."""

from __future__ import annotations

from dataclasses import replace

import pytest

import little_layer
from entrepot.metadata.corridors import Layer, Mode, Passage, Season, Terminal
from entrepot.metadata.errors import AmbiguousPlace, UnknownPlace
from entrepot.sources.corridors import closure, closures


def _terminal(
    code: str, name: str, country: str, modes: tuple[Mode, ...], also: tuple[str, ...] = ()
) -> Terminal:
    return Terminal(code, {"en": name, "ru": "Станция"}, country, 44.0, 80.0, modes, (1435,), "x", also)


@pytest.fixture(scope="module")
def layer() -> Layer:
    little = little_layer.layer()
    more = {
        "KZHOR": _terminal("KZHOR", "Khorgos", "KAZ", (Mode.ROAD,)),
        "CNKHO": _terminal("CNKHO", "Khorgos", "CHN", (Mode.RAIL,)),
        "KZALA": replace(little.terminals["KZALA"], also=("Almaty",), names={"en": "Almaty", "ru": "Алматы"}),
        "ALA": replace(little.terminals["ALA"], also=("Almaty",)),
        "FRA": _terminal("FRA", "Frankfurt Airport", "DEU", (Mode.AIR, Mode.ROAD)),
        "FRPAR": _terminal("FRPAR", "Paris", "FRA", (Mode.RAIL,)),
        "GBR-X": _terminal("GBR-X", "Georgia Works", "GBR", (Mode.ROAD,)),
    }
    seasons = {
        **little.seasons,
        "low-water": Season("low-water", {"en": "Low water"}, ("passage:rhine",), (9,), ""),
    }
    return replace(little, terminals={**little.terminals, **more}, seasons=seasons)


MEANT = {
    "Russia": "country:RUS",
    "РФ": "country:RUS",
    "russie": "country:RUS",
    "Georgia": "country:GEO",
    "EAEU": "group:EAEU",
    "suez": "passage:suez",
    "Suez canal": "passage:suez",
    "the Bosporus strait": "passage:bosporus",
    "Caspian": "passage:caspian",
    "Black Sea": "passage:black-sea",
    "rail": "mode:rail",
    "железная дорога": "mode:rail",
    "avion": "mode:air",
    "sea": "mode:sea",
    "winter": "season:winter",
    "low water": "season:low-water",
    "Aktau": "terminal:KZAAU",
    "KZAAU": "terminal:KZAAU",
    "Poti port": "terminal:GEPTI",
    "Алматы": "terminal:KZALA",
    "Almaty": "terminal:KZALA",  # the goods station, not the airport
    "ALA": "terminal:ALA",  # no terminal of the layer stands in the Åland Islands
    "FRA": "country:FRA",
    "gauge Altynkol": "gauge:KZALT",
    "gauge:PLMAL": "gauge:PLMAL",
    "country Georgia": "country:GEO",
    "terminal:LGG": "terminal:LGG",
    "border BYBQT PLMAL": "border:BYBQT:PLMAL",
    "border PLMAL-BYBQT": "border:BYBQT:PLMAL",
    "border:CNHRG:KZALT": "border:CNHRG:KZALT",
    "border Khorgos China - Altynkol": "border:CNHRG:KZALT",
    "border Poland-Belarus": "border:BLR:POL",
    "border Belarus and Poland": "border:BLR:POL",
    "border:POL:BLR": "border:BLR:POL",
    "leg:rail:KZALT:KZALA": "leg:rail:KZALT:KZALA",
    "rail:KZALT:KZALA": "leg:rail:KZALT:KZALA",
    "mode:barge": "mode:barge",
}


@pytest.mark.parametrize("written", MEANT)
def test_what_is_meant(layer: Layer, written: str) -> None:
    assert closure(written, layer) == MEANT[written]


@pytest.mark.parametrize("written", sorted(set(MEANT.values())))
def test_the_written_form_means_itself(layer: Layer, written: str) -> None:
    assert closure(written, layer) == written


def test_several_terminals_of_a_name_are_all_avoided_and_none_is_guessed(layer: Layer) -> None:
    assert closures(["Khorgos"], layer) == ("terminal:KZHOR", "terminal:CNKHO")
    with pytest.raises(AmbiguousPlace) as raised:
        closure("Khorgos", layer)
    assert raised.value.candidates == ("terminal:KZHOR  Khorgos", "terminal:CNKHO  Khorgos")


def test_a_place_is_not_taken_for_the_strait_that_bears_its_name(layer: Layer) -> None:
    strait = Passage("bosporus", "strait", {"en": "Bosporus"}, ("Strait of Istanbul",))
    town = _terminal("TRIST", "Istanbul", "TUR", (Mode.SEA,))
    layer = replace(
        layer,
        terminals={**layer.terminals, "TRIST": town},
        passages={**layer.passages, "bosporus": strait},
    )
    assert closure("Istanbul", layer) == "terminal:TRIST"
    assert closure("strait of Istanbul", layer) == "passage:bosporus"


def test_what_stands_in_brackets_is_a_name_too(layer: Layer) -> None:
    port = _terminal("BETRI", "Liège (Trilogiport)", "BEL", (Mode.BARGE,))
    layer = replace(layer, terminals={**layer.terminals, "BETRI": port})
    assert closure("Trilogiport", layer) == "terminal:BETRI" == closure("Liège", layer)


def test_a_group_is_its_members_and_each_thing_stands_once(layer: Layer) -> None:
    found = closures(["EAEU", "Russia", "suez", "Suez canal"], layer)
    assert found == (
        "country:ARM",
        "country:BLR",
        "country:KAZ",
        "country:KGZ",
        "country:RUS",
        "passage:suez",
    )


UNKNOWN = {
    "Rusiaa": "country:RUS  Russia",
    "Ruussia": "country:RUS  Russia",
    "country:Ruussia": "country:RUS  Russia",
    "Bosphorus": "passage:bosporus",
    "Aktao": "terminal:KZAAU  Aktau",
    "terminal:Aktao": "terminal:KZAAU  Aktau",
    "wintr": "season:winter  winter",
}


@pytest.mark.parametrize("written", UNKNOWN)
def test_a_slip_is_not_guessed_but_answered_with_the_nearest(layer: Layer, written: str) -> None:
    with pytest.raises(UnknownPlace) as raised:
        closure(written, layer)
    assert any(line.startswith(UNKNOWN[written]) for line in raised.value.candidates)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "x" * 500,
        "border",
        "border Aktau",
        "border Liège-Shanghai",
        "gauge Liège",
        "leg:x",
        "mode:zeppelin",
        "season:spring",
        "\x00",
        "../../etc/passwd",
        "<script>",
        "border:::",
        ":",
        "–",
    ],
)
def test_what_is_nothing_is_refused(layer: Layer, written: str) -> None:
    with pytest.raises(UnknownPlace):
        closure(written, layer)
