"""Entrepôt: an open workbench for economic diplomacy.

>>> import entrepot
>>> pair = entrepot.pair("BEL", "KAZ")  # doctest: +SKIP
>>> pair.trade.partners()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entrepot.workbench import Pair, Workbench, open, pair  # noqa: A004 - see workbench

__all__ = ["Pair", "Workbench", "open", "pair"]


def __getattr__(name: str) -> Any:
    """Open the workbench, and the libraries it needs, only when one of its verbs is used."""
    if name in __all__:
        from entrepot import workbench

        return getattr(workbench, name)
    raise AttributeError(f"module 'entrepot' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What a notebook offers after `entrepot.`: the verbs, loaded or not."""
    return sorted(__all__)
