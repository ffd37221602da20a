"""A step's transactions become its sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.aid.answer import Step, Sum, Unconverted
from entrepot.analyses.aid.counted import BESIDE, HERE, NOWHERE
from entrepot.analyses.aid.figures import sums, value_of
from entrepot.analyses.aid.question import Basis, Question
from entrepot.analyses.aid.reported import AT
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.iati.vocabularies import name_of
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin

SECURITY = "152"
"""DAC category Conflict, Peace & Security: reform of security, mines, small arms, peacekeeping."""
EMERGENCY = ("720", "730", "740")
REASONS: Mapping[str, str] = {
    "duplicate": "the same activity stands in another place, newer or by who does it itself",
    "future": "dated after the file was made: planned, not done",
    "parent": "an activity and its parts report the same money",
    "other side": "received from a giver who reports it as well",
    "passed on": "paid on from money that is counted at its giver",
}
_UNSAID = "not said"


@dataclass(frozen=True, slots=True)
class Maker:
    """What all sums of an answer share."""

    question: Question
    origins: tuple[Origin, ...]

    def step(self, basis: Basis, rows: pl.DataFrame, purposes: pl.DataFrame) -> Step:
        """All sums of a step.

        Args:
            basis: which.
            rows: counted, converted, with publisher and channel.
            purposes: key, transaction, purpose, `part_low`, `part_high`.
        """
        live = rows.filter(pl.col("reason") == "")
        here = live.filter(pl.col("where") == HERE)
        split = with_purposes(here, purposes)
        of_security = split.filter(pl.col("sector") == SECURITY)
        # What is flagged as a whole is humanitarian whatever its sectors; of the rest, its share.
        urgent = pl.concat(
            [
                here.filter("humanitarian"),
                split.filter(~pl.col("humanitarian") & pl.col("sector").is_in(EMERGENCY)).select(
                    here.columns
                ),
            ]
        )
        return Step(
            basis=basis,
            total=self._one(basis, here, "total", "total"),
            by=self._ways(basis, here, split),
            security=self._one(basis, of_security, "security", "conflict, peace and security"),
            humanitarian=self._one(basis, urgent, "humanitarian", "humanitarian"),
            regional=self._each(basis, live.filter(pl.col("where") == BESIDE), "region"),
            nowhere=self._one(basis, live.filter(pl.col("where") == NOWHERE), "nowhere", "no place named"),
            left_out=self._left_out(basis, rows.filter(pl.col("reason") != ""), "reason"),
            partly=self._left_out(basis, live.filter(pl.col("partly") != ""), "partly"),
            unconverted=tuple(_unconverted(here)),
            rows=rows,
            purposes=purposes,
        )

    def _ways(self, basis: Basis, here: pl.DataFrame, split: pl.DataFrame) -> dict[str, tuple[Sum, ...]]:
        frames = {"sector": split, "purpose": split}
        ways = ("year", "sector", "purpose", "publisher", "giver", "channel", "flow")
        return {way: self._each(basis, frames.get(way, here), way) for way in ways}

    def _left_out(self, basis: Basis, rows: pl.DataFrame, column: str) -> tuple[Sum, ...]:
        # Of regions and of no place the share is not known: they would make an interval of any sum.
        known = rows.filter(pl.col("where") == HERE)
        found = self._each(basis, known, column)
        return tuple(Sum("left out" if column == "reason" else column, s.key, s.label, s.figure,
                         s.transactions) for s in found)  # fmt: skip

    def _one(self, basis: Basis, rows: pl.DataFrame, key: str, label: str) -> Sum:
        found = sums(rows).row(0, named=True)
        return self._sum(basis, key, key, label, found)

    def _each(self, basis: Basis, rows: pl.DataFrame, by: str) -> tuple[Sum, ...]:
        found = [
            self._sum(basis, by, str(row[by] or ""), label_of(by, row[by]), row)
            for row in sums(rows, [by]).iter_rows(named=True)
        ]
        return tuple(found if by == "year" else sorted(found, key=_size))

    def _sum(self, basis: Basis, by: str, key: str, label: str, row: Mapping[str, float]) -> Sum:
        asked = self.question
        told = {"disbursement": "disbursed and spent", "commitment": "committed", "pledge": "pledged"}[basis]
        figure = Figure(
            value=_value(row, empty=by == "total"), unit=asked.unit,
            period=key if by == "year" else asked.period, concept=f"aid {told}: {label}",
            places=tuple(p.code for p in (asked.donor, asked.recipient) if p and not isinstance(p, str)),
            quality=Quality.DERIVED, origins=self.origins, method=_METHOD[asked.base is not None],
            caveat=_caveat(row, empty=by == "total"),
        )  # fmt: skip
        return Sum(by, key, label, figure, int(row["transactions"]))


_METHOD = {
    False: "sum of transactions, each at the mean exchange rate of the year of its value date",
    True: "sum of transactions, each to USD at the mean rate of the year of its value date, by US consumer "
    "prices to the base year, then at that year's rate",
}


def _value(row: Mapping[str, float], *, empty: bool) -> float | Interval:
    """What is added up; that nobody reports anything does not say that nothing was given."""
    return Interval.unknown() if empty and not row["transactions"] else value_of(row["low"], row["high"])


def _caveat(row: Mapping[str, float], *, empty: bool) -> str:
    low, high = row["low"], row["high"]
    if empty and not row["transactions"]:
        return "No file in the store reports any, which does not say that nothing was given."
    if high == float("inf") or low == -float("inf"):
        return "Some of it has no exchange rate and is not in it."
    return "" if low == high else "How much of it is theirs is not said for all of it."


def _size(one: Sum) -> tuple[float, str]:
    interval = one.figure.interval
    return (-(interval.low if interval.high == float("inf") else interval.high), one.key)


def with_purposes(rows: pl.DataFrame, purposes: pl.DataFrame) -> pl.DataFrame:
    """Rows once for each purpose, shares multiplied, with `purpose` and `sector` (its category)."""
    joined = rows.join(purposes, on=AT, how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("low") * pl.col("part_low").fill_null(1.0),
        pl.col("high") * pl.col("part_high").fill_null(1.0),
        pl.col("purpose").fill_null(""),
        pl.col("purpose").fill_null("").str.slice(0, 3).alias("sector"),
    ).drop("part_low", "part_high")


def label_of(by: str, key: object) -> str:
    """A group in words."""
    code = str(key or "")
    if not code:
        return _UNSAID
    if by in ("sector", "purpose"):
        return name_of("SectorCategory" if len(code) == 3 else "Sector", code)
    if by == "flow":
        return name_of("FlowType", code)
    if by == "region":
        vocabulary, _, region = code.partition(":")
        return (
            name_of("Region", region) if vocabulary == "1" else f"region {region} of vocabulary {vocabulary}"
        )
    return REASONS.get(code, code) if by in ("reason", "partly") else code


def _unconverted(rows: pl.DataFrame) -> Iterable[Unconverted]:
    bare = rows.filter(pl.col("factor").is_null())
    found = bare.group_by("currency", "rate_year", "missing").agg(
        pl.col("value").sort().sum(), pl.len().alias("count")
    )
    for currency, year, missing, value, count in found.sort("currency", "rate_year").iter_rows():
        yield Unconverted(currency, year, round(value, 2), count, missing)
