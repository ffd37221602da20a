"""Sums of the record as transactions of IATI."""

from __future__ import annotations

import math
from typing import Any

from entrepot.exchange.export import Loss
from entrepot.exchange.iati_xml import coded, element, money, narrative
from entrepot.metadata.dates import Precision
from entrepot.metadata.iati import COMMITMENT, DISBURSEMENT, PLEDGE
from entrepot.metadata.iati.vocabularies import codes
from entrepot.metadata.ladders import CONTRIBUTION, read
from entrepot.metadata.statement import Statement

TYPES = {"pledge": PLEDGE, "commitment": COMMITMENT, "disbursement": DISBURSEMENT}
"""IATI's type of transaction for each step of the ladder of contributions."""
_ROUNDING = 0.01  # bounds this near, relatively, are those of printed digits


def spoken(one: Statement) -> list[Any]:
    """The paraphrase in each of its languages."""
    return [narrative(said, language) for language, said in one.paraphrase.items()]


def reading(one: Statement, losses: list[Loss]) -> str:
    """The step of a sum as the statement's status says it.

    A contribution of which nothing else is said counts as given, as in all sums of the record; a word that
    falls short of any step makes it a pledge, which binds nobody. Both are told as losses.
    """
    found = read(one.status, CONTRIBUTION) if one.status else None
    if found and found.step in TYPES:
        return found.step
    step = "pledge" if found and found.short_of else "disbursement"
    said = f"{one.status!r} is no step of a contribution" if one.status else "whether it was paid is not told"
    losses.append(Loss(one.id, f"{said}; written as a {step} ({TYPES[step]})"))
    return step


def transaction(one: Statement, step: str, evidence: Any, losses: list[Loss]) -> Any:
    """The transaction of a statement with an amount; None, with the loss told, where IATI cannot hold it."""
    amount, date = one.amount, one.date
    if amount is None:
        losses.append(Loss(one.id, "no amount is told: no transaction is written"))
        return None
    if amount.unit not in codes("Currency"):
        losses.append(Loss(one.id, f"{amount.unit} is no currency: no transaction is written"))
        return None
    if date is None or date.latest is None:
        losses.append(Loss(one.id, "no end of its date is known: no transaction is written"))
        return None
    if date.precision is not Precision.DAY:
        losses.append(Loss(one.id, f"{date.edtf} is written as {date.latest}: IATI has whole days only"))
    low, high = amount.bounds.low, amount.bounds.high
    if not math.isfinite(high - low) or high - low > _ROUNDING * abs(amount.value) + 1:
        losses.append(
            Loss(one.id, f"{low:,.0f} to {high:,.0f} {amount.unit} is written as {amount.value:,.0f}")
        )
    return element(
        "transaction",
        coded("transaction-type", TYPES[step]),
        element("transaction-date", iso_date=date.latest),
        money(amount.value, amount.unit, date.latest),
        element("description", *spoken(one)),
        evidence,
    )
