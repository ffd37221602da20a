"""Choices that contradict each other, and choices in words."""

from __future__ import annotations

from typing import Any

import pytest

from entrepot.analyses.trade.aggregation import Plan
from entrepot.metadata.errors import UsageError


@pytest.mark.parametrize(
    ("choices", "match"),
    [
        ({"by": ()}, "one key and one amount"),
        ({"values": ()}, "one key and one amount"),
        ({"by": ("a", "a")}, "two columns 'a'"),
        ({"by": ("rows",)}, "two columns 'rows'"),
        ({"by": ("left_out",)}, "two columns 'left_out'"),
        ({"by": ("value_missing",)}, "two columns 'value_missing'"),
        ({"columns": {"origin": "i"}}, "No role is named 'origin'"),
        ({"leave_out": ("everything",)}, "'everything'"),
        ({"digits": 0}, "at least 1"),
        ({"level": -1}, "at least 1"),
        ({"digits": 6, "level": 4}, "cannot be cut"),
        ({"years": (2024, 2023)}, "first year first"),
        ({"decimals": 9}, "from 0 to 6"),
    ],
)
def test_choices_that_make_no_sense(choices: dict[str, Any], match: str) -> None:
    with pytest.raises(UsageError, match=match):
        Plan(**({"by": ("product",)} | choices))


def test_choices_in_words() -> None:
    plan = Plan(
        by=("year", "exporter"), digits=6, level=8, flow="X", years=(2023, 2024), without=("WLD",), decimals=2
    )
    told = " ".join(plan.describe())
    for word in (
        "year, exporter",
        "6 characters",
        "8 characters",
        "flow X",
        "2023 to 2024",
        "WLD",
        "2 decimals",
    ):
        assert word in told
    assert plan.result == ("year", "exporter", "value", "rows", "value_missing")
