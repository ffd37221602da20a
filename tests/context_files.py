"""Small files of context data in their publishers' layouts; the figures are made up."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl

from entrepot.sources.cepii_gravity import columns
from entrepot.sources.given import given
from entrepot.store.warehouse.check import checked
from entrepot.store.warehouse.check_file import checked_file

TSV_OLD = (
    "unit,age,geo\\time\t2015 \t2014 \t2013 \n"
    "THS,Y15-24,BE33\t4.8 u\t5.4 \t: c\n"
    "THS,Y15-24,BE\t: \t7.5 bu\t: bu\n"
    "THS,Y15-24,EU28\t1\t2\t-3.5e2 p\n"
)
TSV_NEW = (
    "freq,unit,geo\\TIME_PERIOD\t2022 \t2023 \nA,MIO_EUR,BE\t563543.6 \t596320.6 p\nA,MIO_EUR,BEZZ\t: \t0 n\n"
)
SDMX_1 = (
    "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
    "ESTAT:LFST_R_X(1.0),28/08/26 23:00:00,Q,THS,BE33,2026-Q1,4.8,u,\n"
    "ESTAT:LFST_R_X(1.0),28/08/26 23:00:00,Q,THS,BE33,2025-Q4,,b,C\n"
    "ESTAT:LFST_R_X(1.0),28/08/26 23:00:00,Q,THS,EL,2026-Q1,,,\n"
)
SDMX_2 = (
    "STRUCTURE,STRUCTURE_ID,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    "dataflow,ESTAT:LFST_R_X(1.0),A,THS,BE,2025,7,\n"
)
JSONSTAT: dict[str, Any] = {
    "version": "2.0",
    "class": "dataset",
    "label": "Persons without work",
    "source": "ESTAT",
    "updated": "2026-06-10T23:00:00+0200",
    "id": ["freq", "unit", "geo", "time"],
    "size": [1, 1, 2, 2],
    "dimension": {
        "freq": {"category": {"index": {"A": 0}, "label": {"A": "Annual"}}},
        "unit": {"category": {"label": {"THS": "Thousand persons"}}},
        "geo": {"category": {"index": {"BE33": 1, "BE": 0}, "label": {"BE": "Belgium", "BE33": "Liège"}}},
        "time": {"category": {"index": ["2023", "2024"]}},
    },
    "value": {"0": 10, "1": 11.5, "2": 3},
    "status": {"1": "p", "3": "|C"},
    "extension": {"id": "LFST_R_X", "lang": "EN"},
}
WORLD_BANK = (
    '"Data Source","World Development Indicators",\n\n"Last Updated Date","2026-04-08",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",\n'
    '"Belgium","BEL","Population, total","SP.POP.TOTL","11600000","","11800000",\n'
    '"World","WLD","Population, total","SP.POP.TOTL","7900000000","","",\n'
    '"Kosovo","XKX","Population, total","SP.POP.TOTL","","","1700000.5",\n'
)
BULK = (
    "Country Name,Country Code,Indicator Name,Indicator Code,2022,2023\n"
    'World,WLD,"GDP (current US$), all",NY.GDP.MKTP.CD,1e14,\n'
    'Belgium,BEL,"GDP (current US$), all",NY.GDP.MKTP.CD,583e9,632e9\n'
    'Belgium,BEL,"Population, total",SP.POP.TOTL,11685814,\n'
)
API: list[Any] = [
    {"page": 1, "pages": 1, "per_page": 50, "total": 2, "sourceid": "2", "lastupdated": "2026-07-01"},
    [
        {
            "indicator": {"id": "SP.POP.TOTL", "value": "Population, total"},
            "country": {"id": code, "value": name},
            "countryiso3code": iso3,
            "date": "2023",
            "value": value,
            "unit": "",
            "obs_status": "",
            "decimal": 0,
        }
        for code, name, iso3, value in (
            ("BE", "Belgium", "BEL", 11800000),
            ("XD", "High income", "HIC", None),
        )
    ],
]
IMTS = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,"
    "SCALE,STATUS\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,BEL,XG_FOB_USD,KAZ,A,2023,123456789,6,\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,BEL,MG_CIF_USD,KOS,M,2023-M07,NaN,6,C\n"
    "dataflow,IMF.STA:IMTS(1.0.0),R,BEL,XG_FOB_USD,G001,A,2023,5e11,6,E\n"
)
DIP = (
    "DATAFLOW,COUNTRY,DV_TYPE,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,STATUS\n"
    "IMF.STA:DIP(12.0.1),KAZ,O,INWD_D_NETLA_FALL_ALL,BEL,A,2023,1500000000,6,\n"
    "IMF.STA:DIP(12.0.1),KAZ,O,INWD_D_NETLA_F51_ALL,BEL,A,2023,,6,C\n"
    "IMF.STA:DIP(12.0.1),KAZ,O,OTWD_D_NETAL_FL_ALL,BEL,A,2023,-2500000,6,\n"
    "IMF.STA:DIP(12.0.1),KAZ,SCC,INWD_D_NETLA_FALL_ALL,BEL,A,2023,1700000000,6,\n"
)
NBB = (
    "DATAFLOW,FREQ,IROLOBE2_MATUR,IROLOBE2_TYPE,TIME_PERIOD,OBS_VALUE,OBS_STATUS,DECIMALS\r\n"
    "BE2:DF_IROLOBE2(1.0),D,10Y,F,2026-10-06,4.25,A,2\r\n"
    "BE2:DF_IROLOBE2(1.0),D,10Y,F,2026-10-07,4.27,E,2\r\n"
)
_XML = "http://www.SDMX.org/resources/SDMXML/schemas/v2_0"
GENERIC = (
    f'<m:MessageGroup xmlns="{_XML}/generic" xmlns:m="{_XML}/message"><Header xmlns="{_XML}/message">'
    '<Prepared>2015-02-05T08:30:04</Prepared><Sender id="NBB"/></Header>'
    "<DataSet><KeyFamilyRef>AFDELING</KeyFamilyRef>\n<Series><SeriesKey>"
    '<Value concept="LOCATION" value="BE"/><Value concept="FREQUENCY" value="Q"/></SeriesKey>\n'
    '<Obs><Time>2014-Q4</Time><ObsValue value="98.5"/>'
    '<Attributes><Value concept="OBS_STATUS" value="E"/></Attributes></Obs>\n'
    '<Obs><Time>2014-Q3</Time><ObsValue value="NaN"/></Obs></Series></DataSet></m:MessageGroup>'
)


def gravity(*rows: Mapping[str, object]) -> str:
    """A panel with the columns that are read, in another order, and one that is not; NA if not said."""
    names = ("gmt_offset_2020_o", *reversed(columns.WANTED[2:]), *columns.WANTED[:2])
    head = ",".join(("year", "country_id_o", *(n for n in names if n not in ("year", "country_id_o"))))
    order = head.split(",")
    return "\n".join((head, *(",".join(str(row.get(name, "NA")) for name in order) for row in rows))) + "\n"


def pair(year: int, origin: str, destination: str, **more: object) -> dict[str, object]:
    """A row of two states that exist; `DEU.2` is a state of the code DEU."""
    return {
        "year": year, "country_id_o": origin, "country_id_d": destination,
        "iso3_o": origin[:3], "iso3_d": destination[:3], "country_exists_o": 1, "country_exists_d": 1, **more,
    }  # fmt: skip


def zipped(path: Path, **members: str) -> Path:
    """A zip of texts; "__" in a name stands for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def everything(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Reader -> name and bytes of a file that it reads, one for each layout."""
    panel = gravity(
        pair(2019, "BEL", "KAZ", dist=5000.5, contig=0), pair(2019, "KAZ", "BEL", dist=5000.5, contig=0)
    )
    return {
        "eurostat tsv": ("lfst_r_x.tsv", TSV_OLD.encode()),
        "eurostat csv": ("x.csv", SDMX_1.encode()),
        "eurostat json": ("x.json", json.dumps(JSONSTAT).encode()),
        "world_bank csv": ("api.csv", WORLD_BANK.encode()),
        "world_bank bulk": ("WDICSV.csv", BULK.encode()),
        "world_bank json": ("api.json", json.dumps(API).encode()),
        "imf imts": ("imts.csv", IMTS.encode()),
        "imf dip": ("dip.csv", DIP.encode()),
        "nbb csv": ("nbb.csv", NBB.encode()),
        "nbb xml": ("nbb.xml", GENERIC.encode()),
        "cepii_gravity csv": ("Gravity.csv", panel.encode()),
    }


def read(reader: ModuleType, path: Path, scratch: Path, number: int = 0) -> dict[str, pl.DataFrame]:
    """The tables of one part of a file by their short names, each held to its declaration."""
    files = given(path)
    assert reader.recognises(files)
    scratch.mkdir(exist_ok=True)
    reading = reader.read(files, reader.parts(files)[number], scratch, lambda *_: None)
    found = {}
    for table, frame in reading.tables.items():
        if isinstance(frame, Path):
            checked_file(table, frame)
            frame = pl.read_parquet(frame)
        found[table.short_name] = checked(table, frame)
    return found
