"""Which of the World Bank's codes are economies and which are groups."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from entrepot.metadata.errors import BadInput
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.members import Member
from entrepot.sources.sdmx_csv.observations import refuse_unknown

_MOST = 20_000_000


def regions(members: Iterable[Member]) -> dict[str, str]:
    """Code -> region, from the table of countries that comes with a download; a group has none.

    Raises:
        BadInput: the table cannot be read.
    """
    found: dict[str, str] = {}
    for member in members:
        with member.open() as stream:
            content = stream.read(_MOST)
        try:
            rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            if {"Country Code", "Region"} <= set(rows.fieldnames or ()):
                found |= {str(row["Country Code"]): str(row["Region"] or "") for row in rows}
        except (csv.Error, UnicodeDecodeError) as error:
            raise BadInput(f"cannot be read ({error})", file=member.where) from error
    return found


def kinds_of(
    where: str, codes: Iterable[str], assertions: Mapping[str, Any], known: Mapping[str, str]
) -> dict[str, str]:
    """Code -> "economy" or "group": by the descriptor's names, the table of countries (`known`), then ISO.

    Raises:
        BadInput: codes that none of them knows, all listed.
    """

    def kind(code: str) -> str:
        if code in assertions["groups"]:
            return "group"
        if code in known:
            return "economy" if known[code] else "group"
        return "economy" if code in COUNTRIES.rows or code in assertions["economies"] else ""

    kinds = {code: kind(code) for code in codes}
    unknown = [code for code, found in kinds.items() if not found]
    remedy = "Add the zip as downloaded, with its table of countries, which says which codes are groups."
    refuse_unknown(where, unknown, "codes of places", remedy)
    return kinds
