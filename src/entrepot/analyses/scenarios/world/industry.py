"""An industry of a world, and whether it makes goods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

GOODS_SECTIONS = frozenset("ABC")
"""ISIC sections whose products travel as freight: farming, mining, manufacturing. Electricity does not."""


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry of a table.

    Attributes:
        code: as the table has it.
        name: by language; "en" is always there.
        section: ISIC Rev. 4 section, one letter; empty where the table's maker did not say.
    """

    code: str
    name: Mapping[str, str]
    section: str = ""

    @property
    def kind(self) -> Literal["goods", "services"]:
        """Whether its products are goods: ISIC sections A, B and C."""
        return "goods" if self.section in GOODS_SECTIONS else "services"
