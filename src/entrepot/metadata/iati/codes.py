"""Words of IATI's codes that sums and steps depend on; other code lists are in `data/vocabularies/iati`."""

from __future__ import annotations

from collections.abc import Mapping

TRANSACTION_TYPES: Mapping[str, str] = {
    "1": "incoming funds",
    "2": "outgoing commitment",
    "3": "disbursement",
    "4": "expenditure",
    "5": "interest payment",
    "6": "loan repayment",
    "7": "reimbursement",
    "8": "purchase of equity",
    "9": "sale of equity",
    "10": "credit guarantee",
    "11": "incoming commitment",
    "12": "outgoing pledge",
    "13": "incoming pledge",
}
"""Codes of `transactions.type`. Only 12, 2 and 3 with 4 are steps of what a donor gives."""

PLEDGE, COMMITMENT, DISBURSEMENT, EXPENDITURE = "12", "2", "3", "4"
INCOMING = ("1", "11", "13")
"""What an activity receives: the other side of what another activity gives, never added to it."""

STATUSES: Mapping[str, str] = {
    "1": "pipeline",
    "2": "implementation",
    "3": "finalisation",
    "4": "closed",
    "5": "cancelled",
    "6": "suspended",
}
"""Codes of `activities.status`."""

ROLES: Mapping[str, str] = {"1": "funding", "2": "accountable", "3": "extending", "4": "implementing"}
"""Codes of `participants.role`."""

RELATIONS: Mapping[str, str] = {
    "1": "parent",
    "2": "child",
    "3": "sibling",
    "4": "co-funded",
    "5": "third party",
}
"""Codes of `related.type`, seen from the activity of the row: "1" says that `ref` is its parent."""

DATE_TYPES: Mapping[str, str] = {
    "1": "planned start",
    "2": "actual start",
    "3": "planned end",
    "4": "actual end",
}
"""Codes of `dates.type`."""
