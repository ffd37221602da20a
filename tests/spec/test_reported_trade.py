"""What becomes of each odd row of Eurostat Comext and UN Comtrade: as it stands in the file, as it is stored.

The tables are printed with `pytest -s`. Every figure is made up; the codes and layouts are the publishers'.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.reported import COMEXT, COMEXT_EXTRACT, COMTRADE, COMTRADE_SERVICES, ReportedTables
from entrepot.metadata.tables import Table
from entrepot.sources.eurostat_comext import reader as comext
from entrepot.sources.un_comtrade import reader as comtrade
from reported_files import BULK, SDMX, answer, bulk, fresh, observation, read_all, record, text, written

# Case; rows; where they are stored; reporter partner flow product level value weight, "-" for absent.
BULK_ROWS = [
    ("an export is FOB, in kg", [bulk()], "flows", "BEL KAZ X 30049000 8 1000 50"),
    ("an import is CIF", [bulk(flow="1")], "flows", "BEL KAZ M 30049000 8 1000 50"),
    ("NA is Namibia", [bulk(partner="NA")], "flows", "BEL NAM X 30049000 8 1000 50"),
    ("XS is Serbia, XK Kosovo", [bulk(partner="XS")], "flows", "BEL SRB X 30049000 8 1000 50"),
    ("GR, not EL, is Greece", [bulk("GR")], "flows", "GRC KAZ X 30049000 8 1000 50"),
    ("a code keeps its zero", [bulk(product="01012100")], "flows", "BEL KAZ X 01012100 8 1000 50"),
    ("ship's stores keep their letters", [bulk(partner="QS")], "flows", "BEL QS X 30049000 8 1000 50"),
    (
        "procedures are added", [bulk(), bulk(procedure="2", value=200)],
        "flows", "BEL KAZ X 30049000 8 1200 100",
    ),
    (
        "rows of a withheld product are added",
        [bulk(product="39XXXXXX"), bulk(product="39XXXXXX", sitc="57XXX")],
        "flows", "BEL KAZ X 39XXXXXX 8 2000 100",
    ),
    ("no weight is no zero", [bulk(kg=0)], "flows", "BEL KAZ X 30049000 8 1000 -"),
    (
        "a sum without one of its weights is absent", [bulk(), bulk(procedure="3", kg=0)],
        "flows", "BEL KAZ X 30049000 8 2000 -",
    ),
    ("TOTAL has level 0", [bulk(product="TOTAL")], "flows", "BEL KAZ X TOTAL 0 1000 50"),
]  # fmt: skip
SDMX_ROWS = [
    ("100 kg become kg", [observation("QUANTITY_IN_100KG", "1.5")], "flows", "BEL KAZ X 3004 4 - 150"),
    (
        "two indicators, one flow", [observation(), observation("QUANTITY_KG", 7)],
        "flows", "BEL KAZ X 3004 4 1000 7",
    ),
    ("the world is no partner", [observation(partner="WORLD")], "aggregates", "BEL WORLD X 3004 4 1000 -"),
    ("nor is the EU a member", [observation("VALUE_EUR", reporter="EU27_2020")], "aggregates",
     "EU27_2020 KAZ X 3004 4 1000 -"),
    ("re-exports have their letters", [observation(flow="3")], "flows", "BEL KAZ RX 3004 4 1000 -"),
    ("Belgium was Belgium-Luxembourg", [observation(period="1998")], "flows", "BLX KAZ X 3004 4 1000 -"),
]  # fmt: skip
COMTRADE_ROWS = [
    ("month 52 is the year", [record()], "flows", "BEL KAZ X 300490 6 1000.25 50.5"),
    ("251 is France", [record(reporterCode=251)], "flows", "FRA KAZ X 300490 6 1000.25 50.5"),
    ("other Asia is Taiwan", [record(partnerCode=490)], "flows", "BEL TWN X 300490 6 1000.25 50.5"),
    ("899 is no country", [record(partnerCode=899)], "flows", "BEL _X X 300490 6 1000.25 50.5"),
    ("0 is the world", [record(partnerCode=0)], "aggregates", "BEL W00 X 300490 6 1000.25 50.5"),
    (
        "parts of a total are left out",
        [record(), *(record(**{n: "9"}) for n in ("partner2Code", "motCode", "customsCode", "mosCode"))],
        "flows", "BEL KAZ X 300490 6 1000.25 50.5",
    ),
    ("re-exports are no exports", [record(flowCode="RX")], "flows", "BEL KAZ RX 300490 6 1000.25 50.5"),
    ("no weight is no zero", [record(netWgt=0)], "flows", "BEL KAZ X 300490 6 1000.25 -"),
    ("TOTAL has level 0", [record(cmdCode="TOTAL", aggrLevel=0)], "flows", "BEL KAZ X TOTAL 0 1000.25 50.5"),
    ("a level unsaid is counted", [record(aggrLevel=None)], "flows", "BEL KAZ X 300490 6 1000.25 50.5"),
    (
        "services stand apart", [record(typeCode="S", classificationCode="EB", cmdCode="SC", aggrLevel=1)],
        "services", "BEL KAZ X SC 1 1000.25 50.5",
    ),
]  # fmt: skip


def cell(value: object) -> str:
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def stored(tables: dict[Table, pl.DataFrame]) -> list[tuple[str, str]]:
    """Each row as (table, what the specification shows of it)."""
    columns = ("reporter", "partner", "flow", "product", "level", "value", "net_weight")
    return [
        (table.short_name, " ".join(map(cell, row)))
        for table, frame in tables.items()
        for row in frame.select(columns).iter_rows()
    ]


def shown(case: str, raw: list[str], found: list[tuple[str, str]]) -> None:
    lines = [case, *(f"   {row}" for row in raw), *(f"-> {name}: {row}" for name, row in found)]
    print("", *lines, sep="\n")  # noqa: T201 - the table that one reads


@pytest.mark.parametrize(("case", "rows", "table", "row"), BULK_ROWS, ids=lambda value: str(value)[:40])
def test_bulk_files(tmp_path: Path, case: str, rows: list[str], table: str, row: str) -> None:
    found = stored(read_all(comext, written(tmp_path, text(BULK, *rows)), fresh(tmp_path)))
    shown(case, rows, found)
    assert found == [(table, row)]


@pytest.mark.parametrize(("case", "rows", "table", "row"), SDMX_ROWS, ids=lambda value: str(value)[:40])
def test_extracts(tmp_path: Path, case: str, rows: list[str], table: str, row: str) -> None:
    found = stored(read_all(comext, written(tmp_path, text(SDMX, *rows)), fresh(tmp_path)))
    shown(case, rows, found)
    assert found == [(table, row)]


@pytest.mark.parametrize(("case", "rows", "table", "row"), COMTRADE_ROWS, ids=lambda value: str(value)[:40])
def test_comtrade(tmp_path: Path, case: str, rows: list[dict[str, object]], table: str, row: str) -> None:
    found = stored(read_all(comtrade, written(tmp_path, answer(*rows)), fresh(tmp_path)))
    shown(case, [str({k: v for k, v in one.items() if "Desc" not in k}) for one in rows], found)
    assert found == [(table, row)]


# flowCode, cifvalue, fobvalue, primaryValue -> valuation, other valuation.
VALUATIONS = [
    ("M", 110.0, None, 110.0, "CIF", None),
    ("M", 110.0, 100.0, 110.0, "CIF", 100.0),
    ("M", None, 100.0, 100.0, "FOB", None),
    ("X", None, 100.0, 100.0, "FOB", None),
    ("X", 0.0, 100.0, 100.0, "FOB", None),
    ("X", 100.0, 100.0, 100.0, "FOB", 100.0),
    ("M", 100.0, 100.0, 100.0, "CIF", 100.0),
    ("X", None, None, 100.0, None, None),
]


@pytest.mark.parametrize(("flow", "cif", "fob", "value", "valuation", "other"), VALUATIONS)
def test_valuation_is_what_the_record_says(
    tmp_path: Path, flow: str, cif: float, fob: float, value: float, valuation: str, other: float
) -> None:
    one = record(flowCode=flow, cifvalue=cif, fobvalue=fob, primaryValue=value)
    frame = read_all(comtrade, written(tmp_path, answer(one)), fresh(tmp_path))[COMTRADE.flows]
    assert frame.select("value", "valuation", "other_valuation").row(0) == (value, valuation, other)


@pytest.mark.parametrize(
    "tables", [COMEXT, COMEXT_EXTRACT, COMTRADE, COMTRADE_SERVICES], ids=lambda t: t.flows.name
)
def test_all_reported_trade_has_one_shape(tables: ReportedTables) -> None:
    for table in tables.all():
        assert [column.name for column in table.columns] == [column.name for column in COMEXT.flows.columns]
        assert table.key == ("period", "reporter", "partner", "flow", "classification", "product")
        assert table.column("value").unit == ("USD" if table.dataset == "un_comtrade" else "EUR")
