"""What is known around trade: people, output, distances and investment, from what the store holds of them.

Each question is put to the newest release that answers it; World Bank first, then CEPII's Gravity. Answers
carry their source. Groups of economies are never among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import NoData
from entrepot.metadata.gravity import DATASET as GRAVITY
from entrepot.metadata.gravity import GRAVITY_DISTANCES, GRAVITY_ECONOMIES
from entrepot.metadata.indicators import DIP_POSITIONS, IndicatorTables, indicator_tables
from entrepot.metadata.origin import Origin
from entrepot.store.warehouse import Release, Warehouse

_BULK = "world_bank_wdi"
_POPULATION, _GDP = "SP.POP.TOTL", "NY.GDP.MKTP.CD"
_REPORTED = "O"
# Net positions of all entities: inward liabilities less assets, outward assets less liabilities.
_NET = [
    f"{side}_{instrument}_ALL"
    for side in ("INWD_D_NETLA", "OTWD_D_NETAL")
    for instrument in ("FALL", "F51", "FL")
]


@dataclass(frozen=True, eq=False)
class Context:
    """A table of context and where it is from.

    Attributes:
        frame: its rows; see the function that gives it.
        origin: publication and release.
        unit: of the values.
    """

    frame: pl.DataFrame
    origin: Origin
    unit: str


def population(warehouse: Warehouse, year: int | str) -> Context:
    """Persons by economy: columns economy (ISO 3166-1 alpha-3) and value, in order of the codes.

    Raises:
        NoData: no release has it for that year; the message names the files to add.
        StoreError: the store cannot be read.
    """
    return _size(warehouse, str(year), _POPULATION, "population", "persons")


def gdp(warehouse: Warehouse, year: int | str) -> Context:
    """Gross domestic product in US dollars at current prices; columns and errors as `population`."""
    return _size(warehouse, str(year), _GDP, "gdp", "USD")


def distances(warehouse: Warehouse, year: int | str) -> Context:
    """What lies between origin and destination in that year; both directions, each with itself too.

    The columns are those of `cepii_gravity.distances`: distance (between the most populated cities),
    distance_capitals, distance_weighted in kilometres, contiguous and common_official_language (1 or 0).
    For a year after the database's last the last is taken.

    Raises:
        NoData: the store does not hold the database, or not so early a year.
        StoreError: the store cannot be read.
    """
    release = _newest(warehouse, GRAVITY)
    if release is None:
        raise NoData(f"The store holds no distances for {year}. {_HOW_GRAVITY}")
    rows = warehouse.read(GRAVITY_DISTANCES, release=release.id)
    wanted = min(int(year), *rows["last_year"].top_k(1))
    rows = rows.filter(pl.col("first_year") <= wanted, pl.col("last_year") >= wanted)
    if rows.is_empty():
        raise NoData(f"{release.title} has no distances for {year}: it spans {release.period}.")
    # Of two states with one code in one year, the later.
    rows = rows.unique(("origin", "destination"), keep="last", maintain_order=True)
    spare = ("origin_identity", "destination_identity", "first_year", "last_year")
    return Context(rows.drop(spare), release.origin(f"cepii_gravity.distances, {wanted}"), "km")


def investment(warehouse: Warehouse, reporter: str, counterpart: str) -> Context:
    """Positions of direct investment at the end of each year, in US dollars, absent where confidential.

    Columns year, direction, instrument (all, equity, debt), value and flags. Net positions as the reporter
    states them, all kinds of entities together. Inward is what the counterpart holds in the reporter,
    outward the reverse.

    Raises:
        NoData: the store holds no such positions; the message names the file to add.
        StoreError: the store cannot be read.
    """
    where = {
        "reporter": [reporter],
        "counterpart": [counterpart],
        "derivation": [_REPORTED],
        "frequency": ["A"],
    }
    for release in _releases(warehouse, DIP_POSITIONS.dataset):
        rows = warehouse.read(DIP_POSITIONS, where=where, release=release.id)
        rows = rows.filter(pl.col("indicator").is_in(_NET))
        if not rows.is_empty():
            frame = rows.select(pl.col("period").alias("year"), "direction", "instrument", "value", "flags")
            locator = f"imf_dip.positions, {reporter} and {counterpart}"
            return Context(frame.sort("year", "direction", "instrument"), release.origin(locator), "USD")
    raise NoData(
        f"The store holds no investment positions of {reporter} with {counterpart}. {_HOW_INVESTMENT}"
    )


def _size(warehouse: Warehouse, year: str, indicator: str, column: str, unit: str) -> Context:
    for release, tables in _world_bank(warehouse, indicator):
        frame = _of_year(warehouse, release, tables, indicator, year)
        if not frame.is_empty():
            return Context(frame, release.origin(f"{indicator}, {year}"), unit)
    gravity = _newest(warehouse, GRAVITY)
    if gravity is not None and year.isdecimal():
        where = {"year": [int(year)]}
        rows = warehouse.read(GRAVITY_ECONOMIES, ("economy", column), where, release=gravity.id)
        # In thousands there, of persons and of dollars.
        frame = rows.select("economy", (pl.col(column) * 1000).alias("value")).drop_nulls("value")
        if not frame.is_empty():
            return Context(frame, gravity.origin(f"cepii_gravity.economies, {year}"), unit)
    raise NoData(
        f"The store holds no {column} for {year}. `entrepot data add` takes the World Bank's WDI_CSV.zip, or "
        f"its download of {indicator} alone (API_{indicator}_DS2_en_csv_v2.zip). {_HOW_GRAVITY}"
    )


def _of_year(
    warehouse: Warehouse, release: Release, tables: IndicatorTables, indicator: str, year: str
) -> pl.DataFrame:
    where = {"indicator": [indicator], "period": [year]}
    rows = warehouse.read(tables.observations, ("place", "value"), where, release=release.id)
    economies = warehouse.read(tables.places, ("place",), {"kind": ["economy"]}, release=release.id)
    kept = rows.join(economies, on="place", how="semi", maintain_order="left").drop_nulls("value")
    return kept.rename({"place": "economy"})


def _world_bank(warehouse: Warehouse, indicator: str) -> Iterator[tuple[Release, IndicatorTables]]:
    """Releases that may hold an indicator: its own download and the bulk file, the later edition first."""
    own = f"world_bank_{indicator.lower().replace('.', '_')}"
    found = [release for name in (own, _BULK) for release in _releases(warehouse, name)]
    for release in sorted(found, key=lambda one: one.edition, reverse=True):
        yield release, indicator_tables(release.dataset)


def _newest(warehouse: Warehouse, dataset: str) -> Release | None:
    return next(_releases(warehouse, dataset), None)


def _releases(warehouse: Warehouse, dataset: str) -> Iterator[Release]:
    return (release for release in warehouse.releases() if release.dataset == dataset)


_HOW_GRAVITY = (
    "CEPII's Gravity database (Gravity_csv_V202211.zip) has it to 2021: `entrepot data add FILE` adds it."
)
_HOW_INVESTMENT = (
    "`entrepot data add` takes SDMX-CSV of the IMF's dataflow IMF.STA:DIP (formerly CDIS); not every economy "
    "reports."
)
