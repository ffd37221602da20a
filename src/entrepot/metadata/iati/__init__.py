"""Tables of aid as its publishers report it (IATI 2.01 to 2.03): activities, money, places, organisations.

Amounts stand as given, in the currency given; nothing is converted or added up here. A row is found again in
the file by `file` (SHA-256 of the XML's bytes, unpacked) and `line`. `activity` counts the activities of a
file, since publishers' identifiers may be missing or repeated. Tables that can belong to a transaction or to
its activity as a whole have `transaction` 0 for the latter. What was wrong enough to falsify a sum is not in
these tables but in `REJECTED`, with its reason; what was odd but harmless is told in `REMARKS`.
"""

from entrepot.metadata.iati.activities import (
    ACTIVITIES,
    BUDGETS,
    DATES,
    FILES,
    OTHER_IDENTIFIERS,
    PARTICIPANTS,
    RECIPIENTS,
    RELATED,
    RESULTS,
    SECTORS,
    TRANSACTIONS,
)
from entrepot.metadata.iati.codes import (
    COMMITMENT,
    DATE_TYPES,
    DISBURSEMENT,
    EXPENDITURE,
    INCOMING,
    PLEDGE,
    RELATIONS,
    ROLES,
    STATUSES,
    TRANSACTION_TYPES,
)
from entrepot.metadata.iati.columns import DATASET
from entrepot.metadata.iati.organisations import ORGANISATION_BUDGETS, ORGANISATIONS, REJECTED, REMARKS

IATI_TABLES = (
    FILES, ACTIVITIES, TRANSACTIONS, BUDGETS, PARTICIPANTS, RECIPIENTS, SECTORS, RELATED, OTHER_IDENTIFIERS,
    DATES, RESULTS, ORGANISATIONS, ORGANISATION_BUDGETS, REJECTED, REMARKS,
)  # fmt: skip
"""Every table of the dataset; a release holds all of them, some empty."""

__all__ = [
    "ACTIVITIES",
    "BUDGETS",
    "COMMITMENT",
    "DATASET",
    "DATES",
    "DATE_TYPES",
    "DISBURSEMENT",
    "EXPENDITURE",
    "FILES",
    "IATI_TABLES",
    "INCOMING",
    "ORGANISATIONS",
    "ORGANISATION_BUDGETS",
    "OTHER_IDENTIFIERS",
    "PARTICIPANTS",
    "PLEDGE",
    "RECIPIENTS",
    "REJECTED",
    "RELATED",
    "RELATIONS",
    "REMARKS",
    "RESULTS",
    "ROLES",
    "SECTORS",
    "STATUSES",
    "TRANSACTIONS",
    "TRANSACTION_TYPES",
]
