"""Borders of countries and lanes of the sea, as they ship."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.corridors.physical.country import NOWHERE, locate
from entrepot.metadata.errors import BadInput
from entrepot.sources.networks import read_borders
from entrepot.sources.networks.marnet import read_lanes

PLACES = {
    "BEL": (50.63, 5.57),
    "KAZ": (45.25, 82.48),
    "CHN": (43.88, 87.48),
    "RUS": (66.0, -172.0),  # beyond the 180th meridian
    "NOR": (66.1, 13.5),  # at the latitude of Chukotka, which a ring once closed on the wrong side
    "MOZ": (-16.9, 34.8),
    "FJI": (-17.8, 178.0),
    "XKX": (42.66, 21.16),
}


def test_points_lie_in_their_countries_also_beyond_the_180th_meridian() -> None:
    borders = read_borders()
    where = np.array(list(PLACES.values()))
    found = locate(where[:, 0], where[:, 1], borders)
    assert [borders.codes[number] for number in found] == list(PLACES)


def test_the_open_sea_is_in_no_country() -> None:
    assert locate(np.array([30.0]), np.array([-45.0]), read_borders())[0] == NOWHERE


def lanes(tmp_path: Path, geometry: object) -> Path:
    file = tmp_path / "lanes.geojson"
    file.write_text(
        json.dumps({"features": [{"properties": {"passage": "suez"}, "geometry": geometry}]}),
        encoding="utf-8",
    )
    return file


def test_longitudes_beyond_180_are_folded_so_that_the_pacific_is_whole(tmp_path: Path) -> None:
    lines = [[[170.0, 10.0], [185.0, 10.0]], [[-175.0, 10.0], [-160.0, 10.0]]]
    network, passages = read_lanes(lanes(tmp_path, {"type": "MultiLineString", "coordinates": lines}))
    assert network.points == 3
    assert passages == ("suez", "suez")
    assert network.km == pytest.approx([1642.2, 1642.2], abs=0.5)


def test_what_is_no_geojson_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no GeoJSON of sea lanes"):
        read_lanes(lanes(tmp_path, None))
