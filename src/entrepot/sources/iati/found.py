"""What one activity or organisation gives: rows of tables, and remarks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from entrepot.metadata.tables import Table

Row = tuple[Any, ...]
"""Values of a table's columns, in their order, without the file."""


@dataclass(slots=True)
class Found:
    """Rows of one element, kept back until all of it was read without fault.

    Attributes:
        number: the element's place among its like in the file.
        identifier: the publisher's.
        rows: rows of each table, by its name: a table takes long to hash.
        remarks: line, rule and words of what is odd.
    """

    number: int
    identifier: str = ""
    rows: dict[str, list[Row]] = field(default_factory=dict)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, table: Table, row: Row) -> None:
        """Takes a row."""
        rows = self.rows.get(table.name)
        if rows is None:
            self.rows[table.name] = [row]
        else:
            rows.append(row)

    def count(self, table: Table) -> int:
        """How many rows of a table have come."""
        return len(self.rows.get(table.name, ()))

    def remark(self, element: Any, rule: str, words: str) -> None:
        """Takes a remark."""
        self.remarks.append((int(element.sourceline or 1), rule, words))
