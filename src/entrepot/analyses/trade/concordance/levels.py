"""Codes of one level, and of the level that the links are for: otherwise values count twice or go astray."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from entrepot.analyses.trade.concordance.tables import is_industries, schemes
from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import Classification, digits

# Counted in Eurostat's correspondence of CN 2022 and CPA 2.1; a test counts it again.
WHY_NOT_CHAPTERS = (
    "Only 22 of the 96 HS chapters (23 %) fall into one NACE division, but 99 % of the six-digit codes do"
)


def held_level(codes: Collection[str], links: pl.DataFrame, scheme: Classification, column: str) -> None:
    """Refuses codes that the links cannot take.

    Raises:
        BadInput: they are of several levels, or of another level than the links.
    """
    if not scheme.levels:
        return
    found = sorted({digits(code) for code in codes} - {0})
    if len(found) > 1:
        raise BadInput(
            f"codes of {', '.join(map(str, found))} digits together: the shorter hold sums of the longer",
            column=column, expected="codes of one level", remedy=f"Keep only the rows of {found[-1]} digits.",
        )  # fmt: skip
    there = {digits(code) for code in links["from_code"].unique().to_list()} - {0}
    # CPA and NACE have headings without parts: any of the links' levels will do.
    if found and there and found[0] not in there:
        raise _other_level(found[0], max(there), links, column)


def _other_level(found: int, there: int, links: pl.DataFrame, column: str) -> BadInput:
    source, target = schemes(links)
    if found > there:
        remedy = (
            f"Sum them to {there} digits first (aggregate), or name their own classification, e.g. CN2022."
        )
    elif is_industries(target) and found < 6:
        remedy = f"{WHY_NOT_CHAPTERS}. Take data of {there} digits."
    else:
        remedy = f"Take data of {there} digits: a heading's value does not say which of its parts it is."
    return BadInput(
        f"codes of {found} digits, but the links from {source} to {target} are for {there}",
        column=column, expected=f"codes of {there} digits", remedy=remedy,
    )  # fmt: skip
