"""A dataset of reconciled flows of goods: one release a year, each read once and kept in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from entrepot.analyses.trade.goods.year import Year
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.goods import REVISIONS, GoodsTables, baci_tables
from entrepot.store.warehouse import Release, Warehouse

HOW_TO_GET = (
    "Add the year's file of CEPII BACI, which is free: `entrepot data fetch baci` says where it is, "
    "`entrepot data add FILE` reads it."
)


@dataclass(frozen=True, eq=False)
class Goods:
    """All years that the store holds of one dataset in one revision of the Harmonized System.

    Attributes:
        revision: key of `metadata.goods.REVISIONS`, e.g. "hs17".
        years: calendar year -> its flows, in order; of several releases of a year the newest.
    """

    revision: str
    years: Mapping[int, Year]

    @property
    def latest(self) -> Year:
        """The last year."""
        return self.years[max(self.years)]

    @property
    def first(self) -> Year:
        """The first year."""
        return self.years[min(self.years)]

    def year(self, year: int | None) -> Year:
        """That year, the last when None; raises `NoData` that names those there are."""
        if year is None:
            return self.latest
        if year not in self.years:
            held = ", ".join(map(str, self.years))
            raise NoData(f"BACI {self.revision.upper()} is in the store for {held}, not for {year}.")
        return self.years[year]


def goods(source: Warehouse | Goods, revision: str | None = None) -> Goods:
    """The dataset of goods flows that answers are made from; or the one given.

    Without `revision` the one whose last year is the latest and, of equals, that has most years.

    Raises:
        NoData: the store holds none, or none in that revision.
        UsageError: no such revision.
    """
    if isinstance(source, Goods):
        return source
    if revision is not None and revision.lower() not in REVISIONS:
        raise UsageError(f"No HS revision {revision!r}: BACI has {', '.join(r.upper() for r in REVISIONS)}.")
    wanted = [revision.lower()] if revision else list(REVISIONS)
    releases = source.releases()
    held = [found for found in (_goods(source, one, releases) for one in wanted) if found.years]
    if not held:
        of = f" in {revision.upper()}" if revision else ""
        raise NoData(f"The store holds no trade in goods by product{of}. {HOW_TO_GET}")
    return max(held, key=lambda found: (max(found.years), len(found.years)))


_years: dict[str, Year] = {}


def _goods(warehouse: Warehouse, revision: str, releases: Sequence[Release]) -> Goods:
    tables = baci_tables(revision)
    newest: dict[int, Release] = {}
    for release in releases:  # newest first
        if release.dataset == tables.dataset:
            newest.setdefault(int(release.period), release)
    years = {year: _year(warehouse, tables, newest[year], year) for year in sorted(newest)}
    return Goods(revision, years)


def _year(warehouse: Warehouse, tables: GoodsTables, release: Release, year: int) -> Year:
    # A release is named by its content: two stores that hold the same one share what is in memory.
    if release.sha256 not in _years:
        _years[release.sha256] = Year(warehouse, tables, release, year)
    return _years[release.sha256]
