"""What the record says of aid, beside what publishers report; which of it may be the same money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from entrepot.analyses.aid.givers import country_of
from entrepot.analyses.aid.question import Question
from entrepot.analyses.aid.reported import AT
from entrepot.analyses.aid.shares import own_or_whole
from entrepot.analyses.relations.contributions import Contribution, contributions
from entrepot.analyses.relations.involvement import Scene, involved
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Document, Statement
from entrepot.sources.rates import Rates

NEAR_YEARS = 1
RATES_DIFFER = 0.05
"""By how much the rate that a document used may differ from the mean of the year; our own estimate."""
_VAGUE = 0.5  # an amount wider than half of itself would match nearly anything


@dataclass(frozen=True, slots=True)
class Double:
    """A contribution of the record that may be, or is, money that publishers report; for a person to decide.

    Attributes:
        statement: id of the contribution's statement.
        certain: whether the statement itself was drawn from that activity of IATI.
        identifier: the activity of IATI.
        reported: what is alike: "activity", "activity in a year" or "transaction".
        year: the year of it, or the first; None where several are added up.
        amount: its sum, in `unit`.
        unit: the currency of the contribution.
        converted: whether the sum was converted to that currency, which allows it to differ by 5%.
    """

    statement: str
    certain: bool
    identifier: str
    reported: str
    year: int | None
    amount: float
    unit: str
    converted: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """Contributions of the record: `given` with an amount, `unknown` without, and possible doubles."""

    given: tuple[Contribution, ...] = ()
    unknown: tuple[Contribution, ...] = ()
    doubles: tuple[Double, ...] = ()


def beside(
    statements: Iterable[Statement],
    documents: Iterable[Document],
    question: Question,
    rows: pl.DataFrame,
    recipients: pl.DataFrame,
    table: Rates,
) -> Beside:
    """Contributions that the question is about, and those that may be among the rows.

    A match has the same donor and recipient, a year at most one off, and an amount within the contribution's
    rounding (5% more where a rate was needed).

    Args:
        statements: the record.
        documents: to cite them.
        question: what is asked; organisations other than countries have no contributions of their own.
        rows: transactions with `identifier`, of every step that was counted.
        recipients: key, transaction (0 for the activity as a whole) and place.
        table: rates.
    """
    record, papers = tuple(statements), tuple(documents)
    recipient = question.recipient.code if question.recipient else ""
    found: dict[str, Contribution] = {}
    for donor in _donors(question, record):
        each = contributions(record, donor, recipient, papers)
        found |= {c.statement.id: c for c in (*each.given, *each.unknown) if _in_years(c, question)}
    every = tuple(found.values())
    doubles = tuple(double for c in every for double in _doubles(c, rows, recipients, table))
    given = tuple(c for c in every if c.amount is not None)
    return Beside(given, tuple(c for c in every if c.amount is None), doubles)


def _donors(question: Question, record: Sequence[Statement]) -> Sequence[str]:
    if not isinstance(question.donor, str):
        return question.donor.countries
    if question.donor:
        return ()
    scene = Scene.of(record)
    aid = (s for s in record if s.kind == "aid")
    return sorted({i.place for s in aid for i in involved(s, scene) if i.role == "donor" and i.place})


def _in_years(one: Contribution, question: Question) -> bool:
    first, last = one.date.earliest or date.min, one.date.latest or date.max
    return first.year <= (question.last or date.max.year) and last.year >= (question.first or date.min.year)


def _doubles(one: Contribution, rows: pl.DataFrame, recipients: pl.DataFrame, table: Rates) -> list[Double]:
    drawn = str(one.statement.attributes.get("iati_identifier", ""))
    if drawn and rows.height and drawn in rows["identifier"]:
        unit = one.amount.unit if one.amount else ""
        value = float(one.amount.number) if one.amount else 0.0
        return [Double(one.statement.id, True, drawn, "activity", None, value, unit, False)]
    amount = one.statement.amount
    if amount is None or not 0 < amount.bounds.width + 1 < amount.value * _VAGUE + 1:
        return []
    return _alike(one, amount.bounds, amount.unit, _near(one, rows, recipients), table)


def _near(one: Contribution, rows: pl.DataFrame, recipients: pl.DataFrame) -> pl.DataFrame:
    """Rows of the same donor in or next to its years, for one of its recipients or for no country named."""
    first, last = one.date.earliest or date.min, one.date.latest or date.max
    near = pl.col("year").is_between(first.year - NEAR_YEARS, last.year + NEAR_YEARS)
    theirs = [ref for ref in rows["giver"].unique().to_list() if country_of(ref) == one.donor]
    found = rows.filter(near & (pl.col("reason") == "") & pl.col("giver").is_in(theirs))
    told = own_or_whole(found, recipients.select(*AT, "place").filter(pl.col("place").is_not_null()))
    others = told.group_by(AT).agg(pl.col("place").is_in(one.recipients).any().alias("fits"))
    return found.join(others.filter(~pl.col("fits")), on=AT, how="anti") if one.recipients else found


def _alike(one: Contribution, bounds: Interval, unit: str, near: pl.DataFrame, table: Rates) -> list[Double]:
    pairs = near.select("currency", "year").unique().sort("currency", "year")
    rates = [(c, y, table.between(c, unit, y)) for c, y in pairs.iter_rows()]
    schema = {"currency": pl.String, "year": pl.Int64, "rate": pl.Float64}
    priced = near.join(pl.DataFrame(rates, schema=schema, orient="row"), on=["currency", "year"])
    priced = priced.filter(pl.col("rate").is_not_null()).with_columns(
        (pl.col("value") * pl.col("rate")).alias("theirs"), (pl.col("currency") != unit).alias("turned")
    )
    slack = pl.when(pl.col("turned")).then(RATES_DIFFER).otherwise(0.0)
    fits = (pl.col("theirs") >= bounds.low * (1 - slack)) & (pl.col("theirs") <= bounds.high * (1 + slack))
    found: dict[tuple[str, float], Double] = {}
    for word, by in _LEVELS.items():
        level = priced.group_by("identifier", "basis", "turned", *by).agg(
            pl.col("theirs").sort().sum(), pl.col("year").min().alias("first")
        )
        for row in level.filter(fits).sort("identifier", "basis", "first", "theirs").iter_rows(named=True):
            year = row["first"] if by else None
            double = Double(
                one.statement.id, False, row["identifier"], f"{word} ({row['basis']})", year,
                round(row["theirs"], 2), unit, row["turned"],
            )  # fmt: skip
            found.setdefault((row["identifier"], double.amount), double)
    return list(found.values())


_LEVELS = {"activity": (), "activity in a year": ("year",), "transaction": ("year", "key", "transaction")}
