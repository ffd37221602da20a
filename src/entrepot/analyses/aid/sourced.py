"""What sums of aid rest on: the publishers' files, and the tables of rates that were used."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.aid.question import Question
from entrepot.analyses.aid.reported import Reported
from entrepot.metadata.origin import Origin
from entrepot.sources.rates import Rates

_MANY = 12


def origins(rows: pl.DataFrame, data: Reported, table: Rates, question: Question) -> tuple[Origin, ...]:
    """The files that hold the rows, or their releases where these are many; then the rates."""
    used = rows.select("file", "publisher").unique().sort("file", "publisher")
    files = data.files.join(used, on="file", maintain_order="right")
    of_releases = len(files) > _MANY
    found = []
    for row in files.iter_rows(named=True):
        release = data.releases[row["release"]]
        if of_releases:
            found.append(release.origin())
            continue
        found.append(
            Origin(
                publisher=row["publisher"] or "publisher not named", dataset="IATI activities",
                edition=(row["generated"] or "")[:10], locator=row["name"], licence=release.licence,
                url=release.url, retrieved=release.retrieved, sha256=row["file"],
            )
        )  # fmt: skip
    return (*dict.fromkeys(found), *_rates(rows, table, question))


def _rates(rows: pl.DataFrame, table: Rates, question: Question) -> tuple[Origin, ...]:
    currencies = set(rows["currency"].unique().to_list()) | {question.currency}
    if question.base is not None:
        return (*table.origins["exchange"], *_fixed(currencies, table), *table.origins["prices"])
    if len(currencies) < 2:
        return ()
    return (*table.origins["exchange"], *_fixed(currencies, table))


def _fixed(currencies: set[str], table: Rates) -> tuple[Origin, ...]:
    return table.origins["fixed"] if currencies & table.fixed.keys() else ()
