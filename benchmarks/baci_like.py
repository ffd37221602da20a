"""A year of flows that looks like CEPII's BACI, for benchmarks: nobody's trade, drawn from a fixed seed.

    python benchmarks/baci_like.py [FOLDER] [--year 2022] [--years 1] [--places 226] [--products 5000]
                                   [--rows 11000000]

Writes FOLDER/BACI_HS92_Y2022_Vsynth.csv (by default into build/bench) with BACI's header t,i,j,k,v,q: year,
exporter and importer in BACI's numeric codes (842, 757, 699, 251, 579 and 490 where ISO has others), product
as six characters of text (leading zeros, and 9999AA), value in thousand USD, tons or NA (2.5 %). The code
files that come with a real BACI lie beside it. A file that is there is not made again.

Model: log value = size of exporter + demand of importer - distance + size of product + eight factors of
comparative advantage + capability x sophistication (which nests diversity) + noise, cut where it is below
1 (thousand USD). The cut is set on a sample of cells so that about ROWS flows are left. Totals, ranks and
products mean nothing; the shape (rows, filling, skew of diversity and ubiquity) is what benchmarks need.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.random import Generator
from numpy.typing import NDArray

from entrepot.metadata.places import Scheme, places
from entrepot.store.files import replacing

Floats = NDArray[np.float32]

SEED = 20240229
MISSING_QUANTITY = 0.025
NOISE = 1.5
SPREAD = 1.35  # log points of value per unit of the model: makes a few flows carry most of the value
FACTORS = 8
BACI_CODES = {"USA": 842, "CHE": 757, "IND": 699, "FRA": 251, "NOR": 579, "TWN": 490}
NOT_IN_BACI = {
    "ALA",
    "ATA",
    "BVT",
    "GGY",
    "GLP",
    "GUF",
    "HMD",
    "IMN",
    "JEY",
    "LIE",
    "MCO",
    "MTQ",
    "MYT",
    "PRI",
}
NOT_IN_BACI |= {"REU", "SJM", "UMI", "VIR", "XKX", "MAF"}


@dataclass(frozen=True)
class Model:
    """What is fixed for a year: the parts of log value, and the codes."""

    places: list[tuple[str, int, str]]  # alpha-3, BACI's code, name
    products: list[str]
    pairs: Floats  # exporter x importer
    supply: Floats  # exporter x product
    demand: Floats  # importer x product
    cut: float = 0.0


def main() -> None:
    """Write the years asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/bench"))
    parser.add_argument("--year", type=int, default=2022, help="the first year")
    for name, default in {"years": 1, "places": 226, "products": 5000, "rows": 11_000_000}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    for year in range(asked.year, asked.year + asked.years):
        file = year_file(asked.folder, year, asked.places, asked.products, asked.rows)
        print(f"{file}: {file.stat().st_size / 1e6:.0f} MB")


def year_file(
    folder: Path, year: int = 2022, n_places: int = 226, n_products: int = 5000, rows: int = 11_000_000
) -> Path:
    """The CSV of that year in that folder, made if it is not there (another size needs another folder)."""
    file = folder / f"BACI_HS92_Y{year}_Vsynth.csv"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    model = _model(n_places, n_products, rows)
    _write_codes(folder, model)
    draws = np.random.default_rng([SEED, year])
    with replacing(file) as partial, partial.open("wb") as stream:
        for exporter in range(n_places):
            flows = _flows_of(model, exporter, year, draws)
            flows.write_csv(stream, include_header=exporter == 0, float_precision=3)
    return file


def _model(n_places: int, n_products: int, rows: int) -> Model:
    draws = np.random.default_rng(SEED)
    codes = _places(n_places)
    size, capability = draws.normal(0, 1.9, n_places), draws.normal(0, 1, n_places)
    capability = 0.75 * size / 1.9 + 0.66 * capability
    products = draws.normal(0, 1.2, n_products)
    position = draws.uniform(0, 1, (n_places, 2))
    distance = np.sqrt(((position[:, None] - position[None]) ** 2).sum(-1))
    factors = draws.normal(0, 0.45, (n_places, FACTORS)) @ draws.normal(0, 1, (FACTORS, n_products))
    nested = 0.55 * np.outer(capability, draws.normal(0, 1, n_products))
    pairs = size[:, None] + 0.75 * size[None] - 3.2 * distance + draws.normal(0, 0.7, distance.shape)
    np.fill_diagonal(pairs, -np.inf)
    supply = factors + nested + products + draws.normal(0, 0.5, (n_places, n_products))
    demand = draws.normal(0, 0.5, (n_places, n_products))
    single = [part.astype(np.float32) for part in (pairs, supply, demand)]
    model = Model(codes, _products(n_products), single[0], single[1], single[2])
    return replace(model, cut=_cut(model, rows, draws))


def _cut(model: Model, rows: int, draws: Generator) -> float:
    """The level of the model that leaves about `rows` flows, from four million cells drawn at random."""
    n, m = model.supply.shape
    i, j = draws.integers(0, n, 4_000_000), draws.integers(0, n, 4_000_000)
    k = draws.integers(0, m, 4_000_000)
    level = model.pairs[i, j] + model.supply[i, k] + model.demand[j, k] + draws.normal(0, NOISE, len(i))
    return float(np.quantile(level, 1 - rows / (n * n * m)))


def _flows_of(model: Model, exporter: int, year: int, draws: Generator) -> pl.DataFrame:
    """Every flow of one exporter, by importer and product."""
    level = model.demand + model.supply[exporter]
    level += model.pairs[exporter][:, None] - np.float32(model.cut)
    level += NOISE * draws.standard_normal(level.shape, dtype=np.float32)
    importers, products = np.nonzero(level > 0)
    value = np.exp(SPREAD * level[importers, products].astype(np.float64))
    tons = value * np.exp(draws.normal(-0.5, 1.2, len(value)))
    tons[draws.random(len(value)) < MISSING_QUANTITY] = np.nan
    partner = np.array([code for _, code, _ in model.places])
    return pl.DataFrame(
        {
            "t": pl.repeat(year, len(value), eager=True, dtype=pl.Int32),
            "i": pl.repeat(int(partner[exporter]), len(value), eager=True, dtype=pl.Int32),
            "j": partner[importers],
            "k": pl.Series(model.products).gather(products),
            "v": value.round(3),
            "q": _tons(tons),
        }
    )


def _tons(tons: NDArray[np.float64]) -> pl.Series:
    return pl.Series(tons).fill_nan(None).round(3).cast(pl.String).fill_null("NA")


def _places(number: int) -> list[tuple[str, int, str]]:
    known = [
        place for place in places(Scheme.ISO3) if place.code not in NOT_IN_BACI and place.valid_to == ".."
    ]
    numeric = {place.code: place.codes.get("ISO 3166-1 numeric", "") for place in known}
    named = [
        (place.code, BACI_CODES.get(place.code) or int(numeric[place.code]), place.name())
        for place in known
        if place.code in BACI_CODES or numeric[place.code]
    ]
    if len(named) < number:
        raise SystemExit(f"only {len(named)} places have a code; ask for no more")
    keep = sorted(named, key=lambda place: place[0] not in BACI_CODES)[:number]
    return sorted(keep, key=lambda place: place[1])


def _products(number: int) -> list[str]:
    chapters = [chapter for chapter in range(1, 98) if chapter != 77]  # HS keeps 77 free
    each = -(-number // len(chapters))
    codes = [f"{c:02}{1 + n // 6:02}{10 * (1 + n % 6):02}" for c in chapters for n in range(each)]
    drop = set(np.linspace(0, len(codes) - 1, len(codes) - number + 1).astype(int)) if number > 1 else {0}
    kept = [code for n, code in enumerate(codes) if n not in drop]
    return [*kept, "9999AA"]


def _write_codes(folder: Path, model: Model) -> None:
    header = ("country_code", "country_name", "country_iso2", "country_iso3")
    rows = [(code, name, "", iso3) for iso3, code, name in model.places]
    pl.DataFrame(rows, schema=header, orient="row").write_csv(folder / "country_codes_Vsynth.csv")
    named = [(code, f"Product {code} of the synthetic list") for code in model.products]
    products = pl.DataFrame(named, schema=("code", "description"), orient="row")
    products.write_csv(folder / "product_codes_HS92_Vsynth.csv")


if __name__ == "__main__":
    main()
