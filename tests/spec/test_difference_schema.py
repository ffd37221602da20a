"""The schema for editors says what the reader of differences says."""

from __future__ import annotations

import json
from typing import Any

from entrepot.metadata.corridors import Mode
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.sources.corridors import differences, values
from entrepot.sources.corridors.bounds import BOUNDS, FACTOR, KM
from entrepot.sources.corridors.reader import SHIPPED

SCHEMA: dict[str, Any] = json.loads((SHIPPED / "difference.schema.json").read_text(encoding="utf-8"))
PARTS = SCHEMA["$defs"]


def test_the_same_keys() -> None:
    assert set(SCHEMA["properties"]) == set(differences.KEYS)
    assert set(PARTS["change"]["properties"]) == set(differences.CHANGE)
    assert set(PARTS["addition"]["properties"]) == set(differences.ADDITION)


def test_the_same_words() -> None:
    assert PARTS["mode"]["enum"] == [mode.value for mode in Mode]
    assert PARTS["change"]["properties"]["quantity"]["enum"] == list(QUANTITIES) == list(BOUNDS)
    assert PARTS["addition"]["properties"]["gauge"]["enum"] == list(values.GAUGES)


def test_the_same_bounds() -> None:
    assert PARTS["addition"]["properties"]["km"]["maximum"] == KM[1]
    assert PARTS["change"]["properties"]["times"]["maximum"] == FACTOR[1]
    assert all(low < high for low, high in BOUNDS.values())
