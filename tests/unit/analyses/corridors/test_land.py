"""Countries and landmasses of points, against what every atlas says."""

import csv
import hashlib
from pathlib import Path

import pytest
import yaml

from entrepot.analyses.corridors import land

TOWNS = [
    ("Liège", 50.63, 5.57, "BEL", "afro-eurasia"),
    ("Luxembourg", 49.61, 6.13, "LUX", "afro-eurasia"),
    ("Almaty", 43.24, 76.9, "KAZ", "afro-eurasia"),
    ("Baikonur, leased to Russia", 45.63, 63.3, "KAZ", "afro-eurasia"),
    ("Simferopol", 44.95, 34.1, "UKR", "afro-eurasia"),
    ("Pristina", 42.66, 21.16, "XKX", "afro-eurasia"),
    ("Nicosia, north of the line", 35.2, 33.36, "CYP", "cyprus"),
    ("Cayenne", 4.92, -52.3, "GUF", "americas"),
    ("Nairobi, on the mainland of three continents", -1.29, 36.82, "KEN", "afro-eurasia"),
    ("Copenhagen, by bridges", 55.68, 12.57, "DNK", "afro-eurasia"),
    ("Manhattan", 40.78, -73.97, "USA", "americas"),
    ("Sapporo, by the Seikan tunnel", 43.06, 141.35, "JPN", "japan"),
    ("London", 51.5, -0.12, "GBR", "great-britain"),
    ("Belfast", 54.6, -5.93, "GBR", "ireland"),
    ("Suva", -18.1, 178.44, "FJI", "viti-levu"),
    ("Anadyr", 64.73, 177.5, "RUS", "afro-eurasia"),
    ("Uelen, beyond the 180th meridian", 66.16, -169.8, "RUS", "afro-eurasia"),
    ("Lesotho, a hole in South Africa", -29.6, 28.2, "LSO", "afro-eurasia"),
    ("The South Pole", -89.9, 10.0, "ATA", ""),
]


@pytest.mark.parametrize(("name", "latitude", "longitude", "country", "landmass"), TOWNS)
def test_where_a_town_lies(name: str, latitude: float, longitude: float, country: str, landmass: str) -> None:
    assert land.country_at(latitude, longitude) == country
    assert land.landmass(latitude, longitude) == landmass


def test_the_sea_is_nobodys_and_the_caspian_is_sea() -> None:
    for latitude, longitude in ((0.0, -30.0), (41.5, 51.2), (43.0, 34.0)):
        assert land.country_at(latitude, longitude) == "" == land.landmass(latitude, longitude)


def test_just_off_the_coast_the_nearest_land_answers_and_farther_off_none() -> None:
    assert land.country_at(51.4, 2.9) == "BEL"  # some 10 km off Ostend
    assert land.country_at(45.0, -2.5) == ""  # some 110 km off the Gironde


def test_neighbours_of_a_border_are_found_the_nearest_first() -> None:
    around = land.countries_within(50.75, 6.02, 20.0)  # where Belgium, the Netherlands and Germany meet
    assert set(around) == {"BEL", "NLD", "DEU"}
    assert land.countries_within(50.63, 5.57, 1.0) == ("BEL",)


@pytest.mark.parametrize(("latitude", "longitude"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_no_point_on_the_globe(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="no point on the globe"):
        land.country_at(latitude, longitude)
    with pytest.raises(ValueError, match="no point on the globe"):
        land.countries_within(latitude, longitude, 10.0)


def test_every_ring_is_closed_and_inside_its_box() -> None:
    for piece in land.pieces():
        west, south, east, north = piece.box
        for ring in piece.rings:
            assert abs(ring[0] - ring[-1]).max() < 1e-9
            assert west - 0.1 < ring[:, 0].min() and ring[:, 0].max() < east + 0.1
            assert south - 0.1 < ring[:, 1].min() and ring[:, 1].max() < north + 0.1


def test_terminals_lie_on_the_landmass_that_they_name() -> None:
    with (land.FILE.parents[1] / "terminals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = land.landmass(float(row["latitude"]), float(row["longitude"]))
            assert found in (row["landmass"], ""), row["code"]
            if row["country"] in ("BEL", "KAZ", "CHN", "RUS", "DEU"):
                assert found, row["code"]


@pytest.mark.parametrize("name", ["countries.json", "landmasses.csv", "assigned.csv"])
def test_the_note_fits_the_file(name: str) -> None:
    file: Path = land.FILE.with_name(name)
    note = yaml.safe_load(file.with_name(f"{name}.yml").read_text(encoding="utf-8"))
    assert note["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest(), "run scripts/make_base_map.py"
    assert file.stat().st_size < 700_000
