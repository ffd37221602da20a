from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepot.briefs.clean import clean
from entrepot.dossier.model import Cell, Run


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("x\ud800y", "xy"),
        ("12\u202e34", "1234"),
        ("line\r\nline\rline", "line\nline\nline"),
        ("tab\tstays", "tab\tstays"),
        ("Нұрсұлтан, مرحبا, Côte d'Ivoire 🇧🇪", "Нұрсұлтан, مرحبا, Côte d'Ivoire 🇧🇪"),
    ],
)
def test_text(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


def test_reaches_into_dataclasses_tuples_and_dicts() -> None:
    assert clean((Run("a\x00", (3,)), {"k\x01": "v\x02"})) == (Run("a", (3,)), {"k": "v"})


@pytest.mark.parametrize("value", [nan, inf, -inf])
def test_no_number_becomes_none(value: float) -> None:
    assert clean(Cell("?", value)).value is None


@given(st.text())
def test_whatever_comes_can_be_encoded_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    once.encode()
    assert clean(once) == once
