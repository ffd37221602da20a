"""Reports of trade in the warehouse, written by hand: synthetic, and saying so, never to be published.

`told` puts into the store what Belgium and Kazakhstan report of each other; every sum in it can be checked
in the head. In millions: in 2023 Belgium exports 200 (of which 50 re-exports and 20 unspecified), Kazakhstan
imports 148.4 CIF, which at 6 % is 140 FOB. Kazakhstan exports 300; Belgium's side of that is not there.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from entrepot.metadata.indicators import DIP_POSITIONS
from entrepot.metadata.reported import COMEXT, COMTRADE, COMTRADE_SERVICES
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import Release, Warehouse
from entrepot.store.warehouse.release import About

Row = tuple[str, str, str, str, float]  # reporter, partner, flow, product, value in millions

BELGIUM_2023 = [
    ("BEL", "KAZ", "X", "TOTAL", 200.0),
    ("BEL", "KAZ", "X", "300490", 120.0),
    ("BEL", "KAZ", "X", "842959", 60.0),
    ("BEL", "KAZ", "X", "999999", 20.0),
    ("BEL", "KAZ", "RX", "TOTAL", 50.0),
    ("BEL", "XX", "X", "TOTAL", 7.0),
    ("BEL", "W00", "X", "TOTAL", 5000.0),
]
KAZAKHSTAN_2023 = [
    ("KAZ", "BEL", "M", "TOTAL", 148.4),
    ("KAZ", "BEL", "M", "300490", 127.2),
    ("KAZ", "BEL", "M", "842959", 10.6),
    ("KAZ", "BEL", "M", "870323", 10.6),
    ("KAZ", "W00", "M", "TOTAL", 14840.0),
    ("KAZ", "BEL", "X", "TOTAL", 300.0),
    ("KAZ", "BEL", "X", "270900", 250.0),
    ("KAZ", "BEL", "X", "720241", 50.0),
]
SERVICES_2023 = [
    ("BEL", "KAZ", "X", "SC", 30.0),
    ("BEL", "KAZ", "X", "SJ", 10.0),
    ("BEL", "KAZ", "X", "S", 44.0),
    ("KAZ", "BEL", "M", "SC", 24.0),
    ("KAZ", "BEL", "M", "S", 25.0),
]


def row(period: str, one: Row, **other: Any) -> dict[str, Any]:
    """A row of a table of reports; `other` replaces columns."""
    reporter, partner, flow, product, value = one
    return {
        "period": period, "reporter": reporter, "partner": partner, "flow": flow, "classification": "H6",
        "product": product, "level": 0 if product == "TOTAL" else len(product), "leaf": product != "TOTAL",
        "value": value * 1e6, "valuation": "CIF" if flow in ("M", "RM") else "FOB", "other_valuation": None,
        "processing": None, "net_weight": None, "net_weight_estimated": None, "quantity": None,
        "quantity_unit": None, "quantity_estimated": None, "confidential": "X" in product or partner == "XX",
        "quality": "reported", "flags": None, **other,
    }  # fmt: skip


def load(
    warehouse: Warehouse,
    tables: Mapping[Table, Iterable[dict[str, Any]]],
    period: str,
    retrieved: str = "2026-11-21",
    unit: str = "USD",
) -> Release:
    """Store rows as one release of their dataset."""
    frames = {
        table: pl.DataFrame(list(rows), schema=table.schema, orient="row").sort(table.key)
        for table, rows in tables.items()
    }
    about = About(
        dataset=next(iter(tables)).dataset,
        title="Invented reports of trade",
        publisher="Tests of Entrepôt",
        edition="synthetic",
        licence="CC0-1.0",
        url="https://example.org",
        unit=unit,
        period=period,
        how_made="Invented for a test.",
        retrieved=retrieved,
    )
    return warehouse.load(about, frames)


def comtrade(warehouse: Warehouse, year: int, rows: Iterable[Row], retrieved: str = "2026-11-21") -> Release:
    """Store goods of a year; the world stands apart, as the reader of UN Comtrade has it."""
    made = [row(str(year), one) for one in rows]
    world = [one for one in made if one["partner"] == "W00"]
    pairs = [one for one in made if one["partner"] != "W00"]
    tables = {COMTRADE.flows: pairs} | ({COMTRADE.aggregates: world} if world else {})
    return load(warehouse, tables, str(year), retrieved)


def services(warehouse: Warehouse, year: int, rows: Iterable[Row]) -> Release:
    """Store services of a year."""
    made = [row(str(year), one, classification="EB10", level=None, valuation=None) for one in rows]
    return load(warehouse, {COMTRADE_SERVICES.flows: made}, str(year))


def comext_months(warehouse: Warehouse, year: int, months: Iterable[int]) -> None:
    """Store like months of Belgium, in EUR million: 5 named, 1 withheld, 10 bought, 2 to a hidden partner."""
    monthly = [
        ("BEL", "KAZ", "X", "TOTAL", 6.0),
        ("BEL", "KAZ", "X", "30049000", 5.0),
        ("BEL", "KAZ", "X", "30XXXXXX", 1.0),
        ("BEL", "KAZ", "M", "TOTAL", 10.0),
        ("BEL", "KAZ", "M", "27090090", 10.0),
        ("BEL", "QX", "X", "TOTAL", 2.0),
        ("BEL", "FRA", "X", "TOTAL", 592.0),
    ]
    for month in months:
        period = f"{year}-{month:02d}"
        rows = [row(period, one, classification="CN") for one in monthly]
        load(warehouse, {COMEXT.flows: rows}, period, unit="EUR")


def told(warehouse: Warehouse) -> Warehouse:
    """The warehouse with all of the above: 2023 from both sides, 2022 with the importer's own FOB value."""
    comtrade(warehouse, 2023, BELGIUM_2023)
    comtrade(warehouse, 2023, KAZAKHSTAN_2023, retrieved="2026-11-22")
    before = [row("2022", ("BEL", "KAZ", "X", "TOTAL", 100.0))]
    before += [row("2022", ("KAZ", "BEL", "M", "TOTAL", 105.0), other_valuation=101e6)]
    load(warehouse, {COMTRADE.flows: before}, "2022")
    services(warehouse, 2023, SERVICES_2023)
    comext_months(warehouse, 2023, range(1, 13))
    comext_months(warehouse, 2024, range(1, 4))
    return warehouse


def returned(warehouse: Warehouse) -> Warehouse:
    """The same with Belgium's side of what Kazakhstan sells, with services that way, and with investment."""
    sold = [("KAZ", "BEL", "X", "S", 12.0), ("BEL", "KAZ", "M", "SD", 8.0)]
    bought = [
        ("BEL", "KAZ", "M", "TOTAL", 330.0),
        ("BEL", "KAZ", "M", "270900", 280.0),
        ("BEL", "KAZ", "M", "720241", 50.0),
    ]
    comtrade(warehouse, 2023, bought, retrieved="2026-11-23")
    services(warehouse, 2023, sold)
    investment(warehouse)
    return warehouse


# reporter, counterpart, direction, year, USD million (None: confidential)
POSITIONS = [
    ("BEL", "KAZ", "OTWD", "2022", 90.0),
    ("BEL", "KAZ", "OTWD", "2023", 100.0),
    ("KAZ", "BEL", "INWD", "2023", 160.0),
    ("KAZ", "BEL", "OTWD", "2023", -5.0),
    ("BEL", "KAZ", "INWD", "2023", None),
]


def investment(warehouse: Warehouse) -> Release:
    """Store positions: 100 as the investor says, 160 as the host does; the way back -5, and secret."""
    net = {"OTWD": "OTWD_D_NETAL_FALL_ALL", "INWD": "INWD_D_NETLA_FALL_ALL"}
    rows = [
        {
            "reporter": reporter, "counterpart": other, "indicator": net[side], "derivation": "O",
            "frequency": "A", "period": year, "direction": {"OTWD": "outward", "INWD": "inward"}[side],
            "instrument": "all", "value": None if value is None else value * 1e6,
            "flags": "C" if value is None else "",
        }
        for reporter, other, side, year, value in POSITIONS
    ]  # fmt: skip
    derived = {**rows[0], "derivation": "M", "value": 1e9, "period": "2023"}
    return load(warehouse, {DIP_POSITIONS: [*rows, derived]}, "2022/2023")
