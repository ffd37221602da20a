"""The open workbench: the store, and the verbs a notebook uses.

pair = entrepot.pair("BEL", "KAZ")
pair.trade.partners()
pair.relations.chronology()
pair.brief("pdf")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entrepot.workbench.bench import Country, Pair, Workbench, open, pair  # noqa: A004 - it reads well
    from entrepot.workbench.relations import Relations
    from entrepot.workbench.trade import Trade

__all__ = ["Country", "Pair", "Relations", "Trade", "Workbench", "open", "pair"]

_ROOMS = {"Relations": "relations", "Trade": "trade"}


def __getattr__(name: str) -> Any:
    """What a name stands for, when it is first used: a command on one room loads no other."""
    if name in __all__:
        return getattr(import_module(f"entrepot.workbench.{_ROOMS.get(name, 'bench')}"), name)
    raise AttributeError(f"module 'entrepot.workbench' has no attribute {name!r}")
