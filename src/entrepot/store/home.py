"""Where the user's own store stands."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """`$ENTREPOT_HOME`, else `entrepot` in the XDG data directory; it need not exist yet."""
    if chosen := os.environ.get("ENTREPOT_HOME"):
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    # The XDG specification: a relative path in the variable is to be ignored.
    return (Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share") / "entrepot"
