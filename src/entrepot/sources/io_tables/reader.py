"""A user's own country by industry table, whatever of the known layouts it has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.metadata.origin import Origin
from entrepot.sources.given import Given, given
from entrepot.sources.io_tables import folder, long, wide, wiod
from entrepot.sources.io_tables.cells import csv_rows, workbook_rows
from entrepot.sources.io_tables.economies import names, recoded
from entrepot.sources.io_tables.industries import described
from entrepot.sources.io_tables.sums import TOLERANCE, Sums
from entrepot.sources.io_tables.table import IOTable, Note, TableIndustry
from entrepot.sources.members import Member

LAYOUTS = (
    "a square CSV with rows and columns named like BEL_A01 (the OECD's own), a CSV with the columns origin, "
    "destination, industry, use and value, a folder with flows.csv and input_coefficients.csv, or a table of "
    "the WIOD as .xlsx or .csv"
)
_OTHERS = {".xlsb": ".xlsx or .csv", ".dta": ".csv", ".rdata": ".csv", ".mat": ".csv", ".7z": "files"}
_WIOD = {56: "2016", 35: "2013"}


def read(path: Path, unit: str = "USD million") -> IOTable:
    """The table at `path`.

    Args:
        path: a file, a zip with one table in it, or a folder; `LAYOUTS` says which layouts are known.
        unit: of its values, which the file does not tell; tables of the WIOD and the OECD are in USD million.

    Raises:
        BadInput: no known layout, a cell that does not fit, a table that does not balance.
    """
    if other := _OTHERS.get(path.suffix.lower()):
        raise BadInput(
            f"{path.suffix} is not read here", file=path, expected=LAYOUTS, remedy=f"Save it as {other}."
        )
    if path.suffix.lower() == ".xlsx":
        return _wiod(given(path), wiod.read(str(path), workbook_rows(path)), unit)
    files = given(path)
    if folder.recognises(files):
        return _folder(files, unit)
    member = _one(files)
    if member.head(64)[:4] == b"PK\x03\x04":
        raise BadInput("is a workbook within an archive", file=path, remedy="Unpack it and give the file.")
    first = list(islice(csv_rows(member), 7))
    if first and (wiod.flat(first[0][1]) or any(wiod.sheet(first[: n + 1]) for n in range(len(first)))):
        return _wiod(files, wiod.read(member.where, csv_rows(member)), unit)
    if first and set(long.COLUMNS) <= {str(cell).strip() for cell in _cells(first[0][1])}:
        return _long(files, member, unit)
    if wide.recognises(member):
        return _wide(files, wide.read(member), unit)
    raise BadInput("no layout that is known", file=member.where, line=1, expected=LAYOUTS)


def _cells(row: Sequence[object]) -> list[str]:
    """Cells of a first row, also where they are separated by something else than a comma."""
    return (
        str(row[0]).replace(";", ",").replace("\t", ",").split(",")
        if len(row) == 1
        else [str(c) for c in row]
    )


def _one(files: Given) -> Member:
    tables = [member for member in files.members if member.base.lower().endswith((".csv", ".txt"))]
    found = tables if len(files.members) > 1 else list(files.members)
    if len(found) != 1:
        listed = ", ".join(member.name for member in found[:4]) or "no CSV"
        raise BadInput(
            f"holds {listed}", file=files.path, expected=f"one table: {LAYOUTS}",
            remedy="Unpack it and give one file; the OECD's zip goes into the store: `entrepot data add`.",
        )  # fmt: skip
    return found[0]


def _wide(files: Given, sums: Sums, unit: str) -> IOTable:
    codes = sums.columns.industries
    return _of_sums(sums, described(codes), files.path.name, "", unit, _own(files))


def _wiod(files: Given, found: wiod.Wiod, unit: str) -> IOTable:
    sums = found.sums
    codes = [found.codes.get(number, number) for number in sums.columns.industries]
    titles = {
        found.codes.get(number, number): found.names.get(number, "") for number in sums.columns.industries
    }
    release = _WIOD.get(len(codes), "")
    title = f"the World Input-Output Database, {release} release" if release else files.path.name
    origin = Origin(
        "University of Groningen", "World Input-Output Database", edition=f"{release} release".strip(),
        locator=files.path.name, url="https://www.rug.nl/ggdc/valuechain/wiod/", sha256=files.sha256(),
    ) if release else _own(files)  # fmt: skip
    return _of_sums(sums, described(codes, titles), title, found.year, unit, origin)


def _of_sums(
    sums: Sums,
    industries: tuple[TableIndustry, ...],
    title: str,
    year: str,
    unit: str,
    origin: Origin,
) -> IOTable:
    notes = sums.close()
    codes = recoded(sums.columns.economies, sums.columns.file)
    return IOTable(
        title=title, period=year, unit=unit, economies=tuple(codes.values()),
        names=names(tuple(codes.values())), industries=industries, bought=sums.bought, final=sums.final,
        needs=sums.needs, origin=origin,
        notes=(*notes, *_said(codes)),
    )  # fmt: skip


def _long(files: Given, member: Member, unit: str) -> IOTable:
    flows = long.read(member)
    count, low = flows.negative
    sold = float(flows.bought.sum() + flows.final.sum())
    if low > TOLERANCE * sold:
        raise BadInput(f"inputs below zero, {count} of them, of {low:,.4g} together", file=member.where)
    below = (Note("inputs below zero are counted as none", count, low),) if count else ()
    codes = recoded(flows.economies, member.where)
    return IOTable(
        title=files.path.name, period="", unit=unit, economies=tuple(codes.values()),
        names=names(tuple(codes.values())), industries=described(flows.industries), bought=flows.bought,
        final=flows.final, needs=flows.needs, origin=_own(files), notes=(*below, *_said(codes)),
    )  # fmt: skip


def _folder(files: Given, unit: str) -> IOTable:
    tables = folder.read(files)
    codes = recoded(tables.economies, str(files.path))
    known = {one.code: one for one in described(tables.industries)} | dict(tables.described)
    return IOTable(
        title=files.path.name, period="", unit=unit, economies=tuple(codes.values()),
        names=names(tuple(codes.values())), industries=tuple(known[code] for code in tables.industries),
        bought=tables.bought, final=tables.final, needs=tables.needs, other_sales=tables.other_sales,
        origin=_own(files), notes=(*tables.notes, *_said(codes)),
    )  # fmt: skip


def _own(files: Given) -> Origin:
    return Origin("the user's own table", files.path.name, sha256=files.sha256())


def _said(codes: dict[str, str]) -> tuple[Note, ...]:
    others = [f"{text} is {code}" for text, code in codes.items() if text != code]
    return (Note(f"economies are written otherwise here: {', '.join(others[:20])}"),) if others else ()
