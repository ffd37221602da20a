"""Columns that several tables of IATI share."""

from __future__ import annotations

from entrepot.metadata.tables import Column, ColumnType, Table

DATASET = "iati"

FILE = Column("file", "text", "SHA-256 of the file's bytes, unpacked", key=True)
ACTIVITY = Column("activity", "integer", "counts the activities of the file from 1", key=True, minimum=1)
ORGANISATION = Column(
    "organisation", "integer", "counts the organisations of the file from 1", key=True, minimum=1
)
TRANSACTION = Column(
    "transaction", "integer", "the transaction of the activity, 0 for the activity as a whole", key=True,
    minimum=0,
)  # fmt: skip
NUMBER = Column("number", "integer", "counts the rows of the activity from 1", key=True, minimum=1)
LINE = Column("line", "integer", "line of the file at which the element begins", minimum=1)
IDENTIFIER = Column("identifier", "text", "the activity's identifier as its publisher gives it")


def maybe(name: str, meaning: str, kind: ColumnType = "text", unit: str = "") -> Column:
    """A column that may be empty."""
    return Column(name, kind, meaning, unit, nullable=True)


def side(prefix: str, what: str) -> tuple[Column, ...]:
    """Who stands on one side of a movement of money."""
    return (
        maybe(f"{prefix}_ref", f"identifier of {what}; absent where none or an empty one is given"),
        maybe(f"{prefix}_type", f"IATI's code of the type of {what}"),
        maybe(f"{prefix}_name", f"name of {what}, in English where it is given so"),
        maybe(f"{prefix}_activity", f"identifier of the activity of {what} on the other side"),
    )


MONEY = (
    Column("value", "real", "amount as given; may be negative, which takes back an earlier one", "currency"),
    Column("currency", "text", "ISO 4217 code, of the value or else the activity's default"),
    Column("currency_stated", "boolean", "whether the value names its currency; else it is the default"),
    Column("value_date", "date", "day whose exchange rate is meant; the day of the row where none is given"),
    Column("value_date_stated", "boolean", "whether the file gives that day"),
)
PERIOD = (
    Column("start", "date", "first day of the period"),
    Column("end", "date", "last day of the period"),
)


def table(name: str, meaning: str, *columns: Column) -> Table:
    """A table of the dataset."""
    return Table(f"{DATASET}.{name}", meaning, columns)
