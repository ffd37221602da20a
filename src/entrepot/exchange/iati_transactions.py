"""Transactions, budgets, recipients and sectors of the warehouse as elements of IATI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from entrepot.exchange.iati_xml import coded, element, money, named, narrative, ours

Row = dict[str, Any]


def transaction(row: Row, parts: Sequence[Row]) -> Any:
    """A transaction with its own recipients and sectors."""
    places = [one for one in parts if "kind" in one]
    kinds = [one for one in parts if "kind" not in one]
    return element(
        "transaction",
        coded("transaction-type", row["type"]),
        element("transaction-date", iso_date=row["date"]),
        _value(row),
        named("description", row["description"]) if row["description"] else None,
        _side(row, "provider"),
        _side(row, "receiver"),
        coded("disbursement-channel", row["disbursement_channel"]),
        *(sector(one) for one in kinds),
        *(recipient(one) for one in places),
        coded("flow-type", row["flow_type"]),
        coded("finance-type", row["finance_type"]),
        coded("aid-type", row["aid_type"]),
        coded("tied-status", row["tied_status"]),
        ours("source", file=row["file"], line=row["line"]),
        ref=row["ref"],
        humanitarian=row["humanitarian"],
    )


def budget(row: Row) -> Any:
    """A budget or a planned disbursement."""
    return element(
        row["kind"],
        element("period-start", iso_date=row["start"]),
        element("period-end", iso_date=row["end"]),
        _value(row),
        _side(row, "provider"),
        _side(row, "receiver"),
        type=row["type"],
        status=row["status"],
    )


def recipient(row: Row) -> Any:
    """A country or region."""
    return element(
        f"recipient-{row['kind']}",
        narrative(row["name"]) if row["name"] else None,
        code=row["code"],
        vocabulary=row["vocabulary"] or None,
        percentage=_share(row),
    )


def sector(row: Row) -> Any:
    """A sector of any vocabulary."""
    return element(
        "sector",
        narrative(row["name"]) if row["name"] else None,
        code=row["code"],
        vocabulary=row["vocabulary"],
        percentage=_share(row),
    )


def _value(row: Row) -> Any:
    # A currency is written where it was, so that a default stays one; a value date always: it is required.
    return money(row["value"], row["currency"] if row["currency_stated"] else None, row["value_date"])


def _share(row: Row) -> str | None:
    if row["transaction"] or row["percentage"] is None:
        return None
    return f"{row['percentage']:.10g}"


def _side(row: Row, which: str) -> Any:
    ref, kind, name, other = (row[f"{which}_{part}"] for part in ("ref", "type", "name", "activity"))
    if ref is None and kind is None and name is None and other is None:
        return None
    attributes = {"ref": ref, "type": kind, f"{which}-activity-id": other}
    return element(f"{which}-org", narrative(name) if name else None, **attributes)
