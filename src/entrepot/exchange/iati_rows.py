"""IATI activities of the warehouse written as IATI 2.03 again, a file of any size.

What the tables hold survives: transactions with their signs, countries and sectors at either level,
percentages. What they do not hold (contacts, locations, documents, policy markers, results, other publishers'
extensions, texts in a second language) is not written. Each activity and transaction says from which file and
line it is, in our namespace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from entrepot.exchange.export import Loss
from entrepot.exchange.iati_transactions import budget, recipient, sector, transaction
from entrepot.exchange.iati_xml import (
    LANG,
    NAMESPACE,
    VERSION,
    activity,
    coded,
    element,
    named,
    narrative,
    ours,
)  # fmt: skip
from entrepot.metadata.iati import (
    ACTIVITIES,
    BUDGETS,
    DATES,
    OTHER_IDENTIFIERS,
    PARTICIPANTS,
    RECIPIENTS,
    RELATED,
    RESULTS,
    SECTORS,
    TRANSACTIONS,
)  # fmt: skip
from entrepot.metadata.tables import Table
from entrepot.store.files import replacing

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]
Reader = Callable[[Table], "pl.DataFrame"]
PARTS = (PARTICIPANTS, OTHER_IDENTIFIERS, DATES, RECIPIENTS, SECTORS, BUDGETS, TRANSACTIONS, RELATED, RESULTS)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        activities: how many.
        losses: what is not written, and what the schema demands and the tables lack, by the
            activity's identifier.
    """

    activities: int
    losses: tuple[Loss, ...]


def write_rows(read: Reader, target: Path, *, generated: str = "") -> Written:
    """Write all activities of a release.

    Args:
        read: gives the rows of a table in order of its key, e.g. `lambda table: warehouse.read(table,
            release=...)`.
        target: the file; written wholly or not at all.
        generated: the moment to state, ISO 8601; none where empty.

    Raises:
        OutputError: the file cannot be written.
    """
    parts = {table.name: _Groups(read(table)) for table in PARTS}
    losses: list[Loss] = []
    count = 0
    with (
        replacing(target) as partial,
        partial.open("wb") as file,
        etree.xmlfile(file, encoding="UTF-8") as xml,
    ):
        xml.write_declaration()
        about = {"version": VERSION} | ({"generated-datetime": generated} if generated else {})
        with xml.element("iati-activities", about, nsmap={"ent": NAMESPACE}):
            for head in read(ACTIVITIES).iter_rows(named=True):
                key = (head["file"], head["activity"])
                of = {name: group.of(key) for name, group in parts.items()}
                made, lacks = _activity(head, of)
                losses += [Loss(head["identifier"], what) for what in (*lacks, *_left_out(of))]
                etree.indent(made, level=1)
                xml.write(made)
                count += 1
    return Written(count, tuple(losses))


class _Groups:
    """Rows of a table by activity, taken in order."""

    def __init__(self, frame: pl.DataFrame) -> None:
        rows = frame.iter_rows(named=True)
        self._groups = groupby(rows, key=lambda row: (row["file"], row["activity"]))
        self._next: tuple[Any, list[Row]] | None = self._following()

    def of(self, key: tuple[str, int]) -> list[Row]:
        """Rows of an activity; activities must be asked for in order."""
        while self._next is not None and self._next[0] < key:
            self._next = self._following()
        return self._next[1] if self._next is not None and self._next[0] == key else []

    def _following(self) -> tuple[Any, list[Row]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], list(found[1]))


def _activity(head: Row, parts: Mapping[str, list[Row]]) -> tuple[Any, list[str]]:
    def at(table: Table, number: int) -> list[Row]:
        return [row for row in parts[table.name] if row["transaction"] == number]

    made, lacks = activity(
        (
            element("iati-identifier", text=head["identifier"]),
            _reporting(head),
            named("title", head["title"]) if head["title"] else None,
            named("description", head["description"]) if head["description"] else None,
            coded("activity-status", head["status"]),
            coded("activity-scope", head["scope"]),
            coded("collaboration-type", head["collaboration_type"]),
            coded("default-flow-type", head["default_flow_type"]),
            coded("default-finance-type", head["default_finance_type"]),
            coded("default-aid-type", head["default_aid_type"]),
            coded("default-tied-status", head["default_tied_status"]),
            _spend(head["capital_spend"]),
            *(_participant(row) for row in parts[PARTICIPANTS.name]),
            *(_other(row) for row in parts[OTHER_IDENTIFIERS.name]),
            *(_date(row) for row in parts[DATES.name]),
            *(recipient(row) for row in at(RECIPIENTS, 0)),
            *(sector(row) for row in at(SECTORS, 0)),
            *(budget(row) for row in parts[BUDGETS.name]),
            *_transactions(parts),
            *(element("related-activity", ref=row["ref"], type=row["type"]) for row in parts[RELATED.name]),
            ours("source", file=head["file"], line=head["line"]),
        ),
        default_currency=head["default_currency"], hierarchy=head["hierarchy"],
        humanitarian=head["humanitarian"], last_updated_datetime=head["last_updated"],
    )  # fmt: skip
    if head["language"]:
        made.set(LANG, head["language"])
    return made, lacks


def _left_out(parts: Mapping[str, list[Row]]) -> Iterator[str]:
    if results := len(parts[RESULTS.name]):
        yield f"{results} rows of results are not written"
    places = Counter(row["transaction"] for row in parts[RECIPIENTS.name] if row["transaction"])
    if several := sum(count > 1 for count in places.values()):
        yield f"{several} transactions have several recipients, of which the schema allows one"
    if days := sum(row["date"] is None for row in parts[DATES.name]):
        yield f"{days} dates that are no days are not written"


def _transactions(parts: Mapping[str, list[Row]]) -> Iterator[Any]:
    of: dict[int, list[Row]] = {}
    for table in (RECIPIENTS, SECTORS):
        for row in parts[table.name]:
            of.setdefault(row["transaction"], []).append(row)
    for row in parts[TRANSACTIONS.name]:
        yield transaction(row, of.get(row["transaction"], []))


def _reporting(head: Row) -> Any:
    secondary = True if head["secondary_reporter"] else None
    if head["reporting_ref"] is None and head["reporting_name"] is None:
        return None
    return named(
        "reporting-org", head["reporting_name"], ref=head["reporting_ref"] or "",
        type=head["reporting_type"] or "", secondary_reporter=secondary,
    )  # fmt: skip


def _participant(row: Row) -> Any:
    return element(
        "participating-org", narrative(row["name"]) if row["name"] else None, ref=row["ref"],
        type=row["type"], role=row["role"], activity_id=row["other_activity"],
        crs_channel_code=row["crs_channel"],
    )  # fmt: skip


def _other(row: Row) -> Any:
    owner = element("owner-org", ref=row["owner"]) if row["owner"] else None
    return element("other-identifier", owner, ref=row["ref"], type=row["type"])


def _date(row: Row) -> Any:
    # What is no day would make the file invalid; it stays in the table of remarks.
    return element("activity-date", iso_date=row["date"], type=row["type"]) if row["date"] else None


def _spend(share: float | None) -> Any:
    return None if share is None else element("capital-spend", percentage=f"{share:g}")
