"""Whose money it is: the country of an organisation by its identifier.

An identifier of IATI begins with who registered the organisation. "BE-BCE_KBO-0420656336" is of Belgium's
register, public or private; "XM-DAC-7" and what follows it is donor 7 of the DAC's list. Others, such as the
World Bank's 44002, are of no country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from entrepot.metadata.places import Place
from entrepot.metadata.places.countries import COUNTRIES

_DAC = re.compile(r"XM-DAC-(\d+)(?:-|$)")
_REGISTERED = re.compile(r"([A-Z]{2})-")
UNION = ("XM-DAC-918", "XI-IATI-EC_")
"""Beginnings of the identifiers of the Union's institutions: of the Union, of none of its members."""

# Donor codes of the OECD's DAC and CRS code lists (oecd.org, "DAC and CRS code lists").
DAC_DONORS: Mapping[str, str] = {
    "1": "AUT", "2": "BEL", "3": "DNK", "4": "FRA", "5": "DEU", "6": "ITA", "7": "NLD", "8": "NOR",
    "9": "PRT", "10": "SWE", "11": "CHE", "12": "GBR", "18": "FIN", "20": "ISL", "21": "IRL", "22": "LUX",
    "30": "CYP", "40": "GRC", "45": "MLT", "50": "ESP", "55": "TUR", "61": "SVN", "62": "HRV",
    "68": "CZE", "69": "SVK", "70": "LIE", "72": "BGR", "75": "HUN", "76": "POL", "77": "ROU",
    "82": "EST", "83": "LVA", "84": "LTU", "87": "RUS", "130": "DZA", "133": "LBY", "301": "CAN",
    "302": "USA", "543": "IRQ", "546": "ISR", "552": "KWT", "561": "QAT", "566": "SAU", "576": "ARE",
    "613": "KAZ", "701": "JPN", "732": "TWN", "742": "KOR", "764": "THA", "801": "AUS", "820": "NZL",
}  # fmt: skip


@lru_cache(maxsize=65_536)
def country_of(ref: str) -> str:
    """The country (ISO 3166-1 alpha-3) of an organisation; empty where its identifier names none."""
    if found := _DAC.match(ref):
        return DAC_DONORS.get(found[1], "")
    if found := _REGISTERED.match(ref):
        place = COUNTRIES.by_code(found[1])
        return place.code if place else ""
    return ""


def is_of(ref: str, donor: Place | str) -> bool:
    """Whether an organisation is one of a donor.

    Args:
        ref: its identifier; empty where none is known, which is then nobody's.
        donor: a country or group, or the beginning of identifiers; an empty text is everybody.
    """
    if isinstance(donor, str):
        return begins(ref, donor)
    if donor.code.startswith("EU2") and ref.startswith(UNION):
        return True
    return country_of(ref) in donor.countries


def begins(ref: str, start: str) -> bool:
    """Whether an identifier is `start`, or `start` and a further part: 4400 is not the beginning of 44002."""
    rest = ref[len(start) :]
    return not start or (ref.startswith(start) and (not rest or rest[0] in "-_" or start[-1] in "-_"))
