"""Borders of countries, from Natural Earth at 1:10 million as world-atlas carries them (TopoJSON)."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from entrepot.metadata.errors import NoData
from entrepot.metadata.places.codelist import rows
from entrepot.sources.networks.packages import EXTRA

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = npt.NDArray[np.float64]
FILE = "countries-10m.json.gz"

# What Natural Earth draws apart and gives no number: whose law, or at least whose railway, holds there.
_UNNUMBERED = {
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Dhekelia": "GBR",
    "Akrotiri": "GBR",
    "Somaliland": "SOM",
    "Baikonur": "KAZ",
    "Siachen Glacier": "IND",
}


@dataclass(frozen=True, eq=False)
class Borders:
    """Land of each country.

    Attributes:
        codes: ISO 3166-1 alpha-3, in the order of `shapes`.
        shapes: land, as polygons in degrees (x is longitude).
    """

    codes: tuple[str, ...]
    shapes: tuple[BaseGeometry, ...]


def read_borders() -> Borders:
    """Borders as they ship.

    Raises:
        NoData: shapely is not installed; the message names the extra.
    """
    try:
        import shapely
    except ImportError as error:
        raise NoData(f"Borders need the package shapely: {EXTRA}.") from error
    packed = files("entrepot.data") / "corridors" / FILE
    topology = json.loads(gzip.decompress(packed.read_bytes()))
    arcs = _arcs(topology)
    by_number = {row["numeric"]: row["code"] for row in rows("countries.csv") if row["numeric"]}
    land: dict[str, list[BaseGeometry]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = by_number.get(country.get("id", "")) or _UNNUMBERED.get(country["properties"]["name"])
        if code:
            land.setdefault(code, []).extend(_polygons(country, arcs))
    shapes = [shapely.union_all(parts) for parts in land.values()]
    return Borders(tuple(land), tuple(shapes))


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    """Arcs in degrees: TopoJSON keeps whole steps from point to point."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def _polygons(country: dict[str, Any], arcs: list[Ring]) -> list[BaseGeometry]:
    parts = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    rings = [[_ring(ring, arcs) for ring in part] for part in parts]
    return [
        half
        for outer, *inner in rings
        if len(outer) > 3 and np.allclose(outer[0], outer[-1])  # not round the pole, as Antarctica is
        for half in _halves(outer, [ring for ring in inner if len(ring) > 3])
    ]


def _halves(outer: Ring, inner: list[Ring]) -> list[BaseGeometry]:
    """A polygon; if it crosses the 180th meridian, its pieces west and east of that."""
    import shapely
    from shapely.affinity import translate

    whole = shapely.make_valid(shapely.Polygon(outer, inner))
    west, _, east, _ = whole.bounds
    if west >= -180 and east <= 180:
        return [whole]
    return [
        translate(shapely.intersection(whole, shapely.box(start, -90, start + 360, 90)), -180 - start)
        for start in (-540, -180, 180)
        if start < east and west < start + 360
    ]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A ring of arcs, each beginning where the last one ended; a negative number is arc ~number backwards.

    An islet may have shrunk to a point. Where a ring crosses the 180th meridian, longitudes go on beyond 180.
    """
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    ring = np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
    return np.stack([np.unwrap(ring[:, 0], period=360.0), ring[:, 1]], axis=1)
