"""The words of these tables: goods of an industry, kinds of way, and figures with their span and source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from entrepot.metadata.corridors import Span
from entrepot.metadata.origin import Origin

Moved = Literal["box", "bulk", "none"]
VARIANTS = ("mild", "typical", "strong")
"""Worlds in which a difference of hours and dollars weighs least, as usual, and most."""

_CODE = re.compile(r"([A-U])(\d\d)?")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with its span.

    Attributes:
        span: low, typical, high.
        unit: of it.
        year: when it held.
        origins: who says so.
        note: how it was had.
    """

    span: Span
    unit: str
    year: str
    origins: tuple[Origin, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """What the goods of an industry are like.

    Attributes:
        industry: the OECD's code.
        divisions: of ISIC Rev. 4, two digits each.
        moved: "box", "bulk" (their freight is not that of boxes) or "none" (nothing is carried).
        density: USD per kg.
        note: what is special.
    """

    industry: str
    divisions: tuple[str, ...]
    moved: Moved
    density: Known
    note: str = ""


@dataclass(frozen=True, slots=True)
class WayKind:
    """A kind of way that shippers choose among.

    Attributes:
        name: short; mode: as what its share is counted; title: in words.
        modes: that may be used.
        must: mode of which at least one leg is run; empty if none need be.
        seas: passages that ships must keep to; empty for all waters.
        ships_km: longest leg by ship; infinite for any.
        reach_km: how far apart places may be, as the crow flies; infinite for any.
        avoid: closures in written form.
        weights: by variant, how much is moved by it where it costs the same as the others.
        among, weight_among: countries to and from which another weight holds, and that weight.
        origin: of the weights.
    """

    name: str
    mode: str
    title: str
    modes: tuple[str, ...]
    must: str
    seas: tuple[str, ...]
    ships_km: float
    reach_km: float
    avoid: tuple[str, ...]
    weights: Mapping[str, float]
    among: frozenset[str]
    weight_among: float
    origin: Origin


@dataclass(frozen=True)
class TradeCosts:
    """All of it.

    Attributes:
        goods: by the OECD's code of the industry.
        ways: kinds of way, in order.
        figures: by the name of the quantity.
        digest: SHA-256 over the files.
    """

    goods: Mapping[str, Goods]
    ways: tuple[WayKind, ...]
    figures: Mapping[str, Known]
    digest: str

    def of(self, industry: str) -> tuple[Goods, ...]:
        """The goods of an industry by its label: the OECD's code, an ISIC section or division, or a range of
        them ("C", "C26", "A01_02", "C10-C12"); of several that make it up, all; none where it is not known.
        """
        if industry in self.goods:
            return (self.goods[industry],)
        read = _CODE.match(industry)
        if read is None:
            return ()
        section, division = read.groups()
        inside = tuple(each for code, each in self.goods.items() if code.startswith(section))
        return tuple(each for each in inside if division in each.divisions) if division else inside
