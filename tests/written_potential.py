"""Export potential written out cell by cell in plain Python, and flows to try it on."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import polars as pl

CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
GOODS = ("010121", "020230", "270900", "9999AA")


def flows(seed: int = 3, missing: float = 0.4) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    cells = [(i, j, k) for i in CODES for j in CODES if i != j for k in GOODS if rng.random() > missing]
    rows = pl.DataFrame(cells, schema=["exporter", "importer", "product"], orient="row")
    return rows.with_columns(value=pl.Series(rng.lognormal(8, 2, len(cells))))


def rates(seed: int, keys: tuple[str, ...], share: float = 1.0) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    axes = [GOODS if key == "product" else CODES for key in keys]
    rows = [cell for cell in crossed(axes) if rng.random() < share]
    frame = pl.DataFrame(rows, schema=list(keys), orient="row")
    return frame.with_columns(tariff=pl.Series(rng.uniform(0, 30, len(rows)).round(1)))


def crossed(axes: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    if not axes:
        yield ()
        return
    for head in axes[0]:
        for tail in crossed(axes[1:]):
            yield (head, *tail)


GROWTH = pl.DataFrame(
    {
        "economy": CODES,
        "gdp_ratio": [1.1, 1.3, 0.95, 1.2, 1.05],
        "population_ratio": [1.0, 1.1, 0.98, 1.02, 1.2],
    }
)
DISTANCES = pl.DataFrame(
    [(i, j, 100.0 * (n + 1) ** 1.5) for n, (i, j) in enumerate(crossed([CODES, CODES])) if i < j],
    schema=["exporter", "importer", "distance"],
    orient="row",
)


class Written:
    """The formulas of the manual, cell by cell, in plain Python."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self.v = {(i, j, k): v for i, j, k, v in rows.iter_rows()}
        self.growth: dict[str, tuple[float, float]] = {}
        self.t: dict[tuple[str, str, str], float] = {}
        self.km: dict[tuple[str, str], float] = {}
        self.reexports, self.sigma, self.elasticity = False, 1.0, 1.0

    def total(self, i: str | None = None, j: str | None = None, k: str | None = None) -> float:
        return sum(
            v for (a, b, c), v in self.v.items() if i in (None, a) and j in (None, b) and k in (None, c)
        )

    def mean(self, i: str | None, j: str | None, k: str) -> float:
        known = [
            (v, self.t[a, b, c])
            for (a, b, c), v in self.v.items()
            if i in (None, a) and j in (None, b) and c == k and (a, b, c) in self.t
        ]
        return sum(v * t for v, t in known) / sum(v for v, _ in known) if known else math.nan

    def ratio(self, above: float, below: float) -> float:
        both = (1 + above) / (1 + below)
        return 1.0 if math.isnan(both) else both**self.sigma

    def supply(self, i: str, k: str) -> float:
        def weight(place: str) -> float:
            return self.total(i=place, k=k) * self.growth.get(place, (1.0, 1.0))[0]

        share = weight(i) / sum(weight(place) for place in CODES)
        bought = self.total(j=i, k=k)
        if self.reexports and bought:
            share *= min(1.0, self.total(i=i, k=k) / bought)
        return share * self.ratio(self.mean(i, None, k), self.mean(None, None, k))

    def demand(self, i: str, j: str, k: str) -> float:
        gdp, people = self.growth.get(j, (1.0, 1.0))
        demand = self.total(j=j, k=k) * (gdp / people) ** self.elasticity * people
        demand *= self.ratio(self.mean(None, j, k), self.t.get((i, j, k), math.nan))
        suppliers = [(v, a) for (a, b, c), v in self.v.items() if b == j and c == k and (a, b) in self.km]
        if suppliers and (i, j) in self.km:
            usual = sum(v * math.log(self.km[a, j]) for v, a in suppliers) / sum(v for v, _ in suppliers)
            demand *= math.exp(-abs(usual - math.log(self.km[i, j])))
        return demand

    def ease(self, i: str, j: str) -> float:
        plain = sum(
            self.total(i=i, k=k) / self.total(k=k) * self.total(j=j, k=k) for k in GOODS if self.total(k=k)
        )
        return self.total(i=i, j=j) / plain if plain else 0.0
