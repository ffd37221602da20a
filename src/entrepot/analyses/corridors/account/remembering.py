"""The account of a pair, searched once and remembered: the second time nothing heavy is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from entrepot import data
from entrepot.analyses.corridors.account.account import Account
from entrepot.analyses.corridors.account.kept import packed, unpacked
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place
from entrepot.store.remembered import remembered

CARGO = "1 FEU"
"""What briefs are about: one forty-foot container with an average load."""

_PACKAGE = Path(next(iter(data.__path__))).parent
# What an answer depends on: the layer and the places, then the code that reads, searches and tells.
_DATA = ("data/corridors/**/*.csv", "data/corridors/land/*.json", "data/places/*.csv")
_CODE = ("metadata/corridors/*.py", "sources/corridors/*.py", "analyses/corridors/**/*.py")


def account(cache_folder: Path, origin: Place, destination: Place, cargo: str = CARGO) -> Account | None:
    """All that a brief says of the ways from one place to another; None where goods cannot be followed.

    That is where it is not known where a place lies, where both are one point, or where no terminal is within
    reach of one; an account without routes is where no way leads from one to the other.

    Args:
        cache_folder: of what can be made again; need not exist or be writable.
        origin: where goods start; no group of countries.
        destination: where they end.
        cargo: the consignment.
    """

    def made() -> dict[str, Any] | None:
        # NumPy and the compiled search are loaded only where nothing is remembered.
        from entrepot.analyses.corridors.account.of_pair import account as search
        from entrepot.analyses.corridors.asking import network, question

        try:
            searched = network()
            return packed(search(searched, question(searched, origin, destination, cargo=cargo)))
        except (NoData, UsageError):
            return None

    ends = (f"{place.scheme}:{place.code}" for place in (origin, destination))
    kept = remembered(cache_folder, "routes", " ".join((*ends, cargo, fingerprint())), made)
    return unpacked(kept) if kept is not None else None


@cache
def fingerprint() -> str:
    """SHA-256 over everything that ships and that an answer depends on, the code included."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(_PACKAGE).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    return (file for pattern in (*_DATA, *_CODE) for file in sorted(_PACKAGE.glob(pattern)))
