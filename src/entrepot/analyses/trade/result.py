"""What every answer of this room can do."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from entrepot.metadata.places.place import Place
from entrepot.metadata.table_answer import TableAnswer


class Result:
    """An answer that turns itself into plain values for JSON."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins, places as codes."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


class TableResult(TableAnswer, Result):
    """An answer that is, for the most part, one table; a notebook shows it."""

    __slots__ = ()


def plain(value: Any) -> Any:
    """Any value of an answer as JSON can hold it."""
    if isinstance(value, Place):
        return value.code
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.to_dict() if is_dataclass(value) and hasattr(value, "to_dict") else value
