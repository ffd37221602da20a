"""Lists of partners and of goods: "France 20%, Netherlands 15%, Germany 14% (2023)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entrepot.metadata.interval import Interval
from entrepot.sources.cia_factbook.amounts import dated

__all__ = ["Listed", "parse_goods", "parse_partners"]

_SHARE = re.compile(r"(?P<name>\D+?)\s(?P<less>less than )?(?P<share>\d+(?:\.\d+)?)%(?:,\s*|$)")
_DATE_AT_END = re.compile(r"\s*\((?:19|20)\d\d(?: est\.)?\)\s*$")
_ALMOST = "almost entirely "


@dataclass(frozen=True, slots=True)
class Listed:
    """One partner as listed: its name, its share (None if none is printed), the shares the words allow."""

    name: str
    share: float | None
    low: float
    high: float


def parse_partners(text: str) -> tuple[Listed, ...]:
    """Partners in the order of the list; empty if the text is not such a list.

    A share is printed in whole percents: 20% is 19.5 to 20.5, 0% at most 0.5. Where no share is printed,
    the k-th of a ranking has at most 1/k; "almost entirely" is read as more than half.
    """
    listing = _DATE_AT_END.sub("", text).strip()
    if listing.startswith(_ALMOST):
        return (Listed(listing.removeprefix(_ALMOST), None, 0.5, 1.0),)
    if "%" not in listing:
        return tuple(
            Listed(name.strip(), None, 0.0, 1.0 / place) for place, name in enumerate(listing.split(","), 1)
        )
    found = list(_SHARE.finditer(listing))
    whole = "".join(match.group() for match in found) == listing
    return tuple(_listed(match) for match in found) if whole else ()


def _listed(match: re.Match[str]) -> Listed:
    share = float(match["share"])
    if match["less"]:
        return Listed(match["name"], None, 0.0, share / 100)
    bounds = Interval.rounding(match["share"])
    return Listed(match["name"], share / 100, max(bounds.low, 0.0) / 100, min(bounds.high, 100.0) / 100)


def parse_goods(text: str) -> tuple[tuple[str, ...], str]:
    """Goods in the order of the list, and the period (EDTF) of the list.

    Commas inside parentheses do not divide; "top ten commodities ...:" before the list is left out.
    """
    period, _ = dated(text)
    listing = _DATE_AT_END.sub("", text).rpartition(": ")[2]
    goods = re.split(r"[,;]\s*(?![^(]*\))", listing)
    return tuple(good.strip() for good in goods if good.strip()), period
