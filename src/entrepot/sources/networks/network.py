"""A raw network as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from entrepot.metadata.corridors.sphere import EARTH_KM

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Position = tuple[float, float]
"""Latitude and longitude in degrees."""

_FIELDS = ("latitude", "longitude", "tail", "head", "km")


@dataclass(frozen=True, eq=False)
class Network:
    """Points and the edges between them, each edge once and good both ways.

    Attributes:
        latitude, longitude: (points,) degrees.
        tail, head: (edges,) indices of points.
        km: (edges,) length along the line, not of the chord.
    """

    latitude: Floats
    longitude: Floats
    tail: Whole
    head: Whole
    km: Floats

    @property
    def points(self) -> int:
        """Number of points."""
        return len(self.latitude)

    def unit_vectors(self) -> Floats:
        """(points, 3) positions on the sphere of radius 1, for trees of neighbours."""
        return unit_vectors(self.latitude, self.longitude)

    def kept(self, edges: npt.NDArray[np.bool_]) -> Network:
        """The same points with some of the edges."""
        return Network(self.latitude, self.longitude, self.tail[edges], self.head[edges], self.km[edges])

    def joined(self, tail: Whole, head: Whole, km: Floats) -> Network:
        """With edges added behind the others."""
        return Network(
            self.latitude,
            self.longitude,
            np.concatenate([self.tail, tail]),
            np.concatenate([self.head, head]),
            np.concatenate([self.km, km]),
        )

    def save(self, file: Path) -> None:
        """Write it beside its final name first, so that a reader never sees half a file."""
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".part.npz")
        np.savez(draft, **{name: getattr(self, name) for name in _FIELDS})
        draft.replace(file)

    @classmethod
    def load(cls, file: Path) -> Network:
        """Read what `save` wrote.

        Raises:
            OSError, ValueError, KeyError, BadZipFile: the file is not such a file.
        """
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
            return cls(*(held[name] for name in _FIELDS))


def unit_vectors(latitude: Floats, longitude: Floats) -> Floats:
    """(n, 3) positions on the sphere of radius 1, from degrees."""
    phi, theta = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=1)


def chord_of(km: float) -> float:
    """Straight distance, through a sphere of radius 1, between points so many kilometres apart."""
    return float(2 * np.sin(km / EARTH_KM / 2))


def km_of(chord: Floats) -> Floats:
    """Kilometres over the ground between points of the sphere of radius 1 so far apart."""
    length: Floats = 2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0, 1))
    return length
