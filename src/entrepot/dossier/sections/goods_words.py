"""How products and economies of the goods data are named in a brief."""

from __future__ import annotations

from typing import Any

from entrepot.dossier.case import Case
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import get

_NAME = 72


def product_label(row: dict[str, Any]) -> str:
    """The publisher's name, cut at a word, with the code: the code says what the cut name may not."""
    name = " ".join(row["product_name"].split())
    if len(name) > _NAME:
        name = name[:_NAME].rsplit(" ", 1)[0].rstrip(" ,;:-(") + " …"
    return f"{name} ({row['product']})"


def counted(case: Case, what: str, number: int) -> str:
    """How many there are, with their noun: 11 customers; `what` is "customers" or "suppliers"."""
    return case.pen.word(f"goods.{what}.{'one' if number == 1 else 'many'}", count=number)


def economy(code: str, language: str) -> str:
    """An economy's name; areas that are no place of ours go by the publisher's code."""
    try:
        return get(code).name(language)
    except PlaceError:
        return code
