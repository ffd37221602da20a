"""The day on which a dossier is made."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from entrepot.metadata.errors import UsageError


def today() -> date:
    """The day printed on a dossier; SOURCE_DATE_EPOCH sets it, so that a run can be repeated to the byte.

    Raises:
        UsageError: the variable is no number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            f"SOURCE_DATE_EPOCH={epoch} is no day: write whole seconds since 1970, or unset it."
        ) from None
