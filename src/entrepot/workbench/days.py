"""Days as callers give them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from entrepot.metadata.errors import UsageError

Day = date | str


def day_of(given: Day | None, otherwise: date | None = None) -> date:
    """A day, or one as text in ISO 8601; without one `otherwise`, and today without either.

    Raises:
        UsageError: the text is no day.
    """
    if given is None:
        return otherwise or datetime.now(UTC).date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise UsageError(f"“{given}” is no day: write it as 2024-05-01.") from None
