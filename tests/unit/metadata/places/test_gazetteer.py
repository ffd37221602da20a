import math
from pathlib import Path

import pytest

from entrepot.metadata.errors import StoreError
from entrepot.metadata.places import Scheme, get, places
from entrepot.metadata.places import gazetteer as module
from entrepot.metadata.places.codelist import rows
from entrepot.metadata.places.gazetteer import AIRPORTS, LOCODES
from entrepot.metadata.places.spelling import fold


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance (haversine), Earth's mean radius 6,371 km."""
    (lat_a, lon_a), (lat_b, lon_b) = (map(math.radians, point) for point in (a, b))
    h = math.sin((lat_b - lat_a) / 2) ** 2
    h += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


# Where these are, to a hundredth of a degree, written down without either publisher's list.
ON_THE_MAP = {
    "BRU": (50.90, 4.48),
    "LGG": (50.64, 5.44),
    "CRL": (50.46, 4.45),
    "OST": (51.20, 2.87),
    "ANR": (51.19, 4.46),
    "LUX": (49.63, 6.21),
    "ALA": (43.35, 77.04),
    "NQZ": (51.02, 71.47),
    "TAS": (41.26, 69.28),
    "BEANR": (51.22, 4.40),
    "BELGG": (50.63, 5.57),
    "KZAAU": (43.65, 51.17),
    "NLRTM": (51.92, 4.48),
    "ROCND": (44.17, 28.65),
    "ZADUR": (-29.86, 31.03),
    "USNYC": (40.71, -74.01),
}


@pytest.mark.parametrize(("code", "where"), ON_THE_MAP.items())
def test_positions(code: str, where: tuple[float, float]) -> None:
    place = get(code, Scheme.IATA if len(code) == 3 else Scheme.LOCODE)
    assert place.latitude is not None and place.longitude is not None
    assert kilometres((place.latitude, place.longitude), where) < 4


def test_fields() -> None:
    liege = get("BELGG")
    assert liege.scheme is Scheme.LOCODE
    assert (liege.parent, liege.subdivision, liege.functions) == ("BEL", "BE-WLG", ("port", "airport"))
    assert liege.names["nl"] == "Luik"
    airport = get("LGG")
    assert (airport.parent, airport.codes) == ("BEL", {"ICAO": "EBLG"})
    assert "scheduled service" in airport.functions


def test_no_position_is_none_and_not_a_number() -> None:
    assert get("KZHOR").latitude is None
    assert get("KZHOR").longitude is None


def test_a_town_of_ours_is_kept_though_it_has_but_a_road() -> None:
    assert get("KZKUR").functions == ("road terminal",)


@pytest.mark.parametrize("written", ["BEANR", "beanr", "BE ANR", "be-anr"])
def test_by_code(written: str) -> None:
    place = LOCODES.by_code(written)
    assert place is not None and place.code == "BEANR"


def test_names_that_unece_only_refers_from() -> None:
    assert "CATRR" in {place.code for place in LOCODES.by_name("three rivers")}


@pytest.mark.parametrize("scheme", [Scheme.LOCODE, Scheme.IATA])
def test_every_row_is_a_sound_place(scheme: Scheme) -> None:
    whole = places(scheme)
    assert len(whole) == {Scheme.LOCODE: 46_921, Scheme.IATA: 10_216}[scheme]
    countries = {country.code for country in places(Scheme.ISO3)}
    for place in whole:
        assert place.parent in countries or place.code.startswith("XZ"), place.code  # XZ: on the high seas
        assert place.name()
        assert place.latitude is None or (abs(place.latitude) <= 90 and abs(place.longitude or 0) <= 180)


@pytest.mark.parametrize("listing", [LOCODES, AIRPORTS])
def test_names_are_stored_as_the_resolver_folds_them(listing: module.Gazetteer) -> None:
    for place in list(listing)[::200]:
        if len(place.names) == 1:
            assert place in listing.by_name(fold(place.name()))


def test_our_tables_name_places_that_exist() -> None:
    assert all(LOCODES.by_code(row["code"]) for row in rows("town_names.csv"))
    assert all(AIRPORTS.by_code(row["code"]) for row in rows("airport_names.csv"))


def test_a_spoilt_file_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "locode.sqlite").write_bytes(b"not a database")
    monkeypatch.setattr(module, "DATA", tmp_path)
    with pytest.raises(StoreError, match=r"locode\.sqlite.*Install Entrepôt again"):
        LOCODES.by_code("BEANR")
