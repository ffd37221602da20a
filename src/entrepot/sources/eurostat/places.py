"""Codes of Eurostat's dimension geo: countries, regions of any NUTS edition, and groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from entrepot.sources.sdmx_csv.observations import refuse_unknown


def kinds_of(where: str, codes: Iterable[str], assertions: Mapping[str, Any]) -> dict[str, str]:
    """Code -> "economy", "region" or "group", by the descriptor's patterns and names.

    Countries keep Eurostat's codes (EL, UK); that a region is one of a NUTS edition is not checked, since the
    file does not say which.

    Raises:
        BadInput: codes that fit no pattern and are not named, all of them listed.
    """
    place, group = re.compile(assertions["place"]), re.compile(assertions["group"])
    named = set(assertions["named"])

    def kind(code: str) -> str:
        if group.fullmatch(code) or code in named:
            return "group"
        if not place.fullmatch(code):
            return ""
        return "economy" if len(code) == 2 else "region"

    kinds = {code: kind(code) for code in codes}
    refuse_unknown(
        where, [code for code, found in kinds.items() if not found], "codes of places",
        "Eurostat's codes are two letters and up to three more characters for regions; others must be named "
        "in the source's descriptor.",
    )  # fmt: skip
    return kinds
