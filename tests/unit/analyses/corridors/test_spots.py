"""Where places lie, against what every atlas says."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

import little_layer
from entrepot.analyses.corridors.spots import PLACES as FOLDER
from entrepot.analyses.corridors.spots import spot
from entrepot.metadata.corridors.sphere import great_circle
from entrepot.metadata.errors import AmbiguousPlace, NoData, UnknownPlace, UsageError
from entrepot.metadata.places import Place, Scheme, get, places

LAYER = little_layer.layer()

# what is written, country, latitude, longitude, what stands for it
PLACES = [
    ("Liège", "BEL", 50.63, 5.57, "Liège, its seat"),
    ("Wallonia", "BEL", 50.47, 4.87, "Namur, its seat"),
    ("Flanders", "BEL", 50.85, 4.35, "Brussels, its seat"),
    ("BE336", "BEL", 50.63, 6.03, "Eupen, its seat"),
    ("Almaty", "KAZ", 43.24, 76.91, ""),
    ("Belgium", "BEL", 50.85, 4.35, "Brussels, its capital"),
    ("KZ", "KAZ", 51.17, 71.43, "Astana, its capital"),
    ("FRA", "FRA", 48.86, 2.35, "Paris, its capital"),
    ("Luxembourg", "LUX", 49.61, 6.13, "Luxembourg, its capital"),
    ("LU000", "LUX", 49.61, 6.13, "Luxembourg, its capital"),
    ("BG31", "BGR", 43.42, 24.61, "Pleven, its largest town"),
    ("DE21H", "DEU", 48.14, 11.58, "Munich, the town of that name"),
    ("AT313", "AUT", 48.31, 14.29, "Linz, the seat of Upper Austria"),
    ("KZ-61", "KAZ", 43.30, 68.25, "Turkistan, its seat"),
    ("Osh", "KGZ", 40.53, 72.80, ""),
    ("Ulaanbaatar", "MNG", 47.91, 106.9, ""),
    ("Lyon", "FRA", 45.75, 4.85, ""),
    ("LGG", "BEL", 50.64, 5.45, ""),
    ("IATA:ALA", "KAZ", 43.35, 77.04, ""),
    ("GEPTI", "GEO", 42.15, 41.67, ""),
    ("Altynkol", "KAZ", 44.22, 80.20, ""),  # in no list, but a terminal
    ("50.63,5.57", "BEL", 50.63, 5.57, ""),
    (" 43.24; 76.95 ", "KAZ", 43.24, 76.95, ""),
    ("-33.92, 18.42", "ZAF", -33.92, 18.42, ""),
]


@pytest.mark.parametrize(("written", "country", "latitude", "longitude", "stands_for"), PLACES)
def test_a_place_lies_there(
    written: str, country: str, latitude: float, longitude: float, stands_for: str
) -> None:
    found = spot(written, LAYER)
    assert found.country == country and found.stands_for == stands_for
    assert great_circle(found.latitude, found.longitude, latitude, longitude) < 12
    assert found.landmass and found.code and found.name


def test_a_place_that_was_resolved_already() -> None:
    assert spot(get("BE33"), LAYER) == spot("Liège", LAYER)


def test_landmasses_part_what_the_sea_parts() -> None:
    assert spot("London", LAYER).landmass != spot("Paris", LAYER).landmass == spot("Osh", LAYER).landmass


def test_a_terminal_lies_where_the_layer_has_it() -> None:
    moved = replace(LAYER.terminals["GEPTI"], latitude=42.10)
    layer = replace(LAYER, terminals={**LAYER.terminals, "GEPTI": moved})
    assert spot("GEPTI", layer).latitude == 42.10 == spot(get("GEPTI"), layer).latitude


def test_a_group_has_no_place() -> None:
    with pytest.raises(UsageError, match="name a country, region or town"):
        spot("EU27", LAYER)


@pytest.mark.parametrize("written", ["91,5", "5,181", "999,999"])
def test_what_is_not_on_the_globe_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="latitude first"):
        spot(written, LAYER)


def test_the_middle_of_the_sea_is_refused() -> None:
    with pytest.raises(NoData, match="lies in no country"):
        spot("0,-30", LAYER)


def test_an_unknown_place_is_answered_with_the_nearest_and_the_remedy() -> None:
    with pytest.raises(UnknownPlace, match="Give coordinates") as raised:
        spot("Altynkoll", LAYER)
    assert raised.value.candidates[0].startswith("KZALT")


def test_a_name_of_several_places_is_not_guessed() -> None:
    with pytest.raises(AmbiguousPlace):
        spot("Limburg", LAYER)


def _town(latitude: float | None, longitude: float | None, name: str = "Aksu") -> Place:
    return Place("KZAKS", Scheme.LOCODE, "town", {"en": name}, "KAZ", latitude=latitude, longitude=longitude)


def test_coordinates_in_another_country_are_refused() -> None:
    with pytest.raises(NoData, match=r"Aksu \(KZAKS\) are wrong: 32.1,63.5 lies in Afghanistan"):
        spot(_town(32.1, 63.5), LAYER)


def test_a_town_without_coordinates_is_looked_for_in_geonames() -> None:
    assert get("UZTAS").latitude is None
    assert spot("UZTAS", LAYER).latitude == pytest.approx(41.3, abs=0.1)
    with pytest.raises(NoData, match="does not say where Aksu"):
        spot(_town(None, None), LAYER)


def test_what_has_no_seat_is_refused() -> None:
    with pytest.raises(NoData, match="Name a town in it"):
        spot("USSR", LAYER)


def test_every_country_and_region_of_today_has_a_place() -> None:
    """But the Antarctic and a few islands, and statistical groups of overseas or Ukrainian regions."""
    without = set()
    for place in (p for scheme in (Scheme.ISO3, Scheme.NUTS, Scheme.SUBDIVISION) for p in places(scheme)):
        try:
            spot(place, LAYER)
        except NoData:
            without.add(place.code)
    former = {p.code for p in places(Scheme.ISO3) if p.valid_to != ".."}
    macro = {f"UA{n}" for n in range(1, 9)} | {"FRY"}
    islands = {"ATA", "BES", "BVT", "HMD", "PLW", "TKL", "UMI"}
    assert without - former - macro - islands <= {
        "UKH",
        "UKJ",
        "UKM9",
        "UKM91",
        "UKM92",
        "UKM93",
        "UKM94",
        "UKM95",
    }


def test_seats_lie_in_their_countries() -> None:
    """Every seat against the map of borders, which knows nothing of GeoNames."""
    from entrepot.analyses.corridors.land import countries_within
    from entrepot.metadata.places import country_of

    with (FOLDER / "seats.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    strangers = set()
    for row in rows:
        country = country_of(get(row["code"]))
        assert country is not None
        if country.code not in countries_within(float(row["latitude"]), float(row["longitude"]), 10.0):
            strangers.add(row["code"])
    overseas = {"FI2", "FI20", "NO0B"} | {
        f"FRY{n}" for n in range(1, 6)
    }  # have codes of their own on the map
    exclaves = {"ES63", "ES630", "ES64", "ES640", "GIB", "VAT", "ESH"}
    islands = {"EL42", "TCA", "TUV", "CCK", "CXR", "IOT", "SJM", "NIU", "NFK", "COK", "PCN", "MHL", "KIR"}
    assert strangers <= overseas | exclaves | islands
    assert len(rows) > 1500
