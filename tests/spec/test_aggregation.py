"""Raw flows to the rows of matrices, in tables that one can add up by eye."""

from __future__ import annotations

import polars as pl
import pytest

from entrepot.analyses.trade.aggregation import Plan, aggregate

# One declaration a row: months, CN8, a withheld code, a group, a flow within Belgium, a gap.
RAW = """
period  reporter partner flow product  value weight
2024-01 BEL      KAZ     X    84314980 100   10
2024-02 BEL      KAZ     X    84314920  50   -
2024-02 BEL      KAZ     X    8431XXXX   7   1
2024-02 BEL      DEU     X    84314980  30   3
2024-02 BEL      EU27    X    84314980  30   3
2024-03 BEL      BEL     X    84314980   5   1
2024-03 BEL      KAZ     M    27090090 900   90
2023-12 BEL      KAZ     X    84314980  40   4
2024-03 -        KAZ     X    84314980   2   1
"""
EXPORTS = {"flow": "X", "leave_out": ("groups", "domestic", "absent")}
SPEC = {
    "exporter x product, HS6": (
        Plan(by=("year", "exporter", "product"), values=("value", "weight"), digits=6, **EXPORTS),  # type: ignore[arg-type]
        """
        year exporter product value weight rows value_missing weight_missing
        2023 BEL      843149  40    4      1    0             0
        2024 BEL      843149  180   13     3    0             1
        2024 BEL      8431XX  7     1      1    0             0
        """,
    ),
    "exporter x product, HS4: what is withheld is known to be of 8431": (
        Plan(by=("year", "exporter", "product"), values=("value",), digits=4, **EXPORTS),  # type: ignore[arg-type]
        """
        year exporter product value rows value_missing
        2023 BEL      8431    40    1    0
        2024 BEL      8431    187   4    0
        """,
    ),
    "pairs of one year": (
        Plan(by=("exporter", "importer"), values=("value",), years=(2024, 2024), **EXPORTS),  # type: ignore[arg-type]
        """
        exporter importer value rows value_missing
        BEL      DEU      30    1    0
        BEL      KAZ      157   3    0
        """,
    ),
    "imports: the partner is the exporter": (
        Plan(by=("exporter", "importer", "product"), values=("value",), digits=2, flow="M"),
        """
        exporter importer product value rows value_missing
        KAZ      BEL      27      900   1    0
        """,
    ),
    "both flows, side by side and never added": (
        Plan(by=("flow",), values=("value",), leave_out=()),
        """
        flow value rows value_missing
        M    900   1    0
        X    264   8    0
        """,
    ),
}


def table(text: str) -> list[dict[str, str]]:
    head, *rows = (line.split() for line in text.strip().splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("name", SPEC)
def test_tables(name: str) -> None:
    plan, expected = SPEC[name]
    raw = pl.DataFrame(table(RAW)).with_columns(pl.all().replace("-", None))
    raw = raw.with_columns(pl.col("value", "weight").cast(pl.Int64))
    found = aggregate(raw, plan).sort(plan.by)
    assert [{key: str(cell) for key, cell in row.items()} for row in found.to_dicts()] == table(expected)
