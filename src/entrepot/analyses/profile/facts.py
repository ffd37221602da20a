"""Rows of the Factbook's tables as figures and quotations, each with its place in the Factbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from entrepot.metadata.factbook import DATASET, ENTITIES, FACTS, FIELDS
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.store.warehouse import Warehouse

__all__ = ["Entry", "Quotation", "bounds", "entries", "facts_of", "figures", "noted", "quotations", "titles"]

# Some facts are printed in the entries of both Gaza and the West Bank, each time for the two together.
_COVERS_BOTH = "entry includes"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the Factbook: its code, economy and name, if it is the economy's main one, its work."""

    code: str
    economy: str
    name: str
    main: bool
    origin: Origin

    def at(self, path: str) -> Origin:
        """The origin of what stands at `path` in this entry, e.g. "Economy › Exports › Exports 2024"."""
        return self.origin.at(f"{self.name} › {path}")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the Factbook (public domain): on what, of when (EDTF, ".." if undated), and where from."""

    concept: str
    text: str
    period: str
    note: str
    origin: Origin


def entries(warehouse: Warehouse, economies: Iterable[str]) -> dict[str, Entry]:
    """The entries of these economies by their codes, each economy's main entry first."""
    origin = warehouse.release(DATASET).origin()
    rows = warehouse.read(ENTITIES, where={"economy": list(economies)})
    rows = rows.sort("economy", "main", descending=[False, True])
    return {
        row["entity"]: Entry(row["entity"], row["economy"], row["name"], row["main"], origin)
        for row in rows.iter_rows(named=True)
    }


def titles(warehouse: Warehouse) -> pl.DataFrame:
    """`cia_factbook.fields`: name, title, section and additivity of every field, in order."""
    return warehouse.read(FIELDS).sort("position")


def figures(
    rows: pl.DataFrame, known: Mapping[str, Entry], concept: str, *, additive: bool
) -> tuple[Figure, ...]:
    """One figure a period, latest first, from the rows of one field of one economy that hold a number.

    Where an economy has several entries (Palestine: West Bank and Gaza Strip), their figures are added up if
    they may be, unless the Factbook prints the same for both; a figure of one entry alone says so.
    """
    numbers = rows.filter(pl.col("low").is_not_null() | pl.col("high").is_not_null())
    numbers = numbers.sort(pl.col("entity").replace_strict({code: i for i, code in enumerate(known)}))
    by_period = {str(key[0]): group for key, group in numbers.group_by("period", maintain_order=True)}
    return tuple(
        _of_period(by_period[period].to_dicts(), known, concept, additive)
        for period in sorted(by_period, reverse=True)
    )


def _of_period(
    rows: list[dict[str, Any]], known: Mapping[str, Entry], concept: str, additive: bool
) -> Figure:
    first = _figure(rows[0], known, concept)
    if len(known) == 1 or _COVERS_BOTH in rows[0]["note"]:
        return first
    if additive and len(rows) == len(known):
        total = first
        for row in rows[1:]:
            total += _figure(row, known, concept)
        names = " + ".join(known[row["entity"]].name for row in rows)
        return replace(total, method=f"sum of {names}")
    alone = f"Of {known[rows[0]['entity']].name} only."
    return replace(first, caveat=f"{alone} {first.caveat}".strip())


def _figure(row: Mapping[str, Any], known: Mapping[str, Entry], concept: str) -> Figure:
    return Figure(
        value=row["value"] if row["value"] is not None else bounds(row),
        unit=row["unit"],
        period=row["period"],
        concept=concept,
        places=(row["economy"],),
        quality=Quality.ESTIMATED if row["estimate"] else Quality.REPORTED,
        origins=(known[row["entity"]].at(row["path"]),),
        caveat=noted(row["note"]),
    )


def bounds(row: Mapping[str, Any]) -> Interval:
    """The numbers that the words allow; without end where they give no bound."""
    low, high = row["low"], row["high"]
    return Interval(float("-inf") if low is None else low, float("inf") if high is None else high)


def noted(note: str) -> str:
    """A note of the Factbook as a sentence; empty if there is none."""
    return f"The Factbook notes: {note.rstrip('.')}." if note else ""


def quotations(rows: pl.DataFrame, known: Mapping[str, Entry], concept: str) -> tuple[Quotation, ...]:
    """The words of one field of one economy, its main entry first."""
    order = {code: place for place, code in enumerate(known)}
    return tuple(
        Quotation(concept, row["text"], row["period"], row["note"], known[row["entity"]].at(row["path"]))
        for row in sorted(rows.iter_rows(named=True), key=lambda row: order[row["entity"]])
    )


def facts_of(warehouse: Warehouse, economies: Iterable[str], fields: Iterable[str] = ()) -> pl.DataFrame:
    """Rows of `cia_factbook.facts` of these economies, of all fields or those named."""
    where = {"economy": list(economies)} | ({"field": list(fields)} if fields else {})
    return warehouse.read(FACTS, where=where)
