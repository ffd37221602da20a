"""Exchange rates: local currency per US dollar, average of a year."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.profile.facts import entries, facts_of, noted
from entrepot.metadata.errors import NoData
from entrepot.metadata.factbook import DATASET, FACTS
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

__all__ = ["exchange_rate"]

_CONCEPT = "exchange rate, average of the year"


def exchange_rate(warehouse: Warehouse, of: Place | str, year: int | str) -> Figure:
    """Units of a currency (ISO 4217, "EUR"), or of a country's, per US dollar in a year.

    A currency that several countries use is read from all of them: where they print different rates, the
    figure is the interval that holds them.

    Raises:
        NoData: no rate for that currency or country in that year; the message says which years there are.
    """
    code = of.code if isinstance(of, Place) else of
    rates = _rates(warehouse, of)
    if code in ("USD", "USA") or (rates.is_empty() and _uses_dollar(warehouse, code)):
        return _one(warehouse, code, str(year))
    rows = rates.filter(pl.col("period") == str(year))
    if rows.is_empty():
        years = ", ".join(sorted(set(rates["period"]))) or "none"
        raise NoData(f"The World Factbook has no exchange rate of {code} for {year} (it has: {years}).")
    return _figure(warehouse, rows, str(year))


def _rates(warehouse: Warehouse, of: Place | str) -> pl.DataFrame:
    if isinstance(of, Place):
        return facts_of(warehouse, [of.code], ["exchange_rate"])
    return warehouse.read(FACTS, where={"field": ["exchange_rate"], "unit": [f"{of} per USD"]})


def _figure(warehouse: Warehouse, rows: pl.DataFrame, year: str) -> Figure:
    known = entries(warehouse, sorted(set(rows["economy"])))
    # Cite the euro from the Union's own entry, and before an entry with a note of its own.
    stated = sorted(
        rows.to_dicts(), key=lambda row: (row["economy"] != "EU27", bool(row["note"]), row["entity"])
    )
    values = sorted({row["value"] for row in stated})
    differ = len(values) > 1
    first_of = {row["value"]: row for row in reversed(stated) if row["value"] in (values[0], values[-1])}
    widest = Interval(values[0], values[-1])
    return Figure(
        value=widest if differ else values[0],
        unit=stated[0]["unit"],
        period=year,
        concept=_CONCEPT,
        places=tuple(dict.fromkeys(row["economy"] for row in first_of.values())),
        quality=Quality.ESTIMATED if any(row["estimate"] for row in stated) else Quality.REPORTED,
        origins=tuple(known[row["entity"]].at(row["path"]) for row in first_of.values()),
        method=f"the rates printed in {len(stated)} entries" if differ else "",
        caveat=f"Entries print {values[0]:g} to {values[-1]:g}." if differ else noted(stated[0]["note"]),
    )


def _uses_dollar(warehouse: Warehouse, code: str) -> bool:
    words = facts_of(warehouse, [code], ["currency"])["text"]
    return any(text.startswith("the US dollar") for text in words)


def _one(warehouse: Warehouse, code: str, year: str) -> Figure:
    return Figure(
        value=1.0,
        unit="USD per USD",
        period=year,
        concept=_CONCEPT,
        places=() if code == "USD" else (code,),
        origins=(warehouse.release(DATASET).origin("Exchange rates"),),
        method="the US dollar itself",
    )
