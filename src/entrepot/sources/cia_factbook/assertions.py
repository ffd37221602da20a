"""What must hold of a reading before it may be released, as `source.yml` states it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.factbook import COMMODITIES, FACTS, PARTNERS
from entrepot.metadata.tables import Table
from entrepot.sources.cia_factbook.reader import Reading
from entrepot.sources.descriptor import read_descriptor

__all__ = ["HERE", "check", "coverage"]

HERE = Path(__file__).parent


def coverage(reading: Reading) -> dict[str, dict[str, int]]:
    """In how many economies each field has a number, and each flow a list of partners and of goods."""
    numbers = reading.frame(FACTS).filter(pl.col("low").is_not_null() | pl.col("high").is_not_null())
    return {
        "economies_with_at_least_one_value": _economies_by(numbers, "field"),
        "economies_with_partners": _economies_by(reading.frame(PARTNERS), "flow"),
        "economies_with_goods": _economies_by(reading.frame(COMMODITIES), "flow"),
    }


def check(reading: Reading) -> None:
    """Hold a reading to the assertions of `source.yml`.

    Raises:
        BadInput: lists every assertion that fails, with the count found.
    """
    stated, found = read_descriptor(HERE).assertions, coverage(reading)
    failures = [
        f"{group}: {name} in {found[group].get(name, 0)}, at least {least} stated"
        for group in found
        for name, least in stated[group].items()
        if found[group].get(name, 0) < least
    ]
    economies = reading.frame(FACTS)["economy"].n_unique()
    if economies != stated["economies"]:
        failures.append(f"economies: {economies}, {stated['economies']} stated")
    failures += [f"{table.name}: {twice} keys stand twice" for table, twice in _twice(reading) if twice]
    if failures:
        raise BadInput("; ".join(failures), file="source.yml", expected="every assertion to hold")


def _economies_by(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return dict(frame.group_by(column).agg(pl.col("economy").n_unique()).iter_rows())


def _twice(reading: Reading) -> list[tuple[Table, int]]:
    return [
        (table, int(reading.frame(table).select(table.key).is_duplicated().sum()))
        for table in (FACTS, PARTNERS, COMMODITIES)
    ]
