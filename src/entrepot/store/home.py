"""Where the user's own store stands, and answers that several stores may share."""

from __future__ import annotations

import os
from pathlib import Path

from entrepot.metadata.errors import UsageError


def home() -> Path:
    """`$ENTREPOT_HOME`, else `entrepot` in the XDG data directory; it need not exist yet.

    Raises:
        UsageError: the system does not know the home folder that this leads to.
    """
    chosen, data = os.environ.get("ENTREPOT_HOME"), os.environ.get("XDG_DATA_HOME", "")
    try:
        if chosen:
            return Path(chosen).expanduser()
        # The XDG specification: a relative path in the variable is to be ignored.
        return (Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share") / "entrepot"
    except RuntimeError as error:
        # No such user after "~", or an account without a home, as in some containers.
        raise UsageError(
            f"{chosen or '~'}: the system knows no such home. Name the folder of your store, from / on, in "
            "ENTREPOT_HOME."
        ) from error


def shared_answers() -> Path | None:
    """`$ENTREPOT_CACHE`, a folder of answers that can be made again, for all stores; None if it is not set.

    What is kept there depends on what ships and on releases that are named by their content, never on the
    record: stores of different people may share it.
    """
    chosen = os.environ.get("ENTREPOT_CACHE")
    return Path(chosen).expanduser() if chosen else None
