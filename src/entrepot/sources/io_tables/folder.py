"""A folder of CSV files named and made like the tables that the store declares for the OECD's release.

`flows.csv` and `input_coefficients.csv` must be there, and either `final_flows.csv` or, where final demand is
not known by destination, `production.csv`. `industries.csv` may say what the industries are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.icio import (
    ICIO_FINAL_FLOWS,
    ICIO_FLOWS,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
)
from entrepot.metadata.tables import Table
from entrepot.sources.given import Given
from entrepot.sources.io_tables.frames import frame
from entrepot.sources.io_tables.industries import known_icio
from entrepot.sources.io_tables.long import added, once
from entrepot.sources.io_tables.sums import told
from entrepot.sources.io_tables.table import Array, Note, TableIndustry
from entrepot.sources.members import Member

_SECTIONS = frozenset("ABCDEFGHIJKLMNOPQRSTU")


@dataclass(frozen=True, eq=False)
class Tables:
    """The arrays of a folder, with the codes of their axes as the files write them.

    Attributes:
        final: None where the folder has `production.csv` instead; then `other_sales` is there.
        described: industries as `industries.csv` has them; empty where there is none.
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    bought: Array
    needs: Array
    final: Array | None
    other_sales: Array | None
    described: Mapping[str, TableIndustry]
    notes: tuple[Note, ...]


def recognises(files: Given) -> bool:
    """Whether a folder or zip holds such files."""
    return {"flows.csv", "input_coefficients.csv"} <= {member.base for member in files.members}


def read(files: Given) -> Tables:
    """The tables of a folder.

    Raises:
        BadInput: a file missing, a cell that does not fit, inputs that do not add up; names file and line.
    """
    members = {member.base: member for member in files.members}
    flows = _rows(members, ICIO_FLOWS, "value")
    economies = tuple(sorted({*flows["origin"].unique(), *flows["destination"].unique()}))
    industries = tuple(str(code) for code in flows["industry"].unique(maintain_order=True))
    axes = {"origin": economies, "destination": economies, "industry": industries}
    bought = added(flows, axes)
    final, other = None, None
    if "final_flows.csv" in members:
        sold = _rows(members, ICIO_FINAL_FLOWS, "value")
        final = added(_fits(members["final_flows.csv"], sold, axes), axes)
        output = bought.sum(axis=1) + final.sum(axis=1)
    else:
        other, output = _production(members, economies, industries)
    needs = _needs(members, economies, industries) * output[:, None, :]
    where = members["input_coefficients.csv"].where
    gap = np.abs(needs.sum(axis=2) - bought.sum(axis=0))
    note = told(where, "inputs used", "inputs bought", gap, output, (economies, industries))
    described = _described(members["industries.csv"]) if "industries.csv" in members else {}
    return Tables(economies, industries, bought, needs, final, other, described, (note,) if note else ())


def _production(
    members: Mapping[str, Member], economies: tuple[str, ...], industries: tuple[str, ...]
) -> tuple[Array, Array]:
    if "production.csv" not in members:
        raise BadInput(
            "has neither final_flows.csv nor production.csv", file=members["flows.csv"].where,
            expected="final sales by destination, or output and other_sales of each industry",
        )  # fmt: skip
    made = _rows(members, ICIO_PRODUCTION, "output", "other_sales")
    axes = {"economy": economies, "industry": industries}
    made = _fits(members["production.csv"], made, axes)
    return added(made, axes, "other_sales"), added(made, axes, "output")


def _needs(members: Mapping[str, Member], economies: tuple[str, ...], industries: tuple[str, ...]) -> Array:
    table = ICIO_INPUT_COEFFICIENTS
    axes = {"economy": economies, "supplying_industry": industries, "using_industry": industries}
    rows = _fits(members[f"{table.short_name}.csv"], _rows(members, table, "coefficient"), axes)
    return added(rows, axes, "coefficient")


def _rows(members: Mapping[str, Member], table: Table, *values: str) -> pl.DataFrame:
    """Rows of a file that is made like a declared table, each key once and each number within its bounds."""
    member = members[f"{table.short_name}.csv"]
    rows = frame(member, (*table.key, *values), values)
    once(member.where, rows, table.key)
    for name in values:
        least = table.column(name).minimum
        if least is not None and (low := rows.filter(pl.col(name) < least)).height:
            raise BadInput(
                f"{low[name][0]:g} stands there", file=member.where, line=int(low["line"][0]), column=name,
                expected=f"{least:g} or more",
            )  # fmt: skip
    return rows


def _fits(member: Member, rows: pl.DataFrame, axes: Mapping[str, tuple[str, ...]]) -> pl.DataFrame:
    for name, codes in axes.items():
        strange = rows.filter(~pl.col(name).cast(pl.String).is_in(codes))
        if strange.height:
            raise BadInput(
                f"{strange[name][0]} stands there, which flows.csv does not have", file=member.where,
                line=int(strange["line"][0]), column=name,
            )  # fmt: skip
    return rows


def _described(member: Member) -> dict[str, TableIndustry]:
    rows = frame(member, ("code", "name_en"), (), ("name_fr", "section", "icio"))
    found = {}
    for row in rows.iter_rows(named=True):
        section, icio = row.get("section") or "", tuple((row.get("icio") or "").split())
        if section and section not in _SECTIONS:
            raise BadInput(
                f"{section!r}",
                file=member.where,
                line=row["line"],
                column="section",
                expected="an ISIC section",
            )
        if strange := set(icio) - known_icio():
            raise BadInput(
                f"{min(strange)!r} is no industry of the OECD's tables", file=member.where, line=row["line"],
                column="icio", expected="codes such as A01 or C10T12, with blanks between",
            )  # fmt: skip
        names = {"en": row["name_en"]} | ({"fr": row["name_fr"]} if row.get("name_fr") else {})
        found[row["code"]] = TableIndustry(row["code"], names, section, icio)
    return found
