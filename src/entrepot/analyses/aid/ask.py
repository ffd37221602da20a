"""The question answered: aid of a donor to a recipient, each flow counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl

from entrepot.analyses.aid.answer import Aid, Step, Sum
from entrepot.analyses.aid.counted import counted, newest
from entrepot.analyses.aid.figures import converted
from entrepot.analyses.aid.notes import notes, set_apart
from entrepot.analyses.aid.question import TYPES, Question, steps_of
from entrepot.analyses.aid.recorded import beside
from entrepot.analyses.aid.reported import KEY, Reported, reported
from entrepot.analyses.aid.shares import by_purpose, own_or_whole
from entrepot.analyses.aid.sourced import origins
from entrepot.analyses.aid.totals import Maker
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import Place
from entrepot.metadata.statement import Document, Statement
from entrepot.sources.rates import Rates, rates
from entrepot.store.warehouse import Warehouse


def aid(
    warehouse: Warehouse,
    statements: Iterable[Statement],
    donor: Place | str = "",
    recipient: Place | None = None,
    years: tuple[int | None, int | None] = (None, None),
    currency: str = "EUR",
    base: int | None = None,
    basis: str = "disbursement",
    *,
    documents: Iterable[Document] = (),
    table: Rates | None = None,
    today: date | None = None,
) -> Aid:
    """What a donor gave a recipient, as publishers report it to IATI, without counting any money twice.

    How each rule counts, and what it cannot know, stands in docs/explanation/aid-sums.md.

    Args:
        warehouse: the open store; every release of IATI in it is read.
        statements: the record, whose contributions stand beside, never added.
        donor: a country, a group, or the beginning of organisations' identifiers, e.g. "XM-DAC-918"; "" is
            anybody.
        recipient: a country or group; None is anywhere.
        years: first and last year of the transactions; None where open.
        currency: ISO 4217 code of the sums.
        base: year of constant prices; None for current ones.
        basis: "disbursement", "commitment", "pledge", or "all" for each apart.
        documents: those of the record.
        table: rates; those that ship when None.
        today: nothing after this day has happened; the day of the call when None.

    Raises:
        NoData: no IATI in the store, and nothing in the record.
        UsageError: the question contradicts itself.
    """
    steps = steps_of(basis)
    question = Question(donor, recipient, *years, currency.upper(), base, steps)
    used, day = table or rates(), today or datetime.now(UTC).date()
    record = tuple(statements)
    types = sorted({code for step in steps for code in (*TYPES[step][0], TYPES[step][1])})
    data = reported(warehouse, types)
    data = replace(data, activities=newest(data.activities))
    answers, labelled = [], []
    for step in steps:
        rows = _labelled(converted(counted(data, question, step, day), question, used), data)
        labelled.append(rows.with_columns(pl.lit(step).alias("basis")))
        maker = Maker(question, origins(rows, data, used, question))
        answers.append(maker.step(step, rows, _purposes(rows, data)))
    known = beside(record, documents, question, pl.concat(labelled), data.recipients, used)
    if not any(rows.height for rows in labelled) and not known.given and not known.unknown:
        raise NoData(_nothing(question))
    cited = tuple(dict.fromkeys(o for each in answers for o in each.total.figure.origins))
    told = notes(question, data, answers, known, used)
    return Aid(question, tuple(answers), known, told, cited, set_apart(data, answers))


def transactions(step: Step, wanted: Sum | None = None) -> pl.DataFrame:
    """The transactions of a sum, a row each, the sum's own when `wanted` is None.

    Returns:
        id (file's hash, activity, transaction), identifier, publisher, giver, channel, type, date,
        value_date, value, currency, amount (converted, whole), low and high (share counted), reason, name of
        the file, line.
    """
    from entrepot.analyses.aid.drill import rows_of

    return rows_of(step, wanted or step.total)


def _labelled(rows: pl.DataFrame, data: Reported) -> pl.DataFrame:
    heads = data.activities.select(KEY, "file", "activity", "title")
    names = data.files.select("file", "name")
    doers = (
        data.doers.with_columns(pl.coalesce("name", "ref").alias("doer"))
        .filter(pl.col("doer").is_not_null())
        .group_by(KEY)
        .agg(pl.col("doer").unique().sort())
        .with_columns(
            pl.when(pl.col("doer").list.len() == 1)
            .then(pl.col("doer").list.first())
            .otherwise(pl.lit("several"))
        )
    )
    joined = rows.join(heads, on=KEY, how="left", maintain_order="left")
    joined = joined.join(names, on="file", how="left", maintain_order="left")
    joined = joined.join(doers, on=KEY, how="left", maintain_order="left")
    publisher = pl.coalesce("reporting_name", "reporting_ref").fill_null("")
    said = pl.coalesce("receiver_name", "receiver_ref", "doer").fill_null("")
    channel = pl.when(pl.col("incoming")).then(publisher).otherwise(said)
    ids = data.activities.select(KEY, "identifier")
    return joined.join(ids, on=KEY, how="left", maintain_order="left").with_columns(
        publisher.alias("publisher"), channel.alias("channel")
    )


def _purposes(rows: pl.DataFrame, data: Reported) -> pl.DataFrame:
    wanted = rows.select(KEY).unique()
    shares = by_purpose(data.sectors.join(wanted, on=KEY, how="semi"))
    return own_or_whole(rows, shares).rename({"low": "part_low", "high": "part_high"})


def _nothing(question: Question) -> str:
    donor, recipient = question.donor, question.recipient
    who = "anybody" if not donor else donor if isinstance(donor, str) else donor.name()
    whom = recipient.name() if recipient else "anywhere"
    steps: Sequence[str] = question.steps
    return (
        f"No {' or '.join(steps)} of {who} for {whom} ({question.period}) stands in the files of "
        "IATI in the store, and the record has no contribution. `entrepot data add FILE` adds a publisher's "
        "file, `entrepot data info iati` shows those that are there."
    )
