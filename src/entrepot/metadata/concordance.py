"""Tables of links between two classifications, declared once for every pair."""

from __future__ import annotations

from functools import cache

from entrepot.metadata.tables import Column, Table

WEIGHTINGS = ("published", "equal", "estimated")
"""Where a weight comes from: from the publisher (a single link says it too); from cutting a
code's value into equal parts for want of anything better; from values of trade."""

LINK_COLUMNS = (
    Column("from_scheme", "text", "classification of from_code, e.g. HS17", key=True),
    Column("from_code", "text", "code that is converted", key=True),
    Column("to_scheme", "text", "classification of to_code, e.g. HS12", key=True),
    Column("to_code", "text", "code that it becomes, in whole or in part", key=True),
    Column(
        "weight",
        "real",
        "part of the from-code's value that goes to the to-code; they sum to 1 over its to-codes "
        "(less only in a composed table, where a code on the way has no link)",
        "1",
        minimum=0.0,
        maximum=1.0 + 1e-6,
    ),
    Column("weighting", "text", f"where the weight comes from: {', '.join(WEIGHTINGS)}"),
)


def dataset_of(source: str, target: str) -> str:
    """Name of the dataset that holds the links from one classification to another."""
    return f"concordance_{source}_{target}".lower()


@cache
def links_table(source: str, target: str) -> Table:
    """The table of links from one classification to another, each by its short name (HS17, CPA21)."""
    return Table(
        f"{dataset_of(source, target)}.links",
        f"Which codes of {target} the codes of {source} become, and in which parts.",
        LINK_COLUMNS,
    )
