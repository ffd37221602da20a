"""UN Comtrade's numbers of economies, areas and groups in our codes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.place_codes import PlaceCodes

HERE = Path(__file__).parent


def stated(name: str) -> Any:
    """A list or mapping of `source.yml`."""
    return read_descriptor(HERE).assertions[name]


@cache
def places() -> PlaceCodes:
    """What the service's numbers mean, written without leading zeros."""
    countries = {code: row for code, row in COUNTRIES.rows.items() if row["kind"] == "country"}
    known = {str(int(row["numeric"])): code for code, row in countries.items() if row["numeric"]}
    return PlaceCodes(
        known | stated("areas") | stated("places") | stated("groups"), frozenset(stated("groups"))
    )


def period_of(text: str) -> str | None:
    """`2023` and `202352` as the year, `202302` as 2023-02, in EDTF; None for what is neither."""
    found = re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2]|52)?", text)
    if not found:
        return None
    return found[1] if found[2] in (None, "52") else f"{found[1]}-{found[2]}"
