"""Draw the panel of this folder: invented flows with known effects, the same each time.

    python examples/gravity/make_panel.py [FILE]

Sixteen invented economies (AAA to PPP) trade from 1998 to 2018, every second year, at home and abroad. The
flows are drawn from a structural gravity equation with these effects: logarithm of distance -0.9, a common
border 0.4, an agreement 0.5, crossing a border -1.5 (-1.56 with the 6 % of flows abroad that are set to 0).
Nothing in it is about a real country.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np

ECONOMIES = [letter * 3 for letter in "ABCDEFGHIJKLMNOP"]
YEARS = range(1998, 2019, 2)
DISTANCE, CONTIGUITY, AGREEMENT, BORDER = -0.9, 0.4, 0.5, -1.5
HEAD = ("exporter", "importer", "year", "trade", "dist", "contig", "rta")


def rows() -> list[tuple[str, str, int, float, float, int, int]]:
    """The flows, in order of year, exporter and importer."""
    chance = np.random.default_rng(2024)
    many = len(ECONOMIES)
    places = chance.uniform(0.0, 4000.0, (many, 2))
    far = np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1)) + np.diag(
        chance.uniform(80.0, 500.0, many)
    )
    near = (far < 900.0) & ~np.eye(many, dtype=bool)
    begun = np.triu(chance.integers(1994, 2035, (many, many)), 1)
    begun += begun.T
    home = np.eye(many, dtype=bool)
    made = []
    for year in YEARS:
        sells, buys = (chance.normal(12.0, 0.6, many) for _ in range(2))
        agreed = (begun <= year) & ~home
        mean = sells[:, None] + buys[None, :] + DISTANCE * np.log(far) + CONTIGUITY * near
        mean += AGREEMENT * agreed + BORDER * ~home
        trade = np.exp(mean - 12.0) * chance.gamma(8.0, 0.125, (many, many))
        trade[(chance.random((many, many)) < 0.06) & ~home] = 0.0
        made += [
            (
                one,
                other,
                year,
                round(float(trade[i, j]), 3),
                round(float(far[i, j]), 1),
                int(near[i, j]),
                int(agreed[i, j]),
            )
            for i, one in enumerate(ECONOMIES)
            for j, other in enumerate(ECONOMIES)
        ]
    return made


def main() -> None:
    """Write the panel as CSV."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "panel.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows())


if __name__ == "__main__":
    main()
