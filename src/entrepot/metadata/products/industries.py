"""Industries of the OECD's ICIO, found from the CPA or NACE code of a product or activity."""

from __future__ import annotations

from functools import cache

from entrepot.metadata.products.vocabulary import rows


def icio_industry(code: str) -> str | None:
    """The ICIO industry of a CPA or NACE code of at least two digits, e.g. "C24B" for "24.44.13".

    None where none holds it, or where the code is too short to tell: 24 is C24A or C24B.
    """
    return next(
        (_beginnings()[code[:end]] for end in range(len(code), 1, -1) if code[:end] in _beginnings()), None
    )


@cache
def _beginnings() -> dict[str, str]:
    return {row["cpa"]: row["industry"] for row in rows("icio_cpa.csv")}
