"""The OECD's full table, `2022_SML.csv` inside `2016-2022_SML.zip`, as our declared tables.

Read line by line: 88 MB of text a year become arrays of the size of the answer. A line is what one
industry of one economy sells: to every industry of every economy, then to their final demands, then its
output. The last lines are taxes less subsidies on inputs (TLS), value added (VA) and output (OUT) of the
industry that heads each column. Every line and every column must add up to output.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.icio import (
    DATASET,
    ICIO_ECONOMIES,
    ICIO_FINAL_FLOWS,
    ICIO_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
)
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import Descriptor, read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.oecd_icio.archive import lines, member_name, years
from entrepot.sources.oecd_icio.balance import Balance
from entrepot.sources.oecd_icio.codes import economies, industries
from entrepot.sources.oecd_icio.grid import coefficients, long_frame
from entrepot.sources.oecd_icio.layout import read_layout
from entrepot.sources.reader import Part, Progress, Reading

HERE = Path(__file__).parent
READS = "the OECD's zip of full Inter-Country Input-Output tables, such as 2016-2022_SML.zip"
Row = tuple[int, list[str]]


def recognises(files: Given) -> bool:
    """Whether a zip holds tables that this reader reads."""
    return bool(_years(files))


def parts(files: Given) -> tuple[Part, ...]:
    """One release a year."""
    return tuple(
        Part(dataset=DATASET, period=year, name=member_name(year), scope=f"full table, {year}")
        for year in _years(files)
    )


def read(files: Given, part: Part, _scratch: Path, _progress: Progress) -> Reading:
    """The tables of one year, see `read_year`."""
    return Reading(tables=read_year(files.path, part.period))


def _years(files: Given) -> tuple[str, ...]:
    is_zip = any(member.kind == "zip" for member in files.members)
    return years(files.path) if is_zip else ()


def read_year(path: Path, year: str, source: Descriptor | None = None) -> dict[Table, pl.DataFrame]:
    """The declared tables of one year, final demand included.

    Raises:
        BadInput: whatever is not as the publisher's layout has it, with file, line and column.
    """
    source = source or read_descriptor(HERE)
    rows = _rows(path, year)
    _, header = next(rows, (1, [""]))
    layout = read_layout(f"{path} ({member_name(year)})", header, source)
    table = Balance(layout, float(source.assertions["balance_tolerance"]))
    for line, row in rows:
        table.add(line, row)
    table.close(tuple(source.assertions["totals"]))
    _hold_checks(table, year, source)
    return _tables(table)


def _rows(path: Path, year: str) -> Iterator[Row]:
    try:
        yield from enumerate(csv.reader(lines(path, year)), start=1)
    except csv.Error as error:
        raise BadInput(f"{member_name(year)} is not CSV ({error})", file=path) from error


def _hold_checks(table: Balance, year: str, source: Descriptor) -> None:
    order = table.layout.economies.index
    for check in source.assertions.get("checks", ()):
        if check["period"] != year:
            continue
        found = float(table.flows[order(check["origin"]), :, order(check["destination"])].sum())
        if abs(found - check["value"]) > source.assertions["check_tolerance"] * check["value"]:
            raise BadInput(
                f"{check['origin']} sells inputs of {found:,.1f} to {check['destination']} in {year}",
                file=table.layout.file,
                expected=f"about {check['value']:,.1f} {source.unit}",
                remedy="This is another table or year, or another unit.",
            )


def _tables(table: Balance) -> dict[Table, pl.DataFrame]:
    names, kinds = list(table.layout.economies), list(table.layout.industries)
    return {
        ICIO_FLOWS: long_frame(
            ("origin", names), ("destination", names), ("industry", kinds),
            value=table.flows.transpose(0, 2, 1).round(4),
        ),
        ICIO_FINAL_FLOWS: long_frame(
            ("origin", names), ("destination", names), ("category", list(table.layout.categories)),
            ("industry", kinds), value=table.final.transpose(0, 2, 3, 1).round(4),
        ),
        ICIO_PRODUCTION: long_frame(
            ("economy", names), ("industry", kinds), output=table.output.round(4),
            other_sales=(table.output - table.flows.sum(axis=2)).round(4),
            value_added=table.totals["VA"].round(4),
        ),
        ICIO_INPUT_COEFFICIENTS: long_frame(
            ("economy", names), ("supplying_industry", kinds), ("using_industry", kinds),
            coefficient=coefficients(table.inputs, table.output),
        ),
        ICIO_INDUSTRIES: industries().filter(pl.col("code").is_in(kinds)),
        ICIO_ECONOMIES: economies().filter(pl.col("code").is_in(names)),
    }  # fmt: skip
