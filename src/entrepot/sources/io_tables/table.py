"""A table of who sells what to whom, of any publisher, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]
REST = "ROW"
"""The rest of the world, as an economy of a table."""


@dataclass(frozen=True, slots=True)
class TableIndustry:
    """An industry of a table.

    Attributes:
        code: as the table has it.
        name: by language; "en" is always there.
        section: ISIC Rev. 4 section, one letter; empty where not known.
        icio: codes of the industries of the OECD's tables that make it up; empty where not known.
    """

    code: str
    name: Mapping[str, str]
    section: str = ""
    icio: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader found in a table or did to it.

    Attributes:
        what: a sentence without its full stop.
        cells: how many cells it is about.
        value: sum of the absolute differences, in the table's unit.
        largest: the economy and industry where it is largest; empty if it does not apply.
    """

    what: str
    cells: int = 0
    value: float = 0.0
    largest: str = ""


@dataclass(frozen=True, eq=False)
class IOTable:
    """A country by industry table of N economies and J industries.

    Attributes:
        title: which table it is, in a few words.
        period: its year; empty where the file does not tell.
        unit: of all values.
        economies: ISO 3166-1 alpha-3, or ROW for the rest of the world.
        names: of the economies, in English.
        industries: J of them.
        bought: float64[N, N, J], inputs, [origin, destination, selling industry].
        final: float64[N, N, J], the same of final demand; None where the table has none by destination.
        needs: float64[N, J, J], inputs of all origins, [economy, supplying industry, using industry].
        other_sales: float64[N, J], what is sold otherwise than as inputs; where `final` is None.
        origin: the publication or file.
        notes: what was found and done.
    """

    title: str
    period: str
    unit: str
    economies: tuple[str, ...]
    names: Mapping[str, str]
    industries: tuple[TableIndustry, ...]
    bought: Array
    final: Array | None
    needs: Array
    origin: Origin
    other_sales: Array | None = None
    notes: tuple[Note, ...] = field(default_factory=tuple)
