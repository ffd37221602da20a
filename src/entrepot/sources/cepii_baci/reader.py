"""CEPII's BACI, `BACI_HS17_Y2022_V202501.csv` alone, in a folder or in the publisher's zip, as our tables.

The header t,i,j,k,v,q stands for year, exporter, importer, product, value and weight. Files that others made
so are read too, as long as the codes are BACI's. One release is one year of one HS revision.
"""

from __future__ import annotations

from pathlib import Path

from entrepot.metadata.goods import REVISIONS, baci_tables
from entrepot.sources.cepii_baci.chosen import YearFile, looks_like_baci, refuse_heading, year_files
from entrepot.sources.cepii_baci.codes import HERE, economies, products
from entrepot.sources.cepii_baci.flows import Flows, ordered
from entrepot.sources.cepii_baci.gather import gather
from entrepot.sources.cepii_baci.sums import Sums
from entrepot.sources.cepii_baci.tables import declared
from entrepot.sources.given import Given
from entrepot.sources.reader import Part, Progress, Reading

__all__ = ["ASKS", "HERE", "READS", "parts", "read", "recognises"]

READS = "the CEPII's BACI, a year's file or the zip of a revision, such as BACI_HS17_V202501.zip"
ASKS = ("revision",)
"""What the user may say of the files: the revision, where it cannot be told, or is to be chosen."""
# The parsing of a year's file is about half of the work.
_PARSED = 0.5


def recognises(files: Given) -> bool:
    """Whether a file has BACI's header, or a name as BACI's have."""
    return looks_like_baci(files)


def parts(files: Given) -> tuple[Part, ...]:
    """One release a year; raises `BadInput` for mixed revisions or versions, or a year that stands twice."""
    return tuple(
        Part(
            dataset=f"baci_{file.revision}",
            period=str(file.year),
            name=file.name,
            scope=f"HS {REVISIONS[file.revision]}, {file.year}",
            edition=f"version {file.version}" if file.version else "",
            members=file.members,
        )
        for file in year_files(files)
    )


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """The tables of one year; the flows as a Parquet file in `scratch`.

    Raises:
        BadInput: whatever is not as the publisher has it, with file, line and column.
        OSError: the disk is full.
    """
    file = next(one for one in year_files(files) if one.name == part.name)
    refuse_heading(file.member)
    known, named = economies(file.countries), products(file.products)
    rows = gather(file, lambda share: progress("", None if share is None else _PARSED * share))
    flows = ordered(file, rows, known, named)
    del rows
    progress("", _PARSED + 0.1)
    tables, sums = declared(baci_tables(file.revision), flows, known, named, scratch)
    progress("", 0.9)
    return Reading(
        tables=tables, found=(*_found(file, flows, sums), *flows.found, *known.found, *named.found)
    )


def _found(file: YearFile, flows: Flows, sums: Sums) -> list[str]:
    count, worth = len(flows.key), float(sums.pairs.sum()) / 1e6
    found = [
        f"{count:,} flows worth {worth:,.1f} billion USD among {len(flows.economies)} economies "
        f"in {len(flows.products):,} products."
    ]
    if sums.absent:
        found.append(f"{sums.absent:,} flows ({sums.absent / count:.1%}) have no weight.")
    if file.products is None:
        found.append("No file of product codes was beside it: products have no names, unknown ones pass.")
    return found
