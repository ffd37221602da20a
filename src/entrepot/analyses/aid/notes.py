"""What a reader of a sum of aid must know, in sentences; only what holds for the answer at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from entrepot.analyses.aid.answer import Step
from entrepot.analyses.aid.question import Question
from entrepot.analyses.aid.recorded import Beside
from entrepot.analyses.aid.reported import Reported
from entrepot.metadata.figure import Figure
from entrepot.metadata.places import Place
from entrepot.sources.rates import Rates

ODA = "10"


def notes(
    question: Question, data: Reported, steps: Sequence[Step], known: Beside, table: Rates
) -> tuple[str, ...]:
    """Sentences, the general ones first."""
    found = [*_general(question, table)]
    for step in steps:
        head = f"{step.basis.capitalize()}s: " if len(steps) > 1 else ""
        found += [
            f"{head}{told}"
            for told in (*_left_out(step), *_apart(step), *_rates(step), *_flows(step), *_silent(step))
        ]
    found += [*_security(steps), *_rejected(data, steps), *_recorded(known)]
    return tuple(dict.fromkeys(found))


def _general(question: Question, table: Rates) -> Iterator[str]:
    if len(question.steps) > 1:
        yield "Pledges, commitments and disbursements are steps of the same money: they are never added up."
    if isinstance(question.donor, Place):
        yield (
            f"Of {question.donor.name()} is what organisations registered there report, public and private, "
            "as givers; money is told by the identifier of who provides it."
        )
    if question.base is not None:
        yield (
            f"Constant prices are ours: to {table.price_currency} at the rate of the year, by consumer "
            f"prices to {question.base}, then to {question.currency} at that year's rate. The deflators of "
            "the OECD's DAC, which follow each donor's own prices and rate, would give other sums."
        )


def _left_out(step: Step) -> Iterator[str]:
    for one in step.left_out:
        yield f"Left out: {one.transactions:,} transactions, {said(one.figure)}: {one.label}."
    for one in step.partly:
        yield (
            f"Counted as an interval: {one.transactions:,} transactions, {said(one.figure)}, since it may be "
            f"that {one.label}."
        )


def _apart(step: Step) -> Iterator[str]:
    for one in step.regional:
        yield (
            f"Not in the total: {one.transactions:,} transactions for {one.label}, of which these places "
            f"have {said(one.figure)}."
        )
    if step.nowhere.transactions:
        yield (
            f"Not in the total: {step.nowhere.transactions:,} transactions that name no place, of which "
            f"these have {said(step.nowhere.figure)}."
        )


def _rates(step: Step) -> Iterator[str]:
    for one in step.unconverted:
        yield (
            f"Not in the sums: {one.currency} {one.value:,.2f} of {one.year} in {one.transactions:,} "
            f"transactions ({one.missing}); `--rates FILE` takes your own."
        )


def _flows(step: Step) -> Iterator[str]:
    other = [one for one in step.by["flow"] if one.key not in ("", ODA)]
    for one in other:
        yield f"Not official development assistance (ODA): {said(one.figure)}, {one.label}."


def _silent(step: Step) -> Iterator[str]:
    if not step.total.transactions:
        yield step.total.figure.caveat
    unsaid = next((one for one in step.by["sector"] if not one.key), None)
    if unsaid:
        yield f"Of {said(unsaid.figure)} the purpose is not said: it may be security, or humanitarian."


def _security(steps: Sequence[Step]) -> Iterator[str]:
    if any(step.security.transactions for step in steps):
        yield (
            "Security is what the DAC's category 152 holds. Military aid is not ODA and hardly reported to "
            "IATI: that it is absent here says nothing."
        )


def set_apart(data: Reported, steps: Sequence[Step]) -> int:
    """How many activities of the files that were used had been unreadable when they were added."""
    used = pl.concat([step.rows.select("file") for step in steps]).unique()
    return data.rejected.join(used, on="file", how="semi").height


def _rejected(data: Reported, steps: Sequence[Step]) -> Iterator[str]:
    if hit := set_apart(data, steps):
        yield (
            f"{hit:,} activities of these files were set apart when they were added, since a value, day or "
            "share was unreadable: what they hold is not known and in no sum, which is low by as much."
        )


def _recorded(known: Beside) -> Iterator[str]:
    if known.given or known.unknown:
        yield "What the record says stands beside the sums and is not added: it may be the same money."
    if known.doubles:
        count = len({double.statement for double in known.doubles})
        yield f"{count} of the record's contributions may be among the transactions: see the doubles."


def said(figure: Figure) -> str:
    """A figure in whole units, as sentences have it."""
    low, high = figure.interval.low, figure.interval.high
    if figure.is_unknown:
        return f"an unknown sum of {figure.unit}"
    if low == high:
        return f"{low:,.0f} {figure.unit}"
    if high == float("inf"):
        return f"at least {low:,.0f} {figure.unit}"
    return f"{low:,.0f} to {high:,.0f} {figure.unit}" if low > -float("inf") else f"at most {high:,.0f}"
