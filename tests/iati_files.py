"""Small IATI files; publishers and figures are made up."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from entrepot.metadata.tables import Table
from entrepot.sources.given import given
from entrepot.sources.iati import reader
from entrepot.store.warehouse.check import checked
from entrepot.store.warehouse.check_file import checked_file

TRANSACTION = """<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2014-06-30"/>
<value value-date="2014-07-01">31093.00</value><provider-org ref="XX-1" type="10"><narrative>Giver</narrative>
</provider-org><receiver-org receiver-activity-id="YY-1"><narrative>Doer</narrative></receiver-org>
<sector code="15150" vocabulary="1"/><recipient-country code="KZ"/></transaction>
"""
BACK = """<transaction><transaction-type code="3"/><transaction-date iso-date="2015-06-30"/>
<value currency="EUR" value-date="2015-06-30">-93.50</value><recipient-country code="KG"/></transaction>
"""
BUDGET = """<budget type="2" status="2"><period-start iso-date="2014-01-01"/>
<period-end iso-date="2014-12-31"/><value value-date="2014-01-01">1000</value></budget>
"""
ACTIVITY = """<iati-activity default-currency="USD" xml:lang="en" hierarchy="2"
 last-updated-datetime="2025-04-03T20:52:13Z">
<iati-identifier>XX-1-A</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>Giver</narrative></reporting-org>
<title><narrative xml:lang="fr">Ponts</narrative><narrative>Bridges</narrative></title>
<description><narrative>Bridges over the river</narrative></description>
<participating-org ref="XX-1" role="1" type="10"><narrative>Giver</narrative></participating-org>
<participating-org ref="" role="4" type="22"><narrative>Doer</narrative></participating-org>
<activity-status code="3"/>
<activity-date iso-date="2012-10-01" type="2"/>
<activity-date iso-date="2014-09-30" type="4"/>
<related-activity ref="XX-1-P" type="1"/>
{parts}</iati-activity>
"""
HEAD = '<?xml version="1.0" encoding="{encoding}"?>\n'
ROOT = '<iati-activities version="2.03" generated-datetime="2025-04-03T00:00:00Z">\n'
END = "</iati-activities>\n"
ORGANISATION = """<?xml version="1.0"?>
<iati-organisations version="2.02" generated-datetime="2022-06-30T11:07:47+00:00">
<iati-organisation default-currency="EUR" xml:lang="en">
<organisation-identifier>BE-BCE-1</organisation-identifier><name><narrative>Helper</narrative></name>
<reporting-org type="22" ref="BE-BCE-1"><narrative>Helper</narrative></reporting-org>
<total-budget><period-start iso-date="2017-01-01"/><period-end iso-date="2017-12-31"/>
<value value-date="2017-06-30">4572104.00</value></total-budget>
<recipient-country-budget status="2"><recipient-country code="TJ"/><period-start iso-date="2017-01-01"/>
<period-end iso-date="2017-12-31"/><value currency="USD">12</value></recipient-country-budget>
<total-expenditure><period-start iso-date="2016-01-01"/><period-end iso-date="2016-12-31"/>
<value>7</value></total-expenditure>
</iati-organisation></iati-organisations>
"""


def activity(parts: str = TRANSACTION) -> str:
    """An activity with these parts at its end."""
    return ACTIVITY.replace("{parts}", parts)


def file_of(*activities: str, encoding: str = "UTF-8") -> str:
    """A file of activities."""
    return HEAD.replace("{encoding}", encoding) + ROOT + "".join(activities) + END


def read(path: Path, scratch: Path) -> dict[str, pl.DataFrame]:
    """What the reader gives, by short name, each table held to its declaration."""
    files = given(path)
    assert reader.recognises(files)
    (part,) = reader.parts(files)
    scratch.mkdir(exist_ok=True)
    reading = reader.read(files, part, scratch, lambda *_: None)
    return {table.short_name: _held(table, held) for table, held in reading.tables.items()}


def tables(folder: Path, text: str | bytes, name: str = "x.xml") -> dict[str, pl.DataFrame]:
    """The tables of one file with that content."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return read(folder / name, folder / "scratch")


def _held(table: Table, held: pl.DataFrame | Path) -> pl.DataFrame:
    if isinstance(held, Path):
        checked_file(table, held)
        return pl.read_parquet(held)
    return checked(table, held)
