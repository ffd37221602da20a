"""Eurostat's two letters for countries and areas, and what they mean in a year."""

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
def places(year: int) -> PlaceCodes:
    """What Eurostat's codes mean in a year; the parts of the United Kingdom count as groups."""
    known = {row["alpha2"]: code for code, row in COUNTRIES.rows.items() if row["kind"] == "country"}
    known |= stated("places")
    known |= {code: code for code in (*stated("areas"), *stated("parts"))}
    for entry in stated("dated"):
        if entry.get("from", 0) <= year <= entry.get("until", 9999):
            known[entry["code"]] = entry["means"]
    return PlaceCodes(known, frozenset(stated("parts")))


def with_groups(codes: PlaceCodes, found: set[str]) -> PlaceCodes:
    """The same with those of the codes `found` that the descriptor's pattern knows for groups."""
    pattern = re.compile(stated("groups"))
    groups = {code for code in found if pattern.fullmatch(code)} - codes.known.keys()
    return PlaceCodes({**codes.known, **{code: code for code in groups}}, codes.groups | groups)


def period_of(text: str) -> str | None:
    """`202402` as 2024-02 and `202452` as the year 2024, in EDTF; None for what is neither."""
    found = re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2]|52)", text)
    if not found:
        return None
    return found[1] if found[2] == "52" else f"{found[1]}-{found[2]}"
