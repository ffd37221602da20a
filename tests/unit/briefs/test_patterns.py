"""What an Excel cell shows is what the brief prints, while it holds the whole number."""

from __future__ import annotations

import pytest

from entrepot.briefs.patterns import number


@pytest.mark.parametrize(
    ("text", "value", "pattern"),
    [
        ("31.6", 31.6234, "#,##0.0"),
        ("2024", 2024, "0"),
        ("11,960,170 people", 11_960_170, '#,##0" people"'),
        ("USD 664.6 billion", 664_612_000_000.0, '"USD "#,##0.0,,," billion"'),
        ("664,6 milliards USD", 664_612_000_000.0, '#,##0.0,,," milliards USD"'),
        ("USD −5.7 billion", -5_688_000_000.0, '"USD "#,##0.0,,," billion"'),
        ("0.44\u00a0%", 0.00437, '#,##0.00"\u00a0"%'),
        ("France (16,6 %)", 0.16577, '"France ("#,##0.0" "%")"'),
        ("69th", 69, '#,##0"th"'),
        ("0,071", 0.0712, "#,##0.000"),
        ("2,469", 2469, "#,##0"),
        ("2,469", 2.469, "#,##0.000"),
        ('7 "ports"', 7, '#,##0" ports"'),
        ("3\u202f602 km", 3602, '#,##0" km"'),
    ],
)
def test_a_number_is_shown_as_printed(text: str, value: float, pattern: str) -> None:
    shown = number(text, value)
    assert (shown.value, shown.pattern) == (value, pattern)


@pytest.mark.parametrize(
    ("text", "value"), [("–", 3.0), ("< 0.1", 0.03), ("7", 8.2), ("x" * 300 + " 7", 7.0)]
)
def test_a_text_that_says_another_number_is_not_shown_for_it(text: str, value: float) -> None:
    assert number(text, value).pattern == "General"
