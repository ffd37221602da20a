"""Small files in the real layouts of Eurostat Comext and UN Comtrade; every figure is made up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from entrepot.metadata.reported import COMEXT
from entrepot.metadata.tables import Table
from entrepot.sources.given import given
from entrepot.sources.reader import Reader
from entrepot.store.warehouse.check import checked

BULK = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,PRODUCT_BEC5,"
    "PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT"
)
OLDER = (
    "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA2002,"
    "PRODUCT_CPA2008,PRODUCT_CPA2_1,PRODUCT_BEC,PRODUCT_SECTION,FLOW,STAT_REGIME,SUPP_UNIT,PERIOD,"
    "VALUE_IN_EUROS,QUANTITY_IN_KG,SUP_QUANTITY"
)
SDMX = "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE"
RECORD: dict[str, Any] = {
    "typeCode": "C", "freqCode": "A", "refPeriodId": 20230101, "refYear": 2023, "refMonth": 52,
    "period": "2023", "reporterCode": 56, "reporterISO": "BEL", "reporterDesc": "Belgium", "flowCode": "X",
    "flowDesc": "Export", "partnerCode": 398, "partnerISO": "KAZ", "partnerDesc": "Kazakhstan",
    "partner2Code": 0, "partner2ISO": "W00", "partner2Desc": "World", "classificationCode": "H6",
    "classificationSearchCode": "HS", "isOriginalClassification": True, "cmdCode": "300490",
    "cmdDesc": "Medicaments", "aggrLevel": 6, "isLeaf": True, "customsCode": "C00",
    "customsDesc": "TOTAL CPC", "mosCode": "0", "motCode": 0, "motDesc": "TOTAL MOT", "qtyUnitCode": 8,
    "qtyUnitAbbr": "kg", "qty": 50, "isQtyEstimated": False, "altQtyUnitCode": -1, "altQtyUnitAbbr": "N/A",
    "altQty": 0, "isAltQtyEstimated": False, "netWgt": 50.5, "isNetWgtEstimated": False, "grossWgt": 0,
    "isGrossWgtEstimated": False, "cifvalue": None, "fobvalue": 1000.25, "primaryValue": 1000.25,
    "legacyEstimationFlag": 0, "isReported": True, "isAggregate": False,
}  # fmt: skip


def bulk(
    reporter: str = "BE", partner: str = "KZ", product: str = "30049000", value: object = 1000, *,
    flow: str = "2", procedure: str = "1", kind: str = "E", unit: str = "NO_SU", period: str = "202402",
    kg: object = 50, quantity: object = 0, sitc: str = "54293",
) -> str:  # fmt: skip
    """A row of a bulk file."""
    cells = (
        reporter, partner, kind, product, sitc, "2120", "2120", "630", "211210", "06", flow, procedure, unit,
        period, value, value, kg, quantity,
    )  # fmt: skip
    return ",".join(str(cell) for cell in cells)


def older(partner: str = "0003", iso: str = "NL", value: int = 1000, product: str = "30049000") -> str:
    """A row of the older layout, France in January 2001."""
    return f"001,FR,{partner},{iso},I,{product},54293,2442,2120,2120,630,06,1,1,A,200101,{value},50,7"


def observation(
    indicator: str = "VALUE_IN_EUROS", value: object = 1000, *, partner: str = "KZ", product: str = "3004",
    reporter: str = "BE", flow: str = "2", period: str = "2024", freq: str = "A",
    update: str = "15/09/26 11:00:00", dataflow: str = "ESTAT:DS-045409(1.0)",
) -> str:  # fmt: skip
    """A row of the service's SDMX-CSV."""
    return f"{dataflow},{update},{freq},{reporter},{partner},{product},{flow},{indicator},{period},{value}"


def text(head: str, *rows: str) -> str:
    """A table of these lines."""
    return "".join(f"{line}\n" for line in (head, *rows))


def record(**other: Any) -> dict[str, Any]:
    """A record of UN Comtrade that differs from `RECORD` in these fields; `None` stays."""
    return {**RECORD, **other}


def answer(*records: dict[str, Any], **other: Any) -> str:
    """The service's answer with these records."""
    return json.dumps(
        {"elapsedTime": "0.1 secs", "count": len(records), "data": records, "error": "", **other}
    )


def as_csv(*records: dict[str, Any], delimiter: str = ",", end: str = "") -> str:
    """The same records as the service's CSV has them; `end` closes each row."""

    def cell(value: Any) -> str:
        return "" if value is None else f'"{value}"' if delimiter in str(value) else str(value)

    rows = (delimiter.join(cell(one[name]) for name in RECORD) + end for one in records)
    return text(delimiter.join(RECORD), *rows)


def read_all(reader: Reader, path: Path, scratch: Path) -> dict[Table, pl.DataFrame]:
    """All tables of all parts, held to their declarations as the store does; parts one above the other."""
    files = given(path)
    assert reader.recognises(files)
    tables: dict[Table, list[pl.DataFrame]] = {}
    for number, part in enumerate(reader.parts(files)):
        folder = scratch / str(number)
        folder.mkdir()
        for table, frame in reader.read(files, part, folder, lambda *_: None).tables.items():
            whole = frame if isinstance(frame, pl.DataFrame) else pl.read_parquet(frame)
            assert checked(table, whole).equals(whole.sort(table.key)), "typed and sorted by key"
            tables.setdefault(table, []).append(whole)
    return {table: pl.concat(frames) for table, frames in tables.items()}


def one(reader: Reader, content: str | bytes, tmp_path: Path, table: Table = COMEXT.flows) -> dict[str, Any]:
    """The only row that a file of this content gives."""
    path = written(tmp_path, content)
    frame = read_all(reader, path, fresh(tmp_path))[table]
    return frame.row(0, named=True) if frame.height == 1 else {"rows": frame.height}


def written(tmp_path: Path, content: str | bytes, name: str = "file.dat") -> Path:
    """A file of this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def fresh(tmp_path: Path) -> Path:
    """An empty folder for what a reader lays down."""
    folder = tmp_path / f"scratch{sum(1 for _ in tmp_path.glob('scratch*'))}"
    folder.mkdir()
    return folder
