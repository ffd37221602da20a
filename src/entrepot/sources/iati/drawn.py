"""An activity as plain values by column name, for who makes statements of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from entrepot.metadata.iati import ACTIVITIES, DATES, PARTICIPANTS, RECIPIENTS, RELATED, SECTORS, TRANSACTIONS
from entrepot.metadata.tables import Table
from entrepot.sources.iati.found import Found

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was read of an activity.

    Attributes:
        number: its place in the file, from 1.
        head: its row of `ACTIVITIES`.
        transactions, dates, participants, recipients, sectors, related: its rows of those tables.
    """

    number: int
    head: Values
    transactions: list[Values]
    dates: list[Values]
    participants: list[Values]
    recipients: list[Values]
    sectors: list[Values]
    related: list[Values]

    @classmethod
    def of(cls, found: Found) -> Drawn:
        """From the rows of an activity."""
        parts = (TRANSACTIONS, DATES, PARTICIPANTS, RECIPIENTS, SECTORS, RELATED)
        return cls(found.number, _values(found, ACTIVITIES)[0], *(_values(found, table) for table in parts))

    @property
    def identifier(self) -> str:
        """The publisher's identifier; empty where there is none."""
        return str(self.head["identifier"])

    @property
    def title(self) -> str:
        """Its title, or its identifier where it has none."""
        return str(self.head["title"] or self.identifier)

    def places(self, transaction: int | None = None) -> tuple[str, ...]:
        """Our codes of the countries of the whole (0), of one transaction, or of all (None)."""
        rows = (r for r in self.recipients if transaction is None or r["transaction"] == transaction)
        return tuple(dict.fromkeys(row["place"] for row in rows if row["place"]))


def _values(found: Found, table: Table) -> list[Values]:
    names = _columns(table.name)
    return [dict(zip(names, row, strict=True)) for row in found.rows.get(table.name, ())]


@cache
def _columns(name: str) -> tuple[str, ...]:
    tables = (ACTIVITIES, TRANSACTIONS, DATES, PARTICIPANTS, RECIPIENTS, SECTORS, RELATED)
    table = next(one for one in tables if one.name == name)
    return tuple(column.name for column in table.columns[1:])
