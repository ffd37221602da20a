"""Industries of tables that are known: those of the OECD's ICIO and of both releases of the WIOD."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from entrepot.sources.io_tables.table import TableIndustry
from entrepot.sources.oecd_icio.codes import industries as icio_industries

_HERE = Path(__file__).parent


def described(codes: Sequence[str], names: Mapping[str, str] | None = None) -> tuple[TableIndustry, ...]:
    """What is known of the industries: all of it where every code is of one known list, else the code alone.

    Codes of a list are believed only where all are of it: C is mining in one and manufacturing in another.

    Args:
        codes: as the table has them.
        names: English names as the table has them, used where no list knows the code.
    """
    given = names or {}
    for known in _lists():
        if all(code in known for code in codes):
            return tuple(known[code] for code in codes)
    return tuple(TableIndustry(code, {"en": given.get(code) or code}) for code in codes)


def known_icio() -> frozenset[str]:
    """Codes of the OECD's industries."""
    return frozenset(_icio())


@cache
def _icio() -> Mapping[str, TableIndustry]:
    return {
        row["code"]: TableIndustry(
            row["code"], {"en": row["name_en"], "fr": row["name_fr"]}, row["section"], (row["code"],)
        )
        for row in icio_industries().iter_rows(named=True)
    }


@cache
def _lists() -> tuple[Mapping[str, TableIndustry], ...]:
    with (_HERE / "wiod.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    releases = [
        {
            row["code"]: TableIndustry(
                row["code"], {"en": row["name_en"], "fr": row["name_fr"]}, row["section"],
                tuple(row["icio"].split()),
            )
            for row in rows
            if row["release"] == release
        }
        for release in ("2016", "2013")
    ]  # fmt: skip
    return (_icio(), *releases)
