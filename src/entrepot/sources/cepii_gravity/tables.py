"""The square panel taken apart: what is of one economy, what lies between two, what changes every year."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.gravity import GRAVITY_DISTANCES, GRAVITY_ECONOMIES, GRAVITY_PAIRS
from entrepot.sources.cepii_gravity import columns as of
from entrepot.sources.cepii_gravity.rows import named
from entrepot.sources.text_tables.cells import LINE
from entrepot.sources.text_tables.keyed import Keyed, in_order

_STATE = ("year", "economy", "identity")
_IDENTITIES = ("origin_identity", "destination_identity")
# Rows of geography held before they are merged: a year has 60,000.
_HELD = 400_000


@dataclass(slots=True)
class Panel:
    """Collects the rows of a file, and gives the declared tables.

    Attributes:
        where: the file.
        pairs: agreements and trade, on their way to disk.
        doubled: years and states that stood beside another state of the same code, and were left out.
    """

    where: str
    pairs: Keyed
    doubled: pl.DataFrame = field(default_factory=pl.DataFrame)
    _sizes: list[pl.DataFrame] = field(default_factory=list)
    _geography: list[pl.DataFrame] = field(default_factory=list)

    @classmethod
    def under(cls, scratch: Path, where: str) -> Panel:
        """A panel whose rows go to `scratch`."""
        return cls(where, Keyed(GRAVITY_PAIRS, scratch, where, extra=_IDENTITIES))

    def add(self, rows: pl.DataFrame) -> None:
        """Take rows of existing pairs; raises `BadInput` for a cell that does not fit."""
        if rows.is_empty():
            return
        ids = [rows[name].alias(ours) for ours, name in zip(_IDENTITIES, _IDENTITY_COLUMNS, strict=True)]
        codes = [rows[of.ORIGIN].alias("origin"), rows[of.DESTINATION].alias("destination")]
        trade = pl.DataFrame([rows[of.YEAR], *codes, *ids, *named(self.where, rows, of.TRADE), rows[LINE]])
        self.pairs.add(trade)
        sizes = [rows[of.YEAR], codes[0].alias("economy"), ids[0].alias("identity")]
        self._sizes.append(pl.DataFrame([*sizes, *named(self.where, rows, of.SIZES)]).unique())
        geography = pl.DataFrame([*codes, *ids, rows[of.YEAR], *named(self.where, rows, of.GEOGRAPHY)])
        self._geography.append(_spans(geography.with_columns(last_year=of.YEAR)))
        if sum(frame.height for frame in self._geography) > _HELD:
            self._merge()

    def economies(self) -> pl.DataFrame:
        """Sizes by year; of two states with one code in one year the later is kept, the other `doubled`.

        Raises:
            BadInput: a state has two sizes in one year, or there is none at all.
        """
        if not self._sizes:
            raise BadInput("holds no pair of economies that exist", file=self.where)
        sizes = in_order(GRAVITY_ECONOMIES, pl.concat(self._sizes).unique(), self.where, _STATE)
        later = pl.col("identity") == pl.col("identity").last().over("year", "economy")
        self.doubled = sizes.filter(~later).select(of.YEAR, "identity")
        return sizes.filter(later)

    def distances(self) -> pl.DataFrame:
        """Geography by pair of states, with the years in which it is so."""
        self._merge()
        return in_order(GRAVITY_DISTANCES, self._geography[0], self.where)

    def agreements(self) -> pl.DataFrame | Path:
        """Agreements and trade by pair and year; to be asked for after `economies`."""
        return self.pairs.finish(self._single)

    def _single(self, rows: pl.DataFrame) -> pl.DataFrame:
        for side in _IDENTITIES:
            doubled = self.doubled.rename({"identity": side}) if self.doubled.height else None
            rows = rows.join(doubled, on=[of.YEAR, side], how="anti") if doubled is not None else rows
        return rows

    def _merge(self) -> None:
        self._geography = [_spans(pl.concat(self._geography).rename({"first_year": of.YEAR}))]


_IDENTITY_COLUMNS = (of.ORIGIN_IDENTITY, of.DESTINATION_IDENTITY)


def _spans(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows alike but for the year as one, from the first of their years to the last."""
    alike = [name for name in rows.columns if name not in (of.YEAR, "last_year")]
    return rows.group_by(alike).agg(pl.col(of.YEAR).min().alias("first_year"), pl.col("last_year").max())
